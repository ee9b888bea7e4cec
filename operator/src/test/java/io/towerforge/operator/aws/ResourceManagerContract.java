package io.towerforge.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.operator.aws.account.AwsDouble;
import io.towerforge.operator.aws.account.Differences;
import io.towerforge.operator.aws.account.Endpoint;
import io.towerforge.operator.aws.account.TestAccount;
import io.towerforge.operator.aws.account.WriteFault;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import io.towerforge.operator.plan.Step;
import io.towerforge.operator.plan.Takeover;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every manager promises, on an account where everything happens at once, on one that takes its time and whose reads lag, and,
 * when the run names an {@link Endpoint}, on the account there. The world of a test holds what the resource builds on.
 */
@Tag(Endpoint.TAG)
@ExtendWith(Differences.class)
@ParameterizedClass
@MethodSource("io.towerforge.operator.aws.account.AwsDouble#ofThisRun")
public abstract class ResourceManagerContract<R extends Resource> {
    @Parameter
    protected AwsDouble aws;

    protected TestAccount world;
    protected R desired;
    private ResourceManager<R> manager;
    private Passes<R> passes;

    /** Makes what the resource builds on; returns the resource. */
    protected abstract R prepare();

    /** The resource with one component changed, one for every component that may change. */
    protected abstract List<R> edits();

    /** What a person may change about it. */
    protected abstract List<Meddling> meddlings();

    /** Somebody makes something of the same kind and name, with these tags. */
    protected abstract void plant(Map<String, String> tags);

    /** Somebody takes a tag off it. */
    protected abstract void untag(String key);

    /** Whether a stranger's resource can stand where ours is to be; where AWS has no names, it cannot. */
    protected boolean hasANameToTake() {
        return true;
    }

    @BeforeEach
    void open() {
        world = aws.open();
        desired = prepare();
        world.catchUp();
        forgetEverything();
        assertThat(manager.observe(ExampleStack.STACK, world.clock().instant())).isEmpty();
    }

    @Test
    void whatIsCreatedIsObservedAtOnceAndSettlesAsDesired() {
        manager.create(desired);

        assertThat(passes.observe())
                .singleElement()
                .satisfies(one -> assertThat(one.resource().id()).isEqualTo(desired.id()));
        assertThat(FieldDiff.between(desired, passes.settled().resource())).isEmpty();
    }

    @Test
    void creatingItAgainIsHarmless() {
        manager.create(desired);
        List<LiveObject> once = ours();

        manager.create(desired);
        passes.settled();
        manager.create(desired);

        assertThat(ours())
                .extracting(LiveObject::id)
                .isEqualTo(once.stream().map(LiveObject::id).toList());
        assertThat(FieldDiff.between(desired, passes.settled().resource())).isEmpty();
    }

    @Test
    void aManagerThatRemembersNothingRecognisesItToo() {
        manager.create(desired);
        forgetEverything();

        passes.untilDone(desired);

        assertThat(ours()).hasSize(1);
    }

    @Test
    void anIdleResourceIsNeverWrittenTo() {
        manager.create(desired);
        passes.settled();
        world.forgetCalls();

        for (int i = 0; i < 5; i++) {
            world.clock().advance(Duration.ofMinutes(5));
            assertThat(FieldDiff.between(desired, passes.only().resource())).isEmpty();
        }

        assertThat(world.writes()).isEmpty();
    }

    @Test
    void everyEditIsCarriedOut() {
        manager.create(desired);
        passes.settled();

        for (R edited : edits()) {
            List<FieldDiff> diff = FieldDiff.between(edited, passes.settled().resource());
            assertThat(diff).as("an edit differs").isNotEmpty();
            manager.update(edited, passes.only(), diff);

            assertThat(FieldDiff.between(edited, passes.settled().resource()))
                    .as("after the edit %s", diff)
                    .isEmpty();
        }
    }

