package io.towerforge.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.account.TestClock;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.Resource;
import java.time.Duration;
import java.util.List;

/** The passes of a reconciler over one resource of the stack {@link ExampleStack#STACK}: observe, compare, act, and again a second later. */
public final class Passes<R extends Resource> {
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final int LONGEST = 1000;

    private final ResourceManager<R> manager;
    private final TestClock clock;

    public Passes(ResourceManager<R> manager, TestClock clock) {
        this.manager = manager;
        this.clock = clock;
    }

    /** What the planner would do, pass by pass, until nothing is left to do. */
    public void untilDone(R desired) {
        for (int pass = 0; pass < LONGEST; pass++) {
            List<Observed<R>> seen = observe();
            try {
                if (seen.isEmpty()) {
                    manager.create(desired);
                } else if (seen.get(0).state() == State.READY) {
                    List<FieldDiff> diff =
                            FieldDiff.between(desired, seen.get(0).resource());
                    if (diff.isEmpty()) {
                        return;
                    }
                    manager.update(desired, seen.get(0), diff);
                }
            } catch (AwsFailure e) {
                assertThat(e.errorClass()).as(e.getMessage()).isEqualTo(ErrorClass.NOT_YET);
            }
            clock.advance(Duration.ofSeconds(1));
        }
        throw new AssertionError("It does not settle: " + observe());
    }

    public void untilGone() {
        for (int pass = 0; pass < LONGEST; pass++) {
            List<Observed<R>> seen = observe();
            if (seen.isEmpty()) {
                return;
            }
            State state = seen.get(0).state();
            if (state == State.READY || state == State.FAILED) {
                manager.delete(seen.get(0));
            }
            clock.advance(Duration.ofSeconds(1));
        }
        throw new AssertionError("It does not go: " + observe());
    }

    public List<Observed<R>> observe() {
        return manager.observe(ExampleStack.STACK, clock.instant());
    }

    public Observed<R> only() {
        List<Observed<R>> all = observe();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** The one resource, once AWS is done with it and every read shows it. */
    public Observed<R> settled() {
        clock.advance(STEP);
        for (int i = 0; i < LONGEST && only().state() == State.IN_PROGRESS; i++) {
            clock.advance(STEP);
        }
        assertThat(only().state()).as(only().detail()).isEqualTo(State.READY);
        return only();
    }
}
