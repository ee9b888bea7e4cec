package io.towerforge.simulator.iam;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryAttachmentType;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.Tag;

/** Roles and instance profiles in the words of the SDK; which call returns how much differs, and is documented there. */
final class IamAnswers {
    private IamAnswers() {}

    /** A role in full, as GetRole and CreateRole return it. */
    static Role role(RoleState role) {
        return listedRole(role).toBuilder()
                .permissionsBoundary(boundary(role.permissionsBoundary()))
                .tags(tags(role.tags()))
                .build();
    }

    /** A role as lists return it: without tags and permissions boundary (IAM API reference, ListRoles). */
    static Role listedRole(RoleState role) {
        return Role.builder()
                .path(role.identity().path())
                .roleName(role.name())
                .roleId(role.identity().id())
                .arn(role.identity().arn())
                .createDate(role.identity().createdAt())
                .assumeRolePolicyDocument(PolicyDocuments.encoded(role.trustPolicy()))
                .description(role.description())
                .maxSessionDuration(role.maxSessionDuration())
                .build();
    }

    /** An instance profile in full, as GetInstanceProfile returns it. */
    static InstanceProfile profile(InstanceProfileState profile, @Nullable RoleState role) {
        return listedProfile(profile, role).toBuilder()
                .tags(tags(profile.tags()))
                .build();
    }

    /** An instance profile as lists return it: without tags (IAM API reference, ListInstanceProfiles). */
    static InstanceProfile listedProfile(InstanceProfileState profile, @Nullable RoleState role) {
        return InstanceProfile.builder()
                .path(profile.identity().path())
                .instanceProfileName(profile.name())
                .instanceProfileId(profile.identity().id())
                .arn(profile.identity().arn())
                .createDate(profile.identity().createdAt())
                .roles(role == null ? List.of() : List.of(listedRole(role)))
                .build();
    }

    /** A role with everything attached to it, as GetAccountAuthorizationDetails returns it. */
    static RoleDetail detail(RoleState role, List<InstanceProfile> profiles) {
        return RoleDetail.builder()
                .path(role.identity().path())
                .roleName(role.name())
                .roleId(role.identity().id())
                .arn(role.identity().arn())
                .createDate(role.identity().createdAt())
                .assumeRolePolicyDocument(PolicyDocuments.encoded(role.trustPolicy()))
                .instanceProfileList(profiles)
                .rolePolicyList(role.inlinePolicies().entrySet().stream()
                        .map(policy -> PolicyDetail.builder()
                                .policyName(policy.getKey())
                                .policyDocument(PolicyDocuments.encoded(policy.getValue()))
                                .build())
                        .toList())
                .attachedManagedPolicies(attached(role))
                .permissionsBoundary(boundary(role.permissionsBoundary()))
                .tags(IamTags.list(role.tags()))
                .build();
    }

    static List<AttachedPolicy> attached(RoleState role) {
        return role.attachedPolicies().stream()
                .map(arn -> AttachedPolicy.builder()
                        .policyArn(arn)
                        .policyName(arn.substring(arn.lastIndexOf('/') + 1))
                        .build())
                .toList();
    }

    private static @Nullable List<Tag> tags(Map<String, String> tags) {
        return tags.isEmpty() ? null : IamTags.list(tags);
    }

    private static @Nullable AttachedPermissionsBoundary boundary(@Nullable String arn) {
        return arn == null
                ? null
                : AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryArn(arn)
                        .permissionsBoundaryType(PermissionsBoundaryAttachmentType.PERMISSIONS_BOUNDARY_POLICY)
                        .build();
    }
}
