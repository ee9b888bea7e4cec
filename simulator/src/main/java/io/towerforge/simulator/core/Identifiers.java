package io.towerforge.simulator.core;

import java.util.Locale;
import java.util.UUID;

/**
 * Makes the ids AWS would make, in AWS's forms but predictable: the same calls in the same order give the same ids, so that
 * a failing random history can be replayed. Guarded by the simulation's lock.
 */
public final class Identifiers {
    private long made;

    /** An EC2 id: the prefix, a hyphen and seventeen hexadecimal digits. */
    public String ec2(String prefix) {
        return String.format(Locale.ROOT, "%s-0%016x", prefix, scrambled());
    }

    /**
     * An id like EC2's that depends on a name and on how often the name was used, not on what else was made before.
     *
     * @param prefix such as {@code fs}
     * @param times how many of that name there have been, this one included
     */
    public String named(String prefix, String name, int times) {
        long z = times;
        for (char c : name.toCharArray()) {
            z = mix(z * 31 + c);
        }
        return String.format(Locale.ROOT, "%s-0%016x", prefix, z);
    }

    /** An IAM unique id: the prefix, such as {@code AROA}, and seventeen more upper-case characters. */
    public String iam(String prefix) {
        String digits = Long.toUnsignedString(scrambled(), 36).toUpperCase(Locale.ROOT);
        return prefix + "A".repeat(17 - digits.length()) + digits;
    }

    /** A UUID. */
    public String uuid() {
        return new UUID(scrambled(), made).toString();
    }

    private long scrambled() {
        return mix(++made * 0x9E3779B97F4A7C15L);
    }

    /** The finaliser of SplitMix64: consecutive numbers become unlike one another without a random source. */
    private static long mix(long number) {
        long z = number;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
