package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.PipelineSecret;
import io.towerforge.api.v1alpha1.SecretKeyRef;
import io.towerforge.operator.world.FakeCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.ContainerProperties;
import software.amazon.awssdk.services.batch.model.KeyValuePair;
import software.amazon.awssdk.services.batch.model.Secret;

/** What the job that runs Nextflow sees of the environment's pipeline secrets. */
class HeadJobSecretTest {
    private static final PipelineSecret TOKEN = secret("TOWER_ACCESS_TOKEN");

    private final Story story = Story.begins();

    @Test
    void aHeadJobSeesEachAsAVariableThatTheExecutionRoleFills() {
        made(secret("LICENSE"), TOKEN);

        String environmentId = story.environment().getStatus().environmentId();
        assertThat(secrets()).containsOnlyKeys("LICENSE", TOKEN.name());
        assertThat(secrets().get("LICENSE"))
                .startsWith("arn:aws:secretsmanager:")
                .endsWith(":secret:tower-" + environmentId + "/LICENSE");
        assertThat(headJob().executionRoleArn()).endsWith("-ExecutionRole");

        story.edit(spec -> spec.withPipelineSecrets(List.of(TOKEN)));
        story.passes(Duration.ofMinutes(30));
        assertThat(secrets()).containsOnlyKeys(TOKEN.name());

        story.edit(spec -> spec.withPipelineSecrets(List.of()));
        story.passes(Duration.ofMinutes(30));
        assertThat(secrets()).isEmpty();
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void aSecretWinsOverWhatAHeadJobWouldHaveBeenTold() {
        made(secret("AWS_MAX_ATTEMPTS"));

        assertThat(secrets()).containsOnlyKeys("AWS_MAX_ATTEMPTS");
        assertThat(headJob().environment())
                .extracting(KeyValuePair::name)
                .contains("AWS_RETRY_MODE")
                .doesNotContain("AWS_MAX_ATTEMPTS");
    }

    private void made(PipelineSecret... secrets) {
        story.world().identities().keep(FakeCluster.NAMESPACE, "licences", Map.of("key", "value"));
        story.world().cluster().apply(Story.NAME, Story.SPOT.withPipelineSecrets(List.of(secrets)));
        story.world().wake();
        story.passes(Duration.ofMinutes(4));
    }

    private static PipelineSecret secret(String name) {
        return new PipelineSecret(name, new SecretKeyRef("licences", "key"));
    }

    private Map<String, String> secrets() {
        return headJob().secrets().stream().collect(Collectors.toMap(Secret::name, Secret::valueFrom));
    }

    private ContainerProperties headJob() {
        String name = story.environment().getStatus().nextflow().headJobDefinition();
        return story.person()
                .batch()
                .describeJobDefinitions(
                        request -> request.jobDefinitionName(name).status("ACTIVE"))
                .jobDefinitions()
                .get(0)
                .containerProperties();
    }
}
