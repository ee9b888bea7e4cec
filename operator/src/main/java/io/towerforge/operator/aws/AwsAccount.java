package io.towerforge.operator.aws;

import io.towerforge.operator.model.ResourceKind;
import java.util.EnumMap;
import java.util.Map;

/**
 * One AWS account in one Region, through one set of credentials: everything a pass over an environment may do there.
 *
 * @param managers one for every kind
 */
public record AwsAccount(
        CallerIdentity identity,
        String region,
        Map<ResourceKind, ResourceManager<?>> managers,
        Images images,
        Networks networks,
        Queues queues,
        BatchUsage batchUsage) {
    public AwsAccount {
        managers = Map.copyOf(new EnumMap<>(managers));
        for (ResourceKind kind : ResourceKind.values()) {
            if (!managers.containsKey(kind) || managers.get(kind).kind() != kind) {
                throw new IllegalArgumentException("There is no manager for the kind " + kind.words() + ".");
            }
        }
    }

    public String accountId() {
        return identity.accountId();
    }

    public String partition() {
        return identity.partition();
    }
}
