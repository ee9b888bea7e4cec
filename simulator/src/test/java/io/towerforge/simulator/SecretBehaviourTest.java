package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** What Secrets Manager does with secrets. */
class SecretBehaviourTest extends AccountFixture {
    private static final String FIRST = "first".repeat(8);
    private static final String SECOND = "other".repeat(8);

    @Test
    void aSecretIsTakenOnceAndMadeAgainOnlyByTheSameRequest() {
        create("tower-a/LICENSE", FIRST, "one");
        create("tower-a/LICENSE", FIRST, "one");
        assertThatThrownBy(() -> create("tower-a/LICENSE", SECOND, "one")).isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> create("tower-a/LICENSE", FIRST, "two")).isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void aTokenIsTheIdOfTheVersionAndNamesOneValueOnly() {
        create("LICENSE", FIRST, "one");
        put("LICENSE", SECOND, "two");
        put("LICENSE", SECOND, "two");
        assertThat(described("LICENSE").versionIdsToStages())
                .isEqualTo(Map.of(FIRST, List.of("AWSPREVIOUS"), SECOND, List.of("AWSCURRENT")));
        assertThat(value("LICENSE")).isEqualTo("two");
        assertThatThrownBy(() -> put("LICENSE", SECOND, "three")).isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void anEarlierTokenDoesNotBringTheEarlierValueBack() {
        create("LICENSE", FIRST, "one");
        put("LICENSE", SECOND, "two");
        put("LICENSE", FIRST, "one");
        assertThat(value("LICENSE")).isEqualTo("two");
    }

    @Test
    void tokensAndValuesHaveALength() {
        assertThatThrownBy(() -> create("LICENSE", "short", "one")).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> create("LICENSE", FIRST, "")).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> create("LICENSE", FIRST, "x".repeat(65_537)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> create("a name", FIRST, "one")).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aDeletionLeavesTimeToChangeOnesMindAndKeepsTheName() {
        create("LICENSE", FIRST, "one");
        aws.secrets().deleteSecret(delete -> delete.secretId("LICENSE").recoveryWindowInDays(7L));
        assertThat(described("LICENSE").deletedDate()).isNotNull();
        assertThat(listed("")).isEmpty();
        assertThatThrownBy(() -> value("LICENSE")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> create("LICENSE", SECOND, "two"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("scheduled for deletion");
        aws.secrets().restoreSecret(restore -> restore.secretId("LICENSE"));
        assertThat(value("LICENSE")).isEqualTo("one");
    }

    @Test
    void aForcedDeletionFreesTheName() {
        create("LICENSE", FIRST, "one");
        aws.secrets().deleteSecret(delete -> delete.secretId("LICENSE").forceDeleteWithoutRecovery(true));
        assertThatThrownBy(() -> described("LICENSE")).isInstanceOf(ResourceNotFoundException.class);
        create("LICENSE", SECOND, "two");
        assertThat(value("LICENSE")).isEqualTo("two");
    }

    @Test
    void secretsAreListedByTheBeginningOfNameAndTagKeyInPages() {
        List.of("tower-a/A", "tower-a/B", "tower-b/C", "other").forEach(name -> create(name, FIRST, "one"));
        assertThat(listed("tower-a/")).extracting(SecretListEntry::name).containsExactly("tower-a/A", "tower-a/B");
        tag("tower-a/B", "owner/cluster", "x");
        assertThat(aws
                        .secrets()
                        .listSecretsPaginator(list -> list.maxResults(1)
                                .filters(filter ->
                                        filter.key(FilterNameStringType.TAG_KEY).values("owner/")))
                        .stream()
                        .flatMap(page -> page.secretList().stream()))
                .extracting(SecretListEntry::name)
                .containsExactly("tower-a/B");
    }

    @Test
    void aListingOfSecretsLagsBehindAndADescriptionDoesNot() {
        open(Timings.none().withLogGroupLag(Duration.ofMinutes(5)));
        create("LICENSE", FIRST, "one");
        assertThat(listed("")).isEmpty();
        assertThat(described("LICENSE").name()).isEqualTo("LICENSE");
        pass(Duration.ofMinutes(5));
        assertThat(listed("")).hasSize(1);
    }

    @Test
    void aSecretIsFoundByItsArnWithAndWithoutTheCharactersAtItsEnd() {
        create("tower-a/LICENSE", FIRST, "one");
        String arn = described("tower-a/LICENSE").arn();
        assertThat(arn).matches("arn:aws:secretsmanager:eu-west-1:111122223333:secret:tower-a/LICENSE-\\w{6}");
        assertThat(value(arn)).isEqualTo("one");
        assertThat(value(arn.substring(0, arn.length() - 7))).isEqualTo("one");
    }

    @Test
    void tagsOfSecretsAreChecked() {
        create("LICENSE", FIRST, "one");
        tag("LICENSE", "a", "1");
        tag("LICENSE", "b", "2");
        aws.secrets().untagResource(untag -> untag.secretId("LICENSE").tagKeys("a"));
        assertThat(described("LICENSE").tags())
                .containsExactly(Tag.builder().key("b").value("2").build());
        Map<String, String> many = new HashMap<>();
        for (int number = 0; number <= 50; number++) {
            many.put("key" + number, "value");
        }
        assertThatThrownBy(() -> aws.secrets()
                        .tagResource(request -> request.secretId("LICENSE")
                                .tags(many.entrySet().stream()
                                        .map(tag -> Tag.builder()
                                                .key(tag.getKey())
                                                .value(tag.getValue())
                                                .build())
                                        .toList())))
                .isInstanceOf(InvalidParameterException.class);
    }

    private void create(String name, String token, String value) {
        aws.secrets()
                .createSecret(
                        request -> request.name(name).clientRequestToken(token).secretString(value));
    }

    private void put(String name, String token, String value) {
        aws.secrets()
                .putSecretValue(request ->
                        request.secretId(name).clientRequestToken(token).secretString(value));
    }

    private void tag(String name, String key, String value) {
        aws.secrets()
                .tagResource(request -> request.secretId(name)
                        .tags(Tag.builder().key(key).value(value).build()));
    }

    private String value(String id) {
        return aws.secrets().getSecretValue(request -> request.secretId(id)).secretString();
    }

    private DescribeSecretResponse described(String name) {
        return aws.secrets().describeSecret(request -> request.secretId(name));
    }

    private List<SecretListEntry> listed(String prefix) {
        return aws.secrets()
                .listSecrets(list -> list.filters(
                        filter -> filter.key(FilterNameStringType.NAME).values(prefix)))
                .secretList();
    }
}
