package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.JQState;

/** A name the operator would give is taken by something that is not the operator's. */
class ConflictTest {
    @ParameterizedTest
    @EnumSource
    void whatBelongsToSomebodyElseIsNamedAndLeftAloneAndAllElseGoesOn(Taken taken) {
        List<LiveObject> ours = Story.ofAnEnvironment().objects();
        String name = taken.nameIn(ours);
        Story story = Story.begins();
        taken.make.accept(story, name);
        story.passes(Duration.ofMinutes(1));
        List<LiveObject> before = Strangers.belongings(story);

        story.world().cluster().apply(Story.NAME, Story.SPOT);
        story.passes(Duration.ofHours(1));
        int calls = story.calls().size();
        story.passes(Duration.ofHours(1));

        assertThat(story.stalled()).startsWith("Conflict: ").contains(name, "Delete or rename it");
        assertThat(Strangers.belongings(story)).isEqualTo(before);
        assertThat(story.objects().size()).isGreaterThan(before.size() + 1);
        assertThat(story.calls().size() - calls).isLessThan(250);

        taken.remove.accept(story, name);
        story.passes(Duration.ofMinutes(20));
        assertThat(story.isSettled()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void deletionLeavesWhatBelongsToSomebodyElse(Taken taken) {
        String name = taken.nameIn(Story.ofAnEnvironment().objects());
        Story story = Story.begins();
        taken.make.accept(story, name);
        story.passes(Duration.ofMinutes(1));
        List<LiveObject> before = Strangers.belongings(story);
        story.world().cluster().apply(Story.NAME, Story.SPOT);
        story.passes(Duration.ofMinutes(10));

        story.delete();
        story.passes(Duration.ofMinutes(30));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEqualTo(before);
    }

    enum Taken {
        EXECUTION_ROLE(
                "AWS::IAM::Role",
                "-ExecutionRole",
                Strangers::role,
                (story, name) -> story.person().iam().deleteRole(request -> request.roleName(name))),
        INSTANCE_ROLE("AWS::IAM::Role", "-InstanceRole", Strangers::role, EXECUTION_ROLE.remove),
        PROFILE(
                "AWS::IAM::InstanceProfile",
                "-InstanceRole",
                Strangers::profile,
                (story, name) ->
                        story.person().iam().deleteInstanceProfile(request -> request.instanceProfileName(name))),
        TEMPLATE(
                "AWS::EC2::LaunchTemplate",
                "",
                Strangers::template,
                (story, name) ->
                        story.person().ec2().deleteLaunchTemplate(request -> request.launchTemplateName(name))),
        LOG_GROUP(
                "AWS::Logs::LogGroup",
                "",
                Strangers::logGroup,
                (story, name) -> story.person().logs().deleteLogGroup(request -> request.logGroupName(name))),
        ENVIRONMENT("AWS::Batch::ComputeEnvironment", "", Strangers::environment, (story, name) -> {
            story.person()
                    .batch()
                    .updateComputeEnvironment(
                            request -> request.computeEnvironment(name).state(CEState.DISABLED));
            story.passes(Duration.ofMinutes(1));
            story.person().batch().deleteComputeEnvironment(request -> request.computeEnvironment(name));
        }),
        QUEUE("AWS::Batch::JobQueue", "-work", Strangers::queue, (story, name) -> {
            story.person()
                    .batch()
                    .updateJobQueue(request -> request.jobQueue(name).state(JQState.DISABLED));
            story.passes(Duration.ofMinutes(1));
            story.person().batch().deleteJobQueue(request -> request.jobQueue(name));
        });

        private final String kind;
        private final String ending;
        private final BiConsumer<Story, String> make;
        private final BiConsumer<Story, String> remove;

        Taken(String kind, String ending, BiConsumer<Story, String> make, BiConsumer<Story, String> remove) {
            this.kind = kind;
            this.ending = ending;
            this.make = make;
            this.remove = remove;
        }

        private String nameIn(List<LiveObject> ours) {
            return ours.stream()
                    .filter(one -> one.kind().equals(kind) && one.name().endsWith(ending))
                    .findFirst()
                    .orElseThrow()
                    .name();
        }
    }
}
