package io.towerforge.operator.model;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** TCP ports, from the first to the last. */
public record Ports(int first, int last) {
    /** What EFS is reached at (Amazon EFS user guide, "Using VPC security groups"). */
    public static final Set<Ports> NFS = Set.of(new Ports(2049, 2049));

    /** What FSx for Lustre is reached at (FSx for Lustre user guide, "File system access control with Amazon VPC"). */
    public static final Set<Ports> LUSTRE = Set.of(new Ports(988, 988), new Ports(1018, 1023));

    /** Whether all of them lie between these two. */
    public boolean lieBetween(int from, int to) {
        return from <= first && last <= to;
    }

    /** Each of them by itself: several rules together may open a range. */
    public Stream<Ports> each() {
        return IntStream.rangeClosed(first, last).mapToObj(port -> new Ports(port, port));
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
