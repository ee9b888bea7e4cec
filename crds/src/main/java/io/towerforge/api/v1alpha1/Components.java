package io.towerforge.api.v1alpha1;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the components of records by reflection. */
final class Components {
    /** Reading a class file's annotations is costly, and every pass validates its spec. */
    private static final ClassValue<List<RecordComponent>> OF_A_CLASS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return List.of(type.getRecordComponents());
        }
    };

    private Components() {}

    static List<RecordComponent> of(Record value) {
        return OF_A_CLASS.get(value.getClass());
    }

    static @Nullable Object read(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The component " + component + " cannot be read.", e);
        }
    }

    static @Nullable Object read(String name, Record value) {
        for (RecordComponent component : of(value)) {
            if (component.getName().equals(name)) {
                return read(component, value);
            }
        }
        throw new IllegalStateException(value.getClass().getSimpleName() + " has no component named '" + name + "'.");
    }
}
