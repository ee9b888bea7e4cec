package io.towerforge.api.v1alpha1;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Reads the components of records by reflection. */
final class Components {
    private Components() {}

    static @Nullable Object read(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The component " + component + " cannot be read.", e);
        }
    }

    static @Nullable Object read(String name, Record value) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            if (component.getName().equals(name)) {
                return read(component, value);
            }
        }
        throw new IllegalStateException(value.getClass().getSimpleName() + " has no component named '" + name + "'.");
    }
}
