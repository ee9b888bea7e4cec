package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AllowedNamespaces;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import io.towerforge.api.v1alpha1.AwsIdentitySpecBuilder;
import io.towerforge.api.v1alpha1.IdentityCredentials;
import io.towerforge.api.v1alpha1.NamespaceSelector;
import io.towerforge.operator.world.FakeCluster;
import io.towerforge.simulator.core.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which AwsIdentity an environment uses, and which credentials and namespaces the identity has. */
class IdentityTest extends IdentityFixture {
    private static final String KEYS = "research-keys";
    private static final String CANARY = "c4n4ry/S3cr3t+Key";

    private static final AwsIdentitySpec BY_KEY = AwsIdentitySpecBuilder.builder()
            .allowedNamespaces(GENOMICS)
            .credentials(new IdentityCredentials(KEYS))
            .build();

    @Test
    void anEnvironmentIsMadeInTheAccountOfItsIdentity() {
        story.world().keys().askForExternalId(ROLE, "genomics-42");
        identities.apply(NAME, BY_ROLE);
        environmentOf(NAME);

        assertThat(story.readiness()).isEqualTo("True/Available");
        assertThat(story.environment().getStatus().accountId()).isEqualTo(OTHER_ACCOUNT);
        assertThat(account(OTHER_ACCOUNT).objects()).isNotEmpty();
        assertThat(story.objects()).isEmpty();
        story.passes(Duration.ofMinutes(6));
        assertThat(ready()).isEqualTo("True/Available");
        assertThat(status().accountId()).isEqualTo(OTHER_ACCOUNT);
        assertThat(status().environments()).isEqualTo(1);
    }

    @Test
    void aRoleThatDoesNotLetUsInIsNamedAndUsedOnceItDoes() {
        story.world().keys().askForExternalId(ROLE, "another");
        identities.apply(NAME, BY_ROLE);
        environmentOf(NAME);

        assertThat(story.stalled()).isEmpty();
        assertThat(story.readiness()).isEqualTo("False/MissingPermissions");
        assertThat(story.condition("Ready").message()).contains(ROLE, "external id");
        assertThat(ready()).isEqualTo("False/MissingPermissions");
        assertThat(account(OTHER_ACCOUNT).objects()).isEmpty();

        story.world().keys().askForExternalId(ROLE, "genomics-42");
        story.passes(Duration.ofMinutes(10));
        assertThat(story.readiness()).isEqualTo("True/Available");
        assertThat(ready()).isEqualTo("True/Available");
    }

    @Test
    void aNamespaceThatIsNotAllowedGetsNothingUntilItIs() {
        identities.apply(NAME, BY_ROLE.withAllowedNamespaces(new AllowedNamespaces(List.of("proteomics"), null)));
        environmentOf(NAME);

        assertThat(story.stalled()).startsWith("IdentityNotAllowed: ").contains(NAME, FakeCluster.NAMESPACE);
        assertThat(account(OTHER_ACCOUNT).objects()).isEmpty();
        assertThat(story.environment().getMetadata().getFinalizers()).isEmpty();

        identities.apply(NAME, BY_ROLE);
        story.world().wake();
        story.passes(Duration.ofMinutes(4));
        assertThat(story.readiness()).isEqualTo("True/Available");
    }

    @Test
    void namespacesAreSelectedByTheirLabelsAndAnEmptySelectorSelectsNone() {
        identities.apply(
                NAME,
                BY_ROLE.withAllowedNamespaces(
                        new AllowedNamespaces(List.of(), new NamespaceSelector(Map.of(), List.of()))));
        environmentOf(NAME);
        assertThat(story.stalled()).startsWith("IdentityNotAllowed: ");
        assertThat(condition("Advisory").reason()).isEqualTo("NobodyAllowed");

        identities.label(FakeCluster.NAMESPACE, Map.of("team", "genomics"));
        identities.apply(
                NAME,
                BY_ROLE.withAllowedNamespaces(new AllowedNamespaces(
                        List.of(), new NamespaceSelector(Map.of("team", "genomics"), List.of()))));
        story.world().wake();
        story.passes(Duration.ofMinutes(4));
        assertThat(story.readiness()).isEqualTo("True/Available");
        assertThat(condition("Advisory").status().value()).isEqualTo("False");
    }

    @Test
    void anIdentityThatIsNotThereIsAskedForAndUsedWhenItComes() {
        environmentOf(NAME);
        assertThat(story.stalled()).startsWith("IdentityNotFound: ").contains("`spec.identityName`");
        assertThat(story.calls()).isEmpty();

        identities.apply(NAME, BY_ROLE);
        story.passes(Duration.ofMinutes(10));
        assertThat(story.readiness()).isEqualTo("True/Available");
    }

