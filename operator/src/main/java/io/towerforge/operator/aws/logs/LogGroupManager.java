package io.towerforge.operator.aws.logs;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Mark;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.aws.SharedList;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.LogGroup;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;

/**
 * CloudWatch log groups. The groups with our prefix are listed for everybody in one call for every 50; the listing shows no tags, so
 * those of a stack's own groups are read once and kept, see {@link LogGroupTags}.
 */
public final class LogGroupManager implements ResourceManager<LogGroup> {
    private static final String OUR_NAMES = "TowerForge-";
    private static final int LARGEST_PAGE = 50;

    private final CloudWatchLogsClient logs;
    private final SharedList<software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup> groups;
    private final LogGroupTags tags;

    public LogGroupManager(CloudWatchLogsClient logs, InstantSource clock) {
        this.logs = logs;
        this.tags = new LogGroupTags(logs, clock);
        DescribeLogGroupsRequest request = DescribeLogGroupsRequest.builder()
                .logGroupNamePrefix(OUR_NAMES)
                .limit(LARGEST_PAGE)
                .build();
        this.groups = new SharedList<>(
                clock,
                software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup::logGroupName,
                group -> false,
                () -> Aws.call(
                        "list the log groups of the account",
                        () -> logs.describeLogGroupsPaginator(request).stream()
                                .flatMap(page -> page.logGroups().stream())
                                .toList()));
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.LOG_GROUP;
    }

    @Override
    public List<Observed<LogGroup>> observe(StackId stack, Instant notOlderThan) {
        return groups.get(notOlderThan).stream()
                .filter(group -> group.logGroupName().startsWith(stack.prefix()))
                .flatMap(group -> tags
                        .of(group, notOlderThan)
                        .filter(all -> Tags.marks(all, stack))
                        .map(all -> new Observed<>(read(group, all), Observed.State.READY, ""))
                        .stream())
                .toList();
    }

    @Override
    public void create(LogGroup desired) {
        Mark.in(desired.tags(), desired.id())
                .claim(
                        desired.id(),
                        () -> known(desired.name()),
                        () -> now(desired.name()),
                        () -> groups.make(() -> {
                            Aws.call(
                                    "create " + desired.id(),
                                    () -> logs.createLogGroup(request -> request.logGroupName(desired.name())
                                            .tags(desired.tags().all())));
                            retention(desired)
                                    .ifPresent(call -> Aws.call("set the retention of " + desired.id(), call));
                            return tags.asCreated(desired);
                        }));
    }

    @Override
    public void update(LogGroup desired, Observed<LogGroup> actual, List<FieldDiff> diff) {
        software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup group = owned(actual);
        if (FieldDiff.touches(diff, "retentionDays")) {
            setRetention(desired);
        }
        if (FieldDiff.touches(diff, "tags")) {
            groups.write(
                    "tag " + desired.id(),
                    () -> tags.set(group, desired.tags(), actual.resource().tags()));
        }
    }

    @Override
    public void delete(Observed<LogGroup> actual) {
        owned(actual);
        String name = actual.resource().name();
        groups.remove("delete " + actual.id(), name, () -> logs.deleteLogGroup(request -> request.logGroupName(name)));
    }

    private void setRetention(LogGroup desired) {
        retention(desired).ifPresent(call -> groups.write("set the retention of " + desired.id(), call));
    }

    private Optional<Supplier<Object>> retention(LogGroup desired) {
        Integer days = desired.retentionDays();
        if (days == null) {
            return Optional.empty();
        }
        return Optional.of(
                days == 0
                        ? () -> logs.deleteRetentionPolicy(request -> request.logGroupName(desired.name()))
                        : () -> logs.putRetentionPolicy(
                                request -> request.logGroupName(desired.name()).retentionInDays(days)));
    }

    private software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup owned(Observed<LogGroup> actual) {
        software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup group =
                groups.known(actual.resource().name()).orElseThrow(() -> Mark.gone(actual.id()));
        Mark.in(actual.resource().tags(), actual.id())
                .mustBeOn(actual.id(), tags.of(group).orElse(Map.of()));
        return group;
    }

    private Optional<Map<String, String>> known(String name) {
        return groups.known(name).flatMap(tags::of);
    }

    private Optional<Map<String, String>> now(String name) {
        groups.get(Instant.MIN);
        return known(name);
    }

    private static LogGroup read(
            software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup group, Map<String, String> tags) {
        int days = group.retentionInDays() == null ? 0 : group.retentionInDays();
        return new LogGroup(group.logGroupName(), days, Tags.read(tags));
    }
}
