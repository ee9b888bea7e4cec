package io.towerforge.operator.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A role we create, with everything attached to it.
 *
 * @param path where it stands in the account; fixed when it is made (IAM API reference, CreateRole). Null where any will do
 * @param managedPolicies ARNs of attached AWS-managed policies
 * @param inlinePolicies inline policies by name
 * @param permissionsBoundary ARN of the policy that limits what the role may be given; empty for none
 * @param arn known once AWS has it; never desired
 */
@RecordBuilder
public record IamRole(
        String name,
        @CreateOnly @Nullable String path,
        Policy trust,
        Set<String> managedPolicies,
        Map<String, Policy> inlinePolicies,
        String permissionsBoundary,
        Tags tags,
        String arn)
        implements Resource, IamRoleBuilder.With {
    public IamRole {
        managedPolicies = Set.copyOf(managedPolicies);
        inlinePolicies = Map.copyOf(inlinePolicies);
        permissionsBoundary = permissionsBoundary == null ? "" : permissionsBoundary;
    }

    /** A role under any path, without a permissions boundary. */
    public IamRole(
            String name,
            Policy trust,
            Set<String> managedPolicies,
            Map<String, Policy> inlinePolicies,
            Tags tags,
            String arn) {
        this(name, null, trust, managedPolicies, inlinePolicies, "", tags, arn);
    }

    /** Whether something is allowed on just that resource. */
    public boolean mentions(String resource) {
        return inlinePolicies.values().stream()
                .flatMap(policy -> policy.statements().stream())
                .anyMatch(statement -> statement.resources().contains(resource));
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
