package io.towerforge.simulator.iam;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Page;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;

/** IAM's operations on roles and their policies for one actor: what is asked, put to {@link Roles}. */
abstract class RoleCalls implements IamClient {
    static final int LIST_PAGE = 100;
    private static final int DEFAULT_SESSION_SECONDS = 3600;

    private final Gateway gateway;
    private final Roles roles;
    private final InstanceProfiles profiles;

    RoleCalls(Gateway gateway, Roles roles, InstanceProfiles profiles) {
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
            IamTags.checkOnRole(IamTags.map(request.tags()));
            roles.change(request.roleName(), role -> role.withTags(IamTags.withOnRole(role.tags(), request.tags())));
            return TagRoleResponse.builder().build();
        });
    }

    @Override
    public UntagRoleResponse untagRole(UntagRoleRequest request) {
        return gateway.write("UntagRole", request, () -> {
            roles.change(
                    request.roleName(), role -> role.withTags(IamTags.withoutOnRole(role.tags(), request.tagKeys())));
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
    public PutRolePermissionsBoundaryResponse putRolePermissionsBoundary(PutRolePermissionsBoundaryRequest request) {
        return gateway.write("PutRolePermissionsBoundary", request, () -> {
            roles.change(request.roleName(), role -> role.withPermissionsBoundary(request.permissionsBoundary()));
            return PutRolePermissionsBoundaryResponse.builder().build();
        });
    }

    @Override
    public DeleteRolePermissionsBoundaryResponse deleteRolePermissionsBoundary(
            DeleteRolePermissionsBoundaryRequest request) {
        return gateway.write("DeleteRolePermissionsBoundary", request, () -> {
            roles.change(request.roleName(), role -> role.withPermissionsBoundary(null));
            return DeleteRolePermissionsBoundaryResponse.builder().build();
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
                    gateway.pageSize(request.maxItems(), LIST_PAGE));
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
                    gateway.pageSize(request.maxItems(), LIST_PAGE));
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
                    gateway.pageSize(request.maxItems(), LIST_PAGE));
            return ListRolesResponse.builder()
                    .roles(page.items().stream().map(IamAnswers::listedRole).toList())
                    .isTruncated(page.nextToken() != null)
                    .marker(page.nextToken())
                    .build();
        });
    }

    private static int seconds(CreateRoleRequest request) {
        return request.maxSessionDuration() == null ? DEFAULT_SESSION_SECONDS : request.maxSessionDuration();
    }
}
