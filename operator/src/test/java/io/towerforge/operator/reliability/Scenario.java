package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.ActiveJobsPolicy;
import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.AwsIdentity;
import io.towerforge.api.v1alpha1.OnDelete;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.batch.JobEnd;
import io.towerforge.simulator.batch.JobRecord;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Interceptor;
import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Service;
import java.time.Duration;
import java.util.List;

/** What somebody does with an environment: how things stand before, and the act during which the operator is killed. */
enum Scenario {
    CREATE {
        @Override
        void act(World world) {
            world.cluster().apply(NAME, Specs.SPOT);
        }
    },
    CREATE_ON_DEMAND {
        @Override
        void act(World world) {
            world.cluster().apply(NAME, Specs.ON_DEMAND);
        }
    },
    CREATE_WITH_SECRETS {
        @Override
        void act(World world) {
            world.cluster().apply(NAME, Specs.SPOT.withPipelineSecrets(List.of(Specs.LICENSE, Specs.TOKEN)));
        }
    },
    EDIT_SECRETS {
        @Override
        void prepare(World world) {
            world.cluster().apply(NAME, Specs.SPOT.withPipelineSecrets(List.of(Specs.LICENSE)));
            world.run(Duration.ofMinutes(3));
        }

        @Override
        void act(World world) {
            world.cluster().edit(NAME, spec -> spec.withPipelineSecrets(List.of(Specs.TOKEN)));
        }
    },
    EDIT_SCALING_AND_LABELS {
        @Override
        void prepare(World world) {
            create(world);
        }

        @Override
        void act(World world) {
            Specs.SCALING_EDITS.subList(0, 3).forEach(edit -> world.cluster().edit(NAME, edit));
        }
    },
    EDIT_IN_PLACE {
        @Override
        void prepare(World world) {
            create(world);
        }

        @Override
        void act(World world) {
            world.cluster().edit(NAME, Specs.INSTANCE_EDITS.get(0));
            world.cluster().edit(NAME, Specs.INSTANCE_EDITS.get(2));
        }
    },
    EDIT_HEAD_JOB {
        @Override
        void prepare(World world) {
            create(world);
        }

        @Override
        void act(World world) {
            world.cluster().edit(NAME, Specs.SCALING_EDITS.get(5));
            world.cluster().edit(NAME, Specs.SCALING_EDITS.get(6));
        }
    },
    EDIT_BESIDE {
        @Override
        void prepare(World world) {
            createWithJobs(world);
        }

        @Override
        void act(World world) {
            world.cluster().edit(NAME, Specs.INSTANCE_EDITS.get(0));
        }
    },
    SPOT_TO_ON_DEMAND_WITH_JOBS {
        @Override
        void prepare(World world) {
            createWithJobs(world);
        }

        @Override
        void act(World world) {
            world.cluster().apply(NAME, Specs.ON_DEMAND);
        }
    },
    CREATE_WITH_EFS {
        @Override
        void act(World world) {
            world.cluster().apply(NAME, Specs.withEfs(world));
        }
    },
    GIVE_UP_EFS {
        @Override
        void prepare(World world) {
            world.cluster().apply(NAME, Specs.withEfs(world));
            world.run(Duration.ofMinutes(6));
        }

        @Override
        void act(World world) {
            world.cluster().edit(NAME, Specs.forge(forge -> forge.withEfs(null)));
        }
    },
    CREATE_WITH_LUSTRE {
        @Override
        void act(World world) {
            world.cluster().apply(NAME, Specs.INSTANCE_EDITS.get(11).apply(Specs.ON_DEMAND));
        }
    },
    DELETE_WITH_LUSTRE {
        @Override
        void prepare(World world) {
            world.cluster().apply(NAME, Specs.INSTANCE_EDITS.get(11).apply(Specs.ON_DEMAND));
            world.run(Duration.ofMinutes(12));
        }

        @Override
        void act(World world) {
            world.cluster().delete(NAME);
        }
    },
    DELETE_WITH_EFS_DURING_CREATE {
        @Override
        void prepare(World world) {
            world.cluster().apply(NAME, Specs.withEfs(world));
            for (int pass = 0; pass < 6; pass++) {
                world.step();
            }
        }

        @Override
        void act(World world) {
            world.cluster().delete(NAME);
        }
    },
    CREATE_UNDER_AN_IDENTITY {
        @Override
        void act(World world) {
            world.identities().apply(Specs.IDENTITY, Specs.GRANTS);
            world.cluster().apply(NAME, Specs.SPOT.withIdentityName(Specs.IDENTITY));
        }

        @Override
        boolean isOver(World world) {
            return hasOneUser(world);
        }
    },
    EDIT_THE_IDENTITY {
        @Override
        void prepare(World world) {
            createUnderAnIdentity(world);
        }

        @Override
        void act(World world) {
            world.identities().apply(Specs.IDENTITY, Specs.OTHER_GRANTS);
        }

        @Override
        boolean isOver(World world) {
            return world.aws().objects().stream()
                            .filter(one -> one.kind().equals("AWS::Batch::JobQueue"))
                            .filter(one -> !Bystander.owns(one))
                            .allMatch(one -> "43".equals(one.tags().get("cost-centre")))
                    && hasOneUser(world);
        }
    },
    DELETE_WITH_THE_IDENTITY {
        @Override
        void prepare(World world) {
            createUnderAnIdentity(world);
        }

        @Override
        void act(World world) {
            world.identities().delete(Specs.IDENTITY);
            world.cluster().delete(NAME);
        }

        @Override
        boolean isOver(World world) {
            return world.identities().names().isEmpty();
        }
    },
    EDIT_DURING_CREATE {
        @Override
        void prepare(World world) {
            world.cluster().apply(NAME, Specs.SPOT);
            world.step();
            world.step();
        }

        @Override
        void act(World world) {
            world.cluster().edit(NAME, Specs.INSTANCE_EDITS.get(2));
        }
    },
    DELETE {
        @Override
        void prepare(World world) {
            create(world);
        }

        @Override
        void act(World world) {
            world.cluster().delete(NAME);
        }
    },
    DELETE_WITH_JOBS {
        @Override
        void prepare(World world) {
            createWithJobs(world);
        }

        @Override
        void act(World world) {
            world.cluster().delete(NAME);
        }
    },
    DELETE_AND_TERMINATE {
        @Override
        void prepare(World world) {
            createWithJobs(world);
        }

        @Override
        void act(World world) {
            world.cluster().edit(NAME, spec -> spec.withOnDelete(new OnDelete(ActiveJobsPolicy.TERMINATE, null)));
            world.cluster().delete(NAME);
        }
    },
    DELETE_DURING_CREATE {
        @Override
        void prepare(World world) {
            world.cluster().apply(NAME, Specs.SPOT);
            world.step();
            world.step();
            world.step();
        }

        @Override
        void act(World world) {
            world.cluster().delete(NAME);
        }
    },
    ADOPT {
        @Override
        void prepare(World world) {
            createWithJobs(world);
            rebuild(world);
        }

        @Override
        void act(World world) {
            adopt(world);
        }

        /** Instances that had work carry the former mark until the passes after their last job. */
        @Override
        boolean isOver(World world) {
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
    },
    DELETE_WHILE_HALF_ADOPTED {
        @Override
        void prepare(World world) {
            create(world);
            rebuild(world);
            adopt(world);
            Interceptor denied = Fault.ACCESS_DENIED.on(call -> call.write() && call.service() == Service.BATCH);
            world.aws().interceptor(denied);
            world.wake();
            world.step();
            world.step();
            world.aws().removeInterceptor(denied);
        }

        @Override
        void act(World world) {
            world.cluster().delete(NAME);
        }
    },
    DELETE_DURING_EDIT_BESIDE {
        @Override
        void prepare(World world) {
            createWithJobs(world);
            world.cluster().edit(NAME, Specs.INSTANCE_EDITS.get(0));
            world.wake();
            world.step();
            world.step();
        }

        @Override
        void act(World world) {
            world.cluster().delete(NAME);
        }
    };

    static final String NAME = "rnaseq";
    private static final String PREFIX = "TowerForge-";
    private static final Duration JOB = Duration.ofMinutes(45);

    void prepare(World world) {}

    abstract void act(World world);

    /** Whether nothing more is to come once all is settled. */
    boolean isOver(World world) {
        return true;
    }

    /** Whether jobs may be ended by request in it. */
    boolean mayEndJobs() {
        return this == DELETE_AND_TERMINATE;
    }

    static void create(World world) {
        world.cluster().apply(NAME, Specs.SPOT);
        world.run(Duration.ofMinutes(3));
    }

    /** The identity's own status tells of its environment some minutes later. */
    private static boolean hasOneUser(World world) {
        return world.identities()
                .read(Specs.IDENTITY)
                .map(AwsIdentity::getStatus)
                .filter(status -> Integer.valueOf(1).equals(status.environments()))
                .isPresent();
    }

    private static void createUnderAnIdentity(World world) {
        CREATE_UNDER_AN_IDENTITY.act(world);
        world.run(Duration.ofMinutes(3));
    }

    static void createWithJobs(World world) {
        create(world);
        String work = world.cluster()
                .find(NAME)
                .orElseThrow()
                .getStatus()
                .computeQueue()
                .name();
        String head =
                world.cluster().find(NAME).orElseThrow().getStatus().headQueue().name();
        world.aws().submit(head, "nextflow", 2, JOB);
        world.aws().submit(work, "align", 8, JOB);
        world.aws().submit(work, "sort", 4, JOB.multipliedBy(2));
        world.run(Duration.ofMinutes(6));
    }

    /** The cluster is lost; what was in AWS is there yet. */
    private static void rebuild(World world) {
        world.cluster().rebuild("rebuilt-cluster");
        world.startOperator();
    }

    private static void adopt(World world) {
        String queue = world.aws().objects().stream()
                .filter(one ->
                        one.kind().equals("AWS::Batch::JobQueue") && one.name().startsWith(PREFIX))
                .findFirst()
                .orElseThrow()
                .name();
        world.cluster().apply(NAME, Specs.SPOT);
        world.cluster()
                .annotate(
                        NAME, Annotations.ADOPT, queue.substring(PREFIX.length(), queue.indexOf('-', PREFIX.length())));
    }

    /** Jobs that somebody lost although nobody had allowed it. */
    static List<JobRecord> killed(World world, boolean endingAllowed) {
        return world.aws().jobs().stream()
                .filter(job -> job.end() != null && job.end() != JobEnd.SUCCEEDED)
                .filter(job -> !(endingAllowed
                        && (job.end() == JobEnd.TERMINATED_BY_REQUEST || job.end() == JobEnd.CANCELLED_BY_REQUEST)))
                .toList();
    }
}
