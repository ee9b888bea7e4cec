package io.towerforge.operator.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.Policy.Statement;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentsTest {
    private static final Policy READ =
            Policy.of(Statement.allow("Read", Set.of("s3:GetObject"), Set.of("arn:aws:s3:::b/*")));

    @Test
    void whatIsWrittenIsReadBackPlainAndEncoded() {
        ExampleStack.instanceRole().inlinePolicies().values().forEach(policy -> {
            String json = PolicyDocuments.write(policy);
            String encoded = URLEncoder.encode(json, StandardCharsets.UTF_8).replace("+", "%20");

            assertThat(PolicyDocuments.read(json)).isEqualTo(policy);
            assertThat(PolicyDocuments.read(encoded)).isEqualTo(policy);
        });
        Policy trust = Policy.trust("ec2.amazonaws.com");
        assertThat(PolicyDocuments.read(PolicyDocuments.write(trust))).isEqualTo(trust);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Version':'2012-10-17','Statement':{'Sid':'Read','Effect':'Allow','Action':'s3:GetObject',"
                        + "'Resource':'arn:aws:s3:::b/*'}}",
                "{'Statement':[{'Resource':['arn:aws:s3:::b/*'],'Action':['s3:GetObject'],'Effect':'Allow','Sid':'Read'}],"
                        + "'Version':'2012-10-17'}"
            })
    void onePolicyHasManySpellings(String document) {
        assertThat(PolicyDocuments.read(document.replace('\'', '"'))).isEqualTo(READ);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Version':'2012-10-17','Statement':{'Sid':'Read','Effect':'Deny','Action':'s3:GetObject',"
                        + "'Resource':'arn:aws:s3:::b/*'}}",
                "{'Version':'2012-10-17','Statement':{'Sid':'Read','Effect':'Allow','NotAction':'s3:GetObject',"
                        + "'Resource':'arn:aws:s3:::b/*'}}",
                "{'Version':'2012-10-17','Statement':{'Sid':'Read','Effect':'Allow','Action':'s3:GetObject',"
                        + "'NotResource':'arn:aws:s3:::b/*'}}",
                "{'Version':'2012-10-17','Statement':{'Sid':'Read','Effect':'Allow','Action':'s3:GetObject',"
                        + "'Principal':{'AWS':'*'},'Resource':'arn:aws:s3:::b/*'}}",
                "not even JSON",
                ""
            })
    void whatWeNeverWriteEqualsNothingOfOurs(String document) {
        assertThat(PolicyDocuments.read(document.replace('\'', '"'))).isNotEqualTo(READ);
    }
}
