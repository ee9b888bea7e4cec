package io.towerforge.operator.aws;

import io.towerforge.operator.model.ResourceKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One AWS account in one Region, through one set of credentials: everything a pass over an environment may do there.
 *
 * @param managers one for every kind
 * @param catalogs what can be looked up, one of each kind of look-up
 */
public record AwsAccount(
        CallerIdentity identity,
        String region,
        Map<ResourceKind, ResourceManager<?>> managers,
        List<Catalog> catalogs) {
    public AwsAccount {
        managers = Map.copyOf(managers);
        catalogs = List.copyOf(catalogs);
        for (ResourceKind kind : ResourceKind.values()) {
            if (!managers.containsKey(kind) || managers.get(kind).kind() != kind) {
                throw new IllegalArgumentException("There is no manager for the kind " + kind.words() + ".");
            }
        }
    }

    /** An account with these managers, in any order. */
    public static AwsAccount of(
            CallerIdentity identity,
            String region,
            Collection<ResourceManager<?>> managers,
            Collection<? extends Catalog> catalogs) {
        return new AwsAccount(
                identity,
                region,
                managers.stream().collect(Collectors.toMap(ResourceManager::kind, Function.identity())),
                List.copyOf(catalogs));
    }

    /**
     * The account's way to look something up.
     *
     * @param type the interface of the look-up, such as {@code Networks.class}
     */
    public <C extends Catalog> C catalog(Class<C> type) {
        return catalogs.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("Nothing in this account looks up " + type.getSimpleName() + "."));
    }

    public String accountId() {
        return identity.accountId();
    }

    public String partition() {
        return identity.partition();
    }
}
