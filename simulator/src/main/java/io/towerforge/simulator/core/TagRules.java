package io.towerforge.simulator.core;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rules every service has for tags (AWS General Reference, "Tag naming limits and requirements"). */
public final class TagRules {
    /** How many tags a resource may have. */
    public static final int MOST_TAGS = 50;

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private TagRules() {}

    /** What is wrong with a resource's tags, as a sentence; empty when nothing is. */
    public static Optional<String> violation(Map<String, String> tags) {
        if (tags.size() > MOST_TAGS) {
            return Optional.of(
                    "A resource can have at most " + MOST_TAGS + " tags, but " + tags.size() + " were given.");
        }
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            String key = tag.getKey();
            String value = tag.getValue();
            if (key.isEmpty() || key.length() > LONGEST_KEY) {
                return Optional.of("The tag key '" + key + "' must have between 1 and " + LONGEST_KEY + " characters.");
            }
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                return Optional.of(
                        "The tag key '" + key + "' is not allowed: keys starting with aws: are reserved for AWS.");
            }
            if (value != null && value.length() > LONGEST_VALUE) {
                return Optional.of(
                        "The value of the tag '" + key + "' must have at most " + LONGEST_VALUE + " characters.");
            }
        }
        return Optional.empty();
    }
}
