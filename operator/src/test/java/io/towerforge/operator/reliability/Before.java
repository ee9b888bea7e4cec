package io.towerforge.operator.reliability;

import static io.towerforge.operator.reliability.Scenario.NAME;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Interceptor;
import io.towerforge.simulator.core.Service;
import java.time.Duration;
import java.util.List;

/** How things stand before somebody acts. */
final class Before {
    private static final Duration JOB = Duration.ofMinutes(45);

    private Before() {}

    static void nothing(World world) {}

    static void anEnvironment(World world) {
        Scenario.CREATE.act(world);
        world.run(Duration.ofMinutes(3));
    }

    static void anEnvironmentWithJobs(World world) {
        anEnvironment(world);
        AwsBatchComputeEnvironmentStatus status =
                world.cluster().find(NAME).orElseThrow().getStatus();
        world.aws().submit(status.headQueue().name(), "nextflow", 2, JOB);
        world.aws().submit(status.computeQueue().name(), "align", 8, JOB);
        world.aws().submit(status.computeQueue().name(), "sort", 4, JOB.multipliedBy(2));
        world.run(Duration.ofMinutes(6));
    }

    static void anEnvironmentWithASecret(World world) {
        world.cluster().apply(NAME, Specs.SPOT.withPipelineSecrets(List.of(Specs.LICENSE)));
        world.run(Duration.ofMinutes(3));
    }

    static void anEnvironmentWithEfs(World world) {
        Scenario.CREATE_WITH_EFS.act(world);
        world.run(Duration.ofMinutes(6));
    }

    static void anEnvironmentWithLustre(World world) {
        Scenario.CREATE_WITH_LUSTRE.act(world);
        world.run(Duration.ofMinutes(12));
    }

    static void anEnvironmentUnderAnIdentity(World world) {
        Scenario.CREATE_UNDER_AN_IDENTITY.act(world);
        world.run(Duration.ofMinutes(3));
    }

    static void twoPassesOfACreation(World world) {
        Scenario.CREATE.act(world);
        passes(world, 2);
    }

    static void threePassesOfACreation(World world) {
        Scenario.CREATE.act(world);
        passes(world, 3);
    }

    static void sixPassesOfACreationWithEfs(World world) {
        Scenario.CREATE_WITH_EFS.act(world);
        passes(world, 6);
    }

    static void twoPassesOfAnEditBeside(World world) {
        anEnvironmentWithJobs(world);
        Scenario.EDIT_BESIDE.act(world);
        world.wake();
        passes(world, 2);
    }

    /** The cluster is lost; what was in AWS is there yet, and jobs run in it. */
    static void aRebuiltClusterWithJobs(World world) {
        anEnvironmentWithJobs(world);
        rebuild(world);
    }

    /** The cluster is lost, and its environment in AWS carries the new mark in part. */
    static void aHalfAdoptedEnvironment(World world) {
        anEnvironment(world);
        rebuild(world);
        Scenario.ADOPT.act(world);
        Interceptor denied = Fault.ACCESS_DENIED.on(call -> call.write() && call.service() == Service.BATCH);
        world.aws().interceptor(denied);
        world.wake();
        passes(world, 2);
        world.aws().removeInterceptor(denied);
    }

    private static void rebuild(World world) {
        world.cluster().rebuild("rebuilt-cluster");
        world.startOperator();
    }

    private static void passes(World world, int count) {
        for (int pass = 0; pass < count; pass++) {
            world.step();
        }
    }
}
