package io.towerforge.operator.reliability;

import io.towerforge.operator.model.Tags;
import io.towerforge.operator.world.UsersNetwork;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.AwsClients;
import io.towerforge.simulator.core.LiveObject;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.JQState;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/** Somebody with the AWS console open who changes what is not theirs. AWS may refuse; then nothing has changed. */
final class Meddler {
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private final World world;
    private final Random random;
    private final AwsClients aws;

    Meddler(World world, Random random) {
        this.world = world;
        this.random = random;
        this.aws = world.aws().as("meddler");
    }

    /** @return what was done, for the record of the history */
    String meddle() {
        List<LiveObject> ours = world.aws().objects().stream()
                .filter(object -> object.tags().containsKey(Tags.UID) && !Bystander.owns(object))
                // Looked at once an hour only, which is longer than a history waits; the scenarios of drift meddle with
                // them.
                .filter(object -> !object.kind().equals("AWS::Batch::JobDefinition"))
                .toList();
        if (ours.isEmpty()) {
            return "finds nothing";
        }
        List<String> kinds =
                ours.stream().map(LiveObject::kind).distinct().sorted().toList();
        String kind = kinds.get(random.nextInt(kinds.size())); // those of which there are few as often as the others
        List<LiveObject> alike =
                ours.stream().filter(one -> one.kind().equals(kind)).toList();
        LiveObject victim = alike.get(random.nextInt(alike.size()));
        try {
            return change(victim) + " " + victim.name();
        } catch (AwsServiceException refused) {
            return "is refused on " + victim.name();
        }
    }

    private String change(LiveObject victim) {
        return switch (victim.kind()) {
            case "AWS::Batch::ComputeEnvironment" -> environment(victim.name());
            case "AWS::Batch::JobQueue" -> queue(victim);
            case "AWS::IAM::Role" -> role(victim.name());
            case "AWS::IAM::InstanceProfile" -> profile(victim.name());
            case "AWS::Logs::LogGroup" -> group(victim.name());
            case "AWS::SecretsManager::Secret" -> secret(victim.name());
            case "AWS::EC2::LaunchTemplate" -> template(victim);
            case "AWS::EC2::SecurityGroup" -> securityGroup(victim);
            case "AWS::FSx::FileSystem" -> lustre(victim);
            case "AWS::EFS::FileSystem" -> fileSystem(victim);
            case "AWS::EFS::MountTarget" -> mountTarget(victim);
            default -> throw new IllegalStateException("no meddling with " + victim.kind() + " yet");
        };
    }

    private String environment(String name) {
        return switch (random.nextInt(3)) {
            case 0 -> {
                aws.batch()
                        .updateComputeEnvironment(
                                request -> request.computeEnvironment(name).state(CEState.DISABLED));
                yield "disables";
            }
            case 1 -> {
                aws.batch()
                        .updateComputeEnvironment(request -> request.computeEnvironment(name)
                                .computeResources(resources -> resources.maxvCpus(16 + random.nextInt(64))));
                yield "scales";
            }
            default -> {
                String arn = arn("compute-environment", name);
                aws.batch().untagResource(request -> request.resourceArn(arn).tagKeys(Tags.NAME));
                yield "untags";
            }
        };
    }

    private String queue(LiveObject queue) {
        if (random.nextBoolean()) {
            aws.batch().updateJobQueue(request -> request.jobQueue(queue.name()).state(JQState.DISABLED));
            return "disables";
        }
        aws.batch()
                .tagResource(request -> request.resourceArn(arn("job-queue", queue.name()))
                        .tags(java.util.Map.of("foreign/tag", "kept", Tags.NAMESPACE, "wrong")));
        return "retags";
    }

