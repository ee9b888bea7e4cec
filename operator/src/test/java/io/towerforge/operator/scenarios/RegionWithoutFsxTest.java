package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.FsxCreateSpec;
import io.towerforge.api.v1alpha1.FsxSpec;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Interceptor;
import io.towerforge.simulator.core.Service;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A Region that has AWS Batch and no FSx: its host has no address. */
class RegionWithoutFsxTest {
    /** Has AWS Batch and no FSx in the SDK's list of endpoints. */
    private static final String AUCKLAND = "ap-southeast-6";

    private final Story story = Story.begins();

    RegionWithoutFsxTest() {
        story.world().aws().interceptor(new Interceptor() {
            @Override
            public void before(Call call) {
                if (call.service() == Service.FSX) {
                    throw SdkClientException.create(
                            "Received an UnknownHostException", new UnknownHostException("fsx.amazonaws.com"));
                }
            }
        });
    }

    @Test
    void whoeverDoesWithoutItHasAnEnvironmentAndGetsRidOfIt() {
        applies(Story.SPOT.withRegion(AUCKLAND));
        story.passes(Duration.ofMinutes(4));
        assertThat(story.readiness()).isEqualTo("True/Available");

        story.world().cluster().delete(Story.NAME);
        story.passes(Duration.ofMinutes(20));

        assertThat(story.world().cluster().find(Story.NAME)).isEmpty();
    }

    @Test
    void aFileSystemIsRefusedBeforeAnythingIsMade() {
        applies(asks(new FsxSpec(new FsxCreateSpec(null), null, null)));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.stalled())
                .isEqualTo("PreflightFailed: AWS has no FSx in ap-southeast-6. Take `spec.forge.fsx` out, or have the"
                        + " environment in another Region.");
        assertThat(story.writes()).isEmpty();
    }

    @Test
    void norIsThereOneToBeMounted() {
        applies(asks(new FsxSpec(null, "fs-0123456789abcdef0", null)));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.stalled()).startsWith("PreflightFailed: There is no FSx file system for Lustre 'fs-");
        assertThat(story.writes()).isEmpty();
    }

    @Test
    void whereThereIsFsxAFaultOfDnsIsWaitedFor() {
        applies(Story.SPOT);
        story.passes(Duration.ofMinutes(4));

        assertThat(story.readiness()).startsWith("False/");
        assertThat(story.condition("Ready").message()).contains("list the FSx file systems", "UnknownHostException");
        assertThat(story.writes()).isEmpty();
    }

    private void applies(AwsBatchComputeEnvironmentSpec spec) {
        story.world().cluster().apply(Story.NAME, spec);
    }

    private static AwsBatchComputeEnvironmentSpec asks(FsxSpec fsx) {
        return Story.SPOT.withRegion(AUCKLAND).withForge(Story.SPOT.forge().withFsx(fsx));
    }
}
