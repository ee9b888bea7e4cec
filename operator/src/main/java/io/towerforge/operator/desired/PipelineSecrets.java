package io.towerforge.operator.desired;

import io.towerforge.operator.model.Secret;
import io.towerforge.operator.model.SecretContent;
import io.towerforge.operator.model.Tags;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The secrets of pipelines, each under the name that Batch Forge gives it. */
final class PipelineSecrets {
    private final StackRequest request;

    PipelineSecrets(StackRequest request) {
        this.request = request;
    }

    /** Those whose content is known; while an environment goes, none is, and what is there stays as it is. */
    Stream<Secret> resources() {
        return request.spec().pipelineSecrets().stream()
                .filter(entry -> request.facts().pipelineSecrets().containsKey(entry.name()))
                .map(entry ->
                        secret(entry.name(), request.facts().pipelineSecrets().get(entry.name())));
    }

    /** The names in Secrets Manager by the names in pipelines. */
    static Map<String, String> names(PipelineSettings settings) {
        Map<String, String> names = new TreeMap<>();
        settings.spec()
                .pipelineSecrets()
                .forEach(entry -> names.put(entry.name(), settings.stack().secretPrefix() + entry.name()));
        return names;
    }

    private Secret secret(String name, SecretContent content) {
        return new Secret(
                request.stack().secretPrefix() + name,
                content.version(),
                content.value(),
                Tags.of(
                        request.stack(),
                        "pipeline-secret-" + name,
                        request.spec().resourceLabels()),
                null);
    }
}
