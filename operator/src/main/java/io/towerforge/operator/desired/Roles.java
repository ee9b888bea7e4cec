package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.InstanceProfile;
import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.Policy.Statement;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The roles of an environment and what they may do. */
final class Roles {
    static final String POLICY_NAME = "nextflow-policy";

    /** What a head job needs to run a pipeline on Batch (Nextflow documentation, "Amazon Web Services"). */
    private static final Set<String> RUN_PIPELINES = Set.of(
            "batch:CancelJob",
            "batch:DescribeComputeEnvironments",
            "batch:DescribeJobDefinitions",
            "batch:DescribeJobQueues",
            "batch:DescribeJobs",
            "batch:ListJobs",
            "batch:RegisterJobDefinition",
            "batch:SubmitJob",
            "batch:TagResource",
            "batch:TerminateJob",
            "ec2:DescribeInstanceAttribute",
            "ec2:DescribeInstanceStatus",
            "ec2:DescribeInstanceTypes",
            "ec2:DescribeInstances",
            "ecs:DescribeContainerInstances",
            "ecs:DescribeTasks");

    private static final Set<String> USE_OBJECTS = Set.of(
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:GetObject",
            "s3:GetObjectTagging",
            "s3:ListMultipartUploadParts",
            "s3:PutObject",
            "s3:PutObjectTagging");

    private final StackId stack;
    private final AwsBatchComputeEnvironmentSpec spec;
    private final Facts facts;

    Roles(StackId stack, AwsBatchComputeEnvironmentSpec spec, Facts facts) {
        this.stack = stack;
        this.spec = spec;
        this.facts = facts;
    }

    List<Resource> resources() {
        List<Resource> all = new ArrayList<>();
        all.add(instanceRole());
        all.add(new InstanceProfile(instanceRoleName(), instanceRoleName(), tags("instance-profile"), null));
        if (spec.executionRoleArn() == null) {
            all.add(new IamRole(
                    executionRoleName(),
                    Policy.trust("ecs-tasks.amazonaws.com"),
                    Set.of(managed("service-role/AmazonECSTaskExecutionRolePolicy")),
                    Map.of(),
                    tags("execution-role"),
                    null));
        }
        return all;
    }

    String instanceProfileArn() {
        return facts.iamArn("instance-profile/" + instanceRoleName());
    }

    String executionRoleArn() {
        return spec.executionRoleArn() != null ? spec.executionRoleArn() : facts.iamArn("role/" + executionRoleName());
    }

    private String instanceRoleName() {
        return stack.prefix() + "-InstanceRole";
    }

    private String executionRoleName() {
        return stack.prefix() + "-ExecutionRole";
    }

    private IamRole instanceRole() {
        Policy policy = Policy.of(
                Statement.allow("RunPipelines", RUN_PIPELINES, Set.of("*")),
                Statement.allow("PassJobRoles", Set.of("iam:GetRole", "iam:PassRole"), jobRoles()),
                Statement.allow(
                        "ListBuckets",
                        Set.of("s3:GetBucketLocation", "s3:ListBucket"),
                        buckets().stream().map(this::bucketArn).collect(Collectors.toSet())),
                Statement.allow(
                        "UseObjects",
                        USE_OBJECTS,
                        buckets().stream()
                                .map(bucket -> bucketArn(bucket) + "/*")
                                .collect(Collectors.toSet())),
                Statement.allow(
                        "Log",
                        Set.of(
                                "logs:CreateLogStream",
                                "logs:DescribeLogStreams",
                                "logs:GetLogEvents",
                                "logs:PutLogEvents"),
                        Set.of("arn:" + facts.partition() + ":logs:" + facts.region() + ":" + facts.accountId()
                                + ":log-group:" + new Logs(stack, spec).name() + ":*")));
        return new IamRole(
                instanceRoleName(),
                Policy.trust("ec2.amazonaws.com"),
                Set.of(managed("service-role/AmazonEC2ContainerServiceforEC2Role")),
                Map.of(POLICY_NAME, policy),
                tags("instance-role"),
                null);
    }

    private Set<String> jobRoles() {
        Set<String> roles = new TreeSet<>(Set.of(executionRoleArn()));
        if (spec.computeJob() != null && spec.computeJob().roleArn() != null) {
            roles.add(spec.computeJob().roleArn());
        }
        return roles;
    }

    private Set<String> buckets() {
        Set<String> buckets = new TreeSet<>(Set.of(S3Uri.bucket(spec.workDirectory())));
        spec.forge().allowedBuckets().forEach(uri -> buckets.add(S3Uri.bucket(uri)));
        return buckets;
    }

    private String bucketArn(String bucket) {
        return "arn:" + facts.partition() + ":s3:::" + bucket;
    }

    private String managed(String policy) {
        return "arn:" + facts.partition() + ":iam::aws:policy/" + policy;
    }

    private Tags tags(String resource) {
        return Tags.of(stack, resource, spec.resourceLabels());
    }
}
