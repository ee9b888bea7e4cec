package io.towerforge.operator.status;

import io.towerforge.api.v1alpha1.AllocationStrategy;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.EfsAvailability;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.operator.model.Bucket;
import io.towerforge.operator.model.DetachedVolume;
import io.towerforge.operator.model.MachineImage;
import io.towerforge.operator.model.S3Uri;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something that deserves attention although nothing is broken. */
public record Advice(String reason, String message) {
    private static final int MOST_VOLUMES_SHOWN = 10;

    private static final List<Function<AwsBatchComputeEnvironmentSpec, Optional<Advice>>> ABOUT_FORGE = List.of(
            Advice::idleCost,
            Advice::noUpdateInPlace,
            Advice::snapshotsWithoutSpot,
            Advice::workDirectoryOnAFileSystem,
            Advice::workDirectoryIsAWholeBucket,
            Advice::trafficBetweenZones,
            Advice::deprecated);

    /**
     * What is to be said about a spec: the reason is that of the first thing, the message tells them all.
     *
     * @param imageType what the machine image is made from, in AWS Batch's words; null when not known
     */
    static Optional<Advice> about(
            AwsBatchComputeEnvironmentSpec spec,
            @Nullable String imageType,
            List<DetachedVolume> detached,
            List<Bucket> buckets,
            String region) {
        if (spec.forge() == null) {
            return Optional.empty();
        }
        List<Advice> all = Stream.of(
                        buckets(buckets, spec.workDirectory(), region),
                        ABOUT_FORGE.stream().flatMap(about -> about.apply(spec).stream()),
                        imageNotMaintained(imageType).stream(),
                        detachedVolumes(detached).stream())
                .flatMap(advice -> advice)
                .toList();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new Advice(
                        all.get(0).reason(), all.stream().map(Advice::message).collect(Collectors.joining(" "))));
    }

    /** Both, one after the other. */
    static Optional<Advice> joined(Optional<Advice> first, Optional<Advice> second) {
        return first.map(one -> second.map(other -> new Advice(one.reason, one.message + " " + other.message))
                        .orElse(one))
                .or(() -> second);
    }

    private static Optional<Advice> idleCost(AwsBatchComputeEnvironmentSpec spec) {
        Integer minCpus = spec.forge().minCpus();
        if (minCpus == null || minCpus == 0) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                Reasons.IDLE_COST,
                "`minCpus` is " + minCpus
                        + ": AWS keeps and bills that many vCPUs even when no job runs. Set it to 0"
                        + " unless pipelines must start at once."));
    }

    private static Optional<Advice> noUpdateInPlace(AwsBatchComputeEnvironmentSpec spec) {
        if (spec.forge().allocationStrategy() != AllocationStrategy.BEST_FIT) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                Reasons.NO_UPDATE_IN_PLACE,
                "With BEST_FIT, AWS Batch updates no instances in place: such an edit makes a second compute environment"
                        + " even when nothing runs. Use BEST_FIT_PROGRESSIVE unless you need BEST_FIT."));
    }

    private static Optional<Advice> snapshotsWithoutSpot(AwsBatchComputeEnvironmentSpec spec) {
        if (!spec.usesSnapshots() || spec.forge().usesSpot()) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                Reasons.NO_EFFECT,
                "`fusion.snapshots` has no effect with On-Demand instances: Fusion saves a task when its Spot instance is"
                        + " reclaimed. Set `provisioningModel` to Spot, or `fusion.snapshots` to false."));
    }

    private static Optional<Advice> imageNotMaintained(@Nullable String imageType) {
        if (new MachineImage("", imageType == null ? "" : imageType).isAmazonLinux2()) {
            return Optional.of(new Advice(
                    Reasons.IMAGE_NOT_MAINTAINED,
                    "The image of `imageId` is made from Amazon Linux 2, which AWS no longer maintains: new kinds of instances and"
                            + " fixes will not reach it. Make one from the ECS-optimised Amazon Linux 2023."));
        }
        return Optional.empty();
    }

    private static Optional<Advice> detachedVolumes(List<DetachedVolume> detached) {
        if (detached.isEmpty()) {
            return Optional.empty();
        }
        String shown =
                DetachedVolume.list(detached.stream().limit(MOST_VOLUMES_SHOWN).toList());
        return Optional.of(new Advice(
                Reasons.DETACHED_VOLUMES,
                "AWS bills " + detached.size() + " EBS volumes, "
                        + detached.stream().mapToInt(DetachedVolume::gibibytes).sum()
                        + " GiB together, that instances left behind: " + shown
                        + (detached.size() > MOST_VOLUMES_SHOWN ? ", …" : "")
                        + ". Delete them, or set `forge.detachedVolumes.action` to Delete."));
    }

    private static Stream<Advice> buckets(List<Bucket> buckets, String workDirectory, String region) {
        return buckets.stream().sorted(Comparator.comparing(Bucket::access)).flatMap(bucket -> {
            String fault = fault(bucket, S3Uri.isIn(workDirectory, bucket.name()) && bucket.isOutside(region), region);
            return fault.isEmpty()
                    ? Stream.empty()
                    : Stream.of(new Advice(Reasons.BUCKET_NOT_USABLE, "Bucket '" + bucket.name() + "' " + fault));
        });
    }

    private static String fault(Bucket bucket, boolean worksFromAfar, String region) {
        return switch (bucket.access()) {
            case ABSENT ->
                "does not exist any more: jobs that use it fail. Create it again, or name another in the spec.";
            case DENIED ->
                "keeps the operator out: if jobs are kept out as well, they fail. Correct the name if the bucket is somebody"
                        + " else's; if it is yours, look at its policy, and at 's3:ListBucket' in the operator's.";
            case OPEN, UNKNOWN ->
                worksFromAfar
                        ? "holds the work directory and is in " + bucket.region() + ", the instances are in " + region
                                + ": AWS bills each file of each task for the way. Name a bucket in " + region + "."
                        : "";
        };
    }

    /** Nextflow's documentation of AWS Batch asks for a folder ("Pipeline execution"). */
    private static Optional<Advice> workDirectoryIsAWholeBucket(AwsBatchComputeEnvironmentSpec spec) {
        return S3Uri.isWholeBucket(spec.workDirectory())
                ? Optional.of(new Advice(
                        Reasons.WORK_DIRECTORY_IS_A_WHOLE_BUCKET,
                        "The work directory is a whole bucket, and Nextflow asks for a folder in it: name one, such as 's3://"
                                + S3Uri.bucket(spec.workDirectory()) + "/work'."))
                : Optional.empty();
    }

    private static Optional<Advice> workDirectoryOnAFileSystem(AwsBatchComputeEnvironmentSpec spec) {
        if (spec.usesS3WorkDirectory()) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                Reasons.WORK_DIRECTORY_ON_A_FILE_SYSTEM,
                "The work directory is on a file system: pipelines can use it, Studios of Seqera cannot. Use an S3 work"
                        + " directory if you need them."));
    }

    private static Optional<Advice> deprecated(AwsBatchComputeEnvironmentSpec spec) {
        if (!spec.forge().usesEbsAutoScale()) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                Reasons.DEPRECATED,
                "`ebsAutoScale` is deprecated: a disk that has grown is billed until its instance ends, and one that fills faster"
                        + " than AWS adds volumes fails tasks. Use Fusion, or a larger `bootDisk.sizeGiB`."));
    }

    private static Optional<Advice> trafficBetweenZones(AwsBatchComputeEnvironmentSpec spec) {
        ForgeSpec forge = spec.forge();
        boolean oneZone = forge.efs() != null
                && forge.efs().create() != null
                && forge.efs().create().availability() == EfsAvailability.ONE_ZONE;
        boolean oneSubnet =
                forge.network() != null && forge.network().subnetIds().size() == 1;
        if (oneZone && !oneSubnet) {
            return Optional.of(new Advice(
                    Reasons.TRAFFIC_BETWEEN_ZONES,
                    "The EFS file system is in one Availability Zone: AWS bills the traffic of instances in others. Name subnets of"
                            + " one zone, or use the availability 'Regional'."));
        }
        return Optional.empty();
    }
}
