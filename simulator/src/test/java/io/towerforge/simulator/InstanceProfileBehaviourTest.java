package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.core.Quotas;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** What IAM does with instance profiles. */
class InstanceProfileBehaviourTest extends AccountFixture {

    @Test
    void profileNamesIgnoreCase() {
        profile("Nodes");
        assertThatThrownBy(() -> aws.iam().createInstanceProfile(create -> create.instanceProfileName("nodes")))
                .isInstanceOf(EntityAlreadyExistsException.class);
    }

    @Test
    void aProfileHoldsOneRole() {
        profile("nodes");
        assertThatThrownBy(() -> aws.iam()
                        .addRoleToInstanceProfile(
                                add -> add.instanceProfileName("nodes").roleName("nodes")))
                .isInstanceOf(LimitExceededException.class);
        assertThat(get("nodes").roles()).extracting(Role::roleName).containsExactly("nodes");
    }

    @Test
    void aProfileIsDeletedOnlyWithoutARole() {
        profile("nodes");
        assertThatThrownBy(() -> aws.iam().deleteInstanceProfile(delete -> delete.instanceProfileName("nodes")))
                .isInstanceOf(DeleteConflictException.class);
        aws.iam()
                .removeRoleFromInstanceProfile(
                        remove -> remove.instanceProfileName("nodes").roleName("nodes"));
        aws.iam().deleteInstanceProfile(delete -> delete.instanceProfileName("nodes"));
        assertThatThrownBy(() -> get("nodes"))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("Instance Profile nodes cannot be found.");
    }

    @Test
    void aRoleThatIsNotHeldCannotBeRemoved() {
        profile("nodes");
        role("other");
        assertThatThrownBy(() -> aws.iam()
                        .removeRoleFromInstanceProfile(
                                remove -> remove.instanceProfileName("nodes").roleName("other")))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void profilesAreListedByRoleAndByPath() {
        profile("nodes");
        aws.iam()
                .createInstanceProfile(create -> create.instanceProfileName("other")
                        .path("/team/")
                        .tags(tag -> tag.key("a").value("1")));
        assertThat(aws.iam()
                        .listInstanceProfilesForRole(list -> list.roleName("nodes"))
                        .instanceProfiles())
                .extracting(InstanceProfile::instanceProfileName)
                .containsExactly("nodes");
        assertThat(aws.iam()
                        .listInstanceProfiles(list -> list.pathPrefix("/team/"))
                        .instanceProfiles())
                .satisfiesExactly(profile -> {
                    assertThat(profile.instanceProfileName()).isEqualTo("other");
                    assertThat(profile.tags()).isEmpty();
                });
        assertThat(get("other").tags()).hasSize(1);
    }

    @Test
    void tagsAreListedByCallsOfTheirOwn() {
        profile("nodes");
        aws.iam()
                .tagInstanceProfile(tag -> tag.instanceProfileName("nodes")
                        .tags(
                                one -> one.key("a").value("1"),
                                two -> two.key("b").value("2")));
        aws.iam()
                .untagInstanceProfile(
                        untag -> untag.instanceProfileName("nodes").tagKeys("a"));
        aws.iam().tagRole(tag -> tag.roleName("nodes").tags(one -> one.key("c").value("3")));
        assertThat(aws.iam()
                        .listInstanceProfileTags(list -> list.instanceProfileName("nodes"))
                        .tags())
                .extracting(tag -> tag.key())
                .containsExactly("b");
        assertThat(aws.iam().listRoleTags(list -> list.roleName("nodes")).tags())
                .extracting(tag -> tag.key())
                .containsExactly("c");
    }

    @Test
    void anAccountHoldsOnlySoManyRolesAndProfiles() {
        open(new Quotas(50, 50, 3, 3, 1));
        profile("nodes");
        assertThatThrownBy(() -> role("one-more")).isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(() -> aws.iam().createInstanceProfile(create -> create.instanceProfileName("other")))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void aProfileNameIsChecked() {
        assertThatThrownBy(() -> aws.iam().createInstanceProfile(create -> create.instanceProfileName("my nodes")))
                .isInstanceOf(IamException.class);
    }

    private InstanceProfile get(String name) {
        return aws.iam()
                .getInstanceProfile(get -> get.instanceProfileName(name))
                .instanceProfile();
    }
}
