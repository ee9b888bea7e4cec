package io.towerforge.operator;

import io.towerforge.operator.aws.AwsAccess;
import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.aws.CallerIdentity;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.aws.iam.RoleList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * One identity in one account. Its credentials may be renewed while everything that was read and written with the old ones is still
 * known; other credentials that lead into another account are another session.
 */
final class AwsSession {
    private final AtomicReference<AwsAccess> access;
    private final CallerIdentity caller;
    private final Function<String, AwsClients> opener;
    private final Map<String, AwsClients> clients = new HashMap<>();
    private final Map<String, AwsAccount> accounts = new HashMap<>();
    private Global global;

    /**
     * @param access read before each call by the clients the opener makes
     * @param opener makes the clients of a region
     */
    AwsSession(
            AtomicReference<AwsAccess> access,
            CallerIdentity caller,
            Function<String, AwsClients> opener,
            Map<String, AwsClients> openAlready) {
        this.access = access;
        this.caller = caller;
        this.opener = opener;
        this.clients.putAll(openAlready);
    }

    CallerIdentity caller() {
        return caller;
    }

    boolean isEnteredBy(AwsAccess wanted) {
        return access.get().equals(wanted);
    }

    /** From the next call on. */
    void renew(AwsAccess renewed) {
        access.set(renewed);
    }

    synchronized AwsClients clients(String region) {
        return clients.computeIfAbsent(region, opener);
    }

    /** @param open puts the account together, the first time it is needed */
    synchronized AwsAccount account(String region, Function<AwsClients, AwsAccount> open) {
        AwsAccount known = accounts.get(region);
        if (known == null) {
            known = open.apply(clients(region));
            accounts.put(region, known);
        }
        return known;
    }

    /** @param open puts it together, the first time it is needed, through the clients of that region */
    synchronized Global global(String region, Function<AwsClients, Global> open) {
        if (global == null) {
            global = open.apply(clients(region));
        }
        return global;
    }

    /** IAM is one for all regions of an account, and so are its lists and its budget of calls. */
    record Global(RoleList roles, List<ResourceManager<?>> managers) {}
}
