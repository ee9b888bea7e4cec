package io.towerforge.operator.aws.logs;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.Meddling;
import io.towerforge.operator.aws.ResourceManagerContract;
import io.towerforge.operator.model.LogGroup;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

class LogGroupManagerTest extends ResourceManagerContract<LogGroup> {
    @Override
    protected LogGroup prepare() {
        return ExampleStack.logGroup();
    }

    @Override
    protected List<LogGroup> edits() {
        return List.of(
                new LogGroup(desired.name(), 90, desired.tags()),
                new LogGroup(desired.name(), 90, ExampleStack.otherTags("log-group")));
    }

    @Override
    protected List<Meddling> meddlings() {
        CloudWatchLogsClient logs = world.somebody().logs();
        return List.of(
                new Meddling(
                        "the retention is changed",
                        () -> logs.putRetentionPolicy(
                                request -> request.logGroupName(desired.name()).retentionInDays(1))),
                new Meddling(
                        "the retention is taken away",
                        () -> logs.deleteRetentionPolicy(request -> request.logGroupName(desired.name()))),
                new Meddling("a label is taken off", () -> untag("team")),
                new Meddling(
                        "a label is changed",
                        () -> logs.tagResource(
                                request -> request.resourceArn(arn()).tags(Map.of("team", "others")))));
    }

    @Override
    protected void plant(Map<String, String> tags) {
        world.somebody()
                .logs()
                .createLogGroup(request -> request.logGroupName(desired.name()).tags(tags));
    }

    @Override
    protected void untag(String key) {
        world.somebody()
                .logs()
                .untagResource(request -> request.resourceArn(arn()).tagKeys(key));
    }

    private String arn() {
        return world.arn("logs", "log-group:" + desired.name());
    }
}
