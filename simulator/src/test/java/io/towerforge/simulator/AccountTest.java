package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.core.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An account's number and Region are in the names of everything. */
class AccountTest {

    @ParameterizedTest
    @CsvSource({"eu-west-1, aws", "cn-north-1, aws-cn", "us-gov-west-1, aws-us-gov"})
    void namesCarryThePartitionOfTheRegion(String region, String partition) {
        Account account = new Account("111122223333", region);
        assertThat(account.arn("batch", "job-queue/q"))
                .isEqualTo("arn:" + partition + ":batch:" + region + ":111122223333:job-queue/q");
        assertThat(account.iamArn("role/r")).isEqualTo("arn:" + partition + ":iam::111122223333:role/r");
    }

    @Test
    void anAccountNumberHasTwelveDigits() {
        assertThatThrownBy(() -> new Account("42", "eu-west-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'42' is not an account number: it must have twelve digits.");
    }
}
