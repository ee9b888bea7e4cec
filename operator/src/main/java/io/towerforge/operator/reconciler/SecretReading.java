package io.towerforge.operator.reconciler;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a Secret. Never shows a value when it is printed.
 *
 * @param uid of the Secret; empty when there is none
 * @param state changes whenever the Secret does, or is made or removed
 * @param data the values by key
 * @param problem why there are none, a sentence with a remedy; null when there are
 */
public record SecretReading(
        String uid,
        String state,
        Map<String, byte[]> data,
        @Nullable String problem) {
    public SecretReading {
        data = Map.copyOf(data);
    }

    public static SecretReading of(String uid, String resourceVersion, Map<String, byte[]> data) {
        return new SecretReading(uid, uid + "/" + resourceVersion, data, null);
    }

    public static SecretReading failed(String problem) {
        return new SecretReading("", "absent", Map.of(), problem);
    }

    /** A value as text, without white space around it; empty when there is no such key or nothing in it. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(data.get(key))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
                .filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "SecretReading[state=" + state + ", keys=" + data.keySet() + ", problem=" + problem + "]";
    }
}
