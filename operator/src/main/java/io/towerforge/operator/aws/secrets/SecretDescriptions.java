package io.towerforge.operator.aws.secrets;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Freshness;
import io.towerforge.operator.aws.SharedList;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * What is known of secrets. A listing may be five minutes old (AWS Secrets Manager API reference, ListSecrets), so it only tells which
 * names there are, beside those this process has met already; what they are is asked one by one, and never older than asked for.
 */
final class SecretDescriptions {
    private static final String OUR_NAMES = "tower-";
    private static final String OUR_TAGS = "towerforge.io/";

    private final SecretsManagerClient secrets;
    private final InstantSource clock;
    private final SharedList<String> listing;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    SecretDescriptions(SecretsManagerClient secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
        Filter names = Filter.builder()
                .key(FilterNameStringType.NAME)
                .values(OUR_NAMES)
                .build();
        Filter tags = Filter.builder()
                .key(FilterNameStringType.TAG_KEY)
                .values(OUR_TAGS)
                .build();
        this.listing = new SharedList<>(
                        clock,
                        (String name) -> name,
                        name -> false,
                        () -> Aws.call(
                                "list the secrets of the account",
                                () -> secrets.listSecretsPaginator(request -> request.filters(names, tags)).stream()
                                        .flatMap(page -> page.secretList().stream())
                                        .map(SecretListEntry::name)
                                        .toList()))
                .rarelyUsed();
    }

    /** The names that begin so, of secrets that are or were there. */
    Set<String> names(String prefix, Instant notOlderThan) {
        Set<String> names = new TreeSet<>(listing.get(notOlderThan));
        names.addAll(readings.keySet());
        names.removeIf(name -> !name.startsWith(prefix));
        return names;
    }

    /** Empty when there is none; one that is scheduled for deletion has a date of deletion. */
    Optional<DescribeSecretResponse> find(String name, Instant notOlderThan) {
        Instant now = clock.instant();
        Reading known = readings.get(name);
        if (known != null && known.isAtLeast(notOlderThan, now)) {
            return Optional.of(known.description);
        }
        Optional<DescribeSecretResponse> description = Aws.callUnlessAbsent(
                "read what secret " + name + " is", () -> secrets.describeSecret(request -> request.secretId(name)));
        description.ifPresentOrElse(found -> readings.put(name, new Reading(found, now)), () -> readings.remove(name));
        return description;
    }

    /** Something was changed, or perhaps was: it is read again before it is shown. */
    void changed(String name) {
        readings.compute(name, (key, known) -> new Reading(known == null ? null : known.description, Instant.MIN));
    }

    private record Reading(DescribeSecretResponse description, Instant at) {
        boolean isAtLeast(Instant notOlderThan, Instant now) {
            return !at.equals(Instant.MIN)
                    && Freshness.isEnough(at, notOlderThan.isAfter(now) ? now : notOlderThan, now);
        }
    }
}
