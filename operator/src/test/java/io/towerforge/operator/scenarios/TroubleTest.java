package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** AWS is in trouble, or one environment is. */
class TroubleTest {
    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "SERVER_ERROR_BEFORE", "CONNECTION_LOST_BEFORE"})
    void tenBadMinutesCostFewCallsAndNoAlarm(Fault fault) {
        Story story = Story.ofAPipeline();
        Interceptor trouble = fault.on(call -> call.actor().equals(World.OPERATOR));
        story.world().aws().interceptor(trouble);
        int calls = story.calls().size();
        story.editForge(forge -> forge.withMaxCpus(512));
        story.passes(Duration.ofMinutes(10));

        assertThat(story.calls().size() - calls).isLessThanOrEqualTo(12);
        assertThat(story.stalled()).isEmpty();
        assertThat(story.readiness()).startsWith("True/");
        assertThat(story.condition("Reconciling").reason()).isEqualTo("ProgressingWithRetry");

        story.world().aws().removeInterceptor(trouble);
        story.passes(Duration.ofMinutes(7));
        assertThat(story.isSettled()).isTrue();
        assertThat(story.serving("work").attributes().toString()).contains("maxvCpus=512");
        assertThat(story.lostJobs()).isEmpty();
    }

    @Test
    void tenBadMinutesAtTheBeginningAreNoReasonForAnAlarm() {
        Story story = Story.begins();
        Interceptor trouble = Fault.THROTTLED.on(call -> call.actor().equals(World.OPERATOR));
        story.world().aws().interceptor(trouble);
        story.world().cluster().apply(Story.NAME, Story.SPOT);
        story.passes(Duration.ofSeconds(590));

        assertThat(story.calls()).hasSizeLessThanOrEqualTo(12);
        assertThat(story.stalled()).isEmpty();

        story.world().aws().removeInterceptor(trouble);
        story.passes(Duration.ofMinutes(10));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void whatAwsRejectsForEverIsNamedAskedRarelyAndDoesNotHoldUpAnother() {
        Story story = Story.ofAnEnvironment();
        String name = story.serving("work").name();
        Interceptor forEver = new Interceptor() {
            @Override
            public void after(Call call) {
                if (call.operation().equals("UpdateComputeEnvironment")
                        && call.actor().equals(World.OPERATOR)) {
                    story.world().aws().invalidate(name, "CLIENT_ERROR - Clusters can not be blank.");
                }
            }
        };
        story.world().aws().interceptor(forEver);
        story.world().aws().invalidate(name, "CLIENT_ERROR - Clusters can not be blank.");
        story.passes(Duration.ofHours(1));
        int calls = story.calls().size();
        story.passes(Duration.ofHours(1));

        assertThat(story.readiness()).isEqualTo("False/ComputeEnvironmentInvalid");
        assertThat(story.stalled()).contains(name, "Clusters can not be blank", "Check");
        assertThat(story.calls().size() - calls).isLessThan(150);

        Instant begun = story.world().clock().instant();
        story.world().cluster().apply("sarek", Story.SPOT);
        story.world().wake();
        story.passes(Duration.ofMinutes(2));
        Condition ready = story.world()
                .cluster()
                .find("sarek")
                .orElseThrow()
                .getStatus()
                .conditions()
                .get(0);
        assertThat(ready.reason()).isEqualTo("Available");
        assertThat(Instant.parse(ready.lastTransitionTime())).isBefore(begun.plus(Duration.ofMinutes(2)));

        story.world().aws().removeInterceptor(forEver);
        story.passes(Duration.ofMinutes(15));
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void twoEnvironmentsInOneAccountDoNotDisturbEachOther() {
        Story story = Story.ofAPipeline();
        List<String> before = story.objects().stream().map(Object::toString).toList();
        story.world().cluster().apply("sarek", Story.SPOT);
        story.world().wake();
        story.passes(Duration.ofMinutes(10));
        assertThat(story.objects()).hasSizeGreaterThan(before.size());

        story.world().cluster().delete("sarek");
        story.world().wake();
        story.passes(Duration.ofMinutes(20));

        assertThat(story.objects().stream().map(Object::toString).toList()).isEqualTo(before);
        assertThat(story.lostJobs()).isEmpty();
        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void withoutPermissionsAnEnvironmentSaysWhichOneIsMissingAndKeepsItsJobs() {
        Story story = Story.ofAPipeline();
        Interceptor denied = Fault.ACCESS_DENIED.on(
                call -> call.actor().equals(World.OPERATOR) && call.operation().equals("UpdateComputeEnvironment"));
        story.world().aws().interceptor(denied);

        story.editForge(forge -> forge.withMaxCpus(512));
        story.passes(Duration.ofMinutes(30));
        assertThat(story.condition("Reconciling").message() + story.stalled())
                .contains("batch:UpdateComputeEnvironment", "Grant it");
        assertThat(story.readiness()).startsWith("True/");

        story.world().aws().removeInterceptor(denied);
        story.passes(Duration.ofMinutes(6));
        assertThat(story.isSettled()).isTrue();
    }

    /** AWS gives every answer an id of its own; words that held it would be new ones each time. */
    @Test
    void aRefusalThatRepeatsItselfHasTheSameWordsAndWritesNothing() {
        Story story = Story.begins();
        story.world()
                .aws()
                .interceptor(Fault.ACCESS_DENIED.on(call ->
                        call.actor().equals(World.OPERATOR) && call.operation().equals("CreateLogGroup")));
        story.world().cluster().apply(Story.NAME, Story.SPOT);
        story.passes(Duration.ofMinutes(30));
        int writes = story.world().cluster().writes().size();
        int told = story.events("MissingPermissions").size();
        story.passes(Duration.ofMinutes(30));

        assertThat(story.world().cluster().writes()).hasSize(writes);
        assertThat(story.events("MissingPermissions")).hasSizeGreaterThan(told);
        assertThat(Set.copyOf(story.events("MissingPermissions"))).hasSize(1);
    }
}
