package io.towerforge.operator.aws.iam;

import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.Tags;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/** A role as IAM lists it, as a record. */
final class RoleMapping {
    private RoleMapping() {}

    static IamRole read(RoleDetail role) {
        Map<String, Policy> inline = new TreeMap<>();
        role.rolePolicyList()
                .forEach(policy -> inline.put(policy.policyName(), PolicyDocuments.read(policy.policyDocument())));
        return new IamRole(
                role.roleName(),
                role.path(),
                PolicyDocuments.read(role.assumeRolePolicyDocument()),
                role.attachedManagedPolicies().stream()
                        .map(AttachedPolicy::policyArn)
                        .collect(Collectors.toSet()),
                inline,
                role.permissionsBoundary() == null
                        ? ""
                        : role.permissionsBoundary().permissionsBoundaryArn(),
                Tags.read(IamTags.read(role.tags())),
                role.arn());
    }

    /** What IAM will list once it has caught up with what was just made. */
    static RoleDetail asCreated(IamRole desired, String arn, String path) {
        return RoleDetail.builder()
                .roleName(desired.name())
                .arn(arn)
                .path(path)
                .assumeRolePolicyDocument(PolicyDocuments.write(desired.trust()))
                .attachedManagedPolicies(desired.managedPolicies().stream()
                        .map(policy ->
                                AttachedPolicy.builder().policyArn(policy).build())
                        .toList())
                .rolePolicyList(desired.inlinePolicies().entrySet().stream()
                        .map(policy -> PolicyDetail.builder()
                                .policyName(policy.getKey())
                                .policyDocument(PolicyDocuments.write(policy.getValue()))
                                .build())
                        .toList())
                .permissionsBoundary(
                        desired.permissionsBoundary().isEmpty()
                                ? null
                                : AttachedPermissionsBoundary.builder()
                                        .permissionsBoundaryArn(desired.permissionsBoundary())
                                        .build())
                .tags(IamTags.write(desired.tags().all()))
                .build();
    }
}
