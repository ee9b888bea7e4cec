package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsIdentity;
import io.towerforge.api.v1alpha1.SpecValidator;
import io.towerforge.api.v1alpha1.Violation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reviews TowerForge's own kinds by the rules that a real API server evaluates from the CRDs as CEL, so that a demo refuses
 * what a cluster would refuse, in the same words. Objects of other kinds pass.
 */
public final class SpecAdmission implements Admission {

    @Override
    public List<String> violations(JsonNode object, Optional<JsonNode> previous) {
        try {
            Set<Violation> violations = new LinkedHashSet<>();
            switch (object.path("kind").asText()) {
                case "AwsBatchComputeEnvironment" -> {
                    AwsBatchComputeEnvironment environment = read(object, AwsBatchComputeEnvironment.class);
                    violations.addAll(SpecValidator.validate(environment));
                    if (previous.isPresent()) {
                        AwsBatchComputeEnvironment before = read(previous.get(), AwsBatchComputeEnvironment.class);
                        violations.addAll(SpecValidator.validate(before.getSpec(), environment.getSpec()));
                    }
                }
                case "AwsIdentity" -> {
                    AwsIdentity identity = read(object, AwsIdentity.class);
                    violations.addAll(SpecValidator.validate(identity));
                    if (previous.isPresent()) {
                        AwsIdentity before = read(previous.get(), AwsIdentity.class);
                        violations.addAll(SpecValidator.validate(before.getSpec(), identity.getSpec()));
                    }
                }
                default -> {}
            }
            return violations.stream().map(Violation::toString).toList();
        } catch (JsonProcessingException unreadable) {
            return List.of("spec: The object cannot be read: " + unreadable.getOriginalMessage());
        }
    }

    private static <T> T read(JsonNode object, Class<T> type) throws JsonProcessingException {
        return Serialization.jsonMapper().treeToValue(object, type);
    }
}
