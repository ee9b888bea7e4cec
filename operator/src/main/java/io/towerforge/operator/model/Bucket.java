package io.towerforge.operator.model;

/**
 * An S3 bucket as the operator meets it.
 *
 * @param region where it is; empty when AWS does not say
 */
public record Bucket(String name, Access access, String region) {
    /** What came of an attempt to look at it, the worst first. */
    public enum Access {
        /** There is none of this name, of nobody's. */
        ABSENT,
        /** It exists, and its policy or the caller's permissions keep the caller out. */
        DENIED,
        /**
         * S3 sends to another Region, where nobody was asked; or it gave no answer, perhaps because no way leads there from where the
         * operator is.
         */
        UNKNOWN,
        /** It can be listed. */
        OPEN
    }

    /** Whether it is known to be in another Region than that. */
    public boolean isOutside(String code) {
        return !region.isEmpty() && !region.equals(code);
    }
}
