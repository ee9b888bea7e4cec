package io.towerforge.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.operator.aws.account.Endpoint;
import io.towerforge.operator.aws.account.WriteFault;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.Resource;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/**
 * What every manager promises, on an account where everything happens at once, on one that takes its time and whose reads lag, and,
 * when the run names an {@link Endpoint}, on the account there.
 */
public abstract class ResourceManagerContract<R extends Resource> extends MeddlingContract<R> {
    @Test
    void whatIsCreatedIsObservedAtOnceAndSettlesAsDesired() {
        manager.create(desired);

        assertThat(passes.observe())
                .singleElement()
                .satisfies(one -> assertThat(one.resource().id()).isEqualTo(desired.id()));
        assertThat(FieldDiff.between(desired, passes.settled().resource())).isEmpty();
    }

    @Test
    void creatingItAgainIsHarmless() {
        manager.create(desired);
        List<LiveObject> once = ours();

        manager.create(desired);
        passes.settled();
        manager.create(desired);

        assertThat(ours())
                .extracting(LiveObject::id)
                .isEqualTo(once.stream().map(LiveObject::id).toList());
        assertThat(FieldDiff.between(desired, passes.settled().resource())).isEmpty();
    }

    @Test
    void aManagerThatRemembersNothingRecognisesItToo() {
        manager.create(desired);
        forgetEverything();

        passes.untilDone(desired);

        assertThat(ours()).hasSize(1);
    }

    @Test
    void anIdleResourceIsNeverWrittenTo() {
        manager.create(desired);
        passes.settled();
        world.forgetCalls();

        for (int i = 0; i < 5; i++) {
            world.clock().advance(Duration.ofMinutes(5));
            assertThat(FieldDiff.between(desired, passes.only().resource())).isEmpty();
        }

        assertThat(world.writes()).isEmpty();
    }

    @Test
    void everyEditIsCarriedOut() {
        manager.create(desired);
        passes.settled();

        for (R edited : edits()) {
            List<FieldDiff> diff = FieldDiff.between(edited, passes.settled().resource());
            assertThat(diff).as("an edit differs").isNotEmpty();
            manager.update(edited, passes.only(), diff);

            assertThat(FieldDiff.between(edited, passes.settled().resource()))
                    .as("after the edit %s", diff)
                    .isEmpty();
        }
    }

    @Test
    void itIsDeletedStepByStepUntilNothingIsLeft() {
        manager.create(desired);
        passes.settled();

        passes.untilGone();

        assertThat(ours()).isEmpty();
    }

    @Test
    void aLostAnswerAtAnyCallIsMadeGoodInTheNextPasses() {
        manager.create(desired);
        int calls = world.writes().size();
        for (int lost = 1; lost <= calls; lost++) {
            for (WriteFault fault : WriteFault.values()) {
                open();
                world.failWrite(fault, lost);
                assertThatThrownBy(() -> manager.create(desired))
                        .asInstanceOf(InstanceOfAssertFactories.type(AwsFailure.class))
                        .satisfies(failure ->
                                assertThat(failure.errorClass()).isIn(ErrorClass.TRANSIENT, ErrorClass.THROTTLED));
                world.mend();
                if (lost % 2 == 1) {
                    forgetEverything();
                }

                passes.untilDone(desired);

                assertThat(ours()).as("%s at write %d", fault, lost).hasSize(1);
            }
        }
    }
}
