package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.LogGroup;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.util.Optional;

/** Where jobs and instances log. */
final class Logs {
    private static final int DEFAULT_RETENTION_DAYS = 30;

    private final StackId stack;
    private final AwsBatchComputeEnvironmentSpec spec;

    Logs(StackId stack, AwsBatchComputeEnvironmentSpec spec) {
        this.stack = stack;
        this.spec = spec;
    }

    String name() {
        return usersOwn() ? spec.logGroup().name() : stack.prefix();
    }

    /** The group to create; empty when the spec names one that exists already, which is never touched. */
    Optional<LogGroup> group() {
        if (usersOwn()) {
            return Optional.empty();
        }
        int days = spec.logGroup() == null || spec.logGroup().retentionDays() == null
                ? DEFAULT_RETENTION_DAYS
                : spec.logGroup().retentionDays();
        return Optional.of(new LogGroup(name(), days, Tags.of(stack, "log-group", spec.resourceLabels())));
    }

    private boolean usersOwn() {
        return spec.logGroup() != null && spec.logGroup().name() != null;
    }
}
