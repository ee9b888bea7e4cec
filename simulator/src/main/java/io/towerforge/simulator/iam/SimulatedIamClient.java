package io.towerforge.simulator.iam;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;

/** IAM's operations for one actor: what is asked, put to {@link Roles} and {@link InstanceProfiles}. */
final class SimulatedIamClient implements IamClient {
    private static final int LIST_PAGE = 100;
    private static final int SWEEP_PAGE = 1000;
    private static final int DEFAULT_SESSION_SECONDS = 3600;

    private final Gateway gateway;
    private final Roles roles;
    private final InstanceProfiles profiles;

    SimulatedIamClient(Gateway gateway, Roles roles, InstanceProfiles profiles) {
        this.gateway = gateway;
        this.roles = roles;
        this.profiles = profiles;
    }

    @Override
    public CreateRoleResponse createRole(CreateRoleRequest request) {
        return gateway.write("CreateRole", request, () -> {
            RoleState created = roles.create(
                    request.roleName(),
                    request.path(),
                    request.assumeRolePolicyDocument(),
                    request.permissionsBoundary(),
                    IamTags.map(request.tags()));
            if (request.description() != null || request.maxSessionDuration() != null) {
                created = roles.change(
                        request.roleName(), role -> role.withDescription(request.description(), seconds(request)));
            }
            return CreateRoleResponse.builder().role(IamAnswers.role(created)).build();
        });
    }

    @Override
    public GetRoleResponse getRole(GetRoleRequest request) {
        return gateway.read(
                "GetRole",
                request,
                () -> GetRoleResponse.builder()
                        .role(IamAnswers.role(roles.seen(request.roleName())))
                        .build());
    }

    @Override
    public DeleteRoleResponse deleteRole(DeleteRoleRequest request) {
        return gateway.write("DeleteRole", request, () -> {
            roles.delete(request.roleName(), profiles.holds(request.roleName()));
            return DeleteRoleResponse.builder().build();
        });
    }

    @Override
    public TagRoleResponse tagRole(TagRoleRequest request) {
        return gateway.write("TagRole", request, () -> {
            roles.change(request.roleName(), role -> role.withTags(IamTags.with(role.tags(), request.tags())));
            return TagRoleResponse.builder().build();
        });
    }

    @Override
    public UntagRoleResponse untagRole(UntagRoleRequest request) {
        return gateway.write("UntagRole", request, () -> {
            roles.change(request.roleName(), role -> role.withTags(IamTags.without(role.tags(), request.tagKeys())));
            return UntagRoleResponse.builder().build();
        });
    }

    @Override
    public ListRoleTagsResponse listRoleTags(ListRoleTagsRequest request) {
        return gateway.read(
                "ListRoleTags",
                request,
                () -> ListRoleTagsResponse.builder()
                        .tags(IamTags.list(roles.seen(request.roleName()).tags()))
                        .isTruncated(false)
                        .build());
    }

    @Override
    public UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(UpdateAssumeRolePolicyRequest request) {
        return gateway.write("UpdateAssumeRolePolicy", request, () -> {
            roles.setTrustPolicy(request.roleName(), request.policyDocument());
            return UpdateAssumeRolePolicyResponse.builder().build();
        });
    }

