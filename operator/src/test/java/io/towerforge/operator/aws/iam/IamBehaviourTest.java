package io.towerforge.operator.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.ErrorClass;
import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.Passes;
import io.towerforge.operator.aws.account.SimulatedAccount;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.InstanceProfile;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.Locale;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;

class IamBehaviourTest {
    private final SimulatedAccount world = new SimulatedAccount(Timings.realistic());
    private final IamClient iam = world.operator().iam();
    private final RoleList list = new RoleList(iam, world.clock());
    private final IamRoleManager roles = new IamRoleManager(iam, list);
    private final InstanceProfileManager profiles = new InstanceProfileManager(iam, list, world.clock());
    private final Passes<IamRole> rolePasses = new Passes<>(roles, world.clock());
    private final Passes<InstanceProfile> profilePasses = new Passes<>(profiles, world.clock());
    private final IamRole role = ExampleStack.instanceRole();

    @Test
    void aRoleLeftHalfMadeShowsWhatItLacksAndIsCompleted() {
        rolePasses.observe();
        world.aws.interceptor(Fault.ACCESS_DENIED.once(call -> call.operation().equals("PutRolePolicy")));
        assertThatThrownBy(() -> roles.create(role)).isInstanceOf(AwsFailure.class);
        assertThat(FieldDiff.between(role, rolePasses.settled().resource()))
                .extracting(FieldDiff::field)
                .containsExactly("inlinePolicies");

        rolePasses.untilDone(role);
    }

    @Test
    void aRoleGoesWithWhateverIsAttachedToIt() {
        rolePasses.observe();
        roles.create(role);
        IamClient somebody = world.somebody().iam();
        somebody.attachRolePolicy(
                request -> request.roleName(role.name()).policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        somebody.createInstanceProfile(request -> request.instanceProfileName("strangers"));
        somebody.addRoleToInstanceProfile(
                request -> request.instanceProfileName("strangers").roleName(role.name()));
        world.catchUp();

        rolePasses.untilGone();

        assertThat(world.aws.objects()).extracting("kind").containsExactly("AWS::IAM::InstanceProfile");
    }

    @Test
    void aRoleNameIsTakenInWhateverCase() {
        world.somebody()
                .iam()
                .createRole(request -> request.roleName(role.name().toUpperCase(Locale.ROOT))
                        .assumeRolePolicyDocument(PolicyDocuments.write(role.trust())));
        world.catchUp();
        rolePasses.observe();

        assertThatThrownBy(() -> roles.create(role))
                .asInstanceOf(InstanceOfAssertFactories.type(AwsFailure.class))
                .satisfies(failure -> assertThat(failure.errorClass()).isEqualTo(ErrorClass.CONFLICT));
    }

    @Test
    void aSettledProfileIsSeenInTheListingOfRolesAlone() {
        makeBoth();
        profilePasses.settled();
        world.forgetCalls();

        world.clock().advance(Duration.ofMinutes(5));
        profiles.observe(ExampleStack.STACK, world.clock().instant().minus(Duration.ofMinutes(4)));

        assertThat(world.operations()).containsExactly("GetAccountAuthorizationDetails");
    }

    @Test
    void aProfileOutsideOfItsRoleIsStillFound() {
        makeBoth();
        world.somebody()
                .iam()
                .removeRoleFromInstanceProfile(
                        request -> request.instanceProfileName(role.name()).roleName(role.name()));
        world.catchUp();

        assertThat(profilePasses.only().resource().role()).isEmpty();
    }

    @Test
    void aProfileWhoseRoleIsGoneIsStillFoundByAManagerThatRemembersNothing() {
        makeBoth();
        rolePasses.settled();
        rolePasses.untilGone();
        world.catchUp();

        RoleList fresh = new RoleList(iam, world.clock());
        assertThat(new InstanceProfileManager(iam, fresh, world.clock())
                        .observe(ExampleStack.STACK, world.clock().instant()))
                .hasSize(1);
        assertThat(profilePasses.observe()).hasSize(1);
    }

    private void makeBoth() {
        rolePasses.observe();
        roles.create(role);
        profilePasses.observe();
        profiles.create(ExampleStack.instanceProfile());
        world.catchUp();
        profilePasses.only();
    }
}
