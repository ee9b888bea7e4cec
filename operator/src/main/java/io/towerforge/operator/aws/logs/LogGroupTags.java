package io.towerforge.operator.aws.logs;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Freshness;
import io.towerforge.operator.model.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * The tags of log groups. Reading them takes a call for each group, so they are read when a group is first seen, after every change
 * of our own and otherwise once in {@link #HOLD}: tags that somebody changes by hand are noticed that late, and cost nothing until
 * then.
 */
final class LogGroupTags {
    static final Duration HOLD = Duration.ofHours(1);

    private static final Duration SAME_MOMENT = Duration.ofMinutes(1);

    /** Stands for the time of creation as long as CloudWatch has not told it. */
    private static final long JUST_MADE = -1;

    private final CloudWatchLogsClient logs;
    private final InstantSource clock;
    private final Map<String, Read> reads = new ConcurrentHashMap<>();

    LogGroupTags(CloudWatchLogsClient logs, InstantSource clock) {
        this.logs = logs;
        this.clock = clock;
    }

    /** As far as they are known, at most an hour old; empty when the group is gone by now. */
    Optional<Map<String, String>> of(LogGroup group) {
        return of(group, Instant.MIN);
    }

    /** At most an hour old, and read anew for whoever asks for what is there at this moment; empty when the group is gone. */
    Optional<Map<String, String>> of(LogGroup group, Instant notOlderThan) {
        Instant now = clock.instant();
        Read read = reads.get(group.logGroupName());
        if (isJustMade(group)) {
            return Optional.ofNullable(read).map(Read::tags); // not listed yet: it has no ARN to ask with
        }
        Instant oldest = Freshness.oldest(notOlderThan, now, HOLD);
        if (read != null && read.isOf(group) && Freshness.isEnough(read.at, oldest, now)) {
            return Optional.of(read.tags);
        }
        Optional<Map<String, String>> tags = Aws.callUnlessAbsent(
                        "read the tags of log group " + group.logGroupName(),
                        () -> logs.listTagsForResource(request -> request.resourceArn(arn(group))))
                .map(ListTagsForResourceResponse::tags);
        tags.ifPresent(all -> reads.put(group.logGroupName(), new Read(group.creationTime(), all, now)));
        return tags;
    }

    /** What CloudWatch will list once it has caught up with what was just made; its tags are known. */
    LogGroup asCreated(io.towerforge.operator.model.LogGroup desired) {
        reads.put(desired.name(), new Read(JUST_MADE, desired.tags().all(), clock.instant()));
        return LogGroup.builder()
                .logGroupName(desired.name())
                .creationTime(JUST_MADE)
                .retentionInDays(desired.retentionDays())
                .build();
    }

    /**
     * Sets what is missing and takes away what is ours and not wanted; tags of others stay. A group that is not listed yet has no ARN
     * that we know: its turn comes with the next pass.
     */
    Tags set(LogGroup group, Tags desired, Tags actual) {
        if (isJustMade(group)) {
            return actual;
        }
        try {
            desired.replace(
                    actual,
                    keys -> logs.untagResource(
                            request -> request.resourceArn(arn(group)).tagKeys(keys)),
                    tags -> logs.tagResource(
                            request -> request.resourceArn(arn(group)).tags(tags)));
            return desired;
        } finally {
            reads.remove(group.logGroupName());
        }
    }

    /** The ARN without the trailing {@code :*} of the older form (CloudWatch Logs API reference, LogGroup). */
    private static String arn(LogGroup group) {
        String arn = group.logGroupArn() == null ? group.arn() : group.logGroupArn();
        return arn.endsWith(":*") ? arn.substring(0, arn.length() - 2) : arn;
    }

    private static boolean isJustMade(LogGroup group) {
        return Objects.equals(group.creationTime(), JUST_MADE);
    }

    private record Read(Long creationTime, Map<String, String> tags, Instant at) {
        boolean isOf(LogGroup group) {
            return creationTime != null
                    && (creationTime.equals(group.creationTime()) || creationTime == JUST_MADE && isFromThen(group));
        }

        /** The clocks of AWS and of this machine may differ a little. */
        private boolean isFromThen(LogGroup group) {
            Duration apart = Duration.between(at, Instant.ofEpochMilli(group.creationTime()));
            return apart.abs().compareTo(SAME_MOMENT) < 0;
        }
    }
}
