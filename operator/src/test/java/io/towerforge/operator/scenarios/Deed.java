package io.towerforge.operator.scenarios;

import io.towerforge.operator.model.Tags;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CRUpdateAllocationStrategy;
import software.amazon.awssdk.services.batch.model.ComputeResourceUpdate;
import software.amazon.awssdk.services.batch.model.JQState;
import software.amazon.awssdk.services.batch.model.JobStateTimeLimitActionsAction;
import software.amazon.awssdk.services.batch.model.JobStateTimeLimitActionsState;

/**
 * Something a person changes by hand that the operator had set: every attribute of every kind once.
 */
enum Deed {
    DISABLES_THE_ENVIRONMENT(story -> story.person()
            .batch()
            .updateComputeEnvironment(request ->
                    request.computeEnvironment(story.serving("work").name()).state(CEState.DISABLED))),
    LOWERS_MAX_CPUS(update(resources -> resources.maxvCpus(100))),
    RAISES_MIN_CPUS(update(resources -> resources.minvCpus(8))),
    CHANGES_INSTANCE_TYPES(update(resources -> resources.instanceTypes("m5.large"))),
    CHANGES_SUBNETS(story -> update(resources -> resources.subnets(story.world()
                    .aws()
                    .network()
                    .subnetIds(story.world().aws().network().defaultVpcId())
                    .get(0)))
            .accept(story)),
    CHANGES_SECURITY_GROUPS(story -> {
        var network = story.world().aws().network();
        String group = network.addSecurityGroup(network.defaultVpcId(), "by-hand");
        update(resources -> resources.securityGroupIds(group)).accept(story);
    }),
    CHANGES_THE_IMAGE(story -> {
        String image = story.world()
                .aws()
                .network()
                .addImage("by-hand", software.amazon.awssdk.services.ec2.model.ArchitectureValues.X86_64);
        update(resources -> resources.ec2Configuration(
                        configuration -> configuration.imageType("ECS_AL2023").imageIdOverride(image)))
                .accept(story);
    }),
    CHANGES_THE_STRATEGY(
            update(resources -> resources.allocationStrategy(CRUpdateAllocationStrategy.BEST_FIT_PROGRESSIVE))),
    LOWERS_THE_BID(update(resources -> resources.bidPercentage(40))),
    SETS_A_KEY_PAIR(story -> {
        story.world().aws().network().addKeyPair("by-hand");
        update(resources -> resources.ec2KeyPair("by-hand")).accept(story);
    }),
    TAKES_THE_MARK_OFF_THE_INSTANCES(update(resources -> resources.tags(Map.of("left", "alone")))),
    RETAGS_THE_ENVIRONMENT(story -> story.person()
            .batch()
            .tagResource(
                    request -> request.resourceArn(story.serving("work").id()).tags(Map.of(Tags.NAME, "other")))),
    UNTAGS_THE_ENVIRONMENT(story -> story.person()
            .batch()
            .untagResource(
                    request -> request.resourceArn(story.serving("work").id()).tagKeys(Tags.RESOURCE))),
    DISABLES_THE_QUEUE(story -> story.person()
            .batch()
            .updateJobQueue(
                    request -> request.jobQueue(story.queue("work").name()).state(JQState.DISABLED))),
    PUTS_THE_QUEUE_BEFORE_OTHERS(story -> story.person()
            .batch()
            .updateJobQueue(
                    request -> request.jobQueue(story.queue("work").name()).priority(9))),
    REORDERS_THE_QUEUE(story -> story.person()
            .batch()
            .updateJobQueue(request -> request.jobQueue(story.queue("work").name())
                    .computeEnvironmentOrder(entry -> entry.order(1)
                            .computeEnvironment(story.serving("head").id())))),
    TAKES_THE_LIMITS_OFF_THE_QUEUE(story -> story.person()
            .batch()
            .updateJobQueue(
                    request -> request.jobQueue(story.queue("work").name()).jobStateTimeLimitActions(List.of()))),
    LENGTHENS_A_LIMIT_OF_THE_QUEUE(story -> story.person()
            .batch()
            .updateJobQueue(request -> request.jobQueue(story.queue("work").name())
                    .jobStateTimeLimitActions(limit -> limit.reason("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT")
                            .state(JobStateTimeLimitActionsState.RUNNABLE)
                            .maxTimeSeconds(80_000)
                            .action(JobStateTimeLimitActionsAction.CANCEL)))),
    RETAGS_THE_QUEUE(story -> story.person()
            .batch()
            .tagResource(
                    request -> request.resourceArn(story.queue("work").id()).tags(Map.of(Tags.NAME, "other")))),
    DEREGISTERS_THE_HEAD_JOB(story -> story.person()
            .batch()
            .deregisterJobDefinition(request ->
                    request.jobDefinition(story.one("AWS::Batch::JobDefinition").id()))),
    REGISTERS_ANOTHER_HEAD_JOB(story -> story.person()
            .batch()
            .registerJobDefinition(request -> request.jobDefinitionName(
                            story.one("AWS::Batch::JobDefinition").name())
                    .type("container")
                    .tags(story.one("AWS::Batch::JobDefinition").tags())
                    .containerProperties(container -> container.image("by-hand")))),
    RETAGS_THE_HEAD_JOB(story -> story.person()
            .batch()
            .tagResource(request -> request.resourceArn(
                            story.one("AWS::Batch::JobDefinition").id())
                    .tags(Map.of(Tags.NAME, "other")))),
    SHORTENS_THE_RETENTION(story -> story.person()
            .logs()
            .putRetentionPolicy(request -> request.logGroupName(
                            story.one("AWS::Logs::LogGroup").name())
                    .retentionInDays(1))),
    KEEPS_THE_LOGS_FOR_EVER(story -> story.person()
            .logs()
            .deleteRetentionPolicy(request ->
                    request.logGroupName(story.one("AWS::Logs::LogGroup").name()))),
    DELETES_THE_LOG_GROUP(story -> story.person()
            .logs()
            .deleteLogGroup(request ->
                    request.logGroupName(story.one("AWS::Logs::LogGroup").name()))),
    UNTAGS_THE_TEMPLATE(story -> story.person()
            .ec2()
            .deleteTags(request -> request.resources(
                            story.one("AWS::EC2::LaunchTemplate").id())
                    .tags(tag -> tag.key(Tags.NAME)))),
    DELETES_THE_TEMPLATE(story -> story.person()
            .ec2()
            .deleteLaunchTemplate(request -> request.launchTemplateId(
                    story.one("AWS::EC2::LaunchTemplate").id()))),
    CHANGES_WHO_MAY_BE_THE_ROLE(
            story -> story.person()
                    .iam()
                    .updateAssumeRolePolicy(
                            request -> request.roleName(
                                            story.role("ExecutionRole").name())
                                    .policyDocument(
                                            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"))),
    DETACHES_A_POLICY(story -> story.person()
            .iam()
            .detachRolePolicy(
                    request -> request.roleName(story.role("ExecutionRole").name())
                            .policyArn("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"))),
    ATTACHES_A_POLICY(story -> story.person()
            .iam()
            .attachRolePolicy(
                    request -> request.roleName(story.role("InstanceRole").name())
                            .policyArn("arn:aws:iam::aws:policy/AdministratorAccess"))),
    CHANGES_THE_INLINE_POLICY(
            story -> story.person()
                    .iam()
                    .putRolePolicy(
                            request -> request.roleName(
                                            story.role("InstanceRole").name())
                                    .policyName("nextflow-policy")
                                    .policyDocument(
                                            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}"))),
    DELETES_THE_INLINE_POLICY(story -> story.person()
            .iam()
            .deleteRolePolicy(request ->
                    request.roleName(story.role("InstanceRole").name()).policyName("nextflow-policy"))),
    UNTAGS_THE_ROLE(story -> story.person()
            .iam()
            .untagRole(request ->
                    request.roleName(story.role("InstanceRole").name()).tagKeys(Tags.NAMESPACE))),
    EMPTIES_THE_PROFILE(story -> story.person()
            .iam()
            .removeRoleFromInstanceProfile(request -> request.instanceProfileName(
                            story.one("AWS::IAM::InstanceProfile").name())
                    .roleName(story.role("InstanceRole").name()))),
    DELETES_THE_PROFILE(story -> {
        EMPTIES_THE_PROFILE.to(story);
        story.person()
                .iam()
                .deleteInstanceProfile(request -> request.instanceProfileName(
                        story.one("AWS::IAM::InstanceProfile").name()));
    }),
    DELETES_THE_EXECUTION_ROLE(story -> {
        DETACHES_A_POLICY.to(story);
        story.person()
                .iam()
                .deleteRole(
                        request -> request.roleName(story.role("ExecutionRole").name()));
    });

    private final Consumer<Story> doing;

    Deed(Consumer<Story> doing) {
        this.doing = doing;
    }

    void to(Story story) {
        doing.accept(story);
    }

    private static Consumer<Story> update(Consumer<ComputeResourceUpdate.Builder> change) {
        return story -> story.person()
                .batch()
                .updateComputeEnvironment(request -> request.computeEnvironment(
                                story.serving("work").name())
                        .computeResources(change)
                        .updatePolicy(
                                policy -> policy.terminateJobsOnUpdate(false).jobExecutionTimeoutMinutes(7_200L)));
    }
}
