package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.core.Timings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UnmodifiableEntityException;

/** What IAM does with roles and their policies. */
class RoleBehaviourTest extends AccountFixture {
    private static final String MANAGED = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role";

    @Test
    void namesAndPathsAreChecked() {
        assertThatThrownBy(() -> role("r".repeat(65))).isInstanceOf(IamException.class);
        assertThatThrownBy(() -> role("a role")).isInstanceOf(IamException.class);
        assertThatThrownBy(() -> aws.iam()
                        .createRole(
                                create -> create.roleName("head").path("team").assumeRolePolicyDocument(TRUST)))
                .isInstanceOf(InvalidInputException.class);
        role("r".repeat(64));
    }

    @Test
    void aBoundaryReadsBackFromGetRoleOnly() {
        String boundary = "arn:aws:iam::111122223333:policy/boundary";
        aws.iam()
                .createRole(create -> create.roleName("head")
                        .description("runs the head job")
                        .maxSessionDuration(7200)
                        .permissionsBoundary(boundary)
                        .assumeRolePolicyDocument(TRUST));
        assertThat(get("head").permissionsBoundary().permissionsBoundaryArn()).isEqualTo(boundary);
        assertThat(get("head").description()).isEqualTo("runs the head job");
        assertThat(get("head").maxSessionDuration()).isEqualTo(7200);
        assertThat(aws.iam().listRoles().roles()).allMatch(role -> role.permissionsBoundary() == null);
    }

    @Test
    void roleNamesIgnoreCase() {
        role("Head");
        assertThatThrownBy(() -> role("head")).isInstanceOfSatisfying(EntityAlreadyExistsException.class, error -> {
            assertThat(error.statusCode()).isEqualTo(409);
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("EntityAlreadyExists");
        });
        assertThat(get("HEAD").roleName()).isEqualTo("Head");
    }

    @Test
    void anAbsentRoleIsNoSuchEntity() {
        assertThatThrownBy(() -> get("absent"))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The role with name absent cannot be found.");
    }

    @Test
    void aRoleHasDefaults() {
        role("head");
        assertThat(get("head").path()).isEqualTo("/");
        assertThat(get("head").maxSessionDuration()).isEqualTo(3600);
        assertThat(get("head").arn()).isEqualTo("arn:aws:iam::111122223333:role/head");
    }

