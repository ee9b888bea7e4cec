package io.towerforge.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.Tags;
import io.towerforge.simulator.AwsClients;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Interceptor;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every manager promises, on an account where everything happens at once and on one that takes its time and whose reads lag.
 * The world of a test holds what the resource builds on.
 */
@ParameterizedClass
@EnumSource(ResourceManagerContract.Pace.class)
public abstract class ResourceManagerContract<R extends Resource> {
    /** How fast AWS is. */
    public enum Pace {
        IMMEDIATE(Timings.none()),
        REALISTIC(Timings.realistic());

        private final Timings timings;

        Pace(Timings timings) {
            this.timings = timings;
        }
    }

    /** Something a person does to a resource in AWS by hand. */
    public record Meddling(String what, Runnable act) {}

    private static final Duration STEP = Duration.ofSeconds(15);
    private static final int LONGEST = 400;

    @Parameter
    protected Pace pace;

    protected World world;
    protected R desired;
    private ResourceManager<R> manager;

    /** A manager that remembers nothing. */
    protected abstract ResourceManager<R> manager(AwsClients clients, InstantSource clock);

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

    @BeforeEach
    void open() {
        world = new World(pace.timings);
        desired = prepare();
        world.catchUp();
        manager = manager(world.operator(), world.clock);
        assertThat(manager.observe(World.STACK, world.clock.instant())).isEmpty();
    }

    @Test
    void whatIsCreatedIsObservedAtOnceAndSettlesAsDesired() {
        manager.create(desired);

        assertThat(observe())
                .singleElement()
                .satisfies(one -> assertThat(one.resource().id()).isEqualTo(desired.id()));
        assertThat(FieldDiff.between(desired, settled().resource())).isEmpty();
    }

    @Test
    void creatingItAgainIsHarmless() {
        manager.create(desired);
        List<LiveObject> once = ours();

        manager.create(desired);
        settled();
        manager.create(desired);

        assertThat(ours())
                .extracting(LiveObject::id)
                .isEqualTo(once.stream().map(LiveObject::id).toList());
        assertThat(FieldDiff.between(desired, settled().resource())).isEmpty();
    }

    @Test
    void aManagerThatRemembersNothingRecognisesItToo() {
        manager.create(desired);
        manager = manager(world.operator(), world.clock);

        runToTheEnd();

        assertThat(ours()).hasSize(1);
    }

    @Test
    void anIdleResourceIsNeverWrittenTo() {
        manager.create(desired);
        settled();
        world.aws.clearCalls();

        for (int i = 0; i < 5; i++) {
            world.clock.pass(Duration.ofMinutes(5));
            assertThat(FieldDiff.between(desired, only().resource())).isEmpty();
        }

        assertThat(world.writes()).isEmpty();
    }

    @Test
    void everyEditIsCarriedOut() {
        manager.create(desired);
        settled();

        for (R edited : edits()) {
            List<FieldDiff> diff = FieldDiff.between(edited, settled().resource());
            assertThat(diff).as("an edit differs").isNotEmpty();
            manager.update(edited, only(), diff);

            assertThat(FieldDiff.between(edited, settled().resource()))
                    .as("after the edit %s", diff)
                    .isEmpty();
        }
    }

    @Test
    void whatSomebodyChangesByHandIsSeenAndRepaired() {
        manager.create(desired);
        settled();

        for (Meddling meddling : meddlings()) {
            meddling.act().run();
            world.clock.pass(Duration.ofMinutes(61));
            List<FieldDiff> diff = FieldDiff.between(desired, settled().resource());
            assertThat(diff).as(meddling.what()).isNotEmpty();

            manager.update(desired, only(), diff);

            assertThat(FieldDiff.between(desired, settled().resource()))
                    .as("repaired: " + meddling.what())
                    .isEmpty();
        }
    }

    @Test
    void tagsOfOthersAreLeftAlone() {
        plant(withStrangersTag(tags(desired)));
        world.catchUp();
        settled();

        runToTheEnd();

        assertThat(ours())
                .singleElement()
                .satisfies(one -> assertThat(one.tags()).containsEntry("backup", "daily"));
    }

    @Test
    void itIsDeletedStepByStepUntilNothingIsLeft() {
        manager.create(desired);
        settled();

        deleteToTheEnd();

        assertThat(ours()).isEmpty();
    }

    @Test
    void deletingWhatSomebodyHasJustDeletedIsHarmless() {
        manager.create(desired);
        Observed<R> seen = settled();
        deleteToTheEnd();

        try {
            manager.delete(seen);
        } catch (AwsFailure e) {
            assertThat(e.errorClass()).isEqualTo(ErrorClass.NOT_YET);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("never observed");
        }
        deleteToTheEnd();
        assertThat(ours()).isEmpty();
    }

