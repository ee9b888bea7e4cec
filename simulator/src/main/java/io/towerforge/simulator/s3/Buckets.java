package io.towerforge.simulator.s3;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The buckets of a whole AWS partition, whose names are shared by all accounts and Regions (Amazon S3 user guide, "General purpose
 * bucket naming rules"). Of whichever nothing was said there is one, open, in the Region from which it is asked for.
 */
public final class Buckets {
    private final Set<String> absent = ConcurrentHashMap.newKeySet();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<String, String> regions = new ConcurrentHashMap<>();

    /** Deletes a bucket. */
    public void delete(String name) {
        absent.add(name);
    }

    /** Creates a bucket that was deleted. */
    public void create(String name) {
        absent.remove(name);
    }

    /** Keeps every caller out of a bucket, as its policy can. */
    public void close(String name) {
        closed.add(name);
    }

    /** Lets callers into a bucket again. */
    public void open(String name) {
        closed.remove(name);
    }

    /** Says in which Region a bucket is. */
    public void place(String name, String region) {
        regions.put(name, region);
    }

    boolean exists(String name) {
        return !absent.contains(name);
    }

    boolean isOpen(String name) {
        return !closed.contains(name);
    }

    String region(String name, String caller) {
        return regions.getOrDefault(name, caller);
    }
}
