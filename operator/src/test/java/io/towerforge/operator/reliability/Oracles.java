package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsIdentity;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import io.towerforge.api.v1alpha1.AwsIdentitySpecBuilder;
import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.api.v1alpha1.ConditionStatus;
import io.towerforge.operator.model.Tags;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Interceptor;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The promises, checked while the operator works: after every call of its, and after every pass. What is wrong is collected, so
 * that a run tells everything it broke.
 */
final class Oracles implements Interceptor {
    private static final int MOST_ENVIRONMENTS_PER_PLACE = 4;

    /** One pause between passes, and what a repair takes. */
    private static final Duration REPAIR = Duration.ofMinutes(20);

    private static final AwsIdentitySpec NO_IDENTITY =
            AwsIdentitySpecBuilder.builder().build();

    private final World world;
    private final List<String> violations = new ArrayList<>();
    private final List<LiveObject> theirs;
    private final Set<String> usersOfTheCluster = new HashSet<>();
    private final Refusals refusals = new Refusals();
    private final Generations generations = new Generations();
    private final Finalizers finalizers;
    private Map<String, AwsIdentitySpec> identities = Map.of();
    private Instant interferedUntil = Instant.MIN;

    Oracles(World world) {
        this.world = world;
        this.finalizers = new Finalizers(world.cluster());
        this.theirs = Bystander.belongings(world.aws().objects());
        world.aws().interceptor(this);
    }

