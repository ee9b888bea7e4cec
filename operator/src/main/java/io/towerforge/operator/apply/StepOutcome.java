package io.towerforge.operator.apply;

import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * What came of one step that writes.
 *
 * @param failure why it did not work; null when it did
 */
public record StepOutcome(Step step, @Nullable AwsFailure failure) {
    public boolean worked() {
        return failure == null;
    }
}
