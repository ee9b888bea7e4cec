package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/** Where roles and instance profiles stand in an account. */
class RolePathBehaviourTest extends AccountFixture {
    @Test
    void aPathIsPartOfTheArnAndNotOfTheName() {
        role("/team/", "head");
        Role role = aws.iam().getRole(get -> get.roleName("head")).role();
        assertThat(role.path()).isEqualTo("/team/");
        assertThat(role.arn()).endsWith(":role/team/head");
        assertThat(aws.iam().getAccountAuthorizationDetailsPaginator().roleDetailList().stream()
                        .filter(detail -> detail.roleName().equals("head")))
                .singleElement()
                .extracting(RoleDetail::path, RoleDetail::arn)
                .containsExactly("/team/", role.arn());
        assertThatThrownBy(() -> role("/", "head")).isInstanceOf(EntityAlreadyExistsException.class);
    }

    @Test
    void aProfileHasAPathOfItsOwn() {
        role("/team/", "head");
        aws.iam().createInstanceProfile(create -> create.instanceProfileName("head"));
        aws.iam()
                .addRoleToInstanceProfile(add -> add.instanceProfileName("head").roleName("head"));
        InstanceProfile profile = aws.iam()
                .getInstanceProfile(get -> get.instanceProfileName("head"))
                .instanceProfile();
        assertThat(profile.path()).isEqualTo("/");
        assertThat(profile.arn()).endsWith(":instance-profile/head");
        assertThat(profile.roles()).singleElement().extracting(Role::path).isEqualTo("/team/");
    }

    @Test
    void aPathPrefixIncludesWhatIsBelow() {
        role("/team/", "head");
        role("/team/one/", "work");
        role("/", "other");
        assertThat(aws.iam().listRoles(list -> list.pathPrefix("/team/")).roles())
                .extracting(Role::roleName)
                .containsExactly("head", "work");
    }

    private void role(String path, String name) {
        aws.iam().createRole(create -> create.roleName(name).path(path).assumeRolePolicyDocument(TRUST));
    }
}
