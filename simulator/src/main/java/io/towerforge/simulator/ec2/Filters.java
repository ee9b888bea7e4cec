package io.towerforge.simulator.ec2;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * EC2's filters: all filters must match, of one filter's values any, with {@code *} and {@code ?} as wildcards (Amazon EC2 user
 * guide, "List and filter using the CLI and API").
 */
final class Filters {
    private Filters() {}

    /** What a resource answers to a filter name; null when the resource has no such filter. */
    interface Attributes {
        @Nullable
        Collection<String> values(String filterName);
    }

    static boolean match(List<Filter> filters, Map<String, String> tags, Attributes attributes) {
        for (Filter filter : filters) {
            Collection<String> values = values(filter.name(), tags, attributes);
            if (values == null) {
                throw Ec2Errors.refused("InvalidParameterValue", "The filter '" + filter.name() + "' is invalid");
            }
            if (filter.values().stream()
                    .noneMatch(pattern -> values.stream().anyMatch(value -> fits(pattern, value)))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Collection<String> values(String name, Map<String, String> tags, Attributes attributes) {
        if (name.startsWith("tag:")) {
            String value = tags.get(name.substring("tag:".length()));
            return value == null ? List.of() : List.of(value);
        }
        return name.equals("tag-key") ? tags.keySet() : attributes.values(name);
    }

    private static boolean fits(String pattern, String value) {
        if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
            return pattern.equals(value);
        }
        String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.matches(expression, value);
    }
}
