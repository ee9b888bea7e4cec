package io.towerforge.operator.model;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One component that differs between what should be and what is.
 *
 * @param field path of record components, such as {@code instances.instanceTypes}
 * @param actual the value AWS has
 * @param desired the value it should have
 */
public record FieldDiff(String field, Object actual, Object desired, Impact impact) {
    /** What the change means to what runs. */
    public enum Impact {
        IN_PLACE,
        INFRASTRUCTURE,
        REPLACEMENT
    }

    /** Every difference between two records of one type; components that are not desired are not compared. */
    public static List<FieldDiff> between(Resource desired, Resource actual) {
        if (desired.getClass() != actual.getClass()) {
            throw new IllegalArgumentException("cannot compare " + desired.id() + " with " + actual.id());
        }
        List<FieldDiff> diffs = new ArrayList<>();
        collect("", desired, actual, Impact.IN_PLACE, diffs);
        return diffs;
    }

    /** Whether any of them concerns this component or one below it. */
    public static boolean touches(Collection<FieldDiff> diffs, String field) {
        return diffs.stream().anyMatch(diff -> diff.field.equals(field) || diff.field.startsWith(field + "."));
    }

    public static boolean replacesInstances(Collection<FieldDiff> diffs) {
        return diffs.stream().anyMatch(diff -> diff.impact != Impact.IN_PLACE);
    }

    public static boolean forcesReplacement(Collection<FieldDiff> diffs) {
        return diffs.stream().anyMatch(diff -> diff.impact == Impact.REPLACEMENT);
    }

    /** The difference as a plan shows it: {@code maxCpus 256 -> 512}. */
    @Override
    public String toString() {
        String name = field.substring(field.lastIndexOf('.') + 1);
        if (actual instanceof Tags was && desired instanceof Tags wanted) {
            return name + " " + tagChanges(was, wanted);
        }
        if (actual instanceof Variables were && desired instanceof Variables wanted) {
            return name + " " + were.changesTo(wanted);
        }
        return name + " " + print(actual) + " -> " + print(desired);
    }

    private static void collect(String path, Object desired, Object actual, Impact impact, List<FieldDiff> into) {
        for (RecordComponent component : desired.getClass().getRecordComponents()) {
            Object wanted = value(component, desired);
            if (wanted == null || component.isAnnotationPresent(CreateOnly.class)) {
                continue;
            }
            String field = path.isEmpty() ? component.getName() : path + "." + component.getName();
            Object is = actual == null ? null : value(component, actual);
            Impact means = impact(component, impact);
            if (isCompared(wanted) && is != null) {
                collect(field, wanted, is, means, into);
            } else if (!Objects.equals(wanted, is)) {
                into.add(new FieldDiff(field, is, wanted, shrinks(component, wanted, is) ? Impact.REPLACEMENT : means));
            }
        }
    }

    /** Whether a value is compared component by component, and not as a whole. */
    private static boolean isCompared(Object value) {
        return value instanceof Record
                && !(value instanceof Tags)
                && !(value instanceof Policy)
                && !(value instanceof Variables);
    }

    private static boolean shrinks(RecordComponent component, Object wanted, Object is) {
        return component.isAnnotationPresent(OnlyGrows.class)
                && wanted instanceof Integer less
                && is instanceof Integer more
                && less < more;
    }

    private static Impact impact(RecordComponent component, Impact inherited) {
        if (component.isAnnotationPresent(ForcesReplacement.class)) {
            return Impact.REPLACEMENT;
        }
        return component.isAnnotationPresent(Infrastructure.class) ? Impact.INFRASTRUCTURE : inherited;
    }

    private static Object value(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static String tagChanges(Tags was, Tags wanted) {
        Map<String, String> changes = new TreeMap<>();
        wanted.missingFrom(was).forEach((key, value) -> changes.put(key, "+" + key + "=" + value));
        wanted.surplusOn(was).forEach(key -> changes.put(key, "-" + key));
        return String.join(" ", changes.values());
    }

    private static String print(Object value) {
        if (value == null || "".equals(value)) {
            return "(none)";
        }
        if (value instanceof Collection<?> many) {
            return many.isEmpty()
                    ? "(none)"
                    : many.stream().map(FieldDiff::print).collect(Collectors.joining(","));
        }
        if (value instanceof Policy
                || (value instanceof Map<?, ?> map && map.values().stream().anyMatch(Policy.class::isInstance))) {
            return "(policy)";
        }
        return value.toString();
    }
}
