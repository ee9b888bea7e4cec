package io.towerforge.operator.preflight;

import io.towerforge.operator.model.Bucket;
import io.towerforge.operator.model.Bucket.Access;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.S3Uri;
import java.util.List;
import java.util.Optional;

/**
 * Whether there are such buckets, and that of the work directory in the Region of the instances: Nextflow speaks to S3 in its own
 * Region, and every task file would cross Regions and be billed for it (Amazon S3 pricing, "Data transfer"). That the operator itself
 * is kept out of a bucket stops nothing, since jobs have roles of their own.
 */
final class BucketsExist implements Check {
    @Override
    public List<String> findings(Inquiry inquiry, Facts facts) {
        String workDirectory = inquiry.spec().workDirectory();
        return facts.buckets().stream()
                .flatMap(bucket -> finding(bucket, S3Uri.isIn(workDirectory, bucket.name()), facts).stream())
                .toList();
    }

    private static Optional<String> finding(Bucket bucket, boolean holdsWork, Facts facts) {
        String field = holdsWork ? "`spec.workDirectory`" : "`spec.forge.allowedBuckets`";
        if (bucket.access() == Access.ABSENT) {
            return Optional.of(field + ": S3 has no bucket '" + bucket.name()
                    + "'. Correct the name, or create the bucket in " + facts.region() + ".");
        }
        if (holdsWork && bucket.isOutside(facts.region())) {
            return Optional.of(field + ": bucket '" + bucket.name() + "' is in " + bucket.region()
                    + ", and the instances are in " + facts.region() + ". Name a bucket in " + facts.region()
                    + ", or make the environment in " + bucket.region() + ".");
        }
        return Optional.empty();
    }
}