    private String role(String name) {
        return switch (random.nextInt(5)) {
            case 0 -> {
                aws.iam().listAttachedRolePolicies(request -> request.roleName(name)).attachedPolicies().stream()
                        .findFirst()
                        .ifPresent(policy -> aws.iam()
                                .detachRolePolicy(
                                        request -> request.roleName(name).policyArn(policy.policyArn())));
                yield "detaches a policy of";
            }
            case 1 -> {
                aws.iam()
                        .attachRolePolicy(request ->
                                request.roleName(name).policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
                yield "attaches a policy to";
            }
            case 2 -> {
                String policy = random.nextBoolean() ? "nextflow-policy" : "by-hand";
                aws.iam()
                        .putRolePolicy(request ->
                                request.roleName(name).policyName(policy).policyDocument(EVERYTHING));
                yield "writes policy " + policy + " of";
            }
            case 3 -> {
                aws.iam().deleteRolePolicy(request -> request.roleName(name).policyName("nextflow-policy"));
                yield "deletes a policy of";
            }
            default -> {
                aws.iam().untagRole(request -> request.roleName(name).tagKeys(Tags.NAMESPACE));
                yield "untags";
            }
        };
    }

    private String profile(String name) {
        if (random.nextBoolean()) {
            aws.iam()
                    .untagInstanceProfile(
                            request -> request.instanceProfileName(name).tagKeys(Tags.NAME));
            return "untags";
        }
        aws.iam()
                .removeRoleFromInstanceProfile(
                        request -> request.instanceProfileName(name).roleName(name));
        return "empties";
    }

    private String group(String name) {
        if (random.nextBoolean()) {
            aws.logs().deleteLogGroup(request -> request.logGroupName(name));
            return "deletes";
        }
        aws.logs().putRetentionPolicy(request -> request.logGroupName(name).retentionInDays(1));
        return "shortens";
    }

    private String secret(String name) {
        return switch (random.nextInt(4)) {
            case 0 -> {
                aws.secrets().deleteSecret(request -> request.secretId(name));
                yield "schedules for deletion";
            }
            case 1 -> {
                aws.secrets().deleteSecret(request -> request.secretId(name).forceDeleteWithoutRecovery(true));
                yield "deletes";
            }
            case 2 -> {
                aws.secrets().untagResource(request -> request.secretId(name).tagKeys(Tags.NAME));
                yield "untags";
            }
            default -> {
                String token = "meddled" + String.format("%025d", random.nextInt(1_000_000));
                aws.secrets()
                        .putSecretValue(request ->
                                request.secretId(name).clientRequestToken(token).secretString("meddled"));
                yield "puts a value into";
            }
        };
    }

    private String template(LiveObject template) {
        if (random.nextInt(3) > 0) {
            aws.ec2().deleteTags(request -> request.resources(template.id()).tags(tag -> tag.key(Tags.NAME)));
            return "untags";
        }
        aws.ec2().deleteLaunchTemplate(request -> request.launchTemplateId(template.id()));
        return "deletes";
    }

    private String securityGroup(LiveObject group) {
        return switch (random.nextInt(3)) {
            case 0 -> {
                aws.ec2().deleteTags(request -> request.resources(group.id()).tags(tag -> tag.key(Tags.NAME)));
                yield "untags";
            }
            case 1 -> {
                IpPermission nfs = IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(2049)
                        .toPort(2049)
                        .userIdGroupPairs(pair -> pair.groupId(group.id()))
                        .build();
                aws.ec2()
                        .revokeSecurityGroupIngress(
                                request -> request.groupId(group.id()).ipPermissions(nfs));
                yield "closes";
            }
            default -> {
                aws.ec2()
                        .authorizeSecurityGroupIngress(request -> request.groupId(group.id())
                                .ipPermissions(permission -> permission
                                        .ipProtocol("tcp")
                                        .fromPort(22)
                                        .toPort(22)
                                        .ipRanges(range -> range.cidrIp("0.0.0.0/0"))));
                yield "opens";
            }
        };
    }

    private String fileSystem(LiveObject fileSystem) {
        aws.efs().untagResource(request -> request.resourceId(fileSystem.id()).tagKeys(Tags.NAME));
        return "untags";
    }

    private String lustre(LiveObject fileSystem) {
        aws.fsx()
                .untagResource(request -> request.resourceARN(
                                "arn:aws:fsx:eu-west-1:111122223333:file-system/" + fileSystem.id())
                        .tagKeys(Tags.NAME));
        return "untags";
    }

    private String mountTarget(LiveObject target) {
        if (random.nextBoolean()) {
            aws.efs()
                    .modifyMountTargetSecurityGroups(
                            request -> request.mountTargetId(target.id()).securityGroups(UsersNetwork.CLOSED_GROUP));
            return "closes";
        }
        aws.efs().deleteMountTarget(request -> request.mountTargetId(target.id()));
        return "deletes";
    }

    private static String arn(String type, String name) {
        return "arn:aws:batch:eu-west-1:111122223333:" + type + "/" + name;
    }
}
