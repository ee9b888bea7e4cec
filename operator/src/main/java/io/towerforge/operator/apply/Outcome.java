package io.towerforge.operator.apply;

import io.towerforge.operator.aws.AwsFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of carrying out a plan.
 *
 * @param steps every step that was tried
 * @param superseded the custom resource changed meanwhile, so what the rest of the plan would have removed was left alone
 */
public record Outcome(List<StepOutcome> steps, boolean superseded) {
    /** Nothing was tried. */
    public static final Outcome NOTHING = new Outcome(List.of(), false);

    public Outcome {
        steps = List.copyOf(steps);
    }

    public boolean wroteAnything() {
        return steps.stream().anyMatch(StepOutcome::worked);
    }

    public List<AwsFailure> failures() {
        return steps.stream().map(StepOutcome::failure).filter(Objects::nonNull).toList();
    }

    /** The failure somebody should hear of first: what needs a person before what passes by itself. */
    public Optional<AwsFailure> worst() {
        return failures().stream().max((one, other) -> one.errorClass().compareTo(other.errorClass()));
    }
}
