package io.towerforge.simulator.secrets;

import io.towerforge.simulator.core.EventualMap;
import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.core.SimulatedService;
import io.towerforge.simulator.core.Simulation;
import io.towerforge.simulator.core.TagRules;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Secrets Manager, without rotation and replication. Only listings lag behind writes. */
public final class SecretsManager implements SimulatedService {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");
    // AWS Secrets Manager API reference, CreateSecret, "SecretString" and "ClientRequestToken".
    private static final int LONGEST_VALUE = 65_536;
    private static final int SHORTEST_TOKEN = 32;
    private static final int LONGEST_TOKEN = 64;

    private final Simulation simulation;
    private final EventualMap<SecretState> secrets;
    private int made;

    public SecretsManager(Simulation simulation) {
        this.simulation = simulation;
        this.secrets =
                new EventualMap<>(simulation.timeline(), simulation.timings().logGroupLag());
    }

    @Override
    public Service service() {
        return Service.SECRETS_MANAGER;
    }

    @Override
    public Class<SecretsManagerClient> clientType() {
        return SecretsManagerClient.class;
    }

    @Override
    public SecretsManagerClient client(Gateway gateway) {
        return new SimulatedSecretsManagerClient(gateway, this);
    }

    /** The secrets, those scheduled for deletion included. */
    @Override
    public List<LiveObject> objects() {
        return secrets.latest().stream()
                .map(secret -> new LiveObject(
                        "AWS::SecretsManager::Secret",
                        secret.name(),
                        secret.arn(),
                        secret.deletedAt() == null ? "" : "SCHEDULED_FOR_DELETION",
                        Collections.unmodifiableMap(secret.tags()),
                        Map.of(
                                "secretString",
                                Objects.requireNonNull(secret.versions().get(secret.current())))))
                .toList();
    }

    SecretState create(String name, String token, String value, Map<String, String> tags) {
        if (!NAME.matcher(name).matches()) {
            throw invalidParameter(
                    "Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
                            + " following: -/_+=.@!");
        }
        checkTags(tags);
        checkVersion(token, value);
        SecretState taken = secrets.latest(name);
        if (taken != null && taken.deletedAt() != null) {
            throw invalidRequest("You can't create this secret because a secret with this name is already scheduled for"
                    + " deletion.");
        }
        if (taken != null) {
            if (value.equals(taken.versions().get(token))) {
                return taken;
            }
            throw Service.SECRETS_MANAGER.error(
                    400,
                    "ResourceExistsException",
                    "The operation failed because the secret " + name + " already exists.");
        }
        SecretState secret = new SecretState(
                name,
                simulation.account().arn("secretsmanager", "secret:" + name + "-" + suffix(++made)),
                new TreeMap<>(tags),
                new LinkedHashMap<>(Map.of(token, value)),
                token,
                null,
                null);
        secrets.put(name, secret);
        return secret;
    }

    SecretState put(String id, String token, String value) {
        checkVersion(token, value);
        SecretState secret = usable(id);
        String known = secret.versions().get(token);
        if (known != null && known.equals(value)) {
            return secret;
        }
        if (known != null) {
            throw Service.SECRETS_MANAGER.error(
                    400,
                    "ResourceExistsException",
                    "You can't use ClientRequestToken " + token
                            + " because that value is already in use for a version of" + " secret " + secret.arn()
                            + ".");
        }
        return change(secret, one -> one.withVersion(token, value));
    }

    String value(String id) {
        SecretState secret = usable(id);
        return Objects.requireNonNull(secret.versions().get(secret.current()));
    }

    SecretState delete(String id, boolean forced) {
        SecretState secret = get(id);
        if (forced) {
            secrets.remove(secret.name());
            return secret;
        }
        return change(secret, one -> one.withDeletedAt(simulation.timeline().now()));
    }

    SecretState restore(String id) {
        return change(get(id), one -> one.withDeletedAt(null));
    }

    void tag(String id, Map<String, String> tags) {
        SecretState secret = usable(id);
        Map<String, String> all = new TreeMap<>(secret.tags());
        all.putAll(tags);
        checkTags(all);
        change(secret, one -> one.withTags(all));
    }

    void untag(String id, List<String> keys) {
        SecretState secret = usable(id);
        Map<String, String> rest = new TreeMap<>(secret.tags());
        rest.keySet().removeAll(keys);
        change(secret, one -> one.withTags(rest));
    }

    /** By name, or by ARN with or without the six characters at its end. */
    SecretState get(String id) {
        String prefix = simulation.account().arn("secretsmanager", "secret:");
        String name = id.startsWith(prefix) ? id.substring(prefix.length()) : id;
        return secrets.latest().stream()
                .filter(secret -> secret.name().equals(name) || secret.arn().equals(id))
                .findFirst()
                .orElseThrow(() -> Service.SECRETS_MANAGER.error(
                        400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
    }

    List<SecretState> listed(@Nullable String namePrefix, @Nullable String tagKeyPrefix) {
        return secrets.seen().stream()
                .filter(secret -> secret.deletedAt() == null)
                .filter(secret -> namePrefix == null || secret.name().startsWith(namePrefix))
                .filter(secret -> tagKeyPrefix == null
                        || secret.tags().keySet().stream().anyMatch(key -> key.startsWith(tagKeyPrefix)))
                .toList();
    }

    private SecretState usable(String id) {
        SecretState secret = get(id);
        if (secret.deletedAt() != null) {
            throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
        }
        return secret;
    }

    private SecretState change(SecretState secret, UnaryOperator<SecretState> change) {
        SecretState changed = change.apply(secret);
        secrets.put(secret.name(), changed);
        return changed;
    }

    private static String suffix(int number) {
        return ("00000" + Integer.toString(number, Character.MAX_RADIX)).replaceAll(".*(.{6})$", "$1");
    }

    private static void checkVersion(String token, String value) {
        if (token == null || token.length() < SHORTEST_TOKEN || token.length() > LONGEST_TOKEN) {
            throw invalidParameter("ClientRequestToken must be 32-64 characters long.");
        }
        if (value == null || value.isEmpty() || value.length() > LONGEST_VALUE) {
            throw invalidParameter("SecretString must have 1 to 65536 characters.");
        }
    }

    private static void checkTags(Map<String, String> tags) {
        TagRules.violation(tags).ifPresent(violation -> {
            throw invalidParameter(violation);
        });
    }

    private static RuntimeException invalidParameter(String message) {
        return Service.SECRETS_MANAGER.error(400, "InvalidParameterException", message);
    }

    private static RuntimeException invalidRequest(String message) {
        return Service.SECRETS_MANAGER.error(400, "InvalidRequestException", message);
    }
}
