package io.towerforge.simulator.logs;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Page;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceResponse;

/** CloudWatch Logs' operations for one actor: what is asked, put to {@link Logs}. */
final class SimulatedCloudWatchLogsClient implements CloudWatchLogsClient {
    private static final int PAGE = 50;

    private final Gateway gateway;
    private final Logs logs;

    SimulatedCloudWatchLogsClient(Gateway gateway, Logs logs) {
        this.gateway = gateway;
        this.logs = logs;
    }

    @Override
    public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
        return gateway.write("CreateLogGroup", request, () -> {
            logs.create(request.logGroupName(), request.tags());
            return CreateLogGroupResponse.builder().build();
        });
    }

    @Override
    public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request) {
        return gateway.write("DeleteLogGroup", request, () -> {
            logs.delete(request.logGroupName());
            return DeleteLogGroupResponse.builder().build();
        });
    }

    @Override
    public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request) {
        return gateway.write("PutRetentionPolicy", request, () -> {
            logs.setRetention(request.logGroupName(), request.retentionInDays());
            return PutRetentionPolicyResponse.builder().build();
        });
    }

    @Override
    public DeleteRetentionPolicyResponse deleteRetentionPolicy(DeleteRetentionPolicyRequest request) {
        return gateway.write("DeleteRetentionPolicy", request, () -> {
            logs.setRetention(request.logGroupName(), null);
            return DeleteRetentionPolicyResponse.builder().build();
        });
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return gateway.write("TagResource", request, () -> {
            logs.tag(request.resourceArn(), request.tags());
            return TagResourceResponse.builder().build();
        });
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        return gateway.write("UntagResource", request, () -> {
            logs.untag(request.resourceArn(), request.tagKeys());
            return UntagResourceResponse.builder().build();
        });
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return gateway.read(
                "ListTagsForResource",
                request,
                () -> ListTagsForResourceResponse.builder()
                        .tags(logs.tags(request.resourceArn()))
                        .build());
    }

    @Override
    public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
        return gateway.read("DescribeLogGroups", request, () -> {
            String prefix = request.logGroupNamePrefix() == null ? "" : request.logGroupNamePrefix();
            Page<LogGroupState> page = Page.of(
                    logs.seen(prefix),
                    LogGroupState::name,
                    request.nextToken(),
                    gateway.pageSize(request.limit(), PAGE));
            return DescribeLogGroupsResponse.builder()
                    .logGroups(page.items().stream()
                            .map(SimulatedCloudWatchLogsClient::described)
                            .toList())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing to release; the account outlives its clients.
    }

    private static LogGroup described(LogGroupState group) {
        return LogGroup.builder()
                .logGroupName(group.name())
                .arn(group.arn() + ":*")
                .logGroupArn(group.arn())
                .creationTime(group.createdAt().toEpochMilli())
                .retentionInDays(group.retentionDays())
                .metricFilterCount(0)
                .storedBytes(0L)
                .logGroupClass(LogGroupClass.STANDARD)
                .deletionProtectionEnabled(false)
                .build();
    }
}
