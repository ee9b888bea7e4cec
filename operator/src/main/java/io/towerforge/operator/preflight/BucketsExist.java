package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.RolesSpec;
import io.towerforge.operator.model.Bucket;
import io.towerforge.operator.model.Bucket.Access;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.S3Uri;
import java.util.List;
import java.util.Optional;

/**
 * Whether there are such buckets, and that of the work directory in the Region of the instances: every file of every task would cross
 * Regions otherwise, and be billed for it (Amazon S3 pricing, "Data transfer"). That the operator itself is kept out of a bucket
 * stops nothing, since jobs have roles of their own. Nor does the fault of a bucket that the environment uses already: whoever edits
 * something else need not mend that first, and is told all the same.
 */
final class BucketsExist implements Check {
    @Override
    public List<String> findings(Inquiry inquiry, Facts facts) {
        String workDirectory = inquiry.spec().workDirectory();
        return facts.buckets().stream()
                .filter(bucket -> !isInUse(bucket, inquiry, facts))
                .flatMap(bucket -> finding(bucket, S3Uri.isIn(workDirectory, bucket.name()), facts).stream())
                .toList();
    }

    /** Roles that are brought along tell nothing of buckets; then an environment that is there uses what its spec names. */
    private static boolean isInUse(Bucket bucket, Inquiry inquiry, Facts facts) {
        if (inquiry.seen().all(ComputeEnvironment.class).isEmpty()) {
            return false;
        }
        RolesSpec roles = inquiry.forge().roles();
        boolean brought = roles != null && roles.instanceProfileArn() != null;
        return brought
                || inquiry.seen().all(IamRole.class).stream()
                        .anyMatch(role -> role.resource().mentions(facts.bucketArn(bucket.name())));
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
