package io.towerforge.operator.desired;

import java.math.BigInteger;
import java.util.UUID;

/** The middle part of every AWS name: the base62 form of a custom resource's UID, 22 characters. */
public final class EnvironmentId {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 22;

    private EnvironmentId() {}

    /** @throws IllegalArgumentException when it is no UUID; Kubernetes only makes UUIDs */
    public static String of(String uid) {
        UUID uuid = UUID.fromString(uid);
        BigInteger rest = new BigInteger(uid.replace("-", ""), 16);
        if (!uuid.toString().equalsIgnoreCase(uid)) {
            throw new IllegalArgumentException("not a UUID: " + uid);
        }
        StringBuilder id = new StringBuilder();
        while (id.length() < LENGTH) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(DIGITS.length()));
            id.append(DIGITS.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return id.reverse().toString();
    }
}
