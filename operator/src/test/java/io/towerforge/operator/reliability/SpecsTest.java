package io.towerforge.operator.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether histories come by every field. */
class SpecsTest {
    private static final Set<String> LEFT_OUT = Set.of(
            "region", // never changes
            "identityName", // those of the administrator have one
            "deletionPolicy"); // what is retained would be taken for what was forgotten; the scenarios of deletion
    // retain

    @Test
    void everyFieldIsEditedBySome() throws ReflectiveOperationException {
        List<UnaryOperator<AwsBatchComputeEnvironmentSpec>> edits = new ArrayList<>(Specs.SCALING_EDITS);
        edits.addAll(Specs.INSTANCE_EDITS);
        edits.add(Specs::terminating);

        Set<String> edited = new TreeSet<>(LEFT_OUT);
        for (UnaryOperator<AwsBatchComputeEnvironmentSpec> edit : edits) {
            AwsBatchComputeEnvironmentSpec after = edit.apply(Specs.SPOT);
            edited.addAll(differences(Specs.SPOT, after));
            if (after.forge() != null) {
                edited.addAll(differences(Specs.SPOT.forge(), after.forge()));
            }
        }

        assertThat(edited)
                .containsAll(Stream.of(AwsBatchComputeEnvironmentSpec.class, ForgeSpec.class)
                        .flatMap(type -> Stream.of(type.getRecordComponents()))
                        .map(RecordComponent::getName)
                        .toList());
    }

    private static List<String> differences(Record before, Record after) throws ReflectiveOperationException {
        List<String> names = new ArrayList<>();
        for (RecordComponent component : before.getClass().getRecordComponents()) {
            if (!Objects.equals(
                    component.getAccessor().invoke(before),
                    component.getAccessor().invoke(after))) {
                names.add(component.getName());
            }
        }
        return names;
    }
}
