package io.towerforge.operator.aws;

import io.towerforge.operator.model.Bucket;
import java.time.Instant;

/** S3 buckets that users name. */
public interface Buckets extends Catalog {
    /** How a bucket is, whoever's it is: names of buckets are unique in all of an AWS partition. */
    Bucket look(String name, Instant notOlderThan);
}
