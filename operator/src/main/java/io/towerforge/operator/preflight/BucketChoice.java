package io.towerforge.operator.preflight;

import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.Buckets;
import io.towerforge.operator.desired.NamedBuckets;
import io.towerforge.operator.model.Bucket;
import io.towerforge.operator.model.Bucket.Access;
import io.towerforge.operator.model.Facts;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the buckets are that the spec names. Until a spec is accepted, one that stands in its way is looked at in every pass, so that
 * somebody who just mended that need not wait. Afterwards a look that fails is left to the next pass.
 */
final class BucketChoice implements Choice {
    @Override
    public Facts choose(Inquiry inquiry, Facts facts, Consumer<String> findings) {
        Buckets buckets = inquiry.account().catalog(Buckets.class);
        return facts.withBuckets(NamedBuckets.of(inquiry.spec()).stream()
                .flatMap(name -> look(name, buckets, inquiry, facts).stream())
                .toList());
    }

    private static Optional<Bucket> look(String name, Buckets buckets, Inquiry inquiry, Facts facts) {
        try {
            Bucket bucket = buckets.look(name, inquiry.notOlderThan());
            boolean inTheWay = bucket.access() == Access.ABSENT || bucket.isOutside(facts.region());
            return Optional.of(inTheWay && !inquiry.acceptedBefore() ? buckets.look(name, Instant.MAX) : bucket);
        } catch (AwsFailure failure) {
            if (inquiry.acceptedBefore()) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
