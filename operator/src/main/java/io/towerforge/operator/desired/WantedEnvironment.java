package io.towerforge.operator.desired;

import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.Slot;
import java.util.Set;

/**
 * What the spec asks of one place, for one set of instance labels.
 *
 * @param instances with the launch template's id still empty when EC2 has not given it yet
 * @param waitingFor what the template and the instances cannot be made without, and is not there yet
 */
record WantedEnvironment(
        LaunchTemplate template, ComputeEnvironment.Scaling scaling, Instances instances, Set<ResourceId> waitingFor) {
    boolean isComplete() {
        return !instances.launchTemplate().templateId().isEmpty() && waitingFor.isEmpty();
    }

    Slot templateSlot() {
        return waitingFor.isEmpty() ? Slot.of(template) : Slot.pending(template.id(), waitingFor);
    }
}
