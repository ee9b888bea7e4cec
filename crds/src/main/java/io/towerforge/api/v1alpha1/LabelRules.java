package io.towerforge.api.v1alpha1;

import java.util.Map;

/**
 * The rules of labels, which become AWS tags (AWS General Reference, tag naming limits and requirements).
 *
 * <p>The characters of a key are checked here only: the API server takes the keys of a map to be of any length and would
 * refuse the cost of a regular expression over them.
 */
final class LabelRules {
    static final String KEY_LENGTH = "The key of a resource label must have 1 to 128 characters: shorten it.";
    static final String RESERVED_KEY = "The key of a resource label must not begin with 'aws:', 'towerforge.io/' or "
            + "'kubernetes.io/cluster/', which are reserved: choose another key.";
    static final String KEY_CHARACTERS =
            "The key of a resource label may contain letters, digits, spaces and _ . : / = + - @ only: "
                    + "remove the other characters.";

    private LabelRules() {}

    static boolean keysHaveALength(Map<String, String> labels) {
        return labels.keySet().stream().allMatch(key -> !key.isEmpty() && key.codePointCount(0, key.length()) <= 128);
    }

    static boolean noneIsReserved(Map<String, String> labels) {
        return labels.keySet().stream()
                .noneMatch(key -> key.startsWith("aws:")
                        || key.startsWith("AWS:")
                        || key.startsWith("towerforge.io/")
                        || key.startsWith("kubernetes.io/cluster/"));
    }
}
