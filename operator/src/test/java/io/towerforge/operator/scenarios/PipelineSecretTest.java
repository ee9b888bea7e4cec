package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.ManualSpec;
import io.towerforge.api.v1alpha1.PipelineSecret;
import io.towerforge.api.v1alpha1.ResourceStatus;
import io.towerforge.api.v1alpha1.SecretKeyRef;
import io.towerforge.operator.world.FakeCluster;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Secrets of a namespace that pipelines may read in AWS. */
class PipelineSecretTest {
    private static final String KIND = "AWS::SecretsManager::Secret";
    private static final String CANARY = "c4n4ry-V4lue-0f-a-Licence";
    private static final PipelineSecret LICENSE = new PipelineSecret("LICENSE", new SecretKeyRef("licences", "dragen"));
    private static final PipelineSecret TOKEN = new PipelineSecret("TOKEN", new SecretKeyRef("licences", "token"));
    private static final AwsBatchComputeEnvironmentSpec SPEC = Story.SPOT.withPipelineSecrets(List.of(LICENSE, TOKEN));

    private final Story story = Story.begins();

    @Test
    void secretsAreInAwsUnderTheNamesOfBatchForgeAndNowhereElse() {
        store(CANARY, "token");
        made(SPEC);

        String prefix = "tower-" + story.environment().getStatus().environmentId() + "/";
        assertThat(story.readiness()).isEqualTo("True/Available");
        assertThat(story.objects(KIND))
                .extracting(LiveObject::name)
                .containsExactly(prefix + "LICENSE", prefix + "TOKEN");
        assertThat(value("LICENSE")).isEqualTo(CANARY);
        assertThat(configMap().get("pipeline-secrets")).contains("LICENSE=" + prefix + "LICENSE");
        assertThat(story.environment().getStatus().resources())
                .extracting(ResourceStatus::name)
                .contains("pipeline-secret-LICENSE", "pipeline-secret-TOKEN");
        assertNothingIsGivenAway();
    }

    @Test
    void whoStartsContainersAndWhoRunsNextflowMayReadThemAndNoOthers() {
        store(CANARY, "token");
        made(SPEC);

        String mine = "secret:tower-" + story.environment().getStatus().environmentId() + "/*";
        assertThat(story.role("ExecutionRole").attributes().toString()).contains("secretsmanager:GetSecretValue", mine);
        assertThat(story.role("InstanceRole").attributes().toString())
                .contains("secretsmanager:GetSecretValue", mine, "secretsmanager:ListSecrets");
    }

    @Test
    void whoUsesNoneMayReadNone() {
        made(Story.SPOT);

        assertThat(story.objects("AWS::IAM::Role").toString()).doesNotContain("secretsmanager");
        assertThat(configMap()).doesNotContainKey("pipeline-secrets");
    }

    @Test
    void aChangedValueIsWrittenOnceAndAChangeOfNothingIsNot() {
        store(CANARY, "token");
        made(SPEC);
        int writes = story.writes().size();

        store(CANARY, "token");
        story.passes(Story.UNTIL_THE_NEXT_PASS);
        assertThat(story.writes()).hasSize(writes);

        store(CANARY + 2, "token");
        story.passes(Story.UNTIL_THE_NEXT_PASS);
        assertThat(value("LICENSE")).isEqualTo(CANARY + 2);
        assertThat(story.writes().subList(writes, story.writes().size()))
                .extracting(Call::operation)
                .containsExactly("PutSecretValue");
        assertNothingIsGivenAway();
    }

