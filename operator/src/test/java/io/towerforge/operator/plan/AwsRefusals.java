package io.towerforge.operator.plan;

import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.EfsFileSystem;
import io.towerforge.operator.model.EfsMountTarget;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.InstanceProfile;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.SecurityGroup;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What AWS refuses to do, each rule with the sentence that tells which one a plan broke. */
final class AwsRefusals {
    private static final int MOST_PER_QUEUE = 3;

    private final Map<ResourceId, Observed<?>> things;
    private final List<FakeAws.Job> jobs;

    AwsRefusals(Map<ResourceId, Observed<?>> things, List<FakeAws.Job> jobs) {
        this.things = things;
        this.jobs = jobs;
    }

    void ofCreate(Resource desired) {
        refuseWhen(things.containsKey(desired.id()), desired.id() + " exists already");
        if (desired instanceof InstanceProfile profile) {
            refuseWhen(!exists(ResourceKind.IAM_ROLE, profile.role()), "role " + profile.role() + " does not exist");
        } else if (desired instanceof EfsMountTarget target) {
            refuseWhen(
                    all(EfsFileSystem.class)
                            .noneMatch(one -> one.fileSystemId()
                                    .equals(target.fileSystem().id())),
                    "the file system of " + target.id() + " does not exist");
        } else if (desired instanceof ComputeEnvironment environment) {
            refuseMissingParts(environment);
        } else if (desired instanceof JobQueue queue) {
            refuseOrder(queue, List.of());
        }
    }

    void ofUpdate(Resource desired, Observed<?> actual, List<FieldDiff> diff) {
        refuseWhen(actual == null, desired.id() + " does not exist");
        refuseWhen(
                actual.state() == State.IN_PROGRESS || actual.state() == State.DELETING,
                desired.id() + " is " + actual.state());
        refuseWhen(FieldDiff.forcesReplacement(diff), desired.id() + " cannot change " + diff);
        if (desired instanceof ComputeEnvironment environment) {
            refuseUpdate(environment, (ComputeEnvironment) actual.resource(), diff);
        } else if (desired instanceof JobQueue queue) {
            refuseOrder(queue, ((JobQueue) actual.resource()).computeEnvironments());
        }
    }

    void ofDelete(Observed<?> actual) {
        refuseWhen(
                actual.state() == State.IN_PROGRESS || actual.state() == State.DELETING,
                actual.id() + " is " + actual.state());
        Resource resource = actual.resource();
        if (resource instanceof ComputeEnvironment environment) {
            refuseWhen(
                    all(JobQueue.class)
                            .anyMatch(queue -> queue.computeEnvironments().contains(environment.name())),
                    "a queue still lists " + environment.id());
        } else if (resource instanceof LaunchTemplate template) {
            refuseWhen(
                    all(ComputeEnvironment.class)
                            .anyMatch(environment -> environment.launchesFrom(template.templateId())),
                    "an environment still launches from " + template.id());
        } else if (resource instanceof InstanceProfile profile) {
            refuseWhen(
                    all(ComputeEnvironment.class)
                            .anyMatch(environment -> !environment.isFargate()
                                    && environment.instances().instanceProfile().endsWith("/" + profile.name())),
                    "an environment still uses " + profile.id());
        } else if (resource instanceof EfsFileSystem fileSystem) {
            refuseWhen(
                    all(EfsMountTarget.class)
                            .anyMatch(target -> target.fileSystem().id().equals(fileSystem.fileSystemId())),
                    fileSystem.id() + " has mount targets");
        } else if (resource instanceof EfsMountTarget) {
            refuseWhen(
                    !jobs.isEmpty() && all(ComputeEnvironment.class).findAny().isPresent(),
                    "jobs may have " + resource.id() + " mounted");
        } else if (resource instanceof SecurityGroup group) {
            refuseWhen(
                    all(ComputeEnvironment.class)
                            .anyMatch(environment -> environment
                                    .instances()
                                    .network()
                                    .securityGroupIds()
                                    .contains(group.groupId())),
                    "instances carry " + group.id());
            refuseWhen(
                    all(EfsMountTarget.class)
                            .anyMatch(target -> target.securityGroupIds().contains(group.groupId())),
                    "a mount target carries " + group.id());
        } else if (resource instanceof IamRole role) {
            refuseWhen(
                    all(InstanceProfile.class)
                            .anyMatch(profile -> profile.role().equals(role.name())),
                    "a profile still holds " + role.id());
        }
    }

    private void refuseUpdate(ComputeEnvironment desired, ComputeEnvironment actual, List<FieldDiff> diff) {
        if (FieldDiff.replacesInstances(diff)) {
            refuseMissingParts(desired);
        }
        refuseWhen(
                FieldDiff.replacesInstances(diff)
                        && !actual.isFargate()
                        && actual.instances().purchase().bestFit(),
                "BEST_FIT allows no infrastructure update of " + desired.id());
        int inUse = jobs.stream()
                .filter(job -> job.environment().equals(desired.name()))
                .mapToInt(FakeAws.Job::cpus)
                .sum();
        refuseWhen(
                desired.scaling().maxCpus() < inUse
                        && desired.scaling().maxCpus() < actual.scaling().maxCpus(),
                "maxCpus of " + desired.id() + " would be below the " + inUse + " in use");
    }

    private void refuseMissingParts(ComputeEnvironment environment) {
        refuseWhen(
                environment.scaling().minCpus() > environment.scaling().maxCpus(), "minCpus is greater than maxCpus");
        if (environment.isFargate()) {
            return;
        }
        String templateId = environment.instances().launchTemplate().templateId();
        refuseWhen(
                all(LaunchTemplate.class)
                        .noneMatch(template -> template.templateId().equals(templateId)),
                "launch template '" + templateId + "' of " + environment.id() + " does not exist");
        String profile = environment.instances().instanceProfile();
        refuseWhen(
                profile.contains("TowerForge-")
                        && !exists(ResourceKind.INSTANCE_PROFILE, profile.substring(profile.lastIndexOf('/') + 1)),
                "instance profile " + profile + " does not exist");
    }

    private void refuseOrder(JobQueue queue, List<String> before) {
        int size = queue.computeEnvironments().size();
        refuseWhen(
                size < 1 || size > MOST_PER_QUEUE, queue.id() + " would list " + size + " environments: 1 to 3 may be");
        for (String name : queue.computeEnvironments()) {
            Observed<?> environment = things.get(new ResourceId(ResourceKind.COMPUTE_ENVIRONMENT, name));
            refuseWhen(environment == null, queue.id() + " would list " + name + ", which does not exist");
            refuseWhen(
                    environment.state() != State.READY && !before.contains(name),
                    queue.id() + " would list " + name + ", which is " + environment.state());
        }
    }

    private boolean exists(ResourceKind kind, String name) {
        return things.containsKey(new ResourceId(kind, name));
    }

    private <R extends Resource> Stream<R> all(Class<R> type) {
        return things.values().stream()
                .map(Observed::resource)
                .filter(type::isInstance)
                .map(type::cast);
    }

    private static void refuseWhen(boolean wrong, String why) {
        if (wrong) {
            throw new AssertionError("AWS refuses: " + why);
        }
    }
}
