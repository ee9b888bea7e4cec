package io.towerforge.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;

/** What every manager promises where others have a hand in the account: it repairs what is ours, and leaves alone what is not. */
public abstract class MeddlingContract<R extends Resource> extends ManagerFixture<R> {
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
}
