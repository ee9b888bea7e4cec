package io.towerforge.operator.desired;

import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.Slot;
import java.util.Optional;
import java.util.Set;

/**
 * What the spec asks of one place, for one set of instance labels.
 *
 * @param template null on Fargate
 * @param fargate where Fargate runs tasks; null for instances
 * @param instances null on Fargate; with the launch template's id still empty when EC2 has not given it yet
 * @param serviceRole ARN of the role Batch is to work with; empty for its service-linked role
 * @param waitingFor what the template and the instances cannot be made without, and is not there yet
 */
record WantedEnvironment(
        LaunchTemplate template,
        ComputeEnvironment.Scaling scaling,
        Instances instances,
        ComputeEnvironment.Network fargate,
        String serviceRole,
        Set<ResourceId> waitingFor) {
    /** On EC2 instances. */
    static WantedEnvironment onInstances(
            LaunchTemplate template,
            ComputeEnvironment.Scaling scaling,
            Instances instances,
            String serviceRole,
            Set<ResourceId> waitingFor) {
        return new WantedEnvironment(template, scaling, instances, null, serviceRole, waitingFor);
    }

    /** On Fargate, which needs a network and nothing else. */
    static WantedEnvironment onFargate(
            ComputeEnvironment.Scaling scaling, ComputeEnvironment.Network network, String serviceRole) {
        return new WantedEnvironment(null, scaling, null, network, serviceRole, Set.of());
    }

    boolean isComplete() {
        boolean launchable =
                instances == null || !instances.launchTemplate().templateId().isEmpty();
        return launchable && waitingFor.isEmpty();
    }

    /** Empty on Fargate, which needs none. */
    Optional<Slot> templateSlot() {
        return Optional.ofNullable(template)
                .map(one -> waitingFor.isEmpty() ? Slot.of(one) : Slot.pending(one.id(), waitingFor));
    }
}