    @Test
    void aStrangersResourceOfTheSameNameIsAConflictAndIsNotTouched() {
        for (Map<String, String> tags : List.of(
                Map.of("owner", "somebody"),
                Map.of(Tags.CLUSTER, "another", Tags.UID, World.STACK.uid()),
                Map.of(Tags.CLUSTER, World.STACK.cluster(), Tags.UID, World.OTHER_STACK.uid()),
                Map.of(Tags.CLUSTER, World.STACK.cluster()))) {
            open();
            plant(tags);
            world.catchUp();
            List<LiveObject> before = ours();
            assertThat(before).isNotEmpty();
            world.aws.clearCalls();

            assertThat(observe()).isEmpty();
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
        Observed<R> seen = settled();
        untag(Tags.UID);
        world.clock.pass(Duration.ofMinutes(61));
        assertThat(observe()).isEmpty();
        world.aws.clearCalls();

        assertThatThrownBy(() -> manager.delete(seen)).hasMessageContaining("does not belong to this environment");
        assertThatThrownBy(
                        () -> manager.update(edits().get(0), seen, FieldDiff.between(edits().get(0), seen.resource())))
                .hasMessageContaining("does not belong to this environment");
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void anotherStacksResourcesAreNotShown() {
        manager.create(desired);
        settled();

        assertThat(manager.observe(World.OTHER_STACK, world.clock.instant())).isEmpty();
    }

    @Test
    void aLostAnswerAtAnyCallIsMadeGoodInTheNextPasses() {
        manager.create(desired);
        int calls = world.writes().size();
        for (int lost = 1; lost <= calls; lost++) {
            for (Fault fault : List.of(Fault.TIMEOUT_AFTER, Fault.CONNECTION_LOST_BEFORE, Fault.THROTTLED)) {
                open();
                Interceptor interceptor = atWrite(fault, lost);
                world.aws.interceptor(interceptor);
                assertThatThrownBy(() -> manager.create(desired))
                        .asInstanceOf(InstanceOfAssertFactories.type(AwsFailure.class))
                        .satisfies(failure ->
                                assertThat(failure.errorClass()).isIn(ErrorClass.TRANSIENT, ErrorClass.THROTTLED));
                world.aws.removeInterceptor(interceptor);
                manager = lost % 2 == 0 ? manager : manager(world.operator(), world.clock);

                runToTheEnd();

                assertThat(ours()).as("%s at write %d", fault, lost).hasSize(1);
            }
        }
    }

    /** What the planner would do, pass by pass, until nothing is left to do. */
    protected void runToTheEnd() {
        for (int pass = 0; pass < LONGEST; pass++) {
            List<Observed<R>> seen = observe();
            try {
                if (seen.isEmpty()) {
                    manager.create(desired);
                } else if (seen.get(0).state() == State.READY) {
                    List<FieldDiff> diff =
                            FieldDiff.between(desired, seen.get(0).resource());
                    if (diff.isEmpty()) {
                        return;
                    }
                    manager.update(desired, seen.get(0), diff);
                }
            } catch (AwsFailure e) {
                assertThat(e.errorClass()).as(e.getMessage()).isIn(ErrorClass.NOT_YET, ErrorClass.QUOTA);
            }
            world.clock.pass(Duration.ofSeconds(1));
        }
        throw new AssertionError("It does not settle: " + observe());
    }

    protected void deleteToTheEnd() {
        for (int pass = 0; pass < LONGEST; pass++) {
            List<Observed<R>> seen = observe();
            if (seen.isEmpty()) {
                return;
            }
            State state = seen.get(0).state();
            if (state == State.READY || state == State.FAILED) {
                manager.delete(seen.get(0));
            }
            world.clock.pass(Duration.ofSeconds(1));
        }
        throw new AssertionError("It does not go: " + observe());
    }

    protected List<Observed<R>> observe() {
        return manager.observe(World.STACK, world.clock.instant());
    }

    protected Observed<R> only() {
        List<Observed<R>> all = observe();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** The one resource, once AWS is done with it and every read shows it. */
    protected Observed<R> settled() {
        world.clock.pass(STEP);
        for (int i = 0; i < LONGEST && only().state() == State.IN_PROGRESS; i++) {
            world.clock.pass(STEP);
        }
        assertThat(only().state()).as(only().detail()).isEqualTo(State.READY);
        return only();
    }

    protected List<LiveObject> ours() {
        return world.aws.objects().stream()
                .filter(object -> object.kind().equals(desired.id().kind().type())
                        && object.name().equals(desired.id().name()))
                .toList();
    }

    protected static Map<String, String> withStrangersTag(Tags tags) {
        Map<String, String> all = new java.util.TreeMap<>(tags.all());
        all.put("backup", "daily");
        return all;
    }

    private Tags tags(R resource) {
        try {
            return (Tags) resource.getClass().getMethod("tags").invoke(resource);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Every resource has tags.", e);
        }
    }

    private static Interceptor atWrite(Fault fault, int number) {
        AtomicInteger writes = new AtomicInteger();
        return fault.once(
                call -> call.actor().equals("operator") && call.write() && writes.incrementAndGet() == number);
    }
}
