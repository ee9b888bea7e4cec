package io.towerforge.operator.aws.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.Meddling;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.aws.ResourceManagerContract;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.HiddenText;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class SecretManagerTest extends ResourceManagerContract<Secret> {
    @Override
    protected Secret prepare() {
        return ExampleStack.secret();
    }

    @Override
    protected List<Secret> edits() {
        Secret renewed = new Secret(
                desired.name(), "fedcba9876543210".repeat(2), new HiddenText("renewed"), desired.tags(), null);
        return List.of(
                renewed,
                new Secret(
                        desired.name(),
                        renewed.version(),
                        renewed.value(),
                        ExampleStack.otherTags("pipeline-secret"),
                        null),
                desired);
    }

    @Override
    protected List<Meddling> meddlings() {
        SecretsManagerClient secrets = world.somebody().secrets();
        return List.of(
                new Meddling(
                        "another value is put",
                        () -> secrets.putSecretValue(request -> request.secretId(desired.name())
                                .clientRequestToken("by-hand".repeat(5))
                                .secretString("by hand"))),
                new Meddling("a label is taken off", () -> untag("team")),
                new Meddling(
                        "a label is changed",
                        () -> secrets.tagResource(request -> request.secretId(desired.name())
                                .tags(Tag.builder().key("team").value("others").build()))));
    }

    @Override
    protected void plant(Map<String, String> tags) {
        world.somebody()
                .secrets()
                .createSecret(request -> request.name(desired.name())
                        .clientRequestToken(desired.version() + "-planted")
                        .secretString("planted")
                        .tags(tags.entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList()));
    }

    @Override
    protected void untag(String key) {
        world.somebody()
                .secrets()
                .untagResource(request -> request.secretId(desired.name()).tagKeys(key));
    }

    @Test
    void theValueIsNotPrinted() {
        assertThat(desired + " " + FieldDiff.between(edits().get(0), desired))
                .doesNotContain(desired.value().reveal(), "renewed");
    }

    @Test
    void aSecretThatSomebodyScheduledForDeletionIsRestored() {
        ResourceManager<Secret> manager = manager();
        manager.create(desired);
        world.somebody().secrets().deleteSecret(request -> request.secretId(desired.name()));
        world.catchUp();
        assertThat(manager.observe(ExampleStack.STACK, world.clock().instant())).isEmpty();

        manager.create(desired);

        assertThat(manager.observe(ExampleStack.STACK, world.clock().instant()))
                .singleElement()
                .satisfies(one ->
                        assertThat(FieldDiff.between(desired, one.resource())).isEmpty());
    }

    @SuppressWarnings("unchecked") // the manager of this kind takes this record
    private ResourceManager<Secret> manager() {
        return (ResourceManager<Secret>) world.open().managers().get(ResourceKind.SECRET);
    }
}
