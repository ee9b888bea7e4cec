package io.towerforge.operator.status;

import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.InstanceProfile;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.plan.Plan;
import io.towerforge.operator.plan.Step;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Roles and instance profiles that stay where they are although roles are made elsewhere by now. IAM moves none (IAM API reference,
 * UpdateRole), and to make one anew under instances that run would take their rights away.
 */
final class RolePaths {
    private RolePaths() {}

    /** What is to be said about those in a plan; empty when each is where it would be made. */
    static Optional<Advice> kept(Plan plan) {
        List<Step> kept = plan.steps().stream()
                .filter(step -> step.desired() != null && step.actual() != null)
                .filter(step -> path(step.desired()) != null)
                .filter(step ->
                        !Objects.equals(path(step.desired()), path(step.actual().resource())))
                .toList();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Step first = kept.get(0);
        return Optional.of(new Advice(
                Reasons.ROLE_PATH_KEPT,
                "The identity's `guardRails.rolePath` is `" + path(first.desired())
                        + "`. IAM moves no role, so these stay under the path they were made with, `"
                        + path(first.actual().resource()) + "`: "
                        + kept.stream().map(step -> step.id().toString()).collect(Collectors.joining(", "))
                        + ". Create the environment anew to have them under the new one."));
    }

    private static @Nullable String path(Resource resource) {
        if (resource instanceof IamRole role) {
            return role.path();
        }
        return resource instanceof InstanceProfile profile ? profile.path() : null;
    }
}
