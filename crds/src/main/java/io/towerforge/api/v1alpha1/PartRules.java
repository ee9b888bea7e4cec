package io.towerforge.api.v1alpha1;

import java.util.List;
import java.util.Set;

/** The rules within the smaller parts of a spec. */
final class PartRules {
    static final String SNAPSHOTS_NEED_FUSION =
            "Snapshots need Fusion: set `enabled` to 'true', or `snapshots` to 'false'.";
    static final String FAST_STORAGE_NEEDS_FUSION =
            "Fast instance storage needs Fusion: set `enabled` to 'true', or `fastInstanceStorage` to 'false'.";
    static final String EFS_CREATE_OR_ID =
            "Set exactly one of `create` and `fileSystemId`: an EFS file system is either created or mounted.";
    static final String FSX_CREATE_OR_ID =
            "Set exactly one of `create` and `fileSystemId`: an FSx file system is either created or mounted.";
    static final String FSX_CAPACITY =
            "`capacityGiB` must be 1200 or a multiple of 2400: choose the next size that FSx for Lustre has.";
    static final String THROUGHPUT_NEEDS_GP3 =
            "`throughputMiBps` is a setting of gp3 volumes: remove it, or set `type` to 'gp3'.";
    static final String BLOCK_SIZE_NEEDS_AUTO_SCALE =
            "`blockSizeGiB` has a meaning with EBS autoscaling only: remove it, or set `enabled` to 'true'.";
    static final String RETENTION_OR_NAME =
            "The retention of an existing log group is never changed: remove `retentionDays`, or "
                    + "remove `name` to have a log group created.";
    static final String RETENTION_DAYS =
            "`retentionDays` must be 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, "
                    + "1096, 1827, 2192, 2557, 2922, 3288 or 3653: choose one of the values CloudWatch Logs accepts.";
    static final String RESERVED_VARIABLE =
            "Variables whose name begins with 'AWS_BATCH' belong to AWS Batch, those with 'TOWERFORGE_' to the "
                    + "operator: choose another `name`.";
    static final String RESERVED_SECRET =
            "A head job sees a pipeline secret as a variable of its name. Those that begin with 'AWS_BATCH' belong to "
                    + "AWS Batch, those with 'TOWERFORGE_' to the operator: choose another `name`.";
    static final String SELECTOR_VALUES =
            "`values` must be given with 'In' and 'NotIn', and must be empty with 'Exists' and 'DoesNotExist'.";

    /** CloudWatch Logs API reference, PutRetentionPolicy. */
    private static final Set<Integer> ACCEPTED_RETENTION = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    static final List<Rule<FusionSpec>> FUSION = List.of(
            new Rule<>(
                    ".snapshots",
                    SNAPSHOTS_NEED_FUSION,
                    fusion -> !isTrue(fusion.snapshots()) || isTrue(fusion.enabled())),
            new Rule<>(
                    ".fastInstanceStorage",
                    FAST_STORAGE_NEEDS_FUSION,
                    fusion -> !isTrue(fusion.fastInstanceStorage()) || isTrue(fusion.enabled())));

    static final List<Rule<EfsSpec>> EFS = List.of(
            new Rule<>(".create", EFS_CREATE_OR_ID, efs -> (efs.create() == null) != (efs.fileSystemId() == null)));

    static final List<Rule<FsxSpec>> FSX = List.of(
            new Rule<>(".create", FSX_CREATE_OR_ID, fsx -> (fsx.create() == null) != (fsx.fileSystemId() == null)));

    static final List<Rule<FsxCreateSpec>> FSX_CREATE = List.of(new Rule<>(
            ".capacityGiB",
            FSX_CAPACITY,
            create ->
                    create.capacityGiB() == null || create.capacityGiB() == 1200 || create.capacityGiB() % 2400 == 0));

    static final List<Rule<BootDiskSpec>> BOOT_DISK = List.of(new Rule<>(
            ".throughputMiBps",
            THROUGHPUT_NEEDS_GP3,
            disk -> disk.throughputMiBps() == null || disk.type() == null || disk.type() == BootDiskType.GP3));

    static final List<Rule<EbsAutoScaleSpec>> EBS_AUTO_SCALE = List.of(new Rule<>(
            ".blockSizeGiB",
            BLOCK_SIZE_NEEDS_AUTO_SCALE,
            autoScale -> autoScale.blockSizeGiB() == null || isTrue(autoScale.enabled())));

    static final List<Rule<LogGroupSpec>> LOG_GROUP = List.of(
            new Rule<>(
                    ".retentionDays",
                    RETENTION_OR_NAME,
                    logGroup -> logGroup.name() == null || logGroup.retentionDays() == null),
            new Rule<>(
                    ".retentionDays",
                    RETENTION_DAYS,
                    logGroup ->
                            logGroup.retentionDays() == null || ACCEPTED_RETENTION.contains(logGroup.retentionDays())));

    static final List<Rule<EnvironmentVariable>> ENVIRONMENT_VARIABLE =
            List.of(new Rule<>(".name", RESERVED_VARIABLE, variable -> isFree(variable.name())));

    static final List<Rule<PipelineSecret>> PIPELINE_SECRET =
            List.of(new Rule<>(".name", RESERVED_SECRET, secret -> isFree(secret.name())));

    static final List<Rule<NamespaceSelectorRequirement>> SELECTOR_REQUIREMENT = List.of(new Rule<>(
            ".values",
            SELECTOR_VALUES,
            requirement ->
                    (requirement.operator() == SelectorOperator.IN || requirement.operator() == SelectorOperator.NOT_IN)
                            != requirement.values().isEmpty()));

    private PartRules() {}

    private static boolean isFree(String variable) {
        return variable == null || !(variable.startsWith("AWS_BATCH") || variable.startsWith("TOWERFORGE_"));
    }

    private static boolean isTrue(Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
