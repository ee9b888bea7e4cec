package io.towerforge.operator.aws.iam;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.Meddling;
import io.towerforge.operator.aws.ResourceManagerContract;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.InstanceProfile;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;

class InstanceProfileManagerTest extends ResourceManagerContract<InstanceProfile> {
    private static final String ANOTHER_ROLE = "another-role";

    @Override
    protected InstanceProfile prepare() {
        IamRole role = ExampleStack.instanceRole();
        IamRole another = new IamRole(
                ANOTHER_ROLE, role.trust(), role.managedPolicies(), role.inlinePolicies(), role.tags(), null);
        IamRoleManager roles = new IamRoleManager(
                world.somebody().iam(), new RoleList(world.somebody().iam(), world.clock()));
        roles.create(role);
        roles.create(another);
        return ExampleStack.instanceProfile();
    }

    @Override
    protected List<InstanceProfile> edits() {
        return List.of(
                new InstanceProfile(desired.name(), ANOTHER_ROLE, desired.tags(), null),
                new InstanceProfile(desired.name(), ANOTHER_ROLE, ExampleStack.otherTags("instance-profile"), null),
                desired);
    }

    @Override
    protected List<Meddling> meddlings() {
        IamClient iam = world.somebody().iam();
        String name = desired.name();
        Runnable empty = () -> iam.removeRoleFromInstanceProfile(
                request -> request.instanceProfileName(name).roleName(desired.role()));
        return List.of(
                new Meddling("the role is taken out", empty),
                new Meddling("another role is put in", () -> {
                    empty.run();
                    iam.addRoleToInstanceProfile(
                            request -> request.instanceProfileName(name).roleName(ANOTHER_ROLE));
                }),
                new Meddling("a label is taken off", () -> untag("team")));
    }

    @Override
    protected void plant(Map<String, String> tags) {
        world.somebody()
                .iam()
                .createInstanceProfile(
                        request -> request.instanceProfileName(desired.name()).tags(IamTags.write(tags)));
    }

    @Override
    protected void untag(String key) {
        world.somebody()
                .iam()
                .untagInstanceProfile(
                        request -> request.instanceProfileName(desired.name()).tagKeys(key));
    }
}
