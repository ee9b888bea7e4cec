package io.towerforge.api.v1alpha1;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks a record against the annotations on its components, the same that the schema is generated from: what must be
 * there, formats, bounds, enumerations and lists without duplicates. Rules between members come from {@link RuleBook}.
 */
final class StructureCheck {
    private static final Map<String, java.util.regex.Pattern> PATTERNS = new ConcurrentHashMap<>();

    private final List<Violation> violations = new ArrayList<>();

    /** Everything that is wrong with a value and the values inside it, in the order of the fields. */
    static List<Violation> violations(String path, Record value) {
        StructureCheck check = new StructureCheck();
        check.checkRecord(path, value);
        return List.copyOf(check.violations);
    }

    private void checkRecord(String path, Record value) {
        for (RecordComponent component : Components.of(value)) {
            Object member = Components.read(component, value);
            String memberPath = path + "." + component.getName();
            if (member == null) {
                if (component.getAccessor().isAnnotationPresent(Required.class)) {
                    report(memberPath, "is required: add it.");
                }
            } else {
                checkValue(memberPath, member, component.getAccessor());
                checkItems(memberPath, member, component);
            }
        }
        violations.addAll(RuleBook.broken(path, value));
    }

    private void checkValue(String path, @Nullable Object value, AnnotatedElement rules) {
        if (value == null) {
            report(path, "must not be empty: remove the entry or give it a value.");
        } else if (value instanceof Record inner) {
            checkRecord(path, inner);
        } else if (value instanceof Number number) {
            checkNumber(path, number, rules);
        } else if (value instanceof ApiEnum constant) {
            checkEnum(path, constant);
        } else if (value instanceof String text) {
            checkSize(path, text.codePointCount(0, text.length()), "characters", rules.getAnnotation(Size.class));
            checkPattern(path, text, rules.getAnnotation(Pattern.class));
        } else if (value instanceof List<?> list) {
            checkSize(path, list.size(), "items", rules.getAnnotation(Size.class));
        } else if (value instanceof Map<?, ?> map) {
            checkSize(path, map.size(), "entries", rules.getAnnotation(Size.class));
        }
    }

    private void checkItems(String path, Object value, RecordComponent component) {
        if (value instanceof List<?> list) {
            AnnotatedType itemType = typeArgument(component, 0);
            for (int index = 0; index < list.size(); index++) {
                checkValue(path + "[" + index + "]", list.get(index), itemType);
            }
            checkDistinct(path, list, component);
        } else if (value instanceof Map<?, ?> map) {
            AnnotatedType valueType = typeArgument(component, 1);
            map.forEach((key, entry) -> checkValue(path + "[" + key + "]", entry, valueType));
        }
    }

    private void checkDistinct(String path, List<?> list, RecordComponent component) {
        MapList keyed = component.getAnnotation(MapList.class);
        if (keyed == null && !component.isAnnotationPresent(SetList.class)) {
            return;
        }
        Set<Object> seen = new HashSet<>();
        for (int index = 0; index < list.size(); index++) {
            Object item = list.get(index);
            Object key = keyed == null || item == null ? item : Components.read(keyed.value(), (Record) item);
            if (key != null && !seen.add(key)) {
                Object shown = key instanceof ApiEnum constant ? constant.value() : key;
                report(path + "[" + index + "]", "must not repeat '" + shown + "': remove one of the two.");
            }
        }
    }

    private void checkNumber(String path, Number number, AnnotatedElement rules) {
        Min min = rules.getAnnotation(Min.class);
        Max max = rules.getAnnotation(Max.class);
        if (min != null && number.doubleValue() < min.value()) {
            report(path, "must be at least " + (long) min.value() + ", and is " + number + ".");
        }
        if (max != null && number.doubleValue() > max.value()) {
            report(path, "must be at most " + (long) max.value() + ", and is " + number + ".");
        }
    }

    private void checkEnum(String path, ApiEnum constant) {
        if (((Enum<?>) constant).name().equals("UNRECOGNISED")) {
            List<String> accepted = new ArrayList<>();
            for (Object other : constant.getClass().getEnumConstants()) {
                if (other != constant) {
                    accepted.add("'" + ((ApiEnum) other).value() + "'");
                }
            }
            report(path, "must be one of " + String.join(", ", accepted) + ".");
        }
    }

    private void checkSize(String path, int size, String unit, @Nullable Size bounds) {
        if (bounds == null) {
            return;
        }
        if (size < bounds.min()) {
            report(path, "must have at least " + bounds.min() + " " + unit + ", and has " + size + ".");
        }
        if (size > bounds.max()) {
            report(path, "must have at most " + bounds.max() + " " + unit + ", and has " + size + ".");
        }
    }

    private void checkPattern(String path, String text, @Nullable Pattern pattern) {
        if (pattern == null) {
            return;
        }
        boolean matches = PATTERNS.computeIfAbsent(pattern.value(), java.util.regex.Pattern::compile)
                .matcher(text)
                .matches();
        if (!matches) {
            report(path, "must be " + Formats.describe(pattern.value()) + ", and is '" + shortened(text) + "'.");
        }
    }

    private void report(String path, String rest) {
        violations.add(new Violation(path, "`" + path + "` " + rest));
    }

    /** A text as it may be repeated in a message: a message is for reading, and ends up in the status and in events. */
    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, text.offsetByCodePoints(0, 60)) + "…";
    }

    private static AnnotatedType typeArgument(RecordComponent component, int index) {
        return ((AnnotatedParameterizedType) component.getAnnotatedType()).getAnnotatedActualTypeArguments()[index];
    }
}
