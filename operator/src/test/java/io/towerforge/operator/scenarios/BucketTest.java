package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.s3.Buckets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
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
    void whatMakesThePolicyTooLongIsNamedAndGivenWhenNothingRunsAnyMore() {
        begin();
        story.editForge(forge -> forge.withAllowedBuckets(many("first")));
        story.submit("work", 4);
        story.passes(Story.UNTIL_THE_NEXT_PASS);
        assertThat(story.isSettled()).isTrue();

        story.editForge(forge -> forge.withAllowedBuckets(many("second")));
        story.passes(Duration.ofMinutes(30));
        assertThat(story.stalled())
                .startsWith("InvalidPolicy: ")
                .contains("`spec.forge.allowedBuckets`", "until nothing runs");

        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isSettled()).isTrue();
    }

    private static List<String> many(String start) {
        return IntStream.range(10, 55)
                .mapToObj(number -> "s3://" + start + "-" + "b".repeat(40) + number)
                .toList();
    }

    @Test
    void anAllowedBucketMayBeInAnotherRegion() {
        buckets().place(REFERENCES, "us-east-1");
        begin();

        assertThat(story.isSettled()).isTrue();
        assertThat(advisory()).isEmpty();
    }

    @Test
    void aBucketThatKeepsTheOperatorOutIsToldAndStopsNothing() {
        buckets().close(REFERENCES);
        begin();

        assertThat(story.isSettled()).isTrue();
        assertThat(story.condition("Advisory").reason()).isEqualTo("BucketNotUsable");
        assertThat(advisory()).contains(REFERENCES, "s3:ListBucket");

        buckets().open(REFERENCES);
        story.passes(Duration.ofMinutes(70));
        assertThat(advisory()).isEmpty();
    }

    @Test
    void whereNoWayLeadsToS3AnEnvironmentIsMadeAllTheSame() {
        story.world().aws().interceptor(Fault.CONNECTION_LOST_BEFORE.on(call -> call.service() == Service.S3));
        begin();

        assertThat(story.isSettled()).isTrue();
        assertThat(advisory()).isEmpty();
    }

    @Test
    void aMissingBucketIsMissingEvenWhereS3FailsAtFirst() {
        buckets().delete(workBucket());
        story.world().aws().interceptor(Fault.SERVER_ERROR_BEFORE.times(1, call -> call.service() == Service.S3));
        begin();

        assertThat(story.stalled()).startsWith("PreflightFailed: ");
        assertThat(story.writes()).isEmpty();
    }

    @Test
    void aWorkBucketThatIsMadeAnewInTheRightRegionIsSeenAtOnce() {
        buckets().place(workBucket(), "us-east-1");
        begin();

        buckets().place(workBucket(), "eu-west-1");
        story.passes(Duration.ofMinutes(15));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void aBucketThatIsDeletedLaterIsToldAndTheEnvironmentServesOn() {
        beginAndLoseReferences();

        assertThat(story.isSettled()).isTrue();
        assertThat(advisory()).contains("'" + REFERENCES + "' does not exist any more");

        story.delete();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isGone()).isTrue();
    }

    @Test
    void aDeletedBucketAndACallThatFailsTakeNothingFromWhoeverServes() {
        beginAndLoseReferences();
        story.world()
                .aws()
                .interceptor(Fault.THROTTLED.times(2, call -> call.operation().equals("DescribeJobQueues")));

        for (int minute = 0; minute < 90; minute += 5) {
            story.passes(Duration.ofMinutes(5));
            assertThat(story.readiness()).startsWith("True/");
            assertThat(advisory()).contains(REFERENCES);
        }
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void anEditOfSomethingElseDoesNotWaitForADeletedBucket() {
        beginAndLoseReferences();

        story.editForge(forge -> forge.withMaxCpus(128));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.isSettled()).isTrue();
        assertThat(advisory()).contains(REFERENCES);
    }

    @Test
    void anEditThatBringsABucketNeedsIt() {
        begin();
        buckets().delete("acme-results");

        story.editForge(forge -> forge.withAllowedBuckets(List.of("s3://" + REFERENCES, "s3://acme-results")));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.stalled()).startsWith("PreflightFailed: ").contains("'acme-results'");
    }

    @Test
    void aWorkBucketThatWasAlwaysElsewhereIsAdvisedAgainst() {
        begin();
        buckets().place(workBucket(), "us-east-1");
        story.editForge(forge -> forge.withMaxCpus(128));
        story.passes(Duration.ofMinutes(70));

        assertThat(story.isSettled()).isTrue();
        assertThat(advisory()).contains(workBucket(), "us-east-1", "eu-west-1");
    }

    @Test
    void aDeletedWorkBucketIsToldBeforeWhatMerelyCosts() {
        story.world().cluster().apply(Story.NAME, SPEC.withForge(SPEC.forge().withMinCpus(4)));
        story.passes(Duration.ofMinutes(30));
        buckets().delete(workBucket());
        story.passes(Duration.ofMinutes(70));

        assertThat(story.condition("Advisory").reason()).isEqualTo("BucketNotUsable");
        assertThat(advisory()).contains(workBucket(), "minCpus");
    }

    @Test
    void aWholeBucketAsWorkDirectoryIsAdvisedAgainst() {
        story.world().cluster().apply(Story.NAME, SPEC.withWorkDirectory("s3://" + workBucket()));
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.condition("Advisory").reason()).isEqualTo("WorkDirectoryIsAWholeBucket");
        assertThat(advisory()).contains("s3://" + workBucket() + "/work");
    }

    private void begin() {
        story.world().cluster().apply(Story.NAME, SPEC);
        story.passes(Duration.ofMinutes(30));
    }

    private void beginAndLoseReferences() {
        begin();
        buckets().delete(REFERENCES);
        story.passes(Duration.ofMinutes(70));
    }

    private String advisory() {
        return story.condition("Advisory").message();
    }

    private Buckets buckets() {
        return story.world().aws().buckets();
    }

    private static String workBucket() {
        return SPEC.workDirectory().replaceFirst("s3://([^/]+).*", "$1");
    }
}
