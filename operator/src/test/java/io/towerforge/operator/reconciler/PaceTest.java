package io.towerforge.operator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.apply.Outcome;
import io.towerforge.operator.apply.StepOutcome;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.plan.Plan;
import io.towerforge.operator.plan.Step;
import io.towerforge.operator.plan.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When the next pass comes after one in which calls were refused. */
class PaceTest {
    private static final Step STEP =
            new Step(Verb.DELETE, new ResourceId(ResourceKind.IAM_ROLE, "role"), null, null, List.of(), "");
    private static final StepOutcome DONE = new StepOutcome(STEP, null);
    private static final StepOutcome REFUSED =
            new StepOutcome(STEP, new AwsFailure(ErrorClass.THROTTLED, "Throttled", "later", null));

    private final Pace pace = new Pace(() -> Instant.EPOCH);

    @Test
    void whoGetsNowhereWaitsEverLonger() {
        assertThat(afterPasses(8, REFUSED)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void whoGetsOnIsSoonBack() {
        assertThat(afterPasses(8, DONE, REFUSED)).isEqualTo(Duration.ofSeconds(5));
    }

    /** How long the pause is after so many passes that all came to the same. */
    private Duration afterPasses(int passes, StepOutcome... outcomes) {
        Outcome outcome = new Outcome(List.of(outcomes), false);
        return IntStream.range(0, passes)
                .mapToObj(i -> pace.after("", new Plan(List.of(STEP)), outcome))
                .reduce((earlier, last) -> last)
                .orElseThrow();
    }
}
