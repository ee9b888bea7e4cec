package io.towerforge.operator.scenarios;

import io.towerforge.operator.model.Tags;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CEType;
import software.amazon.awssdk.services.batch.model.CRAllocationStrategy;
import software.amazon.awssdk.services.batch.model.CRType;
import software.amazon.awssdk.services.batch.model.JQState;

/** Things in the account that somebody else made, without anybody's mark. */
final class Strangers {
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String PROFILE = "strangers-profile";

    private Strangers() {}

    static List<LiveObject> belongings(Story story) {
        return story.objects().stream()
                .filter(one -> !one.tags().containsKey(Tags.UID))
                .toList();
    }

    /** Queues that take jobs, with an environment behind them. */
    static void queues(Story story, String... names) {
        environment(story, "strangers-environment");
        for (String name : names) {
            queue(story, name);
        }
        story.passes(Duration.ofSeconds(20));
    }

    static void queue(Story story, String name) {
        if (story.objects("AWS::Batch::ComputeEnvironment").stream()
                .noneMatch(one -> one.name().equals("strangers-environment"))) {
            environment(story, "strangers-environment");
        }
        story.person()
                .batch()
                .createJobQueue(request -> request.jobQueueName(name)
                        .priority(1)
                        .state(JQState.ENABLED)
                        .computeEnvironmentOrder(entry -> entry.order(1).computeEnvironment("strangers-environment")));
    }

    static void environment(Story story, String name) {
        if (story.objects("AWS::IAM::InstanceProfile").stream()
                .noneMatch(one -> one.name().equals(PROFILE))) {
            role(story, PROFILE);
            profile(story, PROFILE);
            story.person()
                    .iam()
                    .addRoleToInstanceProfile(
                            request -> request.instanceProfileName(PROFILE).roleName(PROFILE));
            story.passes(Duration.ofMinutes(1));
        }
        var network = story.world().aws().network();
        story.person()
                .batch()
                .createComputeEnvironment(request -> request.computeEnvironmentName(name)
                        .type(CEType.MANAGED)
                        .state(CEState.ENABLED)
                        .computeResources(resources -> resources
                                .type(CRType.EC2)
                                .allocationStrategy(CRAllocationStrategy.BEST_FIT_PROGRESSIVE)
                                .minvCpus(0)
                                .maxvCpus(16)
                                .instanceTypes("optimal")
                                .instanceRole("arn:aws:iam::111122223333:instance-profile/" + PROFILE)
                                .subnets(network.subnetIds(network.defaultVpcId()))
                                .securityGroupIds(network.securityGroupIds(network.defaultVpcId()))));
        story.passes(Duration.ofSeconds(20));
    }

    static void role(Story story, String name) {
        story.person().iam().createRole(request -> request.roleName(name).assumeRolePolicyDocument(TRUST));
    }

    static void profile(Story story, String name) {
        story.person().iam().createInstanceProfile(request -> request.instanceProfileName(name));
    }

    static void template(Story story, String name) {
        story.person()
                .ec2()
                .createLaunchTemplate(
                        request -> request.launchTemplateName(name).launchTemplateData(data -> data.keyName("theirs")));
    }

    static void logGroup(Story story, String name) {
        story.person().logs().createLogGroup(request -> request.logGroupName(name));
    }
}
