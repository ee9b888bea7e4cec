package io.towerforge.operator.reconciler;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Secrets of a real cluster, read one by one: to list or watch them would show those that are nobody's business. */
public final class KubernetesSecrets implements Secrets {
    private static final int FORBIDDEN = 403;

    private final KubernetesClient client;
    private final @Nullable String ownNamespace;

    /** @param ownNamespace null when it is not known, as on a developer's machine */
    public KubernetesSecrets(KubernetesClient client, @Nullable String ownNamespace) {
        this.client = client;
        this.ownNamespace = ownNamespace;
    }

    @Override
    public SecretReading own(String name) {
        return ownNamespace == null
                ? SecretReading.failed("The operator does not know its own namespace, where Secret '" + name
                        + "' would be. Set TOWERFORGE_NAMESPACE.")
                : read(ownNamespace, name);
    }

    @Override
    public SecretReading read(String namespace, String name) {
        Secret secret;
        try {
            secret = client.secrets().inNamespace(namespace).withName(name).get();
        } catch (KubernetesClientException e) {
            if (e.getCode() != FORBIDDEN) {
                throw e;
            }
            return SecretReading.failed("The operator may not read Secret '" + name + "' in namespace '" + namespace
                    + "'. Add the namespace to `pipelineSecrets.namespaces` of the Helm chart, or give the operator's service"
                    + " account the verb get on this Secret.");
        }
        return secret == null
                ? SecretReading.failed("There is no Secret '" + name + "' in namespace '" + namespace + "'. Create it.")
                : SecretReading.of(
                        secret.getMetadata().getUid(), secret.getMetadata().getResourceVersion(), decoded(secret));
    }

    private static Map<String, byte[]> decoded(Secret secret) {
        Map<String, byte[]> data = new HashMap<>();
        if (secret.getData() != null) {
            secret.getData()
                    .forEach((key, value) ->
                            data.put(key, Base64.getMimeDecoder().decode(value)));
        }
        return data;
    }
}
