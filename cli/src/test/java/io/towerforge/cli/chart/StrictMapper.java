package io.towerforge.cli.chart;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Reads manifests as the client's model has them and refuses what the model does not know, as an API server does when asked to. */
final class StrictMapper {
    private static final KubernetesSerialization MODEL = new KubernetesSerialization();

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                /** The model collects unknown fields; here they are to be mistakes. */
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .build();

    private StrictMapper() {}

    /** @throws IllegalArgumentException naming the field or the kind that Kubernetes does not have */
    static KubernetesResource read(JsonNode manifest) {
        String apiVersion = manifest.path("apiVersion").asText();
        String kind = manifest.path("kind").asText();
        Class<? extends KubernetesResource> type = MODEL.getRegisteredKubernetesResource(apiVersion, kind);
        if (type == null) {
            throw new IllegalArgumentException("There is no " + kind + " in " + apiVersion + ".");
        }
        return STRICT.convertValue(manifest, type);
    }
}
