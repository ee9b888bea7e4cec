package io.towerforge.operator.status;

import io.towerforge.api.v1alpha1.ConditionStatus;
import io.towerforge.api.v1alpha1.ConditionTypes;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceKind;
import java.time.Duration;

/** What went wrong, as conditions: whether it passes by itself, and whether pipelines go on all the same. */
final class Trouble {
    /** How long something may fail before we stop calling it progress; slow retries go on. */
    static final Duration PROGRESS_DEADLINE = Duration.ofMinutes(10);

    /** How long a new role or profile may take to be known everywhere, during which Batch rejects what uses it. */
    static final Duration PROPAGATION = Duration.ofMinutes(2);

    private final ConditionSet conditions;
    private final boolean servedBefore;

    /** @param servedBefore whether pipelines could use the environment when it was last looked at, and still may */
    Trouble(ConditionSet conditions, boolean servedBefore) {
        this.conditions = conditions;
        this.servedBefore = servedBefore;
    }

    /** Pipelines go on, whatever else there is to say. */
    ConditionSet serving() {
        return conditions.ready(
                ConditionStatus.TRUE, Reasons.UPDATING, "Pipelines can use the environment while it is being changed.");
    }

    /** A call that failed. What passes by itself does not make a serving environment unready. */
    ConditionSet of(AwsFailure failure) {
        boolean passing = failure.errorClass() == ErrorClass.THROTTLED
                || failure.errorClass() == ErrorClass.TRANSIENT
                || failure.errorClass() == ErrorClass.NOT_YET;
        if (passing && servedBefore) {
            return beside(failure);
        }
        conditions.ready(ConditionStatus.FALSE, failure.reason(), failure.getMessage());
        if (failure.errorClass().isTerminal()) {
            return conditions.stalled(failure.reason(), failure.getMessage());
        }
        return unreadyFor().compareTo(PROGRESS_DEADLINE) >= 0
                ? conditions.stalled(Reasons.PROGRESS_DEADLINE_EXCEEDED, failure.getMessage())
                : conditions.reconciling(Reasons.PROGRESSING_WITH_RETRY, failure.getMessage());
    }

    /** A call that failed beside an environment that serves: pipelines go on. */
    ConditionSet beside(AwsFailure failure) {
        serving();
        return failure.errorClass().isTerminal()
                ? conditions.stalled(failure.reason(), failure.getMessage())
                : conditions.reconciling(Reasons.PROGRESSING_WITH_RETRY, failure.getMessage());
    }

    /** A resource that AWS has accepted and now calls INVALID, or FAILED. */
    ConditionSet rejected(Observed<?> actual, boolean usable) {
        String why = actual.detail().isEmpty() ? "it gives no reason" : withoutStop(actual.detail());
        String reason = reasonOf(actual.id().kind());
        String message = reason.equals(Reasons.FILE_SYSTEM_FAILED)
                ? "AWS cannot provide " + actual.id() + ": " + why
                        + ". Look at it in AWS; it is looked at again from time to time."
                : "AWS Batch rejects " + actual.id() + ": " + why
                        + ". Check what the sentence names in `spec.forge`; AWS is asked again from time to time.";
        if (usable) {
            return serving().stalled(reason, message);
        }
        boolean young = unreadyFor().compareTo(PROPAGATION) < 0;
        conditions.ready(ConditionStatus.FALSE, reason, message);
        return young
                ? conditions.reconciling(Reasons.PROGRESSING_WITH_RETRY, message)
                : conditions.stalled(reason, message);
    }

    private static String reasonOf(ResourceKind kind) {
        if (kind == ResourceKind.COMPUTE_ENVIRONMENT) {
            return Reasons.COMPUTE_ENVIRONMENT_INVALID;
        }
        return kind == ResourceKind.JOB_QUEUE ? Reasons.JOB_QUEUE_INVALID : Reasons.FILE_SYSTEM_FAILED;
    }

    private Duration unreadyFor() {
        return conditions.heldFor(ConditionTypes.READY, ConditionStatus.FALSE);
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
