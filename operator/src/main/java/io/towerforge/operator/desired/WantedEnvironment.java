package io.towerforge.operator.desired;

import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.LaunchTemplate;

/**
 * What the spec asks of one place, for one set of instance labels.
 *
 * @param template null on Fargate
 * @param fargate where Fargate runs tasks; null for instances
 * @param instances null on Fargate; with the launch template's id still empty when EC2 has not given it yet
 * @param serviceRole ARN of the role Batch is to work with; empty for its service-linked role
 */
record WantedEnvironment(
        LaunchTemplate template,
        ComputeEnvironment.Scaling scaling,
        Instances instances,
        ComputeEnvironment.Network fargate,
        String serviceRole) {
    /** On EC2 instances. */
    static WantedEnvironment onInstances(
            LaunchTemplate template, ComputeEnvironment.Scaling scaling, Instances instances, String serviceRole) {
        return new WantedEnvironment(template, scaling, instances, null, serviceRole);
    }

    /** On Fargate, which needs a network and nothing else. */
    static WantedEnvironment onFargate(
            ComputeEnvironment.Scaling scaling, ComputeEnvironment.Network network, String serviceRole) {
        return new WantedEnvironment(null, scaling, null, network, serviceRole);
    }

    boolean isComplete() {
        return instances == null || !instances.launchTemplate().templateId().isEmpty();
    }
}