    @Test
    void whoNamesNoneUsesTheOneCalledDefaultWhereItExists() {
        identities.apply("default", BY_ROLE);
        environmentOf(null);

        assertThat(story.environment().getStatus().accountId()).isEqualTo(OTHER_ACCOUNT);
    }

    @Test
    void whoNamesNoneUsesTheOperatorsOwnCredentialsWhereThereIsNoDefault() {
        identities.apply(NAME, BY_ROLE);
        environmentOf(null);

        assertThat(story.environment().getStatus().accountId()).isEqualTo("111122223333");
        assertThat(story.objects()).isNotEmpty();
    }

    @Test
    void aDefaultThatAppearsLaterDoesNotCarryAnEnvironmentIntoAnotherAccount() {
        environmentOf(null);
        var before = story.objects();

        identities.apply("default", BY_ROLE);
        story.passes(Duration.ofHours(1));

        assertThat(story.stalled()).startsWith("AccountChanged: ").contains("111122223333", OTHER_ACCOUNT);
        assertThat(story.objects()).isEqualTo(before);
        assertThat(account(OTHER_ACCOUNT).objects()).isEmpty();

        identities.apply("default", BY_KEY);
        identities.keep(KEYS, key("AKIAHOME", CANARY));
        story.passes(Duration.ofMinutes(10));
        assertThat(story.readiness()).isEqualTo("True/Available");
    }

    @Test
    void aDeletionDoesNotLookIntoAnotherAccountAndTakeItForEmpty() {
        environmentOf(null);
        identities.apply("default", BY_ROLE);
        story.delete();
        story.passes(Duration.ofHours(1));

        assertThat(story.isGone()).isFalse();
        assertThat(story.readiness()).isEqualTo("False/AccountChanged");

        identities.delete("default");
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }

    @Test
    void aKeyIsReplacedWithoutARestart() {
        story.world().keys().issue("AKIAFIRST", CANARY + 1, OTHER_ACCOUNT);
        identities.keep(KEYS, key("AKIAFIRST", CANARY + 1));
        identities.apply(NAME, BY_KEY);
        environmentOf(NAME);
        assertThat(story.readiness()).isEqualTo("True/Available");

        story.world().keys().revoke("AKIAFIRST");
        story.passes(Duration.ofMinutes(10));
        assertThat(ready()).isEqualTo("False/CredentialsInvalid");
        assertThat(story.readiness()).isEqualTo("False/CredentialsInvalid");

        story.world().keys().issue("AKIASECOND", CANARY + 2, OTHER_ACCOUNT);
        identities.keep(KEYS, key("AKIASECOND", CANARY + 2));
        story.passes(Duration.ofSeconds(45));
        assertThat(ready()).isEqualTo("True/Available");
        assertThat(story.readiness()).isEqualTo("True/Available");
        assertNoCanaryIsShown();
    }

    @Test
    void aSecretThatIsMissingOrIncompleteIsNamed() {
        identities.apply(NAME, BY_KEY);
        environmentOf(NAME);
        assertThat(ready()).isEqualTo("False/CredentialsNotFound");
        assertThat(condition("Ready").message()).contains(KEYS, "Create it.");
        assertThat(story.condition("Ready").message()).contains(KEYS);

        identities.keep(KEYS, Map.of("aws_access_key_id", "AKIAFIRST"));
        story.passes(Duration.ofMinutes(1));
        assertThat(condition("Ready").message()).contains("aws_secret_access_key");

        identities.keep(KEYS, key("AKIAFIRST", CANARY));
        story.passes(Duration.ofMinutes(10));
        assertThat(story.readiness()).isEqualTo("True/Available");
        assertNoCanaryIsShown();
    }

    @Test
    void anIdleIdentityCostsTwoCallsInTenMinutes() {
        identities.keep(KEYS, key("AKIAFIRST", CANARY));
        identities.apply(NAME, BY_KEY);
        story.passes(Duration.ofMinutes(5));
        story.world().aws().clearCalls();
        story.passes(Duration.ofMinutes(10));

        assertThat(story.world().aws().calls())
                .extracting(Call::operation)
                .containsOnly("GetCallerIdentity")
                .hasSizeLessThanOrEqualTo(2);
    }

    private static Map<String, String> key(String id, String secret) {
        return Map.of("aws_access_key_id", id, "aws_secret_access_key", secret);
    }

    private void assertNoCanaryIsShown() {
        assertThat(status().toString()).doesNotContain(CANARY);
        assertThat(story.environment().getStatus().toString()).doesNotContain(CANARY);
        assertThat(story.world().cluster().events().toString()).doesNotContain(CANARY);
        assertThat(story.world().cluster().configMap("rnaseq-nextflow").toString())
                .doesNotContain(CANARY);
    }
}
