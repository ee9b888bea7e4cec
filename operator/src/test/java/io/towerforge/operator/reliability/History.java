package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.SpecValidator;
import io.towerforge.operator.reliability.CrashGate.Moment;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.batch.JobRecord;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Interceptor;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.BatchException;

/**
 * One life of two environments, drawn from a seed: edits in flight, jobs that come and go, changes by hand, calls that fail or
 * whose answers are lost, crashes, and deletion at any moment. Then the trouble ends, and all must come right.
 */
final class History {
    private static final List<String> NAMES = List.of("rnaseq", "sarek");
    private static final List<AwsBatchComputeEnvironmentSpec> START =
            List.of(Specs.SPOT, Specs.ON_DEMAND, Specs.WITH_EFS, Specs.LUSTRE.apply(Specs.WITH_EFS));
    private static final int ONE_IN_SO_MANY_RETAINS = 3;
    private static final Duration TROUBLE_ENDS = Duration.ofHours(30);

    private final long seed;
    private final Random random;
    private final World world;
    private final Oracles oracles;
    private final Meddler meddler;
    private @Nullable Administrator administrator;
    private final List<String> log = new ArrayList<>();
    private final Set<String> jobsThatMayEnd = new HashSet<>();

    World world() {
        return world;
    }

    History(long seed) {
        this.seed = seed;
        this.random = random(seed);
        boolean readsLag = random.nextBoolean();
        this.world = new World(readsLag ? Timings.realistic() : Timings.none());
        Bystander.settle(world);
        this.oracles = new Oracles(world);
        if (readsLag) {
            oracles.refusals().readsLag();
        }
        this.meddler = new Meddler(world, random);
    }

