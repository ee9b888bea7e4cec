package io.towerforge.operator.desired;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Eight hexadecimal digits that stand for contents in a name. */
final class ContentHash {
    /** Raised when what is hashed changes its form, so that old and new names can be told apart. */
    private static final String VERSION = "1";

    private ContentHash() {}

    static String of(Object... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(VERSION.getBytes(StandardCharsets.UTF_8));
            for (Object part : List.of(parts)) {
                sha256.update((byte) 0);
                sha256.update(Objects.toString(part).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest()).substring(0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
