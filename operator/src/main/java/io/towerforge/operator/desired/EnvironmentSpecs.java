package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AllocationStrategy;
import io.towerforge.api.v1alpha1.BootDiskSpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.ComputeEnvironment.LaunchTemplateVersion;
import io.towerforge.operator.model.ComputeEnvironment.Purchase;
import io.towerforge.operator.model.ComputeEnvironment.Scaling;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.LaunchTemplate.BootDisk;
import io.towerforge.operator.model.LaunchTemplate.Contents;
import io.towerforge.operator.model.Tags;
import java.util.Map;
import java.util.Set;

/** What the spec asks of the compute environment of each place, with the defaults filled in. */
final class EnvironmentSpecs {
    /** Head jobs are few and small; Batch Forge publishes no figure, 64 vCPUs hold sixteen of four. */
    private static final int HEAD_MAX_CPUS = 64;

    /** Containers on the bridge network are one hop away from the metadata service. */
    private static final int HOPS_FOR_CONTAINERS = 2;

    static final Set<String> DEFAULT_TYPES = Set.of("optimal");

    private final StackRequest request;
    private final ForgeSpec forge;
    private final Storage storage;

    EnvironmentSpecs(StackRequest request) {
        this.request = request;
        this.forge = request.spec().forge();
        this.storage = new Storage(request);
    }

    /** What a place wants, if its instances carry these labels. */
    WantedEnvironment wanted(Place place, Map<String, String> instanceLabels) {
        LaunchTemplate template = template(instanceLabels);
        String templateId = templateId(template.name());
        return new WantedEnvironment(
                template,
                place == Place.WORK
                        ? new Scaling(orZero(forge.minCpus()), forge.maxCpus())
                        : new Scaling(0, HEAD_MAX_CPUS),
                new Instances(
                        place == Place.WORK ? workPurchase() : new Purchase(false, "BEST_FIT_PROGRESSIVE", null, null),
                        place == Place.WORK ? types() : DEFAULT_TYPES,
                        forge.imageId() == null ? request.facts().imageId() : forge.imageId(),
                        storage.network(),
                        new Roles(request.stack(), request.spec(), request.facts()).instanceProfileArn(),
                        new LaunchTemplateVersion(template.name(), templateId, LaunchTemplate.VERSION),
                        forge.keyPair(),
                        Tags.of(request.stack(), place.environmentRole() + "-instance", instanceLabels)),
                templateId.isEmpty() ? storage.unready() : storage.missing());
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

    private Set<String> types() {
        return forge.instanceTypes().isEmpty() ? DEFAULT_TYPES : Set.copyOf(forge.instanceTypes());
    }

    private LaunchTemplate template(Map<String, String> instanceLabels) {
        Contents contents = new Contents(
                UserData.of(new BootSteps(request.stack(), request.spec(), storage.bootSteps()).script()),
                bootDisk(forge.bootDisk()),
                HOPS_FOR_CONTAINERS,
                Tags.of(request.stack(), "instance-volume", instanceLabels));
        return new LaunchTemplate(
                request.stack().prefix() + "-" + ContentHash.of(contents),
                contents,
                Tags.of(request.stack(), "launch-template", request.spec().resourceLabels()),
                null);
    }

    private static BootDisk bootDisk(BootDiskSpec spec) {
        int size = spec == null || spec.sizeGiB() == null ? 50 : spec.sizeGiB();
        String type = spec == null || spec.type() == null ? "gp3" : spec.type().value();
        Integer throughput = null;
        if (type.equals("gp3")) {
            throughput = spec == null || spec.throughputMiBps() == null ? 125 : spec.throughputMiBps();
        }
        return new BootDisk(size, type, throughput);
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
