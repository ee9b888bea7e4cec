package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import io.towerforge.api.v1alpha1.ConditionTypes;
import io.towerforge.operator.model.EnvironmentId;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.status.Reasons;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which environment an object is about: the one that follows from its UID, or one that it has adopted.
 *
 * @param own what follows from the UID
 * @param asked what the annotation names; null without one, or where it is no environment's id
 * @param recorded whether the status says that it has been taken over
 */
record Adoption(String own, @Nullable String asked, boolean recorded) {
    static Adoption of(AwsBatchComputeEnvironment object) {
        String own = EnvironmentId.of(object.getMetadata().getUid());
        String asked = annotation(object).filter(EnvironmentId::isValid).orElse(null);
        boolean recorded = asked != null && (asked.equals(own) || asked.equals(recordedId(object)));
        return new Adoption(own, asked, recorded);
    }

    /** What the annotation says, be it an id or not. */
    static Optional<String> annotation(AwsBatchComputeEnvironment object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Annotations.ADOPT));
    }

    /** @throws Refusal when the annotation is no environment's id */
    static void mustBeWellFormed(AwsBatchComputeEnvironment object) throws Refusal {
        Optional<String> wrong = annotation(object).filter(id -> !EnvironmentId.isValid(id));
        if (wrong.isPresent()) {
            throw new Refusal(
                    Reasons.INVALID_SPEC,
                    "metadata.annotations[" + Annotations.ADOPT + "]: '" + wrong.get()
                            + "' is no environment's id. It has 22 letters and digits: `status.environmentId`, and in AWS what follows"
                            + " `TowerForge-` in every name. Nothing was changed in AWS.");
        }
    }

    /** The middle part of every AWS name. */
    String environmentId() {
        return asked == null ? own : asked;
    }

    /** Whether another object's resources are being taken over, or are to be. */
    boolean isUnderWay() {
        return asked != null && !recorded;
    }

    /** What a status may say; null until everything has been taken over. */
    @Nullable
    String settledId() {
        return isUnderWay() ? null : environmentId();
    }

    /**
     * The environment this object has in AWS, where that is another than the one the stack is about. Tags that somebody has changed by
     * hand do not count: the name must say the same.
     */
    static Optional<String> elsewhere(Observation seen, StackId stack) {
        return seen.all().stream()
                .filter(one ->
                        one.resource().tags() != null && one.resource().tags().carryTheMarkOf(stack))
                .flatMap(one -> one.resource().tags().environmentId().stream()
                        .filter(id -> !id.equals(stack.environmentId())
                                && one.id().name().contains(id)))
                .findFirst();
    }

    /** Why an object whose environment is another than the one it names cannot go on. */
    String mismatch(String actual) {
        if (actual.equals(own)) {
            return "This object has made environment " + own + " in AWS and cannot take over " + environmentId()
                    + " as well; nothing was changed. Remove the annotation " + Annotations.ADOPT
                    + ", or let another object adopt it.";
        }
        return "This object has adopted environment " + actual
                + ", and its resources in AWS are named after it; nothing was changed."
                + " The annotation must stay: put `" + Annotations.ADOPT + ": " + actual + "` back.";
    }

    /** The id in a status that is this object's own: one that is older than the object came with a backup. */
    static @Nullable String recordedId(AwsBatchComputeEnvironment object) {
        AwsBatchComputeEnvironmentStatus status = object.getStatus();
        String created = object.getMetadata().getCreationTimestamp();
        if (status == null) {
            return null;
        }
        boolean older = created != null
                && status.conditions().stream()
                        .filter(condition -> condition.type().equals(ConditionTypes.READY))
                        .anyMatch(condition -> isBefore(condition.lastTransitionTime(), Instant.parse(created)));
        return older ? null : status.environmentId();
    }

    private static boolean isBefore(String time, Instant instant) {
        try {
            return time != null && Instant.parse(time).isBefore(instant);
        } catch (DateTimeParseException somebodyWroteIt) {
            return false;
        }
    }
}
