package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import io.towerforge.api.v1alpha1.EffectiveStatusBuilder;
import io.towerforge.api.v1alpha1.QueueStatus;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The status is lost, as after a restore from a backup, or somebody has written something else into it. */
class LostStatusTest {
    @ParameterizedTest
    @EnumSource
    void whatIsInTheStatusMovesNothingInAws(Loss loss) {
        Story story = Story.ofAPipeline();
        story.world().aws().network().addSubnet(story.world().aws().network().defaultVpcId(), "eu-west-1a");
        List<LiveObject> before = story.objects();
        int writes = story.writes().size();

        story.world()
                .cluster()
                .writeStatus(
                        story.environment(), loss.of.apply(story.environment().getStatus()));
        story.world().startOperator();
        story.passes(Duration.ofMinutes(30));

        assertThat(story.writes()).hasSize(writes);
        assertThat(story.objects()).isEqualTo(before);
        assertThat(story.isSettled()).isTrue();
        assertThat(story.environment().getStatus().computeQueue().arn())
                .isEqualTo(story.queue("work").id());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsInTheStatusDoesNotMisleadADeletion(Loss loss) {
        Story story = Story.ofAnEnvironment();
        Strangers.queues(story, "theirs");
        List<LiveObject> theirs = Strangers.belongings(story);

        story.world()
                .cluster()
                .writeStatus(
                        story.environment(), loss.of.apply(story.environment().getStatus()));
        story.delete();
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEqualTo(theirs);
    }

    enum Loss {
        ALL(status -> null),
        WHAT_WAS_CHOSEN(status -> status.withEffective(null)),
        PART_OF_WHAT_WAS_CHOSEN(status -> status.withEffective(
                EffectiveStatusBuilder.builder().provisioningModel("Spot").build())),
        OTHER_NAMES(status -> status.withEnvironmentId("somebody-else")
                .withAccountId("999999999999")
                .withComputeQueue(new QueueStatus("theirs", "arn:theirs"))
                .withHeadQueue(new QueueStatus("theirs", "arn:theirs"))
                .withResources(List.of())),
        NO_CONDITIONS(status -> status.withConditions(List.of()).withObservedGeneration(null));

        private final UnaryOperator<AwsBatchComputeEnvironmentStatus> of;

        Loss(UnaryOperator<AwsBatchComputeEnvironmentStatus> of) {
            this.of = of;
        }
    }
}
