package io.towerforge.simulator.logs;

import io.towerforge.simulator.core.EventualMap;
import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Service;
import io.towerforge.simulator.core.SimulatedService;
import io.towerforge.simulator.core.Simulation;
import io.towerforge.simulator.core.TagRules;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** CloudWatch Logs: log groups, without what is logged in them. */
public final class Logs implements SimulatedService {
    private static final Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
    // CloudWatch Logs API reference, PutRetentionPolicy, "retentionInDays".
    private static final Set<Integer> RETENTION_DAYS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private final Simulation simulation;
    private final EventualMap<LogGroupState> groups;

    public Logs(Simulation simulation) {
        this.simulation = simulation;
        this.groups =
                new EventualMap<>(simulation.timeline(), simulation.timings().logGroupLag());
    }

    @Override
    public Service service() {
        return Service.LOGS;
    }

    @Override
    public Class<CloudWatchLogsClient> clientType() {
        return CloudWatchLogsClient.class;
    }

    @Override
    public CloudWatchLogsClient client(Gateway gateway) {
        return new SimulatedCloudWatchLogsClient(gateway, this);
    }

    /** The log groups. */
    @Override
    public List<LiveObject> objects() {
        return groups.latest().stream()
                .map(group -> new LiveObject(
                        "AWS::Logs::LogGroup",
                        group.name(),
                        group.arn(),
                        "",
                        Collections.unmodifiableMap(group.tags()),
                        group.retentionDays() == null ? Map.of() : Map.of("retentionInDays", group.retentionDays())))
                .toList();
    }

    void create(String name, Map<String, String> tags) {
        if (!NAME.matcher(name).matches() || name.startsWith("aws/")) {
            throw invalid("The log group name '" + name + "' has characters or a length that are not allowed.");
        }
        checkTags(tags);
        if (groups.latest(name) != null) {
            throw Service.LOGS.error(400, "ResourceAlreadyExistsException", "The specified log group already exists");
        }
        groups.put(
                name,
                new LogGroupState(
                        name,
                        simulation.account().arn("logs", "log-group:" + name),
                        simulation.timeline().now(),
                        null,
                        new TreeMap<>(tags)));
    }

    void delete(String name) {
        get(name);
        groups.remove(name);
    }

    void setRetention(String name, @Nullable Integer days) {
        if (days != null && !RETENTION_DAYS.contains(days)) {
            throw invalid("A retention of " + days + " days is not one of the values CloudWatch Logs allows.");
        }
        change(name, group -> group.withRetention(days));
    }

    void tag(String arn, Map<String, String> tags) {
        change(nameOf(arn), group -> {
            Map<String, String> all = new TreeMap<>(group.tags());
            all.putAll(tags);
            checkTags(all);
            return group.withTags(all);
        });
    }

    void untag(String arn, List<String> keys) {
        change(nameOf(arn), group -> {
            Map<String, String> rest = new TreeMap<>(group.tags());
            rest.keySet().removeAll(keys);
            return group.withTags(rest);
        });
    }

    Map<String, String> tags(String arn) {
        LogGroupState group = groups.seen(nameOf(arn));
        if (group == null) {
            throw notFound();
        }
        return group.tags();
    }

    List<LogGroupState> seen(String prefix) {
        return groups.seen().stream()
                .filter(group -> group.name().startsWith(prefix))
                .toList();
    }

    private void change(String name, UnaryOperator<LogGroupState> change) {
        groups.put(name, change.apply(get(name)));
    }

    private LogGroupState get(String name) {
        LogGroupState group = groups.latest(name);
        if (group == null) {
            throw notFound();
        }
        return group;
    }

    /** Tagging takes the ARN without the trailing {@code :*} (CloudWatch Logs API reference, TagResource). */
    private String nameOf(String arn) {
        String prefix = simulation.account().arn("logs", "log-group:");
        if (!arn.startsWith(prefix) || arn.endsWith(":*")) {
            throw invalid("The ARN '" + arn + "' is not that of a log group, without a trailing :*.");
        }
        return arn.substring(prefix.length());
    }

    private static void checkTags(Map<String, String> tags) {
        TagRules.violation(tags).ifPresent(violation -> {
            throw tags.size() > TagRules.MOST_TAGS
                    ? Service.LOGS.error(400, "TooManyTagsException", violation)
                    : invalid(violation);
        });
    }

    private static RuntimeException invalid(String message) {
        return Service.LOGS.error(400, "InvalidParameterException", message);
    }

    private static RuntimeException notFound() {
        return Service.LOGS.error(400, "ResourceNotFoundException", "The specified log group does not exist.");
    }
}
