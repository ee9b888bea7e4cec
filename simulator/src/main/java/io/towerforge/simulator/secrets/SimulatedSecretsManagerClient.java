package io.towerforge.simulator.secrets;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;

/** Secrets Manager's operations for one actor: what is asked, put to {@link SecretsManager}. */
final class SimulatedSecretsManagerClient implements SecretsManagerClient {
    private static final int PAGE = 100;

    private final Gateway gateway;
    private final SecretsManager secrets;

    SimulatedSecretsManagerClient(Gateway gateway, SecretsManager secrets) {
        this.gateway = gateway;
        this.secrets = secrets;
    }

    @Override
    public CreateSecretResponse createSecret(CreateSecretRequest request) {
        return gateway.write("CreateSecret", request, () -> {
            SecretState made = secrets.create(
                    request.name(), request.clientRequestToken(), request.secretString(), map(request.tags()));
            return CreateSecretResponse.builder()
                    .arn(made.arn())
                    .name(made.name())
                    .versionId(made.current())
                    .build();
        });
    }

    @Override
    public PutSecretValueResponse putSecretValue(PutSecretValueRequest request) {
        return gateway.write("PutSecretValue", request, () -> {
            SecretState changed = secrets.put(request.secretId(), request.clientRequestToken(), request.secretString());
            return PutSecretValueResponse.builder()
                    .arn(changed.arn())
                    .name(changed.name())
                    .versionId(request.clientRequestToken())
                    .build();
        });
    }

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
        return gateway.read(
                "GetSecretValue",
                request,
                () -> GetSecretValueResponse.builder()
                        .secretString(secrets.value(request.secretId()))
                        .build());
    }

    @Override
    public DeleteSecretResponse deleteSecret(DeleteSecretRequest request) {
        return gateway.write("DeleteSecret", request, () -> {
            SecretState deleted =
                    secrets.delete(request.secretId(), Boolean.TRUE.equals(request.forceDeleteWithoutRecovery()));
            return DeleteSecretResponse.builder()
                    .arn(deleted.arn())
                    .name(deleted.name())
                    .build();
        });
    }

    @Override
    public RestoreSecretResponse restoreSecret(RestoreSecretRequest request) {
        return gateway.write("RestoreSecret", request, () -> {
            SecretState restored = secrets.restore(request.secretId());
            return RestoreSecretResponse.builder()
                    .arn(restored.arn())
                    .name(restored.name())
                    .build();
        });
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return gateway.write("TagResource", request, () -> {
            secrets.tag(request.secretId(), map(request.tags()));
            return TagResourceResponse.builder().build();
        });
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        return gateway.write("UntagResource", request, () -> {
            secrets.untag(request.secretId(), request.tagKeys());
            return UntagResourceResponse.builder().build();
        });
    }

    @Override
    public DescribeSecretResponse describeSecret(DescribeSecretRequest request) {
        return gateway.read("DescribeSecret", request, () -> {
            SecretState secret = secrets.get(request.secretId());
            return DescribeSecretResponse.builder()
                    .arn(secret.arn())
                    .name(secret.name())
                    .deletedDate(secret.deletedAt())
                    .tags(tags(secret))
                    .versionIdsToStages(stages(secret))
                    .build();
        });
    }

    @Override
    public ListSecretsResponse listSecrets(ListSecretsRequest request) {
        return gateway.read("ListSecrets", request, () -> {
            Page<SecretState> page = Page.of(
                    secrets.listed(
                            filter(request, FilterNameStringType.NAME), filter(request, FilterNameStringType.TAG_KEY)),
                    SecretState::name,
                    request.nextToken(),
                    gateway.pageSize(request.maxResults(), PAGE));
            return ListSecretsResponse.builder()
                    .secretList(page.items().stream()
                            .map(secret -> SecretListEntry.builder()
                                    .arn(secret.arn())
                                    .name(secret.name())
                                    .tags(tags(secret))
                                    .secretVersionsToStages(stages(secret))
                                    .build())
                            .toList())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing to release; the account outlives its clients.
    }

    private static @Nullable String filter(ListSecretsRequest request, FilterNameStringType key) {
        return request.filters().stream()
                .filter(filter -> filter.key() == key)
                .map(filter -> filter.values().get(0))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, List<String>> stages(SecretState secret) {
        Map<String, List<String>> stages = new HashMap<>();
        if (secret.previous() != null) {
            stages.put(secret.previous(), List.of("AWSPREVIOUS"));
        }
        stages.put(secret.current(), List.of("AWSCURRENT"));
        return stages;
    }

    private static List<Tag> tags(SecretState secret) {
        return secret.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static Map<String, String> map(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }
}
