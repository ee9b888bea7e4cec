package io.towerforge.simulator.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** Reads and copies the SDK's model objects field by field, by the description every model object carries of itself. */
public final class Documents {
    private Documents() {}

    /** The fields that were set, by their names in the API reference, sorted; nested objects become maps. */
    public static Map<String, Object> view(SdkPojo object) {
        Map<String, Object> view = new TreeMap<>();
        for (SdkField<?> field : object.sdkFields()) {
            Object value = field.getValueOrDefault(object);
            if (isSet(value)) {
                view.put(field.locationName(), viewOf(value));
            }
        }
        return view;
    }

    /** Whether any field was set. A list or map that was set counts even when it is empty. */
    public static boolean isEmpty(SdkPojo object) {
        return object.sdkFields().stream().noneMatch(field -> isSet(field.getValueOrDefault(object)));
    }

    /**
     * Copies the fields that were set into an object of another class, as far as it has fields of the same names: the way a
     * service turns what was requested into what it describes.
     *
     * @param source the object that was requested
     * @param builder a builder of the object that is described
     * @return the builder
     */
    public static <B extends SdkPojo> B copy(SdkPojo source, B builder) {
        for (SdkField<?> target : builder.sdkFields()) {
            for (SdkField<?> field : source.sdkFields()) {
                if (field.memberName().equals(target.memberName())) {
                    Object value = field.getValueOrDefault(source);
                    if (isSet(value)) {
                        target.set(builder, copyOf(value, target));
                    }
                }
            }
        }
        return builder;
    }

    private static Object copyOf(Object value, SdkField<?> target) {
        if (value instanceof SdkPojo object) {
            return ((Buildable) copy(object, target.constructor().get())).build();
        }
        if (value instanceof List<?> list && target.containsTrait(ListTrait.class)) {
            SdkField<?> member = target.getTrait(ListTrait.class).memberFieldInfo();
            return list.stream().map(item -> copyOf(item, member)).toList();
        }
        return value;
    }

    private static boolean isSet(Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private static Object viewOf(Object value) {
        if (value instanceof SdkPojo object) {
            return view(object);
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(viewOf(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new TreeMap<>();
            map.forEach((key, item) -> entries.put(String.valueOf(key), viewOf(item)));
            return entries;
        }
        return value;
    }
}
