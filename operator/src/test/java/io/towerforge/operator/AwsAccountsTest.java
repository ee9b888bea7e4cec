package io.towerforge.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.operator.aws.AwsAccess;
import io.towerforge.operator.aws.AwsAccess.AccessKey;
import io.towerforge.operator.aws.AwsAccess.AssumedRole;
import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.aws.AwsFailure;
import io.towerforge.operator.aws.CallObserver;
import io.towerforge.simulator.core.ManualClock;
import io.towerforge.simulator.core.Timings;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One account for each identity and region, with lists and budgets of its own. */
class AwsAccountsTest {
    private static final String REGION = "eu-west-1";
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-25T09:00:00Z"));
    private final SimulatedAwsRegions aws = new SimulatedAwsRegions(clock, Timings.none());
    private final AwsAccounts accounts = new AwsAccounts(aws, CallObserver.NONE, clock);

    @Test
    void anIdentityHasOneAccountForEachRegion() {
        AwsAccount ireland = accounts.in(key("AKIAFIRST"), REGION);

        assertThat(accounts.in(key("AKIAFIRST"), REGION)).isSameAs(ireland);
        assertThat(accounts.in(key("AKIAFIRST"), "eu-central-1")).isNotSameAs(ireland);
        assertThat(accounts.in(AwsAccess.OWN, REGION)).isNotSameAs(ireland);
    }

    @Test
    void aNewKeyOfTheSameAccountTakesTheOldOnesPlaceAndNothingIsForgotten() {
        AwsAccount before = accounts.in(key("AKIAFIRST"), REGION);
        aws.keys().revoke("AKIAFIRST");

        assertThat(accounts.in(key("AKIASECOND"), REGION)).isSameAs(before);
        assertThat(accounts.whose(key("AKIASECOND"), REGION).accountId()).isEqualTo(before.accountId());
    }

    @Test
    void credentialsOfAnotherAccountAreAnotherAccountAndTheOldOneKeepsItsOwn() {
        AwsAccount before = accounts.in(key("AKIAFIRST"), REGION);
        aws.keys().issue("AKIAOTHER", "secret", "444455556666");

        AwsAccount after = accounts.in(key("AKIAOTHER"), REGION);
        assertThat(after.accountId()).isEqualTo("444455556666");
        assertThat(after).isNotSameAs(before);
        assertThat(before.accountId()).isEqualTo("111122223333");
    }

    @Test
    void credentialsThatAreNotGoodDoNotReplaceThoseThatAre() {
        AwsAccount before = accounts.in(key("AKIAFIRST"), REGION);
        aws.keys().revoke("AKIASECOND");

        assertThatThrownBy(() -> accounts.in(key("AKIASECOND"), REGION))
                .isInstanceOf(AwsFailure.class)
                .hasMessageNotContaining("AKIASECOND")
                .extracting(failure -> ((AwsFailure) failure).reason())
                .isEqualTo("CredentialsInvalid");
        assertThat(accounts.in(key("AKIAFIRST"), REGION)).isSameAs(before);
    }

    @Test
    void aRoleThatRefusesIsNamedWithWhatToDo() {
        String role = "arn:aws:iam::444455556666:role/Forge";
        aws.keys().askForExternalId(role, "42");
        AwsAccess access = new AwsAccess("research", null, new AssumedRole(role, "43", "towerforge"));

        assertThatThrownBy(() -> accounts.in(access, REGION))
                .hasMessageContaining("sts:AssumeRole")
                .hasMessageContaining("trust policy");
    }

    @Test
    void nothingSecretIsPrinted() {
        assertThat(new AwsAccess("research", new AccessKey("AKIAFIRST", "s3cr3t", "t0k3n"), null))
                .hasToString("AwsAccess[identity=research, accessKey=AccessKey[hidden], role=null]");
    }

    private static AwsAccess key(String id) {
        return new AwsAccess("research", new AccessKey(id, "secret", null), null);
    }
}