    @Test
    void whatSomebodyPutsInAwsByHandIsReplacedEvenTwice() {
        store(CANARY, "token");
        made(SPEC);
        for (String byHand : List.of("one", "two")) {
            story.person()
                    .secrets()
                    .putSecretValue(
                            request -> request.secretId(secret("LICENSE").name())
                                    .clientRequestToken(byHand.repeat(12))
                                    .secretString(byHand));
            story.passes(Story.UNTIL_THE_NEXT_PASS);
            assertThat(value("LICENSE")).isEqualTo(CANARY);
        }
        assertThat(story.events("DriftCorrected")).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whateverSomebodyDoesToASecretInAwsIsPutRight(SecretDeed deed) {
        store(CANARY, "token");
        made(SPEC);
        List<String> before = secrets();

        deed.to(story);
        assertThat(secrets()).isNotEqualTo(before);
        story.passes(Duration.ofMinutes(15));

        assertThat(secrets()).isEqualTo(before);
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void aMissingSecretOrKeyIsNamedAndNothingIsDoneUntilItIsThere() {
        story.world().identities().forget(FakeCluster.NAMESPACE, "licences");
        made(SPEC);
        assertThat(story.stalled()).startsWith("SecretNotFound: ").contains("'licences'", FakeCluster.NAMESPACE);
        assertThat(story.writes()).isEmpty();

        story.world().identities().keep(FakeCluster.NAMESPACE, "licences", Map.of("dragen", CANARY));
        story.passes(Story.UNTIL_THE_NEXT_PASS);
        assertThat(story.stalled()).startsWith("SecretNotFound: ").contains("Key 'token'");
        assertThat(story.writes()).isEmpty();

        store(CANARY, "token");
        story.passes(Duration.ofMinutes(10));
        assertThat(story.readiness()).isEqualTo("True/Available");
    }

    @Test
    void aSecretThatGoesAwayLaterLeavesPipelinesWhatTheyHave() {
        store(CANARY, "token");
        made(SPEC);
        List<LiveObject> before = story.objects();

        story.world().identities().forget(FakeCluster.NAMESPACE, "licences");
        story.passes(Duration.ofHours(1));
        assertThat(story.stalled()).startsWith("SecretNotFound: ");
        assertThat(story.objects()).isEqualTo(before);
    }

    @Test
    void aValueThatAwsWouldNotTakeIsRefusedWithoutShowingIt() {
        for (String value : List.of("", CANARY.repeat(4_000))) {
            store(value, "token");
            made(SPEC);
            assertThat(story.stalled())
                    .contains("AWS Secrets Manager takes 1 to 65536")
                    .doesNotContain(CANARY);
        }
        assertThat(story.writes()).isEmpty();
    }

    @Test
    void anEntryThatIsTakenOutGoesFromAwsOnceNothingRuns() {
        store(CANARY, "token");
        made(SPEC);
        story.submit("work", 4);
        story.passes(Story.UNTIL_THE_NEXT_PASS);

        story.edit(spec -> spec.withPipelineSecrets(List.of(TOKEN)));
        story.passes(Duration.ofHours(1));
        assertThat(story.objects(KIND)).hasSize(2);

        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.objects(KIND)).extracting(LiveObject::name).allMatch(name -> name.endsWith("/TOKEN"));

        story.edit(spec -> spec.withPipelineSecrets(List.of()));
        story.passes(Duration.ofMinutes(30));
        assertThat(story.objects(KIND)).isEmpty();
        assertThat(story.objects("AWS::IAM::Role").toString()).doesNotContain("secretsmanager");
    }

    @Test
    void theyGoWithTheEnvironmentThoughTheirSecretIsGoneAlready() {
        store(CANARY, "token");
        made(SPEC);
        story.world().identities().forget(FakeCluster.NAMESPACE, "licences");
        story.delete();
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }

    @Test
    void anOperatorThatHasJustStartedWaitsForAwsToListWhatThereIsBeforeItBelievesThatThereIsNothing() {
        store(CANARY, "token");
        made(SPEC);
        story.world().startOperator();
        story.delete();
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }

    @Test
    void queuesOfSomebodyElseHaveSecretsTooForARoleOfTheirOwn() {
        store(CANARY, "token");
        Strangers.queues(story, "theirs");
        List<LiveObject> theirs = story.objects();
        made(SPEC.withForge(null)
                .withManual(new ManualSpec("theirs", "theirs"))
                .withExecutionRoleArn("arn:aws:iam::111122223333:role/nextflow-execution"));

        assertThat(story.readiness()).isEqualTo("True/Available");
        assertThat(value("LICENSE")).isEqualTo(CANARY);
        story.delete();
        story.passes(Duration.ofMinutes(30));
        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEqualTo(theirs);
    }

    private void made(AwsBatchComputeEnvironmentSpec spec) {
        story.world().cluster().apply(Story.NAME, spec);
        story.world().wake();
        story.passes(Duration.ofMinutes(4));
    }

    private void store(String license, String token) {
        story.world().identities().keep(FakeCluster.NAMESPACE, "licences", Map.of("dragen", license, "token", token));
    }

    /** Everything about them but their ARNs, which are new when they are. */
    private List<String> secrets() {
        return story.objects(KIND).stream()
                .map(one -> one.name() + " " + one.state() + " " + one.tags() + " " + one.attributes())
                .toList();
    }

    private LiveObject secret(String name) {
        return story.objects(KIND).stream()
                .filter(one -> one.name().endsWith("/" + name))
                .findFirst()
                .orElseThrow();
    }

    private Object value(String name) {
        return secret(name).attributes().get("secretString");
    }

    private Map<String, String> configMap() {
        return story.world().cluster().configMap("rnaseq-nextflow");
    }

    private void assertNothingIsGivenAway() {
        assertThat(story.environment().getStatus().toString()).doesNotContain(CANARY);
        assertThat(story.world().cluster().events().toString()).doesNotContain(CANARY);
        assertThat(configMap().toString()).doesNotContain(CANARY);
        assertThat(story.calls().stream().map(call -> call.request().toString()))
                .noneMatch(text -> text.contains(CANARY));
        assertThat(story.objects().stream()
                        .filter(one -> !one.kind().equals(KIND))
                        .map(Object::toString))
                .noneMatch(text -> text.contains(CANARY));
        assertThat(story.objects(KIND))
                .allSatisfy(one -> assertThat(one.tags().toString()).doesNotContain(CANARY));
    }
}
