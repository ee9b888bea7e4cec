package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes that Fargate has. */
class FargateSizeTest {
    @ParameterizedTest
    @CsvSource({
        "1, 4096, 1, 4096",
        "1, 512, 1, 2048",
        "1, 4097, 1, 5120",
        "1, 8193, 2, 9216",
        "3, 4096, 4, 8192",
        "8, 20481, 8, 24576",
        "4, 30721, 8, 32768",
        "16, 32769, 16, 40960",
        "16, 200000, 16, 122880"
    })
    void theSmallestThatHoldsAsMuchIsTaken(int cpus, int memory, int takenCpus, int takenMemory) {
        assertThat(FargateSize.atLeast(cpus, memory)).isEqualTo(new FargateSize(takenCpus, takenMemory));
    }
}
