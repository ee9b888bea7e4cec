package io.towerforge.operator.model;

import java.util.Map;
import java.util.Set;

/**
 * A role we create, with everything attached to it.
 *
 * @param managedPolicies ARNs of attached AWS-managed policies
 * @param inlinePolicies inline policies by name
 * @param arn known once AWS has it; never desired
 */
public record IamRole(
        String name,
        Policy trust,
        Set<String> managedPolicies,
        Map<String, Policy> inlinePolicies,
        Tags tags,
        String arn)
        implements Resource {
    public IamRole {
        managedPolicies = Set.copyOf(managedPolicies);
        inlinePolicies = Map.copyOf(inlinePolicies);
    }

    @Override
    public String awsId(Facts facts) {
        return arn;
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.IAM_ROLE, name);
    }
}
