package io.towerforge.operator.desired;

import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.LaunchTemplate;

/**
 * What the spec asks of one place, for one set of instance labels.
 *
 * @param instances with the launch template's id still empty when EC2 has not given it yet
 * @param serviceRole ARN of the role Batch is to work with; empty for its service-linked role
 */
record WantedEnvironment(
        LaunchTemplate template, ComputeEnvironment.Scaling scaling, Instances instances, String serviceRole) {
    boolean isComplete() {
        return !instances.launchTemplate().templateId().isEmpty();
    }
}
