package io.towerforge.simulator.batch;

import io.towerforge.simulator.core.Documents;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Simulation;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.ContainerProperties;
import software.amazon.awssdk.services.batch.model.JobDefinition;
import software.amazon.awssdk.services.batch.model.RegisterJobDefinitionRequest;

/** The registered job definitions; each registration under a name is another revision (AWS Batch API reference, JobDefinition). */
final class JobDefinitions {
    /** AWS Batch user guide, "Service quotas". */
    private static final int MOST_BYTES = 24 * 1024;

    private static final String ACTIVE = "ACTIVE";
    private static final String INACTIVE = "INACTIVE";

    private final Simulation simulation;
    private final Map<String, TreeMap<Integer, JobDefinition>> definitions = new TreeMap<>();

    JobDefinitions(Simulation simulation) {
        this.simulation = simulation;
    }

    JobDefinition register(RegisterJobDefinitionRequest request) {
        EnvironmentRules.checkName(request.jobDefinitionName(), "jobDefinitionName");
        BatchErrors.checkTags(request.hasTags(), request.tags());
        if (request.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw BatchErrors.refused("Error executing request, Exception : Job definition is larger than 24 KiB.");
        }
        if (request.type() == null) {
            throw BatchErrors.refused("Error executing request, Exception : type is required.");
        }
        TreeMap<Integer, JobDefinition> revisions =
                definitions.computeIfAbsent(request.jobDefinitionName(), name -> new TreeMap<>());
        int revision = revisions.isEmpty() ? 1 : revisions.lastKey() + 1;
        JobDefinition definition = JobDefinition.builder()
                .jobDefinitionName(request.jobDefinitionName())
                .jobDefinitionArn(simulation
                        .account()
                        .arn("batch", "job-definition/" + request.jobDefinitionName() + ":" + revision))
                .revision(revision)
                .status(ACTIVE)
                .type(request.typeAsString())
                .parameters(request.parameters())
                .containerProperties(withoutEmptyVariables(request.containerProperties()))
                .retryStrategy(request.retryStrategy())
                .timeout(request.timeout())
                .propagateTags(request.propagateTags())
                .platformCapabilitiesWithStrings(request.platformCapabilitiesAsStrings())
                .tags(request.tags())
                .build();
        revisions.put(revision, definition);
        return definition;
    }

    private static @Nullable ContainerProperties withoutEmptyVariables(@Nullable ContainerProperties container) {
        return container == null
                ? null
                : container.toBuilder()
                        .environment(container.environment().stream()
                                .filter(variable -> variable.value() != null
                                        && !variable.value().isEmpty())
                                .toList())
                        .build();
    }

    static LiveObject object(JobDefinition definition) {
        Map<String, Object> attributes = new TreeMap<>(Documents.view(definition));
        attributes.keySet().removeAll(Set.of("jobDefinitionArn", "revision", "status", "tags"));
        return new LiveObject(
                "AWS::Batch::JobDefinition",
                definition.jobDefinitionName(),
                definition.jobDefinitionArn(),
                definition.status(),
                Map.copyOf(definition.tags()),
                Collections.unmodifiableMap(attributes));
    }

    void deregister(String nameOrArn) {
        JobDefinition definition = find(nameOrArn);
        if (definition == null) {
            throw BatchErrors.doesNotExist(nameOrArn);
        }
        replace(definition.toBuilder().status(INACTIVE).build());
    }

    /** The definition meant by a name (its newest active revision), a name with a revision, or an ARN. */
    @Nullable
    JobDefinition find(String nameOrArn) {
        String name = Inventory.lastPart(nameOrArn);
        int colon = name.indexOf(':');
        TreeMap<Integer, JobDefinition> revisions = definitions.get(colon < 0 ? name : name.substring(0, colon));
        if (revisions == null) {
            return null;
        }
        if (colon < 0) {
            return revisions.descendingMap().values().stream()
                    .filter(JobDefinitions::isActive)
                    .findFirst()
                    .orElse(null);
        }
        String revision = name.substring(colon + 1);
        return revision.chars().allMatch(Character::isDigit) && !revision.isEmpty()
                ? revisions.get(Integer.valueOf(revision))
                : null;
    }

    void replace(JobDefinition definition) {
        definitions.get(definition.jobDefinitionName()).put(definition.revision(), definition);
    }

    List<JobDefinition> all() {
        return definitions.values().stream()
                .flatMap(revisions -> revisions.values().stream())
                .toList();
    }

    static boolean isActive(JobDefinition definition) {
        return ACTIVE.equals(definition.status());
    }
}
