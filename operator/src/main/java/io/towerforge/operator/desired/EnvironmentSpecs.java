package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AllocationStrategy;
import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.HeadJobSpec;
import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.ComputeEnvironment.LaunchTemplateVersion;
import io.towerforge.operator.model.ComputeEnvironment.Purchase;
import io.towerforge.operator.model.ComputeEnvironment.Scaling;
import io.towerforge.operator.model.DefaultInstanceTypes;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.LaunchTemplate.Contents;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.util.Map;
import java.util.Set;

/** What the spec asks of the compute environment of each place, with the defaults filled in. */
final class EnvironmentSpecs {
    /** Head jobs are few and small; Batch Forge publishes no figure, 64 vCPUs hold sixteen of four. */
    private static final int HEAD_MAX_CPUS = 64;

    private final StackRequest request;
    private final ForgeSpec forge;
    private final Storage storage;

    EnvironmentSpecs(StackRequest request) {
        this.request = request;
        this.forge = request.spec().forge();
        this.storage = new Storage(request);
    }

    /**
     * What a place wants, if its instances carry this mark and these labels.
     *
     * @param marked whose mark: the stack's, or while jobs run, that of whoever had the environment before
     */
    WantedEnvironment wanted(Place place, StackId marked, Map<String, String> instanceLabels) {
        String serviceRole = new Roles(request).serviceRoleArn();
        Scaling head = new Scaling(0, headMaxCpus());
        if (place.isFargate()) {
            return WantedEnvironment.onFargate(head, request.facts().network(), serviceRole);
        }
        LaunchTemplate template = template(marked, instanceLabels);
        String templateId = templateId(template.name());
        return WantedEnvironment.onInstances(
                template,
                place.isWork() ? new Scaling(orZero(forge.minCpus()), forge.maxCpus()) : head,
                new Instances(
                        place.isWork() ? workPurchase() : new Purchase(false, "BEST_FIT_PROGRESSIVE", null, null),
                        place.isWork() ? types(request.spec(), request.facts()) : headTypes(),
                        place.isWork()
                                ? request.facts().image()
                                : request.facts().headImage(),
                        storage.network(),
                        new Roles(request).instanceProfileArn(),
                        new LaunchTemplateVersion(template.name(), templateId, LaunchTemplate.VERSION),
                        forge.keyPair(),
                        Tags.of(marked, place.environmentRole() + "-instance", instanceLabels)),
                serviceRole,
                templateId.isEmpty() ? storage.unready() : storage.missing());
    }

    /** One head job fits in any case. */
    private int headMaxCpus() {
        HeadJobSpec head = request.spec().headJob();
        return head == null ? HEAD_MAX_CPUS : Math.max(HEAD_MAX_CPUS, orZero(head.cpus()));
    }

    private Purchase workPurchase() {
        boolean spot = forge.usesSpot();
        String strategy = strategy(forge).value();
        boolean needsFleetRole = spot && strategy.equals(AllocationStrategy.BEST_FIT.value());
        String fleetRole =
                needsFleetRole && forge.roles() != null ? forge.roles().spotFleetRoleArn() : null;
        return new Purchase(spot, strategy, spot ? forge.costPercentage() : null, fleetRole);
    }

    /** The strategy of the work environment: the user's, else Batch Forge's default for the way of buying. */
    static AllocationStrategy strategy(ForgeSpec forge) {
        if (forge.allocationStrategy() != null) {
            return forge.allocationStrategy();
        }
        return forge.usesSpot()
                ? AllocationStrategy.SPOT_PRICE_CAPACITY_OPTIMIZED
                : AllocationStrategy.BEST_FIT_PROGRESSIVE;
    }

    /** The types of the work environment: the user's, else the default ones. */
    static Set<String> types(AwsBatchComputeEnvironmentSpec spec, Facts facts) {
        if (!spec.forge().instanceTypes().isEmpty()) {
            return Set.copyOf(spec.forge().instanceTypes());
        }
        return facts.instanceTypes().isEmpty()
                ? DefaultInstanceTypes.of(isArm64(spec.forge()), spec.usesFastInstanceStorage())
                : facts.instanceTypes();
    }

    /** Nextflow itself has no use for fast disks. */
    private Set<String> headTypes() {
        return DefaultInstanceTypes.of(isArm64(forge), false);
    }

    private static boolean isArm64(ForgeSpec forge) {
        return forge.architecture() == Architecture.ARM64;
    }

    private LaunchTemplate template(StackId marked, Map<String, String> instanceLabels) {
        Contents contents = new Contents(
                UserData.of(new BootSteps(request.stack(), request.spec(), storage.bootSteps()).script()),
                BootDisks.of(request.spec()),
                Tags.of(marked, "instance-volume", instanceLabels));
        return new LaunchTemplate(
                request.stack().prefix() + "-" + ContentHash.of(contents),
                contents,
                Tags.of(request.stack(), "launch-template", request.spec().resourceLabels()),
                null);
    }

    private String templateId(String name) {
        return request.seen()
                .named(LaunchTemplate.class, name)
                .map(seen -> seen.resource().templateId())
                .orElse("");
    }

    private static int orZero(Integer number) {
        return number == null ? 0 : number;
    }
}