    @Test
    void whatSomebodyChangesByHandIsSeenAndRepaired() {
        manager.create(desired);
        passes.settled();

        for (Meddling meddling : meddlings()) {
            meddling.act().run();
            world.clock().advance(Duration.ofMinutes(61));
            List<FieldDiff> diff = FieldDiff.between(desired, passes.settled().resource());
            assertThat(diff).as(meddling.what()).isNotEmpty();

            manager.update(desired, passes.only(), diff);

            assertThat(FieldDiff.between(desired, passes.settled().resource()))
                    .as("repaired: " + meddling.what())
                    .isEmpty();
        }
    }

    /** A pass has made some calls by the time it comes to this kind. */
    @Test
    void whoAsksForThisMomentSeesWhatSomebodyDidJustBefore() {
        passes.untilDone(desired);
        for (Meddling meddling : meddlings()) {
            passes.settled();
            meddling.act().run();
            world.catchUp();
            Instant asked = world.clock().instant();
            world.clock().advance(Duration.ofMillis(5));

            assertThat(manager.observe(ExampleStack.STACK, asked))
                    .as(meddling.what())
                    .allSatisfy(seen -> assertThat(FieldDiff.between(desired, seen.resource()))
                            .isNotEmpty());
            passes.untilDone(desired);
        }
    }

    @Test
    void tagsOfOthersAreLeftAlone() {
        Map<String, String> withAStrangersTag = new TreeMap<>(tags(desired).all());
        withAStrangersTag.put("backup", "daily");
        plant(withAStrangersTag);
        world.catchUp();
        passes.settled();

        passes.untilDone(desired);

        assertThat(ours())
                .singleElement()
                .satisfies(one -> assertThat(one.tags()).containsEntry("backup", "daily"));
    }

    @Test
    void itIsDeletedStepByStepUntilNothingIsLeft() {
        manager.create(desired);
        passes.settled();

        passes.untilGone();

        assertThat(ours()).isEmpty();
    }

    @Test
    void deletingWhatSomebodyHasJustDeletedIsHarmless() {
        manager.create(desired);
        Observed<R> seen = passes.settled();
        passes.untilGone();

        assertThatCode(() -> manager.delete(seen))
                .satisfiesAnyOf(
                        nothing -> assertThat(nothing).isNull(),
                        failure -> assertThat(failure)
                                .asInstanceOf(InstanceOfAssertFactories.type(AwsFailure.class))
                                .extracting(AwsFailure::errorClass)
                                .isEqualTo(ErrorClass.NOT_YET));
        passes.untilGone();
        assertThat(ours()).isEmpty();
    }

    @Test
    void aStrangersResourceOfTheSameNameIsAConflictAndIsNotTouched() {
        for (Map<String, String> tags : List.of(
                Map.of("owner", "somebody"),
                Map.of(Tags.CLUSTER, "another", Tags.UID, ExampleStack.STACK.uid()),
                Map.of(Tags.CLUSTER, ExampleStack.STACK.cluster(), Tags.UID, ExampleStack.OTHER_STACK.uid()),
                Map.of(Tags.CLUSTER, ExampleStack.STACK.cluster()))) {
            open();
            plant(tags);
            world.catchUp();
            List<LiveObject> before = ours();
            assertThat(before).isNotEmpty();
            world.forgetCalls();

            assertThat(passes.observe()).isEmpty();
            if (!hasANameToTake()) {
                passes.untilDone(desired);
                assertThat(ours())
                        .hasSize(before.size() + 1)
                        .extracting(LiveObject::id)
                        .containsAll(before.stream().map(LiveObject::id).toList());
                continue;
            }
            assertThatThrownBy(() -> manager.create(desired))
                    .asInstanceOf(InstanceOfAssertFactories.type(AwsFailure.class))
                    .satisfies(failure -> {
                        assertThat(failure.errorClass()).isEqualTo(ErrorClass.CONFLICT);
                        assertThat(failure.reason()).isEqualTo("Conflict");
                        assertThat(failure).hasMessageContaining(desired.id().name());
                    });

            assertThat(ours()).isEqualTo(before);
            assertThat(world.writes()).as("not even an attempt").isEmpty();
        }
    }

