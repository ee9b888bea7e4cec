package io.towerforge.operator.plan;

import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.ComputeEnvironment.Activity;
import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.ComputeEnvironment.LaunchTemplateVersion;
import io.towerforge.operator.model.ComputeEnvironment.Network;
import io.towerforge.operator.model.ComputeEnvironment.Purchase;
import io.towerforge.operator.model.ComputeEnvironment.Scaling;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.InstanceProfile;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.LogGroup;
import io.towerforge.operator.model.MachineImage;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Observed.State;
import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Small resources to plan with; of each only what the plan depends on can be chosen. */
final class Things {
    private static final StackId STACK = new StackId("cluster", "uid", "genomics", "rnaseq", "1");

    private Things() {}

    static IamRole role(String name) {
        return new IamRole(name, Policy.trust("ec2.amazonaws.com"), Set.of(), Map.of(), tags(name), null);
    }

    static InstanceProfile profile(String name, String role) {
        return new InstanceProfile(name, role, tags(name), null);
    }

    static LogGroup logGroup(int days) {
        return new LogGroup("logs", days, tags("logs"));
    }

    static LaunchTemplate template(String name, String id) {
        return new LaunchTemplate(name, null, tags(name), id);
    }

    static ComputeEnvironment environment(String name, int maxCpus, String template, String templateId) {
        return environment(name, maxCpus, template, templateId, "BEST_FIT_PROGRESSIVE");
    }

    static ComputeEnvironment environment(
            String name, int maxCpus, String template, String templateId, String strategy) {
        return new ComputeEnvironment(
                name,
                true,
                new Scaling(0, maxCpus),
                new Instances(
                        new Purchase(false, strategy, null, null),
                        Set.of("optimal"),
                        new MachineImage("ami-1", MachineImage.AMAZON_LINUX_2023),
                        new Network(Set.of("subnet-1"), Set.of("sg-1")),
                        "arn:aws:iam::111122223333:instance-profile/profile",
                        new LaunchTemplateVersion(template, templateId, "1"),
                        "",
                        tags(name)),
                tags(name),
                null,
                null);
    }

    static JobQueue queue(String name, String... environments) {
        return new JobQueue(name, true, List.of(environments), Set.of(), tags(name), null);
    }

    /** As AWS shows it: a compute environment knows its template by id only. */
    static Observed<?> ready(Resource resource) {
        return in(State.READY, resource);
    }

    static Observed<?> in(State state, Resource resource) {
        if (resource instanceof ComputeEnvironment environment) {
            String id = environment.instances().launchTemplate().templateId();
            ComputeEnvironment nameless = environment(
                    environment.name(),
                    environment.scaling().maxCpus(),
                    null,
                    id,
                    environment.instances().purchase().allocationStrategy());
            return new Observed<>(
                    new ComputeEnvironment(
                            nameless.name(),
                            environment.enabled(),
                            nameless.scaling(),
                            nameless.instances(),
                            nameless.tags(),
                            null,
                            new Activity(0, false)),
                    state,
                    "");
        }
        return new Observed<>(resource, state, "");
    }

    private static Tags tags(String name) {
        return Tags.of(STACK, name, Map.of());
    }
}
