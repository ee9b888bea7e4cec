package io.towerforge.operator.desired;

import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Grants;
import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.Policy.Statement;
import io.towerforge.operator.model.StackId;
import java.util.List;
import java.util.Set;
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
    private final Facts facts;
    private final Grants grants;

    InstancePolicy(StackId stack, Facts facts, Grants grants) {
        this.stack = stack;
        this.facts = facts;
        this.grants = grants;
    }

    /** @param uses what it allows for beside what is granted by name */
    Policy policy(Uses uses) {
        List<Statement> statements = Stream.of(
                        runPipelines(), passRoles(), useBuckets(), log(), secrets(uses.secrets()), growDisk(uses))
                .flatMap(each -> each)
                .toList();
        return new Policy(statements);
    }

    private static Stream<Statement> runPipelines() {
        return Stream.of(Statement.allow("RunPipelines", RUN_PIPELINES, Set.of("*")));
    }

    private Stream<Statement> passRoles() {
        return Stream.of(Statement.allow("PassJobRoles", Set.of("iam:GetRole", "iam:PassRole"), grants.jobRoleArns()));
    }

    private Stream<Statement> useBuckets() {
        Set<String> buckets = grants.buckets();
        if (buckets.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(
                Statement.allow("ListBuckets", Set.of("s3:GetBucketLocation", "s3:ListBucket"), arns(buckets, "")),
                Statement.allow("UseObjects", USE_OBJECTS, arns(buckets, "/*")));
    }

    private Stream<Statement> log() {
        Set<String> groups = grants.logGroups().stream()
                .map(name -> facts.arn("logs", "log-group:" + name + ":*"))
                .collect(Collectors.toSet());
        return Stream.of(Statement.allow("Log", WRITE_LOGS, groups));
    }

    private Stream<Statement> secrets(boolean used) {
        return used ? new SecretPolicy(stack, facts).forHeadJobs() : Stream.empty();
    }

    private Stream<Statement> growDisk(Uses uses) {
        return uses.growingDisks() ? DockerDisk.permissions(stack, facts) : Stream.empty();
    }

    private Set<String> arns(Set<String> buckets, String suffix) {
        return buckets.stream().map(bucket -> facts.bucketArn(bucket) + suffix).collect(Collectors.toSet());
    }
}
