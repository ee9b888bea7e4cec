package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.ActiveJobsPolicy;
import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsIdentity;
import io.towerforge.api.v1alpha1.OnDelete;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.batch.JobEnd;
import io.towerforge.simulator.batch.JobRecord;
import io.towerforge.simulator.core.LiveObject;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What somebody does with an environment: how things stand {@link Before}, and the act during which the operator is killed. */
enum Scenario {
    CREATE(Before::nothing, world -> apply(world, Specs.SPOT)),
    CREATE_ON_DEMAND(Before::nothing, world -> apply(world, Specs.ON_DEMAND)),
    CREATE_WITH_SECRETS(
            Before::nothing,
            world -> apply(world, Specs.SPOT.withPipelineSecrets(List.of(Specs.LICENSE, Specs.TOKEN)))),
    CREATE_WITH_EFS(Before::nothing, world -> apply(world, Specs.WITH_EFS)),
    CREATE_WITH_LUSTRE(Before::nothing, world -> apply(world, Specs.LUSTRE.apply(Specs.ON_DEMAND))),
    CREATE_WITH_ITS_HEAD_ON_FARGATE(Before::nothing, world -> apply(world, Specs.HEAD_ON_FARGATE.apply(Specs.SPOT))),
    CREATE_UNDER_AN_IDENTITY(
            Before::nothing,
            world -> {
                world.identities().apply(Specs.IDENTITY, Specs.GRANTS);
                apply(world, Specs.SPOT.withIdentityName(Specs.IDENTITY));
            },
            Scenario::theIdentityHasOneUser),

    EDIT_SECRETS(
            Before::anEnvironmentWithASecret,
            world -> edit(world, spec -> spec.withPipelineSecrets(List.of(Specs.TOKEN)))),
    EDIT_SCALING_AND_LABELS(
            Before::anEnvironment, world -> Specs.SCALING_EDITS.subList(0, 3).forEach(edit -> edit(world, edit))),
    EDIT_IN_PLACE(Before::anEnvironment, world -> {
        edit(world, Specs.OTHER_TYPES);
        edit(world, Specs.LARGER_DISK);
    }),
    EDIT_HEAD_JOB(Before::anEnvironment, world -> {
        edit(world, Specs.LARGER_HEAD_JOB);
        edit(world, Specs.VARIABLES);
    }),
    EDIT_BESIDE(Before::anEnvironmentWithJobs, world -> edit(world, Specs.OTHER_TYPES)),
    EDIT_DURING_CREATE(Before::twoPassesOfACreation, world -> edit(world, Specs.LARGER_DISK)),
    SPOT_TO_ON_DEMAND_WITH_JOBS(Before::anEnvironmentWithJobs, world -> apply(world, Specs.ON_DEMAND)),
    MOVE_TO_GRAVITON_WITH_JOBS(Before::anEnvironmentWithJobs, world -> edit(world, Specs.GRAVITON)),
    MOVE_TO_OTHER_QUEUES_WITH_JOBS(Before::anEnvironmentWithJobs, world -> edit(world, Specs.MANUAL)),
    GIVE_UP_EFS(Before::anEnvironmentWithEfs, world -> edit(world, Specs.forge(forge -> forge.withEfs(null)))),
    EDIT_THE_IDENTITY(
            Before::anEnvironmentUnderAnIdentity,
            world -> world.identities().apply(Specs.IDENTITY, Specs.OTHER_GRANTS),
            world -> queuesHaveTheOtherLabel(world) && theIdentityHasOneUser(world)),

    ADOPT(Before::aRebuiltClusterWithJobs, Scenario::adopt, Scenario::nothingCarriesTheFormerMark),

