package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The account shows everything that exists in it, in a form that can be compared. */
class LiveObjectsTest extends AccountFixture {

    @Test
    void aNewAccountHasNoObjects() {
        assertThat(aws.objects()).isEmpty();
        assertThat(aws.jobs()).isEmpty();
    }

    @Test
    void everyKindIsListedWithStateTagsAndAttributes() {
        build();
        assertThat(aws.objects())
                .extracting(LiveObject::kind)
                .containsExactly(
                        "AWS::Batch::ComputeEnvironment",
                        "AWS::Batch::JobQueue",
                        "AWS::EC2::LaunchTemplate",
                        "AWS::IAM::InstanceProfile",
                        "AWS::IAM::Role",
                        "AWS::Logs::LogGroup");
        LiveObject environment = aws.objects().get(0);
        assertThat(environment.state()).isEqualTo("ENABLED/VALID");
        assertThat(environment.attributes().get("computeResources"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("maxvCpus", 16)
                .doesNotContainKey("desiredvCpus");
        assertThat(aws.objects().get(5).tags()).isEqualTo(Map.of("team", "genomics"));
        assertThat(aws.objects().get(5).attributes()).isEqualTo(Map.of("retentionInDays", 30));
    }

    @Test
    void twoAccountsInTheSameStateCompareEqual() {
        build();
        List<LiveObject> first = aws.objects();
        open(Timings.none());
        pass(Duration.ofDays(1));
        build();
        assertThat(aws.objects()).isEqualTo(first);
    }

    @Test
    void objectsAreShownAsTheyAreAndNotAsLaggingReadsShowThem() {
        open(Timings.realistic());
        role("head");
        assertThat(aws.objects()).extracting(LiveObject::name).containsExactly("head");
    }

    @Test
    void aRealisticAccountReachesItsGoal() {
        open(Timings.realistic());
        String profile = profile("instances");
        pass(Duration.ofMinutes(1));
        createEnvironment("work", resources().instanceRole(profile));
        pass(Duration.ofMinutes(1));
        createQueue("jobs", "work");
        pass(Duration.ofMinutes(1));
        String job = aws.submit("jobs", "align", 4, Duration.ofMinutes(10));
        pass(Duration.ofMinutes(12));
        assertThat(job(job).status()).hasToString("SUCCEEDED");
        disableQueue("jobs");
        disableEnvironment("work");
        pass(Duration.ofMinutes(1));
        deleteQueue("jobs");
        pass(Duration.ofMinutes(1));
        deleteEnvironment("work");
        pass(Duration.ofMinutes(1));
        assertThat(aws.objects())
                .extracting(LiveObject::kind)
                .containsExactly("AWS::IAM::InstanceProfile", "AWS::IAM::Role");
    }

    @Test
    void onlyARunningJobCanFinish() {
        environmentWithQueue();
        String job = submit("jobs", 17);
        assertThatThrownBy(() -> aws.finish(job))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("RUNNABLE, not RUNNING");
    }

    @Test
    void timeDoesNotRunBackwards() {
        Instant[] now = {START};
        aws = SimulatedAws.builder()
                .clock((InstantSource) () -> now[0])
                .timings(Timings.none().withIamLag(Duration.ofSeconds(2)))
                .build();
        role("head");
        now[0] = START.plusSeconds(2);
        assertThat(aws.iam().getRole(get -> get.roleName("head")).role().createDate())
                .isEqualTo(START);
        now[0] = START;
        assertThat(aws.iam().getRole(get -> get.roleName("head")).role().createDate())
                .isEqualTo(START);
    }

    @Test
    void noPageIsLargerThanTheAccountAllows() {
        aws = SimulatedAws.builder().clock(clock).largestPage(1).build();
        role("a");
        role("b");
        assertThat(aws.iam().listRoles().roles()).hasSize(1);
        assertThat(aws.iam().listRolesPaginator().roles().stream().count()).isEqualTo(4);
    }

    private void build() {
        aws.ec2()
                .createLaunchTemplate(create ->
                        create.launchTemplateName("nodes").launchTemplateData(data -> data.ebsOptimized(true)));
        environmentWithQueue();
        aws.logs().createLogGroup(create -> create.logGroupName("runs").tags(Map.of("team", "genomics")));
        aws.logs().putRetentionPolicy(put -> put.logGroupName("runs").retentionInDays(30));
    }
}
