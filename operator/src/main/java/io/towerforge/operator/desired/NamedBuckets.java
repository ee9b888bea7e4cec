package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.S3Uri;
import java.util.Set;
import java.util.TreeSet;

/** The buckets that a spec lets jobs use, always as wholes: that of the work directory, if it is in one, and the allowed ones. */
public final class NamedBuckets {
    private NamedBuckets() {}

    public static Set<String> of(AwsBatchComputeEnvironmentSpec spec) {
        Set<String> names = new TreeSet<>();
        if (spec.usesS3WorkDirectory()) {
            names.add(S3Uri.bucket(spec.workDirectory()));
        }
        spec.forge().allowedBuckets().forEach(uri -> names.add(S3Uri.bucket(uri)));
        return names;
    }
}
