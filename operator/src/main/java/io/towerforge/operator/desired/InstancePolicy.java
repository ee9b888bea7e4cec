package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.Policy.Statement;
import io.towerforge.operator.model.StackId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What instances, and the jobs on them without a role of their own, may do: a statement for each thing they need. A statement that
 * only some environments need is an empty stream for the others.
 */
final class InstancePolicy {
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

    private static final Set<String> WRITE_LOGS =
            Set.of("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents");

    private final StackId stack;
    private final AwsBatchComputeEnvironmentSpec spec;
    private final Facts facts;

    InstancePolicy(StackId stack, AwsBatchComputeEnvironmentSpec spec, Facts facts) {
        this.stack = stack;
        this.spec = spec;
        this.facts = facts;
    }

    /**
     * @param jobRoles ARNs of the roles that jobs are started with
     * @param uses what it allows for beside what the spec names
     */
    Policy policy(Set<String> jobRoles, Uses uses) {
        List<Statement> statements = Stream.of(
                        runPipelines(),
                        passRoles(jobRoles),
                        useBuckets(),
                        log(),
                        secrets(uses.secrets()),
                        growDisk(uses))
                .flatMap(each -> each)
                .toList();
        return new Policy(statements);
    }

    private static Stream<Statement> runPipelines() {
        return Stream.of(Statement.allow("RunPipelines", RUN_PIPELINES, Set.of("*")));
    }

    private static Stream<Statement> passRoles(Set<String> jobRoles) {
        return Stream.of(Statement.allow("PassJobRoles", Set.of("iam:GetRole", "iam:PassRole"), jobRoles));
    }

    private Stream<Statement> useBuckets() {
        Set<String> buckets = buckets();
        if (buckets.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(
                Statement.allow("ListBuckets", Set.of("s3:GetBucketLocation", "s3:ListBucket"), arns(buckets, "")),
                Statement.allow("UseObjects", USE_OBJECTS, arns(buckets, "/*")));
    }

    private Stream<Statement> log() {
        String group = facts.arn("logs", "log-group:" + new Logs(stack, spec).name() + ":*");
        return Stream.of(Statement.allow("Log", WRITE_LOGS, Set.of(group)));
    }

    private Stream<Statement> secrets(boolean used) {
        return used ? new SecretPolicy(stack, facts).forHeadJobs() : Stream.empty();
    }

    private Stream<Statement> growDisk(Uses uses) {
        return uses.growingDisks() ? DockerDisk.permissions(stack, facts) : Stream.empty();
    }

    private Set<String> buckets() {
        Set<String> buckets = new TreeSet<>();
        if (spec.usesS3WorkDirectory()) {
            buckets.add(S3Uri.bucket(spec.workDirectory()));
        }
        spec.forge().allowedBuckets().forEach(uri -> buckets.add(S3Uri.bucket(uri)));
        return buckets;
    }

    private Set<String> arns(Set<String> buckets, String suffix) {
        return buckets.stream()
                .map(bucket -> "arn:" + facts.partition() + ":s3:::" + bucket + suffix)
                .collect(Collectors.toSet());
    }
}
