package io.towerforge.simulator.iam;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileResponse;

/** IAM's operations for one actor: on instance profiles, the sweep over the account, and through its parent on roles. */
final class SimulatedIamClient extends RoleCalls {
    private static final int SWEEP_PAGE = 1000;

    private final Gateway gateway;
    private final Roles roles;
    private final InstanceProfiles profiles;

    SimulatedIamClient(Gateway gateway, Roles roles, InstanceProfiles profiles) {
        super(gateway, roles, profiles);
        this.gateway = gateway;
        this.roles = roles;
        this.profiles = profiles;
    }

    @Override
    public GetAccountAuthorizationDetailsResponse getAccountAuthorizationDetails(
            GetAccountAuthorizationDetailsRequest request) {
        return gateway.read("GetAccountAuthorizationDetails", request, () -> {
            boolean wanted = !request.hasFilter() || request.filter().contains(EntityType.ROLE);
            List<RoleState> all = wanted ? roles.seen() : List.of();
            Page<RoleState> page = Page.of(
                    all,
                    role -> Roles.key(role.name()),
                    request.marker(),
                    gateway.pageSize(request.maxItems(), SWEEP_PAGE));
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
                    gateway.pageSize(request.maxItems(), LIST_PAGE));
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
                    gateway.pageSize(request.maxItems(), LIST_PAGE));
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
}