    /** Mixes the seed first: the first draws of {@link Random} are alike for all small seeds, its first boolean up to 4,095. */
    static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }

    /** The first environment uses an identity, which somebody changes every now and then. */
    History underAnIdentity() {
        administrator = new Administrator(world, seed);
        return this;
    }

    /** What was broken; empty when nothing was. */
    List<String> run(int events) {
        create(NAMES.get(0), START.get(random.nextInt(START.size())));
        for (int i = 0; i < events; i++) {
            if (administrator != null) {
                note(administrator.perhapsAct());
            }
            event();
            noteJobsThatMayEnd();
            pass(Duration.ofSeconds(1 + random.nextInt(random.nextBoolean() ? 20 : 900)));
        }
        if (administrator != null) {
            administrator.makePeace();
        }
        world.wake();
        untilAllIsOver();
        judge();
        if (seed % ONE_IN_SO_MANY_RETAINS == 0) {
            new Retention(world, oracles).judge();
        }
        List<String> broken = new ArrayList<>(oracles.violations());
        if (!broken.isEmpty()) {
            broken.add("seed " + seed + ": " + log);
        }
        return broken;
    }

    private void event() {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        AwsBatchComputeEnvironment object = world.cluster().find(name).orElse(null);
        int dice = random.nextInt(100);
        if (object == null) {
            if (dice < 60) {
                create(name, START.get(random.nextInt(START.size())));
                note("create " + name);
            }
        } else if (dice < 30) {
            edit(name);
        } else if (dice < 50) {
            submit(object);
        } else if (dice < 60) {
            note("meddler " + meddler.meddle());
            oracles.somebodyInterferes();
        } else if (dice < 75) {
            fail();
        } else if (dice < 90) {
            crash();
        } else if (dice < 94) {
            note("delete " + name);
            world.cluster().delete(name);
        } else {
            finishSomeJob();
        }
        world.wake();
    }

    private void create(String name, AwsBatchComputeEnvironmentSpec spec) {
        boolean identity = administrator != null && name.equals(NAMES.get(0));
        world.cluster().apply(name, identity ? spec.withIdentityName(Specs.IDENTITY) : spec);
    }

    private void edit(String name) {
        if (world.cluster().find(name).orElseThrow().getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        List<UnaryOperator<AwsBatchComputeEnvironmentSpec>> edits = new ArrayList<>(Specs.SCALING_EDITS);
        edits.addAll(Specs.INSTANCE_EDITS);
        if (random.nextInt(8) == 0) {
            edits = List.of(Specs::terminating);
        }
        int which = random.nextInt(edits.size());
        String words = "edit " + name + " #" + which + (edits.size() == 1 ? " terminating" : "");
        AwsBatchComputeEnvironmentSpec before =
                world.cluster().find(name).orElseThrow().getSpec();
        if (!SpecValidator.validate(before, edits.get(which).apply(before)).isEmpty()) {
            note(words + " is not admitted");
            return;
        }
        note(words);
        world.cluster().edit(name, edits.get(which));
    }

    private void submit(AwsBatchComputeEnvironment object) {
        if (object.getStatus() == null || object.getStatus().computeQueue() == null) {
            return;
        }
        String queue = random.nextInt(4) == 0 && object.getStatus().headQueue() != null
                ? object.getStatus().headQueue().name()
                : object.getStatus().computeQueue().name();
        try {
            world.aws().submit(queue, "task", 1 + random.nextInt(8), Duration.ofMinutes(1 + random.nextInt(120)));
            note("submit to " + queue.substring(queue.length() - 4));
        } catch (BatchException refused) {
            note("submission refused");
        }
    }

    private void finishSomeJob() {
        world.aws().jobs().stream()
                .filter(job -> job.end() == null && job.startedAt() != null)
                .findFirst()
                .ifPresent(job -> {
                    world.aws().finish(job.id());
                    note("job ends");
                });
    }

    /** The next call of some kind fails, once or a few times. */
    private void fail() {
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        int times = random.nextBoolean() ? 1 : 3;
        boolean writes = random.nextInt(3) > 0;
        note(fault + " x" + times + (writes ? " on writes" : " on reads"));
        Interceptor interceptor = oracles.refusals()
                .excusing(fault.times(
                        times,
                        call -> call.actor().equals(World.OPERATOR)
                                && call.write() == writes
                                && random.nextInt(3) == 0));
        world.aws().interceptor(interceptor);
        pass(Duration.ofSeconds(random.nextInt(120)));
        world.aws().removeInterceptor(interceptor);
    }

    /** The operator dies at one of its next writes. */
    private void crash() {
        CrashGate gate = new CrashGate(1 + random.nextInt(6), random.nextBoolean() ? Moment.BEFORE : Moment.AFTER);
        note("crash");
        gate.guard(world);
        world.wake();
        world.run(Duration.ofSeconds(random.nextInt(600)), () -> false, () -> {
            gate.release(world);
            world.clock().advance(Duration.ofSeconds(random.nextInt(30)));
            world.startOperator();
        });
        gate.release(world);
    }

    private void pass(Duration duration) {
        world.run(
                duration,
                () -> {
                    noteJobsThatMayEnd();
                    oracles.afterPass();
                    return false;
                },
                () -> {
                    throw new IllegalStateException("died without a crash");
                });
    }

    private void note(String what) {
        if (what.isEmpty()) {
            return;
        }
        log.add(world.clock().instant().toString().substring(11, 19) + " " + what);
    }

    private void untilAllIsOver() {
        world.run(
                TROUBLE_ENDS,
                () -> {
                    noteJobsThatMayEnd();
                    oracles.afterPass();
                    return world.aws().jobs().stream().allMatch(job -> job.end() != null)
                            && world.cluster().names().stream()
                                    .allMatch(name -> Oracles.isSettled(
                                            world.cluster().find(name).orElseThrow()));
                },
                () -> {
                    throw new IllegalStateException("died without a crash");
                });
        // What somebody changed last may not have been seen yet; buckets and the tags of profiles are looked at once an
        // hour.
        pass(Duration.ofMinutes(80));
    }

    /** A job may be ended if its environment allowed it while the job lived, or if somebody else took its queue away. */
    private void noteJobsThatMayEnd() {
        for (String name : world.cluster().names()) {
            AwsBatchComputeEnvironment object = world.cluster().find(name).orElseThrow();
            boolean deleting = object.getMetadata().getDeletionTimestamp() != null;
            if (Specs.mayEndJobs(object.getSpec(), deleting) && object.getStatus() != null) {
                String id = object.getStatus().environmentId();
                world.aws().jobs().stream()
                        .filter(job -> job.queue().contains(id))
                        .map(JobRecord::id)
                        .forEach(jobsThatMayEnd::add);
            }
        }
    }

    private void judge() {
        for (String name : world.cluster().names()) {
            AwsBatchComputeEnvironment object = world.cluster().find(name).orElseThrow();
            if (object.getMetadata().getDeletionTimestamp() != null) {
                oracles.require(false, "L2 not gone: " + object.getStatus().conditions());
            } else {
                oracles.matches(object);
            }
        }
        oracles.staysQuiet(Duration.ofHours(2));
        List<JobRecord> killed = Scenario.killed(world, false).stream()
                .filter(job -> !jobsThatMayEnd.contains(job.id()))
                .toList();
        oracles.require(killed.isEmpty(), "jobs killed: " + killed);
    }
}
