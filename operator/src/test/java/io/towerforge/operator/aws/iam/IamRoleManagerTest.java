package io.towerforge.operator.aws.iam;

import io.towerforge.operator.aws.Meddling;
import io.towerforge.operator.aws.ResourceManagerContract;
import io.towerforge.operator.aws.TestAccount;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.Policy.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;

class IamRoleManagerTest extends ResourceManagerContract<IamRole> {
    private static final String BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";
    private static final String ECS_POLICY = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role";
    private static final String ANY_DOCUMENT =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}";

    @Override
    protected IamRole prepare() {
        return TestAccount.instanceRole();
    }

    @Override
    protected List<IamRole> edits() {
        IamRole role = desired;
        Policy other = Policy.of(Statement.allow("", Set.of("s3:GetObject"), Set.of("arn:aws:s3:::other/*")));
        return List.of(
                new IamRole(
                        role.name(),
                        Policy.trust("ecs-tasks.amazonaws.com"),
                        role.managedPolicies(),
                        role.inlinePolicies(),
                        role.tags(),
                        null),
                new IamRole(
                        role.name(),
                        role.trust(),
                        Set.of("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"),
                        role.inlinePolicies(),
                        role.tags(),
                        null),
                new IamRole(
                        role.name(), role.trust(), role.managedPolicies(), Map.of("other", other), role.tags(), null),
                new IamRole(
                        role.name(),
                        role.trust(),
                        role.managedPolicies(),
                        role.inlinePolicies(),
                        TestAccount.otherTags("instance-role"),
                        null),
                role.withPermissionsBoundary(BOUNDARY),
                role.withPermissionsBoundary(BOUNDARY + "-2"),
                role);
    }

    @Override
    protected List<Meddling> meddlings() {
        IamClient iam = world.somebody().iam();
        String name = desired.name();
        return List.of(
                new Meddling(
                        "the trust policy is rewritten",
                        () -> iam.updateAssumeRolePolicy(request -> request.roleName(name)
                                .policyDocument(ANY_DOCUMENT.replace(
                                        "\"Resource\":\"*\"",
                                        "\"Principal\":{\"AWS\":\"arn:aws:iam::999999999999:root\"}")))),
                new Meddling(
                        "a managed policy is detached",
                        () -> iam.detachRolePolicy(
                                request -> request.roleName(name).policyArn(ECS_POLICY))),
                new Meddling(
                        "a managed policy is attached",
                        () -> iam.attachRolePolicy(request ->
                                request.roleName(name).policyArn("arn:aws:iam::aws:policy/AdministratorAccess"))),
                new Meddling(
                        "an inline policy is rewritten",
                        () -> iam.putRolePolicy(request ->
                                request.roleName(name).policyName("logs").policyDocument(ANY_DOCUMENT))),
                new Meddling(
                        "an inline policy is added",
                        () -> iam.putRolePolicy(request ->
                                request.roleName(name).policyName("extra").policyDocument(ANY_DOCUMENT))),
                new Meddling(
                        "an inline policy is deleted",
                        () -> iam.deleteRolePolicy(
                                request -> request.roleName(name).policyName("logs"))),
                new Meddling(
                        "a permissions boundary is put on it",
                        () -> iam.putRolePermissionsBoundary(
                                request -> request.roleName(name).permissionsBoundary(BOUNDARY))),
                new Meddling("a label is taken off", () -> untag("team")),
                new Meddling(
                        "a label is changed",
                        () -> iam.tagRole(request -> request.roleName(name)
                                .tags(tag -> tag.key("team").value("others")))));
    }

    @Override
    protected void plant(Map<String, String> tags) {
        world.somebody()
                .iam()
                .createRole(request -> request.roleName(desired.name())
                        .assumeRolePolicyDocument(PolicyDocuments.write(Policy.trust("ec2.amazonaws.com")))
                        .tags(IamTags.write(tags)));
    }

    @Override
    protected void untag(String key) {
        world.somebody()
                .iam()
                .untagRole(request -> request.roleName(desired.name()).tagKeys(key));
    }
}
