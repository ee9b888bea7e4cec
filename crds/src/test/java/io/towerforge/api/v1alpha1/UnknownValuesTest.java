package io.towerforge.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** An object written for a newer version can still be read, and is refused where it matters. */
class UnknownValuesTest {
    @Test
    void anUnknownFieldIsIgnored() {
        WaveSpec wave = Yaml.as(WaveSpec.class, Map.of("enabled", true, "colour", "blue"));
        assertThat(wave).isEqualTo(new WaveSpec(true));
    }

    @Test
    void anUnknownConstantIsReadAndThenRefused() {
        ForgeSpec forge = Yaml.as(ForgeSpec.class, Map.of("maxCpus", 1, "provisioningModel", "Reserved"));
        assertThat(forge.provisioningModel()).isEqualTo(ProvisioningModel.UNRECOGNISED);
        assertThat(StructureCheck.violations("spec.forge", forge))
                .extracting(Violation::message)
                .contains("`spec.forge.provisioningModel` must be one of 'Spot', 'OnDemand'.");
    }

    @Test
    void absentCollectionsAreEmptyExceptWhereAbsentMeansTheDefault() {
        ForgeSpec forge = Yaml.as(ForgeSpec.class, Map.of("maxCpus", 1));
        assertThat(forge.instanceTypes()).isEmpty();
        assertThat(forge.jobStateLimits()).isNull();
    }

    @Test
    void whatIsReadIsWrittenBackUnchanged() {
        Map<String, Object> spec =
                Map.of("region", "eu-west-1", "workDirectory", "s3://acme", "forge", Map.of("maxCpus", 1));
        assertThat(Yaml.as(Map.class, Yaml.as(AwsBatchComputeEnvironmentSpec.class, spec)))
                .isEqualTo(spec);
    }
}
