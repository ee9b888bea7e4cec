package io.towerforge.operator.world;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.operator.AwsAccounts;
import io.towerforge.operator.SimulatedAwsRegions;
import io.towerforge.operator.aws.CallObserver;
import io.towerforge.operator.reconciler.EnvironmentReconciler;
import io.towerforge.operator.reconciler.IdentityReconciler;
import io.towerforge.simulator.SimulatedAws;
import io.towerforge.simulator.SimulatedKeys;
import io.towerforge.simulator.core.ManualClock;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;

/** A cluster, an AWS account and an operator that can be killed and started again. One thread, virtual time. */
public final class World {
    public static final String OPERATOR = "operator";

    /** Before the name of what is due, where it is an identity and no environment. */
    private static final String IDENTITY = "identity/";

    /** An image of the account's own. */
    public static final String OWN_IMAGE = "ami-0fedcba9876543210";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final SimulatedAws aws;
    private final FakeCluster cluster = new FakeCluster(clock);
    private final Map<String, Instant> due = new TreeMap<>();
    private final FakeIdentities identities = new FakeIdentities(cluster, clock);
    private final SimulatedAwsRegions accounts;
    private EnvironmentReconciler operator;
    private IdentityReconciler identityOperator;

    public World(Timings timings) {
        aws = SimulatedAws.builder().clock(clock).timings(timings).build();
        accounts = new SimulatedAwsRegions(
                aws,
                id -> SimulatedAws.builder()
                        .clock(clock)
                        .timings(timings)
                        .accountId(id)
                        .build());
        identities.keep(
                FakeCluster.NAMESPACE, "licences", Map.of("dragen", "value of dragen", "token", "value of token"));
        UsersNetwork.make(aws);
        aws.network()
                .images()
                .add(aws.network()
                        .images()
                        .describe("genomics", ArchitectureValues.X86_64)
                        .imageId(OWN_IMAGE)
                        .build());
        aws.network().addKeyPair("debugging");
        UsersRoles.make(aws);
        startOperator();
    }

    /** A new process that remembers nothing. */
    public void startOperator() {
        standBy().run();
    }

    /** A process that is there and does nothing until it takes over. */
    public Runnable standBy() {
        AwsAccounts opened = new AwsAccounts(
                (access, region, meter) -> accounts.unmetered(access, region), CallObserver.NONE, clock);
        EnvironmentReconciler next = new EnvironmentReconciler(cluster, identities, identities, opened, clock);
        IdentityReconciler nextForIdentities = new IdentityReconciler(
                identities,
                identities,
                opened,
                environment -> due.put(environment.getMetadata().getName(), clock.instant()),
                clock);
        return () -> {
            operator = next;
            identityOperator = nextForIdentities;
            due.clear();
        };
    }

    public SimulatedAws aws() {
        return aws;
    }

    public FakeCluster cluster() {
        return cluster;
    }

    /** Identities, Secrets and namespaces. */
    public FakeIdentities identities() {
        return identities;
    }

    /** What the credentials of identities are worth in AWS. */
    public SimulatedKeys keys() {
        return accounts.keys();
    }

    public ManualClock clock() {
        return clock;
    }

    /** The user has changed something: the next pass is now. */
    public void wake() {
        due.clear();
    }

    /** One pass over the object that is due first; moves the clock to it. */
    public void step() {
        nextDue().ifPresent(at -> {
            advanceTo(at);
            due.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(at))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .ifPresent(this::pass);
        });
    }

    private void pass(String name) {
        if (name.startsWith(IDENTITY)) {
            Optional<Duration> again =
                    identities.read(name.substring(IDENTITY.length())).flatMap(identityOperator::reconcile);
            again.ifPresentOrElse(duration -> due.put(name, clock.instant().plus(duration)), () -> due.remove(name));
            return;
        }
        Optional<AwsBatchComputeEnvironment> object = cluster.find(name);
        Optional<Duration> again = object.flatMap(operator::reconcile);
        again.ifPresentOrElse(duration -> due.put(name, clock.instant().plus(duration)), () -> due.remove(name));
    }

    /** Passes for a while of virtual time. */
    public void run(Duration duration) {
        run(duration, () -> false, () -> {
            throw new IllegalStateException("the operator died and nobody expected it");
        });
    }

    /**
     * Passes for a while of virtual time.
     *
     * @param afterPass runs after each pass; true ends the run early
     * @param onDeath runs when the operator is killed; starts another one
     */
    public void run(Duration duration, BooleanSupplier afterPass, Runnable onDeath) {
        Instant end = clock.instant().plus(duration);
        while (nextDue().filter(at -> !at.isAfter(end)).isPresent()) {
            try {
                step();
            } catch (Error dead) {
                onDeath.run();
            }
            if (afterPass.getAsBoolean()) {
                return;
            }
        }
        advanceTo(end);
    }

    private void advanceTo(Instant instant) {
        if (instant.isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), instant));
        }
    }

    private Optional<Instant> nextDue() {
        List<String> names = Stream.concat(
                        cluster.names().stream(), identities.names().stream().map(name -> IDENTITY + name))
                .toList();
        for (String name : names) {
            due.putIfAbsent(name, clock.instant());
        }
        due.keySet().retainAll(names);
        return due.values().stream().min(Instant::compareTo);
    }
}
