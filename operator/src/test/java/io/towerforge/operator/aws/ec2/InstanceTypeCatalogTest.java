package io.towerforge.operator.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.InstanceTypes.InstanceType;
import io.towerforge.operator.aws.TestAccount;
import io.towerforge.simulator.core.Timings;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstanceTypeCatalogTest {
    private final TestAccount world = new TestAccount(Timings.none());
    private final InstanceTypeCatalog types =
            new InstanceTypeCatalog(world.operator().ec2());

    @Test
    void familiesAndTypesAreFoundInOneCall() {
        assertThat(types.find(Set.of("g5", "m6id.8xlarge", "nothing")))
                .filteredOn(type -> !type.isMeantBy("g5"))
                .extracting(InstanceType::name)
                .containsExactly("m6id.8xlarge");
        assertThat(world.aws.calls()).hasSize(1);
    }

    @Test
    void whatTheyHaveIsTold() {
        assertThat(types.find(Set.of("g5.xlarge", "g4ad.xlarge", "m6gd.large", "m6i.large")))
                .containsExactlyInAnyOrder(
                        new InstanceType("g5.xlarge", Set.of("x86_64"), true, true),
                        new InstanceType("g4ad.xlarge", Set.of("x86_64"), false, true),
                        new InstanceType("m6gd.large", Set.of("arm64"), false, true),
                        new InstanceType("m6i.large", Set.of("x86_64"), false, false));
    }

    @Test
    void nothingIsAskedForNothing() {
        assertThat(types.find(Set.of())).isEmpty();
        assertThat(world.aws.calls()).isEmpty();
    }
}