    @Test
    void aRoleIsDeletedOnlyWhenItIsBare() {
        profile("head");
        attach("head");
        put("head", "access", POLICY);
        conflict("must remove roles from instance profile first");
        aws.iam()
                .removeRoleFromInstanceProfile(
                        remove -> remove.instanceProfileName("head").roleName("head"));
        conflict("must detach all policies first");
        aws.iam().detachRolePolicy(detach -> detach.roleName("head").policyArn(MANAGED));
        conflict("must delete policies first");
        aws.iam().deleteRolePolicy(delete -> delete.roleName("head").policyName("access"));
        aws.iam().deleteRole(delete -> delete.roleName("head"));
        assertThatThrownBy(() -> get("head")).isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void serviceLinkedRolesCannotBeChanged() {
        assertThatThrownBy(() -> aws.iam().deleteRole(delete -> delete.roleName("AWSServiceRoleForBatch")))
                .isInstanceOf(UnmodifiableEntityException.class);
    }

    @Test
    void roleTagsAreCheckedAndChanged() {
        assertThatThrownBy(() -> aws.iam()
                        .createRole(create -> create.roleName("head")
                                .assumeRolePolicyDocument(TRUST)
                                .tags(tag("a", "1"), tag("aws:b", "2"))))
                .isInstanceOf(InvalidInputException.class);
        assertThat(aws.objects()).isEmpty();
        role("head");
        aws.iam().tagRole(tag -> tag.roleName("head").tags(tag("a", "1"), tag("b", "2")));
        aws.iam().untagRole(untag -> untag.roleName("head").tagKeys("a"));
        assertThat(get("head").tags()).containsExactly(tag("b", "2"));
    }

    @Test
    void tagKeysOfARoleAreTheSameInWhateverCase() {
        assertThatThrownBy(() -> aws.iam()
                        .createRole(role -> role.roleName("head")
                                .assumeRolePolicyDocument(TRUST)
                                .tags(tag("team", "1"), tag("Team", "2"))))
                .hasMessageContaining("Tag keys are case insensitive");
        role("head");
        aws.iam().tagRole(tag -> tag.roleName("head").tags(tag("team", "1")));
        aws.iam().tagRole(tag -> tag.roleName("head").tags(tag("Team", "2")));
        assertThat(get("head").tags()).containsExactly(tag("Team", "2"));
        aws.iam().untagRole(tag -> tag.roleName("head").tagKeys("team"));
        assertThat(get("head").tags()).isEmpty();
    }

    @Test
    void rolesAreListedByPathWithoutTags() {
        for (String name : List.of("a", "b", "c")) {
            aws.iam()
                    .createRole(create -> create.roleName(name)
                            .path("/team/")
                            .assumeRolePolicyDocument(TRUST)
                            .tags(tag("a", "1")));
        }
        role("other");
        List<Role> listed = aws
                .iam()
                .listRolesPaginator(list -> list.pathPrefix("/team/").maxItems(2))
                .roles()
                .stream()
                .toList();
        assertThat(listed).extracting(Role::roleName).containsExactly("a", "b", "c");
        assertThat(listed.get(0).tags()).isEmpty();
    }

    @Test
    void oneSweepReturnsRolesWithEverythingAttached() {
        profile("head");
        attach("head");
        put("head", "access", POLICY);
        aws.iam().tagRole(tag -> tag.roleName("head").tags(tag("a", "1")));
        aws.iam().tagInstanceProfile(tag -> tag.instanceProfileName("head").tags(tag("a", "1")));
        RoleDetail detail =
                aws
                        .iam()
                        .getAccountAuthorizationDetailsPaginator(
                                get -> get.filter(EntityType.ROLE).maxItems(1))
                        .stream()
                        .flatMap(page -> page.roleDetailList().stream())
                        .filter(role -> role.roleName().equals("head"))
                        .findFirst()
                        .orElseThrow();
        assertThat(detail.tags()).containsExactly(tag("a", "1"));
        assertThat(detail.attachedManagedPolicies()).hasSize(1);
        assertThat(URLDecoder.decode(detail.rolePolicyList().get(0).policyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(POLICY);
        assertThat(detail.instanceProfileList()).hasSize(1);
        assertThat(detail.instanceProfileList().get(0).tags()).isEmpty();
    }

    @Test
    void roleReadsLagBehindWrites() {
        open(Timings.none().withIamLag(Duration.ofSeconds(2)));
        role("head");
        assertThatThrownBy(() -> get("head")).isInstanceOf(NoSuchEntityException.class);
        assertThatThrownBy(() -> role("head")).isInstanceOf(EntityAlreadyExistsException.class);
        pass(Duration.ofSeconds(2));
        assertThat(get("head").roleName()).isEqualTo("head");
        aws.iam().deleteRole(delete -> delete.roleName("head"));
        assertThat(get("head").roleName()).isEqualTo("head");
        pass(Duration.ofSeconds(2));
        assertThatThrownBy(() -> get("head")).isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void iamIsOneForAllRegions() {
        role("head");
        SimulatedAws elsewhere = aws.inRegion("us-east-1");
        assertThat(elsewhere.iam().getRole(get -> get.roleName("head")).role().roleName())
                .isEqualTo("head");
        elsewhere.logs().createLogGroup(create -> create.logGroupName("runs"));
        assertThat(aws.logs().describeLogGroups().logGroups()).isEmpty();
        assertThat(aws.inRegion("us-east-1")).isSameAs(elsewhere);
        assertThat(aws.inRegion("eu-west-1")).isSameAs(aws);
        assertThat(aws.calls()).hasSize(4);
    }

    private Role get(String name) {
        return aws.iam().getRole(get -> get.roleName(name)).role();
    }

    private void put(String role, String policy, String document) {
        aws.iam().putRolePolicy(put -> put.roleName(role).policyName(policy).policyDocument(document));
    }

    private void attach(String role) {
        aws.iam().attachRolePolicy(attach -> attach.roleName(role).policyArn(MANAGED));
    }

    private void conflict(String message) {
        assertThatThrownBy(() -> aws.iam().deleteRole(delete -> delete.roleName("head")))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining(message);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
