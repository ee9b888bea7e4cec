package io.towerforge.operator.model;

import java.util.Set;
import java.util.TreeSet;

/**
 * What instances and their jobs may use besides what every environment needs.
 *
 * @param buckets names of S3 buckets
 * @param jobRoleArns roles that a head job may start other jobs with
 * @param logGroups names of CloudWatch log groups
 */
public record Grants(Set<String> buckets, Set<String> jobRoleArns, Set<String> logGroups) {
    public static final Grants NONE = new Grants(Set.of(), Set.of(), Set.of());

    /** Copies the sets, sorted. */
    public Grants {
        buckets = sorted(buckets);
        jobRoleArns = sorted(jobRoleArns);
        logGroups = sorted(logGroups);
    }

    /** These and those. */
    public Grants plus(Grants others) {
        return new Grants(
                both(buckets, others.buckets),
                both(jobRoleArns, others.jobRoleArns),
                both(logGroups, others.logGroups));
    }

    private static Set<String> both(Set<String> some, Set<String> more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }

    private static Set<String> sorted(Set<String> values) {
        return java.util.Collections.unmodifiableSet(new TreeSet<>(values));
    }
}