    @Override
    public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
        return gateway.write("PutRolePolicy", request, () -> {
            roles.putPolicy(request.roleName(), request.policyName(), request.policyDocument());
            return PutRolePolicyResponse.builder().build();
        });
    }

    @Override
    public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
        return gateway.read("GetRolePolicy", request, () -> {
            String document = roles.seen(request.roleName()).inlinePolicies().get(request.policyName());
            if (document == null) {
                throw IamErrors.noSuchEntity("The role policy with name " + request.policyName() + " cannot be found.");
            }
            return GetRolePolicyResponse.builder()
                    .roleName(request.roleName())
                    .policyName(request.policyName())
                    .policyDocument(PolicyDocuments.encoded(document))
                    .build();
        });
    }

    @Override
    public ListRolePoliciesResponse listRolePolicies(ListRolePoliciesRequest request) {
        return gateway.read("ListRolePolicies", request, () -> {
            Page<String> page = Page.of(
                    List.copyOf(roles.seen(request.roleName()).inlinePolicies().keySet()),
                    name -> name,
                    request.marker(),
                    Page.size(request.maxItems(), LIST_PAGE));
            return ListRolePoliciesResponse.builder()
                    .policyNames(page.items())
                    .isTruncated(page.nextToken() != null)
                    .marker(page.nextToken())
                    .build();
        });
    }

    @Override
    public DeleteRolePolicyResponse deleteRolePolicy(DeleteRolePolicyRequest request) {
        return gateway.write("DeleteRolePolicy", request, () -> {
            roles.deletePolicy(request.roleName(), request.policyName());
            return DeleteRolePolicyResponse.builder().build();
        });
    }

    @Override
    public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
        return gateway.write("AttachRolePolicy", request, () -> {
            roles.attach(request.roleName(), request.policyArn());
            return AttachRolePolicyResponse.builder().build();
        });
    }

    @Override
    public DetachRolePolicyResponse detachRolePolicy(DetachRolePolicyRequest request) {
        return gateway.write("DetachRolePolicy", request, () -> {
            roles.detach(request.roleName(), request.policyArn());
            return DetachRolePolicyResponse.builder().build();
        });
    }

    @Override
    public ListAttachedRolePoliciesResponse listAttachedRolePolicies(ListAttachedRolePoliciesRequest request) {
        return gateway.read("ListAttachedRolePolicies", request, () -> {
            Page<AttachedPolicy> page = Page.of(
                    IamAnswers.attached(roles.seen(request.roleName())),
                    AttachedPolicy::policyArn,
                    request.marker(),
                    Page.size(request.maxItems(), LIST_PAGE));
            return ListAttachedRolePoliciesResponse.builder()
                    .attachedPolicies(page.items())
                    .isTruncated(page.nextToken() != null)
                    .marker(page.nextToken())
                    .build();
        });
    }

    @Override
    public ListRolesResponse listRoles(ListRolesRequest request) {
        return gateway.read("ListRoles", request, () -> {
            String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
            Page<RoleState> page = Page.of(
                    roles.seen().stream()
                            .filter(role -> role.identity().path().startsWith(prefix))
                            .toList(),
                    role -> Roles.key(role.name()),
                    request.marker(),
                    Page.size(request.maxItems(), LIST_PAGE));
            return ListRolesResponse.builder()
                    .roles(page.items().stream().map(IamAnswers::listedRole).toList())
                    .isTruncated(page.nextToken() != null)
                    .marker(page.nextToken())
                    .build();
        });
    }

    @Override
    public GetAccountAuthorizationDetailsResponse getAccountAuthorizationDetails(
            GetAccountAuthorizationDetailsRequest request) {
        return gateway.read("GetAccountAuthorizationDetails", request, () -> {
            boolean wanted = !request.hasFilter() || request.filter().contains(EntityType.ROLE);
            List<RoleState> all = wanted ? roles.seen() : List.of();
            Page<RoleState> page = Page.of(
                    all, role -> Roles.key(role.name()), request.marker(), Page.size(request.maxItems(), SWEEP_PAGE));
            return GetAccountAuthorizationDetailsResponse.builder()
                    .roleDetailList(page.items().stream()
                            .map(role -> IamAnswers.detail(role, profilesOf(role.name())))
                            .toList())
                    .isTruncated(page.nextToken() != null)
                    .marker(page.nextToken())
                    .build();
        });
    }

    @Override
    public CreateInstanceProfileResponse createInstanceProfile(CreateInstanceProfileRequest request) {
        return gateway.write(
                "CreateInstanceProfile",
                request,
                () -> CreateInstanceProfileResponse.builder()
                        .instanceProfile(IamAnswers.profile(
                                profiles.create(
                                        request.instanceProfileName(), request.path(), IamTags.map(request.tags())),
                                null))
                        .build());
    }

    @Override
    public GetInstanceProfileResponse getInstanceProfile(GetInstanceProfileRequest request) {
        return gateway.read("GetInstanceProfile", request, () -> {
            InstanceProfileState profile = profiles.seen(request.instanceProfileName());
            return GetInstanceProfileResponse.builder()
                    .instanceProfile(IamAnswers.profile(profile, roleOf(profile)))
                    .build();
        });
    }

    @Override
    public DeleteInstanceProfileResponse deleteInstanceProfile(DeleteInstanceProfileRequest request) {
        return gateway.write("DeleteInstanceProfile", request, () -> {
            profiles.delete(request.instanceProfileName());
            return DeleteInstanceProfileResponse.builder().build();
        });
    }

    @Override
    public TagInstanceProfileResponse tagInstanceProfile(TagInstanceProfileRequest request) {
        return gateway.write("TagInstanceProfile", request, () -> {
            profiles.change(
                    request.instanceProfileName(),
                    profile -> profile.withTags(IamTags.with(profile.tags(), request.tags())));
            return TagInstanceProfileResponse.builder().build();
        });
    }

    @Override
    public UntagInstanceProfileResponse untagInstanceProfile(UntagInstanceProfileRequest request) {
        return gateway.write("UntagInstanceProfile", request, () -> {
            profiles.change(
                    request.instanceProfileName(),
                    profile -> profile.withTags(IamTags.without(profile.tags(), request.tagKeys())));
            return UntagInstanceProfileResponse.builder().build();
        });
    }

    @Override
    public ListInstanceProfileTagsResponse listInstanceProfileTags(ListInstanceProfileTagsRequest request) {
        return gateway.read(
                "ListInstanceProfileTags",
                request,
                () -> ListInstanceProfileTagsResponse.builder()
                        .tags(IamTags.list(
                                profiles.seen(request.instanceProfileName()).tags()))
                        .isTruncated(false)
                        .build());
    }

    @Override
    public AddRoleToInstanceProfileResponse addRoleToInstanceProfile(AddRoleToInstanceProfileRequest request) {
        return gateway.write("AddRoleToInstanceProfile", request, () -> {
            profiles.addRole(request.instanceProfileName(), request.roleName());
            return AddRoleToInstanceProfileResponse.builder().build();
        });
    }

    @Override
    public RemoveRoleFromInstanceProfileResponse removeRoleFromInstanceProfile(
            RemoveRoleFromInstanceProfileRequest request) {
        return gateway.write("RemoveRoleFromInstanceProfile", request, () -> {
            profiles.removeRole(request.instanceProfileName(), request.roleName());
            return RemoveRoleFromInstanceProfileResponse.builder().build();
        });
    }

    @Override
    public ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(ListInstanceProfilesForRoleRequest request) {
        return gateway.read("ListInstanceProfilesForRole", request, () -> {
            roles.seen(request.roleName());
            Page<InstanceProfile> page = Page.of(
                    profilesOf(request.roleName()),
                    profile -> Roles.key(profile.instanceProfileName()),
                    request.marker(),
                    Page.size(request.maxItems(), LIST_PAGE));
            return ListInstanceProfilesForRoleResponse.builder()
                    .instanceProfiles(page.items())
                    .isTruncated(page.nextToken() != null)
                    .marker(page.nextToken())
                    .build();
        });
    }

    @Override
    public ListInstanceProfilesResponse listInstanceProfiles(ListInstanceProfilesRequest request) {
        return gateway.read("ListInstanceProfiles", request, () -> {
            String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
            Page<InstanceProfileState> page = Page.of(
                    profiles.seen().stream()
                            .filter(profile -> profile.identity().path().startsWith(prefix))
                            .toList(),
                    profile -> Roles.key(profile.name()),
                    request.marker(),
                    Page.size(request.maxItems(), LIST_PAGE));
            return ListInstanceProfilesResponse.builder()
                    .instanceProfiles(page.items().stream()
                            .map(profile -> IamAnswers.listedProfile(profile, roleOf(profile)))
                            .toList())
                    .isTruncated(page.nextToken() != null)
                    .marker(page.nextToken())
                    .build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing to release; the account outlives its clients.
    }

    private List<InstanceProfile> profilesOf(String roleName) {
        return profiles.seen().stream()
                .filter(profile -> InstanceProfiles.holds(profile, roleName))
                .map(profile -> IamAnswers.listedProfile(profile, roleOf(profile)))
                .toList();
    }

    private @Nullable RoleState roleOf(InstanceProfileState profile) {
        return profile.role() == null ? null : roles.find(profile.role());
    }

    private static int seconds(CreateRoleRequest request) {
        return request.maxSessionDuration() == null ? DEFAULT_SESSION_SECONDS : request.maxSessionDuration();
    }
}
