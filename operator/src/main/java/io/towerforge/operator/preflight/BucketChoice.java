package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.aws.Buckets;
import io.towerforge.operator.model.Bucket;
import io.towerforge.operator.model.Bucket.Access;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.S3Uri;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * How the buckets are that the spec names. Until a spec is accepted, one that is missing is looked for in every pass, so that
 * somebody who just made it need not wait.
 */
final class BucketChoice implements Choice {
    @Override
    public Facts choose(Inquiry inquiry, Facts facts, Consumer<String> findings) {
        Buckets buckets = inquiry.account().catalog(Buckets.class);
        return facts.withBuckets(named(inquiry.spec()).stream()
                .map(name -> look(name, buckets, inquiry))
                .toList());
    }

    private static Bucket look(String name, Buckets buckets, Inquiry inquiry) {
        Bucket bucket = buckets.look(name, inquiry.notOlderThan());
        return !inquiry.acceptedBefore() && bucket.access() == Access.ABSENT ? buckets.look(name, Instant.MAX) : bucket;
    }

    private static Set<String> named(AwsBatchComputeEnvironmentSpec spec) {
        Set<String> names = new TreeSet<>();
        if (spec.usesS3WorkDirectory()) {
            names.add(S3Uri.bucket(spec.workDirectory()));
        }
        spec.forge().allowedBuckets().forEach(uri -> names.add(S3Uri.bucket(uri)));
        return names;
    }
}
