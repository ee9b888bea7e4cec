package io.towerforge.api.v1alpha1;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;

/** Adds list types, time formats and the keys that identify items to the schema of a record, all the way down. */
final class SchemaCompletion {
    void complete(Class<?> record, JSONSchemaProps schema) {
        for (RecordComponent component : record.getRecordComponents()) {
            JSONSchemaProps property = schema.getProperties().get(component.getName());
            if (component.isAnnotationPresent(SetList.class)) {
                property.setXKubernetesListType("set");
            }
            MapList keyed = component.getAnnotation(MapList.class);
            if (keyed != null) {
                property.setXKubernetesListType("map");
                property.setXKubernetesListMapKeys(List.of(keyed.value()));
            }
            if (component.getName().equals("lastTransitionTime")) {
                property.setFormat("date-time");
            }
            descend(component.getGenericType(), property);
        }
    }

    private void descend(Type type, JSONSchemaProps schema) {
        if (type instanceof Class<?> nested && nested.isRecord()) {
            complete(nested, schema);
        } else if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            descend(list.getActualTypeArguments()[0], schema.getItems().getSchema());
        }
    }
}
