package io.towerforge.simulator;

import io.towerforge.simulator.core.Service;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What credentials are worth, in several simulated accounts. Every access key is good until it is taken back or another secret is set
 * for it, and every role lets everybody in until it asks for an external id or is closed.
 */
public final class SimulatedKeys {
    /** No external id opens a role with this one. */
    private static final String CLOSED = "";

    private final SimulatedAws home;
    private final Function<String, SimulatedAws> opener;
    private final ConcurrentMap<String, SimulatedAws> accounts = new ConcurrentHashMap<>();
    private final Map<String, String> accountOfKey = new ConcurrentHashMap<>();
    private final Map<String, String> secretOfKey = new ConcurrentHashMap<>();
    private final Map<String, String> externalIdOfRole = new ConcurrentHashMap<>();

    /**
     * @param home the account that keys lead into unless something else was said
     * @param opener opens another account by its number
     */
    public SimulatedKeys(SimulatedAws home, Function<String, SimulatedAws> opener) {
        this.home = home;
        this.opener = opener;
        accounts.put(home.accountId(), home);
    }

    /** The account of that number, opened when it is asked for first. */
    public SimulatedAws account(String id) {
        return accounts.computeIfAbsent(id, opener);
    }

    /** The account that a key and a role lead into: the role's, if there is one (AWS General Reference, ARNs). */
    public SimulatedAws account(@Nullable String keyId, @Nullable String roleArn) {
        if (roleArn != null) {
            return account(roleArn.split(":", -1)[4]);
        }
        return keyId == null ? home : account(accountOfKey.getOrDefault(keyId, home.accountId()));
    }

    /** From now on only with this secret, and into that account. */
    public void issue(String keyId, String secret, String accountId) {
        accountOfKey.put(keyId, accountId);
        secretOfKey.put(keyId, secret);
    }

    /** As when somebody deactivates or deletes the key. */
    public void revoke(String keyId) {
        secretOfKey.put(keyId, CLOSED);
    }

    /** From now on the role's trust policy asks for this external id. */
    public void askForExternalId(String roleArn, String externalId) {
        externalIdOfRole.put(roleArn, externalId);
    }

    /** From now on the role's trust policy lets nobody in. */
    public void close(String roleArn) {
        externalIdOfRole.put(roleArn, CLOSED);
    }

    /** Refuses a call that is signed with a key AWS does not know, or with a wrong secret. */
    public void checkKey(String keyId, String secret) {
        String right = secretOfKey.get(keyId);
        if (right == null || right.equals(secret)) {
            return;
        }
        throw right.equals(CLOSED)
                ? Service.STS.error(
                        403, "InvalidClientTokenId", "The security token included in the request is invalid.")
                : Service.STS.error(
                        403,
                        "SignatureDoesNotMatch",
                        "The request signature we calculated does not match the signature you provided.");
    }

    /** Refuses to let somebody be a role whose trust policy does not allow it. */
    public void checkRole(String roleArn, @Nullable String externalId) {
        String right = externalIdOfRole.get(roleArn);
        if (right != null && (right.equals(CLOSED) || !right.equals(externalId))) {
            throw Service.STS.error(
                    403,
                    "AccessDenied",
                    "User: arn:aws:sts::" + home.accountId()
                            + ":assumed-role/operator/simulated is not authorized to perform: sts:AssumeRole on resource: "
                            + roleArn);
        }
    }
}
