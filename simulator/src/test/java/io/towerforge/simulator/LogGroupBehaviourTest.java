package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.TooManyTagsException;

/** What CloudWatch Logs does with log groups. */
class LogGroupBehaviourTest extends AccountFixture {

    @Test
    void aSecondLogGroupOfTheSameNameIsRefused() {
        create("runs");
        assertThatThrownBy(() -> create("runs")).isInstanceOf(ResourceAlreadyExistsException.class);
    }

    @Test
    void aLogGroupNameIsChecked() {
        assertThatThrownBy(() -> create("aws/runs")).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> create("runs and logs")).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aRetentionIsOneOfAListOfValues() {
        create("runs");
        assertThat(described("runs").retentionInDays()).isNull();
        aws.logs().putRetentionPolicy(put -> put.logGroupName("runs").retentionInDays(30));
        assertThat(described("runs").retentionInDays()).isEqualTo(30);
        assertThatThrownBy(() -> aws.logs()
                        .putRetentionPolicy(put -> put.logGroupName("runs").retentionInDays(31)))
                .isInstanceOf(InvalidParameterException.class);
        aws.logs().deleteRetentionPolicy(delete -> delete.logGroupName("runs"));
        assertThat(described("runs").retentionInDays()).isNull();
    }

    @Test
    void anAbsentLogGroupIsNotFound() {
        assertThatThrownBy(() -> aws.logs().deleteLogGroup(delete -> delete.logGroupName("absent")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void logGroupsAreDescribedByPrefixInPages() {
        List.of("runs-1", "runs-2", "runs-3", "other").forEach(this::create);
        assertThat(aws.logs()
                        .describeLogGroupsPaginator(
                                describe -> describe.logGroupNamePrefix("runs").limit(2))
                        .logGroups())
                .extracting(LogGroup::logGroupName)
                .containsExactly("runs-1", "runs-2", "runs-3");
    }

    @Test
    void aLogGroupIsTaggedByItsBareArn() {
        aws.logs().createLogGroup(create -> create.logGroupName("runs").tags(Map.of("a", "1")));
        LogGroup group = described("runs");
        assertThat(group.arn()).isEqualTo(group.logGroupArn() + ":*");
        aws.logs().tagResource(tag -> tag.resourceArn(group.logGroupArn()).tags(Map.of("b", "2")));
        aws.logs().untagResource(untag -> untag.resourceArn(group.logGroupArn()).tagKeys("a"));
        assertThat(aws.logs()
                        .listTagsForResource(list -> list.resourceArn(group.logGroupArn()))
                        .tags())
                .isEqualTo(Map.of("b", "2"));
        assertThatThrownBy(() -> aws.logs()
                        .tagResource(tag -> tag.resourceArn(group.arn()).tags(Map.of("b", "2"))))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void logGroupReadsLagBehindWrites() {
        open(Timings.none().withLogGroupLag(Duration.ofSeconds(1)));
        create("runs");
        assertThat(aws.logs().describeLogGroups().logGroups()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(aws.logs().describeLogGroups().logGroups()).hasSize(1);
    }

    @Test
    void aDeletedLogGroupFreesItsName() {
        create("runs");
        aws.logs().putRetentionPolicy(put -> put.logGroupName("runs").retentionInDays(30));
        aws.logs().deleteLogGroup(delete -> delete.logGroupName("runs"));
        create("runs");
        assertThat(described("runs").retentionInDays()).isNull();
    }

    @Test
    void logGroupTagsAreChecked() {
        assertThatThrownBy(() -> aws.logs()
                        .createLogGroup(create -> create.logGroupName("runs").tags(Map.of("aws:a", "1"))))
                .isInstanceOf(InvalidParameterException.class);
        create("runs");
        String arn = described("runs").logGroupArn();
        Map<String, String> many = new HashMap<>();
        for (int number = 0; number <= 50; number++) {
            many.put("key" + number, "value");
        }
        assertThatThrownBy(
                        () -> aws.logs().tagResource(tag -> tag.resourceArn(arn).tags(many)))
                .isInstanceOf(TooManyTagsException.class);
        assertThatThrownBy(() -> aws.logs().listTagsForResource(list -> list.resourceArn(arn + "x")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private void create(String name) {
        aws.logs().createLogGroup(create -> create.logGroupName(name));
    }

    private LogGroup described(String name) {
        return aws.logs()
                .describeLogGroups(describe -> describe.logGroupNamePrefix(name))
                .logGroups()
                .get(0);
    }
}