    DELETE(Before::anEnvironment, Scenario::delete),
    DELETE_WITH_JOBS(Before::anEnvironmentWithJobs, Scenario::delete),
    DELETE_AND_TERMINATE(Before::anEnvironmentWithJobs, world -> {
        edit(world, spec -> spec.withOnDelete(new OnDelete(ActiveJobsPolicy.TERMINATE, null)));
        delete(world);
    }),
    DELETE_WITH_LUSTRE(Before::anEnvironmentWithLustre, Scenario::delete),
    DELETE_WITH_THE_IDENTITY(
            Before::anEnvironmentUnderAnIdentity,
            world -> {
                world.identities().delete(Specs.IDENTITY);
                delete(world);
            },
            world -> world.identities().names().isEmpty()),
    DELETE_DURING_CREATE(Before::threePassesOfACreation, Scenario::delete),
    DELETE_WITH_EFS_DURING_CREATE(Before::sixPassesOfACreationWithEfs, Scenario::delete),
    DELETE_DURING_EDIT_BESIDE(Before::twoPassesOfAnEditBeside, Scenario::delete),
    DELETE_WHILE_HALF_ADOPTED(Before::aHalfAdoptedEnvironment, Scenario::delete);

    static final String NAME = "rnaseq";
    private static final String PREFIX = "TowerForge-";

    private final Consumer<World> before;
    private final Consumer<World> act;
    private final Predicate<World> end;

    Scenario(Consumer<World> before, Consumer<World> act) {
        this(before, act, world -> true);
    }

    Scenario(Consumer<World> before, Consumer<World> act, Predicate<World> end) {
        this.before = before;
        this.act = act;
        this.end = end;
    }

    void prepare(World world) {
        before.accept(world);
    }

    void act(World world) {
        act.accept(world);
    }

    /** Whether nothing more is to come once all is settled. */
    boolean isOver(World world) {
        return end.test(world);
    }

    /** Whether jobs may be ended by request in it. */
    boolean mayEndJobs() {
        return this == DELETE_AND_TERMINATE;
    }

    /** Jobs that somebody lost although nobody had allowed it. */
    static List<JobRecord> killed(World world, boolean endingAllowed) {
        return world.aws().jobs().stream()
                .filter(job -> job.end() != null && job.end() != JobEnd.SUCCEEDED)
                .filter(job -> !(endingAllowed
                        && (job.end() == JobEnd.TERMINATED_BY_REQUEST || job.end() == JobEnd.CANCELLED_BY_REQUEST)))
                .toList();
    }

    private static void apply(World world, AwsBatchComputeEnvironmentSpec spec) {
        world.cluster().apply(NAME, spec);
    }

    private static void edit(World world, UnaryOperator<AwsBatchComputeEnvironmentSpec> edit) {
        world.cluster().edit(NAME, edit);
    }

    private static void delete(World world) {
        world.cluster().delete(NAME);
    }

    private static void adopt(World world) {
        String queue = world.aws().objects().stream()
                .filter(one ->
                        one.kind().equals("AWS::Batch::JobQueue") && one.name().startsWith(PREFIX))
                .findFirst()
                .orElseThrow()
                .name();
        apply(world, Specs.SPOT);
        world.cluster()
                .annotate(
                        NAME, Annotations.ADOPT, queue.substring(PREFIX.length(), queue.indexOf('-', PREFIX.length())));
    }

    /** The identity's own status tells of its environment some minutes later. */
    private static boolean theIdentityHasOneUser(World world) {
        return world.identities()
                .read(Specs.IDENTITY)
                .map(AwsIdentity::getStatus)
                .filter(status -> Integer.valueOf(1).equals(status.environments()))
                .isPresent();
    }

    private static boolean queuesHaveTheOtherLabel(World world) {
        return world.aws().objects().stream()
                .filter(one -> one.kind().equals("AWS::Batch::JobQueue"))
                .filter(one -> !Bystander.owns(one))
                .allMatch(one -> "43".equals(one.tags().get("cost-centre")));
    }

    /** Instances that had work carry the former mark until the passes after their last job. */
    private static boolean nothingCarriesTheFormerMark(World world) {
        List<LiveObject> ours = world.aws().objects().stream()
                .filter(one -> one.name().startsWith(PREFIX + "0"))
                .toList();
        boolean oneTemplate = ours.stream()
                        .filter(one -> one.kind().equals("AWS::EC2::LaunchTemplate"))
                        .count()
                == 1;
        return oneTemplate
                && ours.stream()
                        .filter(one -> one.kind().equals("AWS::Batch::ComputeEnvironment"))
                        .allMatch(one -> one.state().equals("ENABLED/VALID")
                                && !one.attributes().toString().contains("test-cluster"));
    }
}
