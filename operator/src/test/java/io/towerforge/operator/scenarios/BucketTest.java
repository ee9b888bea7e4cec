package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.s3.Buckets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bucket that the spec names is missing, elsewhere, or closed. */
class BucketTest {
    private static final String REFERENCES = "acme-references";

    private static final AwsBatchComputeEnvironmentSpec SPEC =
            Story.SPOT.withForge(Story.SPOT.forge().withAllowedBuckets(List.of("s3://" + REFERENCES)));

    private final Story story = Story.begins();

    @Test
    void withoutTheWorkBucketNothingIsMadeUntilItIsThere() {
        buckets().delete(workBucket());
        begin();

        assertThat(story.stalled())
                .startsWith("PreflightFailed: `spec.workDirectory`: S3 has no bucket '" + workBucket());
        assertThat(story.writes()).isEmpty();

        buckets().create(workBucket());
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void aWorkBucketInAnotherRegionIsNamedWithBothRegions() {
        buckets().place(workBucket(), "us-east-1");
        begin();

        assertThat(story.stalled())
                .startsWith("PreflightFailed: `spec.workDirectory`: bucket '" + workBucket() + "' is in us-east-1")
                .contains("eu-west-1");
        assertThat(story.writes()).isEmpty();
    }

    @Test
    void withoutAnAllowedBucketNothingIsMade() {
        buckets().delete(REFERENCES);
        begin();

        assertThat(story.stalled())
                .startsWith("PreflightFailed: `spec.forge.allowedBuckets`: S3 has no bucket '" + REFERENCES);
        assertThat(story.writes()).isEmpty();
    }

    @Test
    void anAllowedBucketMayBeInAnotherRegion() {
        buckets().place(REFERENCES, "us-east-1");
        begin();

        assertThat(story.isSettled()).isTrue();
        assertThat(story.condition("Advisory").message()).isEmpty();
    }

    @Test
    void aBucketThatKeepsTheOperatorOutIsToldAndStopsNothing() {
        buckets().close(REFERENCES);
        begin();

        assertThat(story.isSettled()).isTrue();
        assertThat(story.condition("Advisory").reason()).isEqualTo("BucketNotUsable");
        assertThat(story.condition("Advisory").message()).contains(REFERENCES, "s3:ListBucket");

        buckets().open(REFERENCES);
        story.passes(Duration.ofMinutes(70));
        assertThat(story.condition("Advisory").message()).isEmpty();
    }

    @Test
    void whereNoWayLeadsToS3AnEnvironmentIsMadeAllTheSame() {
        story.world().aws().interceptor(Fault.CONNECTION_LOST_BEFORE.on(call -> call.service() == Service.S3));
        begin();

        assertThat(story.isSettled()).isTrue();
        assertThat(story.condition("Advisory").message()).isEmpty();
    }

    @Test
    void aBucketThatIsDeletedLaterIsToldAndTheEnvironmentServesOn() {
        begin();
        buckets().delete(REFERENCES);
        story.passes(Duration.ofMinutes(70));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.condition("Advisory").message()).contains("'" + REFERENCES + "' does not exist any more");

        story.delete();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isGone()).isTrue();
    }

    @Test
    void aWholeBucketAsWorkDirectoryIsAdvisedAgainst() {
        story.world().cluster().apply(Story.NAME, SPEC.withWorkDirectory("s3://" + workBucket()));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.condition("Advisory").reason()).isEqualTo("WorkDirectoryIsAWholeBucket");
        assertThat(story.condition("Advisory").message()).contains("s3://" + workBucket() + "/work");
    }

    private void begin() {
        story.world().cluster().apply(Story.NAME, SPEC);
        story.passes(Duration.ofMinutes(30));
    }

    private Buckets buckets() {
        return story.world().aws().buckets();
    }

    private static String workBucket() {
        return SPEC.workDirectory().replaceFirst("s3://([^/]+).*", "$1");
    }
}
