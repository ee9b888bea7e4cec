package io.towerforge.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.ErrorClass;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When conditions say they changed. */
class TransitionTimesTest {
    private static final Duration A_WHILE = Duration.ofMinutes(3);

    @Test
    void aPassThatChangesNothingMovesNoTime() {
        Pass pass = new Pass().sees(Pass.settled());
        var before = pass.object().getStatus();
        pass.later(A_WHILE).sees(Pass.settled());
        assertThat(pass.object().getStatus()).isEqualTo(before);
    }

    @Test
    void anotherReasonForTheSameStatusMovesNoTime() {
        Pass pass = new Pass().sees(Pass.settled());
        String since = pass.condition("Ready").lastTransitionTime();
        pass.later(A_WHILE).sees(Pass.updating());
        assertThat(pass.condition("Ready").reason()).isEqualTo(Reasons.UPDATING);
        assertThat(pass.condition("Ready").lastTransitionTime()).isEqualTo(since);
    }

    @Test
    void aStatusThatFlipsMovesItsOwnTimeOnly() {
        Pass pass = new Pass().sees(Pass.settled());
        String since = pass.condition("Ready").lastTransitionTime();
        pass.later(A_WHILE).sees(Pass.updating());
        assertThat(pass.condition("Reconciling").lastTransitionTime())
                .isEqualTo(pass.now().toString());
        assertThat(pass.condition("Stalled").lastTransitionTime()).isEqualTo(since);
    }

    @Test
    void theDeadlineRunsFromTheFirstFailureWhateverFailsNext() {
        Pass pass = new Pass().sees(Pass.refused(ErrorClass.DENIED, "MissingPermissions"));
        pass.later(Trouble.PROGRESS_DEADLINE.minusSeconds(1)).sees(Pass.refused(ErrorClass.THROTTLED, "Throttled"));
        assertThat(pass.reads("Stalled")).isEqualTo("-");
        pass.later(Duration.ofSeconds(1)).sees(Pass.refused(ErrorClass.QUOTA, "QuotaExceeded"));
        assertThat(pass.reads("Stalled")).isEqualTo("True/" + Reasons.PROGRESS_DEADLINE_EXCEEDED);
    }

    @Test
    void aSuccessInBetweenStartsTheDeadlineAnew() {
        Pass pass = new Pass().sees(Pass.refused(ErrorClass.DENIED, "MissingPermissions"));
        pass.later(A_WHILE).sees(Pass.creating());
        pass.later(Trouble.PROGRESS_DEADLINE).sees(Pass.refused(ErrorClass.DENIED, "MissingPermissions"));
        assertThat(pass.reads("Reconciling")).isEqualTo("True/" + Reasons.PROGRESSING_WITH_RETRY);
    }

    @Test
    void timesAreWrittenInWholeSeconds() {
        Pass pass = new Pass().later(Duration.ofMillis(1234)).sees(Pass.settled());
        assertThat(Instant.parse(pass.condition("Ready").lastTransitionTime()).getNano())
                .isZero();
    }

    @Test
    void everyConditionFollowsTheGeneration() {
        Pass pass = new Pass().sees(Pass.settled()).edited().sees(Pass.settled());
        assertThat(pass.object().getStatus().observedGeneration()).isEqualTo(2);
        assertThat(pass.object().getStatus().conditions())
                .allSatisfy(
                        condition -> assertThat(condition.observedGeneration()).isEqualTo(2));
    }
}