    @Test
    void whatHasLostItsMarkIsNeitherShownNorChangedNorDeleted() {
        manager.create(desired);
        Observed<R> seen = passes.settled();
        untag(Tags.UID);
        world.clock().advance(Duration.ofMinutes(61));
        assertThat(passes.observe()).isEmpty();
        world.forgetCalls();

        assertThatThrownBy(() -> manager.delete(seen)).hasMessageContaining("does not belong to this environment");
        assertThatThrownBy(
                        () -> manager.update(edits().get(0), seen, FieldDiff.between(edits().get(0), seen.resource())))
                .hasMessageContaining("does not belong to this environment");
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void anotherStacksResourcesAreNotShown() {
        manager.create(desired);
        passes.settled();

        assertThat(manager.observe(ExampleStack.OTHER_STACK, world.clock().instant()))
                .isEmpty();
    }

    @Test
    void whatAnotherObjectHasLeftIsSeenByItsAdopterAndBecomesItsOwn() {
        manager.create(desired);
        passes.settled();
        world.catchUp();
        forgetEverything();
        Takeover takeover = new Takeover(
                ExampleStack.ADOPTER,
                new Observation(
                        manager.observe(ExampleStack.ADOPTER, world.clock().instant())));

        if (!desired.hasTagsOfItsOwn()) {
            assertThat(takeover.others()).isEmpty();
            return;
        }
        assertThat(takeover.others()).hasSize(1);
        takeover.plan().steps().forEach(this::carryOut);
        world.catchUp();

        StackId adopted = ExampleStack.ADOPTER.of(ExampleStack.STACK.environmentId(), false);
        R marked = Resource.tagged(desired, tags(desired).withTheMarkOf(adopted));
        assertThat(manager.observe(adopted, world.clock().instant()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(FieldDiff.between(marked, one.resource())).isEmpty();
                    assertThat(one.resource().tags().carryTheMarkOf(adopted)).isTrue();
                    assertThat(one.resource().tags().environmentId()).contains(adopted.environmentId());
                });
        assertThat(passes.observe()).as("it is no longer the other's").isEmpty();
    }

    @SuppressWarnings("unchecked") // the plan is about what this manager has observed
    private void carryOut(Step step) {
        manager.update((R) step.desired(), (Observed<R>) step.actual(), step.diff());
    }

    @Test
    void aLostAnswerAtAnyCallIsMadeGoodInTheNextPasses() {
        manager.create(desired);
        int calls = world.writes().size();
        for (int lost = 1; lost <= calls; lost++) {
            for (WriteFault fault : WriteFault.values()) {
                open();
                world.failWrite(fault, lost);
                assertThatThrownBy(() -> manager.create(desired))
                        .asInstanceOf(InstanceOfAssertFactories.type(AwsFailure.class))
                        .satisfies(failure ->
                                assertThat(failure.errorClass()).isIn(ErrorClass.TRANSIENT, ErrorClass.THROTTLED));
                world.mend();
                if (lost % 2 == 1) {
                    forgetEverything();
                }

                passes.untilDone(desired);

                assertThat(ours()).as("%s at write %d", fault, lost).hasSize(1);
            }
        }
    }

    private void forgetEverything() {
        manager = manager(world.open());
        passes = new Passes<>(manager, world.clock());
    }

    @SuppressWarnings("unchecked") // each kind's manager takes each kind's record
    private ResourceManager<R> manager(AwsAccount account) {
        return (ResourceManager<R>) account.managers().get(desired.id().kind());
    }

    protected List<LiveObject> ours() {
        return world.find(desired.id().kind(), desired.id().name());
    }

    private Tags tags(R resource) {
        try {
            return (Tags) resource.getClass().getMethod("tags").invoke(resource);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Every resource has tags.", e);
        }
    }
}
