package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.S3Uri;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Buckets as folders, by Mountpoint for Amazon S3 (Amazon S3 user guide, "Mount an Amazon S3 bucket as a local file system").
 *
 * @param writable the bucket of the work directory, where pipelines write
 * @param readable the allowed buckets
 */
record BucketMounts(Set<String> writable, Set<String> readable) {
    /** Where Fusion v1 had them, so that pipelines written for it find them. */
    static final String FOLDER = "/fusion/s3";

    /** Empty where the spec asks for none, or has no bucket. */
    static Optional<BucketMounts> of(AwsBatchComputeEnvironmentSpec spec) {
        if (spec.forge() == null || !spec.forge().usesBucketMounts()) {
            return Optional.empty();
        }
        Set<String> writable = new TreeSet<>();
        if (spec.usesS3WorkDirectory()) {
            writable.add(S3Uri.bucket(spec.workDirectory()));
        }
        Set<String> readable = NamedBuckets.of(spec);
        readable.removeAll(writable);
        return writable.isEmpty() && readable.isEmpty()
                ? Optional.empty()
                : Optional.of(new BucketMounts(writable, readable));
    }

    /**
     * The package is in Amazon Linux 2023's own repository since release 2023.9.20251110. Containers run as any user, and a bucket
     * knows no owners, so everybody may write where anybody may.
     */
    BootStep bootStep() {
        return new BootStep(
                "bucket-mounts",
                Map.of(
                        "BUCKETS_WRITABLE", String.join(" ", writable),
                        "BUCKETS_READABLE", String.join(" ", readable)),
                """
                BUCKETS_WRITABLE=$(setting BUCKETS_WRITABLE)
                BUCKETS_READABLE=$(setting BUCKETS_READABLE)
                yum install -y -q mount-s3 || {
                  echo "TowerForge: no package mount-s3; bucket mounts need Amazon Linux 2023, release 2023.9.20251110 or later"
                  false
                }
                for BUCKET in $BUCKETS_WRITABLE; do
                  mkdir -p /fusion/s3/"$BUCKET"
                  mount-s3 --allow-other --allow-delete --allow-overwrite --dir-mode 0777 --file-mode 0666 \\
                    "$BUCKET" /fusion/s3/"$BUCKET"
                done
                for BUCKET in $BUCKETS_READABLE; do
                  mkdir -p /fusion/s3/"$BUCKET"
                  mount-s3 --allow-other --read-only "$BUCKET" /fusion/s3/"$BUCKET"
                done
                """);
    }
}
