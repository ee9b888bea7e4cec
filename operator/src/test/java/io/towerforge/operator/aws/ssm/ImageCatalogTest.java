package io.towerforge.operator.aws.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.account.SimulatedAccount;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ImageCatalogTest {
    private final SimulatedAccount world = new SimulatedAccount(Timings.none());
    private final ImageCatalog images = new ImageCatalog(world.operator().ssm(), world.clock());

    @Test
    void theRecommendedImageIsLookedUpOnceAnHour() {
        String expected = world.aws.network().ecsOptimizedImages().get("amazon-linux-2023");

        assertThat(images.recommended()).isEqualTo(expected);
        assertThat(images.recommended()).isEqualTo(expected);
        assertThat(world.aws.calls()).hasSize(1);

        world.clock().advance(Duration.ofMinutes(61));
        assertThat(images.recommended()).isEqualTo(expected);
        assertThat(world.aws.calls()).hasSize(2);
    }
}