    /** S7: what AWS may refuse. */
    Refusals refusals() {
        return refusals;
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** S5: no write to AWS for an object whose finalizer is not stored. */
    @Override
    public void before(Call call) {
        if (call.actor().equals(World.OPERATOR) && call.write()) {
            List<String> missing = finalizers.missingFor(call);
            require(missing.isEmpty(), () -> "S5 " + call + " before the finalizer of " + missing + " was stored");
        }
    }

    @Override
    public void after(Call call) {
        if (!call.actor().equals(World.OPERATOR) || !call.write()) {
            return;
        }
        boolean refused = call.errorCode() != null && !call.applied();
        List<LiveObject> everything = world.aws().objects();
        require(!refused || refusals.excuse(call, everything), () -> "S7 AWS refused " + call + ": " + call.request());
        List<LiveObject> ours = ours(everything);
        for (LiveObject object : ours) {
            boolean marked =
                    object.tags().containsKey(Tags.CLUSTER) && object.tags().containsKey(Tags.UID);
            require(
                    marked,
                    () -> "S3 " + object.kind() + " " + object.name() + " was made without our mark by " + call);
        }
        Map<String, Long> counts = ours.stream()
                .filter(object -> object.tags().get(Tags.RESOURCE) != null)
                // Revisions of one job definition are one thing; that only one is left in the end, the expectation
                // says.
                .filter(object -> !object.kind().equals("AWS::Batch::JobDefinition"))
                .collect(Collectors.groupingBy(
                        object -> object.kind() + " " + object.tags().get(Tags.UID) + " "
                                + object.tags().get(Tags.RESOURCE),
                        Collectors.counting()));
        counts.forEach((what, count) -> require(
                count <= (isReplaceable(what) ? MOST_ENVIRONMENTS_PER_PLACE : 1),
                () -> "S2 " + count + " of " + what + " after " + call));
        require(
                theirs.equals(Bystander.belongings(everything)),
                () -> "S1 something of somebody else changed by " + call);
    }

    /** After each pass: S4, S8 and S10. */
    void afterPass() {
        if (!world.identities().specs().equals(identities)) {
            identities = world.identities().specs();
            somebodyInterferes();
        }
        if (identities.values().stream().anyMatch(Administrator::shutsEverybodyOut)) {
            // Nothing is repaired meanwhile: what is changed by hand counts from when they are let in again.
            somebodyInterferes();
        }
        List<LiveObject> ours = ours(world.aws().objects());
        Set<String> now = new HashSet<>();
        for (String name : world.cluster().names()) {
            AwsBatchComputeEnvironment object = world.cluster().find(name).orElseThrow();
            now.add(object.getMetadata().getUid());
            honestStatus(object, ours);
            generationsOnlyGrow(object);
            if (object.getMetadata().getDeletionTimestamp() == null && Finalizers.isOn(object)) {
                queuesAreServed(object, ours);
            }
        }
        usersOfTheCluster.addAll(now);
        for (String gone : usersOfTheCluster) {
            if (!now.contains(gone)) {
                List<String> left = ours.stream()
                        .filter(object -> gone.equals(object.tags().get(Tags.UID)))
                        .filter(object -> !isScheduledForDeletion(object))
                        .map(object -> object.kind() + " " + object.name())
                        .toList();
                require(left.isEmpty(), () -> "S4 left behind by " + gone + ": " + left);
            }
        }
    }

    /** L1: for as long as nobody changes anything, nothing is written, to AWS or to Kubernetes. */
    void staysQuiet(Duration duration) {
        List<Call> before = operatorWrites();
        List<String> inCluster = world.cluster().writes();
        world.run(duration);
        List<Call> after = operatorWrites();
        require(
                before.size() == after.size(),
                "L1 writes to AWS when all is settled: " + after.subList(before.size(), after.size()));
        List<String> nowInCluster = world.cluster().writes();
        require(
                inCluster.size() == nowInCluster.size(),
                "L1 writes to Kubernetes when all is settled: "
                        + nowInCluster.subList(inCluster.size(), nowInCluster.size()));
    }

    /** Ready for its generation, and nothing under way. */
    static boolean isSettled(AwsBatchComputeEnvironment object) {
        return object.getMetadata().getDeletionTimestamp() == null
                && object.getStatus() != null
                && Objects.equals(
                        object.getStatus().observedGeneration(),
                        object.getMetadata().getGeneration())
                && isTrue(object, "Ready")
                && !isTrue(object, "Reconciling");
    }

    /** L1: ready, and AWS is what the spec says. */
    void matches(AwsBatchComputeEnvironment object) {
        require(
                isTrue(object, "Ready"),
                "L1 not Ready at the end: " + object.getStatus().conditions());
        require(
                !isTrue(object, "Reconciling"),
                "L1 still working at the end: " + object.getStatus().conditions()
                        + object.getStatus().plan());
        expectation(object, ours(world.aws().objects())).mismatches().forEach(words -> violations.add("L1 " + words));
    }

    private Expectation expectation(AwsBatchComputeEnvironment object, List<LiveObject> ours) {
        AwsIdentitySpec identity = Optional.ofNullable(object.getSpec().identityName())
                .flatMap(world.identities()::read)
                .map(AwsIdentity::getSpec)
                .orElse(NO_IDENTITY);
        return new Expectation(world.cluster().id(), object, identity, ours);
    }

    void require(boolean holds, String otherwise) {
        require(holds, () -> otherwise);
    }

    /** Words that cost more than what they are about are put together only when they are needed. */
    private void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            violations.add(world.clock().instant() + " " + otherwise.get());
        }
    }

    private void honestStatus(AwsBatchComputeEnvironment object, List<LiveObject> ours) {
        boolean current = object.getStatus() != null
                && Objects.equals(
                        object.getStatus().observedGeneration(),
                        object.getMetadata().getGeneration());
        boolean deleting = object.getMetadata().getDeletionTimestamp() != null;
        if (current
                && !deleting
                && !isInterfered()
                && isTrue(object, "Ready")
                && !isTrue(object, "Reconciling")
                && !isTrue(object, "Stalled")) {
            expectation(object, ours).missing().forEach(words -> require(false, "S8 Ready, but " + words));
        }
        require(
                !(isTrue(object, "Reconciling") && isTrue(object, "Stalled")),
                () -> "S8 Reconciling and Stalled: " + object.getStatus());
    }

    private void generationsOnlyGrow(AwsBatchComputeEnvironment object) {
        if (object.getStatus() != null) {
            String words =
                    object.getMetadata().getName() + " " + object.getMetadata().getUid();
            generations
                    .wrong(
                            words,
                            object.getMetadata().getGeneration(),
                            object.getStatus().observedGeneration(),
                            object.getStatus().conditions())
                    .forEach(wrong -> require(false, "S8 " + wrong));
        }
    }

    private void queuesAreServed(AwsBatchComputeEnvironment object, List<LiveObject> ours) {
        List<LiveObject> mine = ours.stream()
                .filter(one -> object.getMetadata().getUid().equals(one.tags().get(Tags.UID)))
                .toList();
        Map<String, LiveObject> environments = mine.stream()
                .filter(one -> one.kind().equals("AWS::Batch::ComputeEnvironment"))
                .collect(Collectors.toMap(LiveObject::name, one -> one));
        mine.stream()
                .filter(one ->
                        one.kind().equals("AWS::Batch::JobQueue") && one.state().startsWith("ENABLED"))
                .filter(queue -> PlaceExpectation.order(queue).stream()
                        .map(environments::get)
                        .noneMatch(one -> one != null
                                && (one.state().equals("ENABLED/VALID")
                                        || one.state().equals("ENABLED/UPDATING"))))
                .filter(queue -> !isInterfered())
                .forEach(queue -> violations.add(world.clock().instant() + " S10 nothing serves " + queue.name() + ": "
                        + environments.values().stream()
                                .map(one -> one.name() + " " + one.state())
                                .toList()));
    }

    /** Somebody has changed things by hand: until the next look at AWS a status cannot know it, and a queue may be unserved. */
    void somebodyInterferes() {
        interferedUntil = world.clock().instant().plus(REPAIR);
    }

    private boolean isInterfered() {
        return world.clock().instant().isBefore(interferedUntil);
    }

    /** Somebody else has done so, and AWS Secrets Manager deletes it on the day they chose. */
    private static boolean isScheduledForDeletion(LiveObject object) {
        return object.kind().equals("AWS::SecretsManager::Secret")
                && !object.state().isEmpty();
    }

    private static List<LiveObject> ours(List<LiveObject> everything) {
        return everything.stream().filter(object -> !Bystander.owns(object)).toList();
    }

    private List<Call> operatorWrites() {
        return world.aws().calls().stream()
                .filter(call -> call.actor().equals(World.OPERATOR) && call.write())
                .toList();
    }

    private static boolean isReplaceable(String what) {
        return what.startsWith("AWS::Batch::ComputeEnvironment")
                || what.startsWith("AWS::EC2::LaunchTemplate")
                || what.startsWith("AWS::EFS::MountTarget"); // one in each of three zones
    }

    static boolean isTrue(AwsBatchComputeEnvironment object, String type) {
        return object.getStatus() != null
                && object.getStatus().conditions().stream()
                        .filter(condition -> condition.type().equals(type))
                        .map(Condition::status)
                        .anyMatch(ConditionStatus.TRUE::equals);
    }
}
