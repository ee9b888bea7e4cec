package io.towerforge.operator.model;

import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The middle part of every AWS name: the base62 form of a custom resource's UID, 22 characters. */
public final class EnvironmentId {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int LENGTH = 22;
    private static final int BITS_OF_A_UID = 128;
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z]{" + LENGTH + "}");

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
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            id.append(DIGITS.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return id.reverse().toString();
    }

    /** The id of an object, if that is what the text from a tag stands for. */
    static Optional<String> find(String uid) {
        try {
            return Optional.of(of(uid));
        } catch (IllegalArgumentException notAUid) {
            return Optional.empty();
        }
    }

    /** Whether some object's id can be this. */
    public static boolean isValid(String id) {
        if (!FORM.matcher(id).matches()) {
            return false;
        }
        BigInteger number = BigInteger.ZERO;
        for (char digit : id.toCharArray()) {
            number = number.multiply(BASE).add(BigInteger.valueOf(DIGITS.indexOf(digit)));
        }
        return number.bitLength() <= BITS_OF_A_UID;
    }
}
