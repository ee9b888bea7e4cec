package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.Annotations;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An AwsIdentity and an environment that uses it: which of them can go when, and that what was made goes with its environment. */
class IdentityInUseTest extends IdentityFixture {
    @Test
    void anIdentityStaysUntilItsLastEnvironmentIsGoneAndSaysWhichItIs() {
        identities.apply(NAME, BY_ROLE);
        environmentOf(NAME);

        identities.delete(NAME);
        story.passes(Duration.ofHours(1));
        assertThat(ready()).isEqualTo("Unknown/IdentityInUse");
        assertThat(condition("Reconciling").message()).contains("genomics/rnaseq");
        assertThat(story.readiness()).isEqualTo("True/Available");

        story.delete();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isGone()).isTrue();
        assertThat(identities.names()).isEmpty();
        assertThat(account(OTHER_ACCOUNT).objects()).isEmpty();
    }

    @Test
    void anIdentityThatIsBeingDeletedTakesNoNewEnvironment() {
        identities.apply(NAME, BY_ROLE);
        environmentOf(NAME);
        identities.delete(NAME);
        story.world().cluster().apply("late", Story.SPOT.withIdentityName(NAME));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.world()
                        .cluster()
                        .find("late")
                        .orElseThrow()
                        .getMetadata()
                        .getFinalizers())
                .isEmpty();
    }

    @Test
    void whoMayNotUseAnIdentityDoesNotKeepItFromGoing() {
        identities.apply(NAME, BY_ROLE.withAllowedNamespaces(null));
        environmentOf(NAME);
        identities.delete(NAME);
        story.passes(Duration.ofMinutes(1));

        assertThat(identities.names()).isEmpty();
    }

    @Test
    void whatWasMadeCanBeRemovedEvenWhenTheNamespaceIsNoLongerAllowed() {
        identities.apply(NAME, BY_ROLE);
        environmentOf(NAME);
        identities.apply(NAME, BY_ROLE.withAllowedNamespaces(null));
        story.passes(Duration.ofMinutes(10));
        assertThat(story.stalled()).startsWith("IdentityNotAllowed: ");
        assertThat(account(OTHER_ACCOUNT).objects()).isNotEmpty();

        story.delete();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isGone()).isTrue();
        assertThat(account(OTHER_ACCOUNT).objects()).isEmpty();
    }

    @Test
    void aForcedDeletionLetsGoOfAnEnvironmentWhoseIdentityIsLost() {
        environmentOf(null);
        story.edit(spec -> spec.withIdentityName("lost"));
        story.delete();
        story.passes(Duration.ofMinutes(10));
        assertThat(story.isGone()).isFalse();

        story.annotate(Annotations.FORCE_DELETE, "true");
        story.passes(Duration.ofMinutes(10));
        assertThat(story.isGone()).isTrue();
        assertThat(story.events("Orphaned")).isNotEmpty();
    }
}
