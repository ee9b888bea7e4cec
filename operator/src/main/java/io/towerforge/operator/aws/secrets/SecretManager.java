package io.towerforge.operator.aws.secrets;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Mark;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.Secret;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/**
 * Secrets of Secrets Manager. A version is named by us: what stands for the value, a hyphen, and what stands for the version it
 * replaces. So a repetition has the same name and is harmless, and a value that somebody has put in between is replaced. Deleted secrets
 * are gone at once: what they held is in Kubernetes.
 */
public final class SecretManager implements ResourceManager<Secret> {
    private static final String CURRENT = "AWSCURRENT";

    private final SecretsManagerClient secrets;
    private final SecretDescriptions descriptions;

    public SecretManager(SecretsManagerClient secrets, InstantSource clock) {
        this.secrets = secrets;
        this.descriptions = new SecretDescriptions(secrets, clock);
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.SECRET;
    }

    @Override
    public List<Observed<Secret>> observe(StackId stack, Instant notOlderThan) {
        return descriptions.names(stack.secretPrefix(), notOlderThan).stream()
                .flatMap(name -> descriptions.find(name, notOlderThan).stream())
                .filter(found -> found.deletedDate() == null && Tags.marks(tags(found), stack))
                .map(found -> new Observed<>(read(found), Observed.State.READY, ""))
                .toList();
    }

    @Override
    public void create(Secret desired) {
        String name = desired.name();
        Mark mark = Mark.in(desired.tags(), desired.id());
        Optional<DescribeSecretResponse> there = descriptions.find(name, Instant.MAX);
        if (there.filter(found -> found.deletedDate() != null).isPresent()) {
            mark.mustBeOn(desired.id(), tags(there.get()));
            write("restore " + desired.id(), name, () -> secrets.restoreSecret(request -> request.secretId(name)));
            return;
        }
        mark.claim(
                desired.id(),
                () -> there.map(SecretManager::tags),
                () -> descriptions.find(name, Instant.MAX).map(SecretManager::tags),
                () -> write(
                        "create " + desired.id(),
                        name,
                        () -> secrets.createSecret(request -> request.name(name)
                                .secretString(desired.value().reveal())
                                .clientRequestToken(token(desired, ""))
                                .tags(tags(desired.tags().all())))));
    }

    @Override
    public void update(Secret desired, Observed<Secret> actual, List<FieldDiff> diff) {
        DescribeSecretResponse found = owned(actual);
        String name = desired.name();
        if (FieldDiff.touches(diff, "version")) {
            write(
                    "set the value of " + desired.id(),
                    name,
                    () -> secrets.putSecretValue(request -> request.secretId(name)
                            .secretString(desired.value().reveal())
                            .clientRequestToken(token(desired, current(found)))));
        }
        if (FieldDiff.touches(diff, "tags")) {
            desired.tags()
                    .replace(
                            Tags.read(tags(found)),
                            keys -> write(
                                    "untag " + desired.id(),
                                    name,
                                    () -> secrets.untagResource(
                                            request -> request.secretId(name).tagKeys(keys))),
                            tags -> write(
                                    "tag " + desired.id(),
                                    name,
                                    () -> secrets.tagResource(
                                            request -> request.secretId(name).tags(tags(tags)))));
        }
    }

    @Override
    public void delete(Observed<Secret> actual) {
        owned(actual);
        String name = actual.resource().name();
        try {
            Aws.callUnlessAbsent(
                    "delete " + actual.id(),
                    () -> secrets.deleteSecret(request -> request.secretId(name).forceDeleteWithoutRecovery(true)));
        } finally {
            descriptions.changed(name);
        }
    }

    private void write(String what, String name, Supplier<?> call) {
        try {
            Aws.call(what, call);
        } finally {
            descriptions.changed(name);
        }
    }

    private DescribeSecretResponse owned(Observed<Secret> actual) {
        ResourceId id = actual.id();
        DescribeSecretResponse found = descriptions
                .find(actual.resource().name(), Instant.MAX)
                .filter(one -> one.deletedDate() == null)
                .orElseThrow(() -> Mark.gone(id));
        Mark.in(actual.resource().tags(), id).mustBeOn(id, tags(found));
        return found;
    }

    private static Secret read(DescribeSecretResponse found) {
        String current = current(found);
        boolean ours = current.length() > Secret.VERSION_LENGTH && current.charAt(Secret.VERSION_LENGTH) == '-';
        return new Secret(
                found.name(),
                ours ? current.substring(0, Secret.VERSION_LENGTH) : current,
                null,
                Tags.read(tags(found)),
                found.arn());
    }

    private static String current(DescribeSecretResponse found) {
        return found.versionIdsToStages().entrySet().stream()
                .filter(version -> version.getValue().contains(CURRENT))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static String token(Secret desired, String replaced) {
        return desired.version() + "-" + String.format(Locale.ROOT, "%08x", replaced.hashCode());
    }

    private static Map<String, String> tags(DescribeSecretResponse found) {
        return found.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
