package io.towerforge.api.v1alpha1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of labels, which become AWS tags (AWS General Reference, tag naming limits and requirements).
 *
 * <p>The characters of a key and their case are checked here only: the API server takes the keys of a map to be of any length and would
 * refuse the cost of a regular expression over them, or of writing them in small letters.
 */
final class LabelRules {
    static final String KEY_LENGTH = "The key of a resource label must have 1 to 128 characters: shorten it.";
    static final String RESERVED_KEY = "The key of a resource label must not begin with 'aws:', 'towerforge.io/' or "
            + "'kubernetes.io/cluster/', which are reserved: choose another key.";
    static final String KEY_CHARACTERS =
            "The key of a resource label may contain letters, digits, spaces and _ . : / = + - @ only: "
                    + "remove the other characters.";

    private LabelRules() {}

    static final String KEY_CASE =
            "The key of a resource label must differ from every other, and from the reserved beginnings 'aws:', "
                    + "'towerforge.io/' and 'kubernetes.io/cluster/', in more than upper and lower case, which AWS does not "
                    + "always tell apart: rename it.";

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

    /** What the API server does not say about keys. */
    static List<String> beyondTheSchema(Map<String, String> labels) {
        List<String> wrong = new ArrayList<>();
        if (!labels.keySet().stream().allMatch(key -> key.isEmpty() || key.matches(Formats.LABEL_KEY))) {
            wrong.add(KEY_CHARACTERS);
        }
        Map<String, String> inSmallLetters = new TreeMap<>();
        labels.forEach((key, value) -> inSmallLetters.put(key.toLowerCase(Locale.ROOT), value));
        if (inSmallLetters.size() < labels.size() || (noneIsReserved(labels) && !noneIsReserved(inSmallLetters))) {
            wrong.add(KEY_CASE);
        }
        return wrong;
    }
}
