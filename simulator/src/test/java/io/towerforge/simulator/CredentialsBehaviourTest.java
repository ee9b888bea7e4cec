package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What AWS STS says to credentials. */
class CredentialsBehaviourTest {
    private static final String ROLE = "arn:aws:iam::444455556666:role/Forge";

    private final SimulatedKeys keys = new SimulatedKeys(
            SimulatedAws.builder().build(),
            id -> SimulatedAws.builder().accountId(id).build());

    @Test
    void aKeyThatIsTakenBackIsUnknown() {
        keys.issue("AKIAFIRST", "secret", "111122223333");
        keys.revoke("AKIAFIRST");
        assertThatThrownBy(() -> keys.checkKey("AKIAFIRST", "secret"))
                .extracting(CredentialsBehaviourTest::code)
                .isEqualTo("InvalidClientTokenId");
    }

    @Test
    void aWrongSecretMakesASignatureThatDoesNotMatch() {
        keys.issue("AKIAFIRST", "secret", "111122223333");
        assertThatCode(() -> keys.checkKey("AKIAFIRST", "secret")).doesNotThrowAnyException();
        assertThatThrownBy(() -> keys.checkKey("AKIAFIRST", "other"))
                .extracting(CredentialsBehaviourTest::code)
                .isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void aRoleIsAssumedOnlyWithTheExternalIdItAsksFor() {
        keys.askForExternalId(ROLE, "42");
        assertThatCode(() -> keys.checkRole(ROLE, "42")).doesNotThrowAnyException();
        assertThatThrownBy(() -> keys.checkRole(ROLE, null))
                .hasMessageContaining("sts:AssumeRole on resource: " + ROLE)
                .extracting(CredentialsBehaviourTest::code)
                .isEqualTo("AccessDenied");
        keys.close(ROLE);
        assertThatThrownBy(() -> keys.checkRole(ROLE, "42")).isInstanceOf(AwsServiceException.class);
    }

    @Test
    void aRoleLeadsIntoItsOwnAccountAndAKeyIntoTheOneThatIssuedIt() {
        keys.issue("AKIAOTHER", "secret", "777788889999");
        assertThat(keys.account("AKIAOTHER", null).accountId()).isEqualTo("777788889999");
        assertThat(keys.account("AKIAOTHER", ROLE).accountId()).isEqualTo("444455556666");
        assertThat(keys.account(null, null).accountId()).isEqualTo("111122223333");
    }

    private static String code(Throwable thrown) {
        return ((AwsServiceException) thrown).awsErrorDetails().errorCode();
    }
}
