package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.GuardRailsBuilder;
import io.towerforge.api.v1alpha1.RolesSpecBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an AwsIdentity prescribes to the environments that use it. */
class IdentityGuardRailTest extends IdentityFixture {
    @Test
    void theLabelsOfTheIdentityAreOnEverythingAndThoseOfTheSpecWin() {
        identities.apply(NAME, BY_ROLE.withResourceLabels(Map.of("cost-centre", "42", "team", "platform")));
        story.world()
                .cluster()
                .apply(Story.NAME, Story.SPOT.withIdentityName(NAME).withResourceLabels(Map.of("team", "genomics")));
        story.passes(Duration.ofMinutes(4));

        assertThat(account(OTHER_ACCOUNT).objects())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.tags())
                        .containsEntry("cost-centre", "42")
                        .containsEntry("team", "genomics"));
        assertThat(story.world().cluster().configMap("rnaseq-nextflow").get("nextflow.config"))
                .contains("cost-centre", "42");

        identities.apply(NAME, BY_ROLE.withResourceLabels(Map.of("cost-centre", "43")));
        story.world().wake();
        story.passes(Duration.ofMinutes(30));
        assertThat(account(OTHER_ACCOUNT).objects())
                .allSatisfy(one -> assertThat(one.tags()).containsEntry("cost-centre", "43"));
    }

    @Test
    void theBoundaryOfTheIdentityIsOnEveryRoleAndNoOtherMayBeNamed() {
        String boundary = "arn:aws:iam::444455556666:policy/boundary";
        identities.apply(
                NAME,
                BY_ROLE.withGuardRails(GuardRailsBuilder.builder()
                        .permissionsBoundaryArn(boundary)
                        .build()));
        environmentOf(NAME);
        assertThat(account(OTHER_ACCOUNT).objects())
                .filteredOn(one -> one.kind().equals("AWS::IAM::Role"))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.attributes().toString()).contains(boundary));

        story.editForge(forge -> forge.withRoles(RolesSpecBuilder.builder()
                .permissionsBoundaryArn(boundary + "-2")
                .build()));
        story.passes(Duration.ofMinutes(10));
        assertThat(story.stalled()).startsWith("GuardRail: ").contains(boundary);
    }
}
