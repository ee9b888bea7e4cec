package io.towerforge.api.v1alpha1;

/** An enumeration of the API, whose constants are written in manifests as {@link #value()}. */
public interface ApiEnum {
    /** The written form of the constant. */
    String value();

    /** The constant that is written as {@code value}, else {@code otherwise}. */
    static <E extends Enum<E> & ApiEnum> E fromValue(E[] constants, String value, E otherwise) {
        for (E constant : constants) {
            if (constant.value().equals(value)) {
                return constant;
            }
        }
        return otherwise;
    }
}
