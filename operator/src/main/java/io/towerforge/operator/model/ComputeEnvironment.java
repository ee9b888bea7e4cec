package io.towerforge.operator.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A managed compute environment of AWS Batch: of EC2 instances, or of Fargate.
 *
 * @param enabled whether Batch may place jobs; what runs goes on either way
 * @param instances how instances are bought and launched; changing any of it replaces them. Null on Fargate, which has none
 * @param fargate where Fargate runs tasks; null for an environment of instances. Changes of it end no task (AWS Batch user guide,
 *     "Updating compute environments")
 * @param serviceRole ARN of the role Batch works with; empty for its service-linked role. An environment never changes from one to
 *     the other, and with a role of its own no update replaces its instances (AWS Batch API reference, UpdateComputeEnvironment)
 * @param onUpdate what an update that replaces instances does to their jobs; sent with such an update, and no state of its own
 * @param activity what is going on in it; never desired
 */
@RecordBuilder
public record ComputeEnvironment(
        String name,
        Boolean enabled,
        Scaling scaling,
        @Infrastructure Instances instances,
        Network fargate,
        @ForcesReplacement String serviceRole,
        Tags tags,
        @CreateOnly RunningJobs onUpdate,
        Activity activity)
        implements Resource, ComputeEnvironmentBuilder.With {
    /** An environment of Batch's service-linked role. */
    public ComputeEnvironment(
            String name,
            Boolean enabled,
            Scaling scaling,
            Instances instances,
            Tags tags,
            RunningJobs onUpdate,
            Activity activity) {
        this(name, enabled, scaling, instances, null, "", tags, onUpdate, activity);
    }

    @Override
    public String awsId(Facts facts) {
        return facts.arn("batch", "compute-environment/" + name);
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.COMPUTE_ENVIRONMENT, name);
    }

    @Override
    public Set<ResourceId> buildsOn() {
        Set<ResourceId> ids = new TreeSet<>();
        if (isFargate()) {
            return ids;
        }
        if (instances.launchTemplate().name() != null) {
            ids.add(new ResourceId(
                    ResourceKind.LAUNCH_TEMPLATE, instances.launchTemplate().name()));
        }
        String profile = instances.instanceProfile();
        ids.add(new ResourceId(ResourceKind.INSTANCE_PROFILE, profile.substring(profile.lastIndexOf('/') + 1)));
        return ids;
    }

    /** Whether it has no instances of its own. */
    public boolean isFargate() {
        return instances == null;
    }

    /** Whether instances are launched from this template. */
    public boolean launchesFrom(String templateId) {
        return !isFargate() && instances.launchTemplate().templateId().equals(templateId);
    }

    /** This environment with other bounds. */
    public ComputeEnvironment with(Scaling other) {
        return withScaling(other);
    }

    /** This environment, closed: Batch places nothing more on it and lets its instances go as their jobs end. */
    public ComputeEnvironment draining() {
        return withEnabled(false).withScaling(new Scaling(0, scaling.maxCpus())).withActivity(null);
    }

    /** This environment, taking jobs. */
    public ComputeEnvironment opened() {
        return withEnabled(true).withActivity(null);
    }

    /** Bounds of the number of vCPUs; {@code minCpus} are kept, and billed, even when nothing runs. */
    public record Scaling(int minCpus, int maxCpus) {}

    /**
     * What runs.
     *
     * @param desiredCpus vCPUs Batch wants at this moment (its {@code desiredvCpus}), idle instances included
     * @param running whether jobs may be on its instances
     */
    public record Activity(int desiredCpus, boolean running) {}

    /**
     * How instances are bought and launched.
     *
     * @param instanceTypes types, families or {@code optimal}
     * @param instanceProfile ARN; Batch echoes what it was given, so we always give the ARN
     * @param keyPair name of an EC2 key pair; empty for none
     * @param tags tags of the instances
     */
    @RecordBuilder
    public record Instances(
            Purchase purchase,
            Set<String> instanceTypes,
            MachineImage image,
            Network network,
            String instanceProfile,
            LaunchTemplateVersion launchTemplate,
            String keyPair,
            Tags tags)
            implements ComputeEnvironmentInstancesBuilder.With {
        public Instances {
            instanceTypes = Collections.unmodifiableSet(new TreeSet<>(instanceTypes));
            keyPair = keyPair == null ? "" : keyPair;
        }
    }

    /**
     * How instances are bought.
     *
     * @param spot Spot or On-Demand
     * @param allocationStrategy in AWS's spelling; always set, because unset means {@code BEST_FIT}
     * @param costPercentage highest Spot price in percent of On-Demand; 100 when unset in AWS (and for On-Demand)
     * @param spotFleetRole only for Spot with {@code BEST_FIT}, empty otherwise; no update can change it (AWS Batch API
     *     reference, ComputeResourceUpdate)
     */
    public record Purchase(
            boolean spot,
            String allocationStrategy,
            int costPercentage,
            @ForcesReplacement String spotFleetRole,
            @ForcesReplacement Boolean bestFit) {
        public Purchase(boolean spot, String allocationStrategy, Integer costPercentage, String spotFleetRole) {
            this(
                    spot,
                    allocationStrategy.toUpperCase(Locale.ROOT),
                    costPercentage == null ? 100 : costPercentage,
                    spotFleetRole == null ? "" : spotFleetRole,
                    "BEST_FIT".equalsIgnoreCase(allocationStrategy));
        }
    }

    /** Where instances run. */
    public record Network(Set<String> subnetIds, Set<String> securityGroupIds) {
        public Network {
            subnetIds = Collections.unmodifiableSet(new TreeSet<>(subnetIds));
            securityGroupIds = Collections.unmodifiableSet(new TreeSet<>(securityGroupIds));
        }
    }

    /**
     * Which launch template, by id and explicit version: {@code $Latest} and {@code $Default} are read again by Batch at any
     * later infrastructure update (AWS Batch API reference, LaunchTemplateSpecification).
     *
     * @param name our name for it; not compared, Batch knows the id only
     */
    public record LaunchTemplateVersion(@CreateOnly String name, String templateId, String version) {}
}
