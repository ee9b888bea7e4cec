package io.towerforge.operator.aws.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.Images.Variant;
import io.towerforge.operator.aws.TestAccount;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageCatalogTest {
    private final TestAccount world = new TestAccount(Timings.none());
    private final ImageCatalog images = new ImageCatalog(world.operator().ssm(), world.clock);

    @ParameterizedTest
    @CsvSource({"X86_64, amazon-linux-2023", "ARM64, amazon-linux-2023/arm64", "NVIDIA, amazon-linux-2023/gpu"})
    void eachKindOfInstanceHasAnImageOfItsOwnThatIsLookedUpOnceAnHour(Variant variant, String parameter) {
        String expected = world.aws.network().ecsOptimizedImages().get(parameter);

        assertThat(images.recommended(variant)).isEqualTo(expected);
        assertThat(images.recommended(variant)).isEqualTo(expected);
        assertThat(world.aws.calls()).hasSize(1);

        world.clock.advance(Duration.ofMinutes(61));
        assertThat(images.recommended(variant)).isEqualTo(expected);
        assertThat(world.aws.calls()).hasSize(2);
    }

    @Test
    void aNewerImageIsSeenWithinTheHour() {
        images.recommended(Variant.X86_64);
        String newer = world.aws.network().images().publish("amazon-linux-2023");

        world.clock.advance(Duration.ofMinutes(61));

        assertThat(images.recommended(Variant.X86_64)).isEqualTo(newer);
    }
}
