package io.towerforge.operator.reliability;

import io.towerforge.operator.model.Tags;
import io.towerforge.operator.world.UsersRoles;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.batch.model.CEType;
import software.amazon.awssdk.services.batch.model.CRAllocationStrategy;
import software.amazon.awssdk.services.batch.model.CRType;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.Tag;

/** Somebody else in the same account, whose things look like ours and are not. */
final class Bystander {
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    /** What they call what they have; one of each kind has just this name. */
    static final String NAME = "TowerForge-somebody-else";

    private static final Duration UNTIL_IT_IS_THERE = Duration.ofMinutes(1);

    private Bystander() {}

    /**
     * Roles, a template and a log group: without our mark, with another cluster's, and with another object's; and a queue that takes
     * anybody's jobs.
     */
    static void settle(World world) {
        var aws = world.aws().as("bystander");
        aws.iam().createRole(role("-unmarked").build());
        aws.iam()
                .createRole(role("-other-cluster")
                        .tags(tag(Tags.CLUSTER, "other"), tag(Tags.UID, "other"))
                        .build());
        aws.iam()
                .createRole(role("-other-object")
                        .tags(tag(Tags.CLUSTER, world.cluster().id()), tag(Tags.UID, "other"))
                        .build());
        aws.ec2()
                .createLaunchTemplate(CreateLaunchTemplateRequest.builder()
                        .launchTemplateName(NAME)
                        .launchTemplateData(RequestLaunchTemplateData.builder()
                                .keyName("theirs")
                                .build())
                        .build());
        aws.logs()
                .createLogGroup(CreateLogGroupRequest.builder()
                        .logGroupName(NAME)
                        .tags(Map.of(Tags.CLUSTER, "other"))
                        .build());
        world.clock().advance(UNTIL_IT_IS_THERE);
        var network = world.aws().network();
        aws.batch()
                .createComputeEnvironment(request -> request.computeEnvironmentName(NAME)
                        .type(CEType.MANAGED)
                        .computeResources(resources -> resources
                                .type(CRType.EC2)
                                .allocationStrategy(CRAllocationStrategy.BEST_FIT_PROGRESSIVE)
                                .minvCpus(0)
                                .maxvCpus(64)
                                .instanceTypes("optimal")
                                .instanceRole(UsersRoles.INSTANCE_PROFILE)
                                .subnets(network.subnetIds(network.defaultVpcId()))
                                .securityGroupIds(network.securityGroupIds(network.defaultVpcId()))));
        world.clock().advance(UNTIL_IT_IS_THERE);
        aws.batch()
                .createJobQueue(request -> request.jobQueueName(NAME)
                        .priority(1)
                        .computeEnvironmentOrder(entry -> entry.order(1).computeEnvironment(NAME)));
        world.clock().advance(UNTIL_IT_IS_THERE);
    }

    static boolean owns(LiveObject object) {
        return object.name().startsWith(NAME) || UsersRoles.include(object);
    }

    static List<LiveObject> belongings(List<LiveObject> everything) {
        return everything.stream().filter(Bystander::owns).toList();
    }

    private static CreateRoleRequest.Builder role(String suffix) {
        return CreateRoleRequest.builder().roleName(NAME + suffix).assumeRolePolicyDocument(TRUST);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
