package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AllocationStrategy;
import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.ComputeEnvironment.LaunchTemplateVersion;
import io.towerforge.operator.model.ComputeEnvironment.Purchase;
import io.towerforge.operator.model.ComputeEnvironment.Scaling;
import io.towerforge.operator.model.LaunchTemplate;
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

    private static final Set<String> DEFAULT_TYPES = Set.of("optimal");

    /** Batch Forge's choice for Graviton. */
    private static final Set<String> DEFAULT_ARM64_TYPES = Set.of("c6g", "m6g", "r6g");

    private final StackRequest request;
    private final ForgeSpec forge;

    EnvironmentSpecs(StackRequest request) {
        this.request = request;
        this.forge = request.spec().forge();
    }

    /** What a place wants, if its instances carry these labels. */
    WantedEnvironment wanted(Place place, Map<String, String> instanceLabels) {
        String serviceRole = new Roles(request.stack(), request.spec(), request.facts()).serviceRoleArn();
        Scaling head = new Scaling(0, HEAD_MAX_CPUS);
        if (place.isFargate()) {
            return WantedEnvironment.onFargate(head, request.facts().network(), serviceRole);
        }
        LaunchTemplate template = template(instanceLabels);
        return WantedEnvironment.onInstances(
                template,
                place.isWork() ? new Scaling(orZero(forge.minCpus()), forge.maxCpus()) : head,
                new Instances(
                        place.isWork() ? workPurchase() : new Purchase(false, "BEST_FIT_PROGRESSIVE", null, null),
                        place.isWork() ? types(forge) : DEFAULT_TYPES,
                        place.isWork()
                                ? request.facts().image()
                                : request.facts().headImage(),
                        request.facts().network(),
                        new Roles(request.stack(), request.spec(), request.facts()).instanceProfileArn(),
                        new LaunchTemplateVersion(template.name(), templateId(template.name()), LaunchTemplate.VERSION),
                        forge.keyPair(),
                        Tags.of(request.stack(), place.environmentRole() + "-instance", instanceLabels)),
                serviceRole);
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

    /** The types of the work environment: the user's, else the default for the architecture. */
    static Set<String> types(ForgeSpec forge) {
        if (!forge.instanceTypes().isEmpty()) {
            return Set.copyOf(forge.instanceTypes());
        }
        return forge.architecture() == Architecture.ARM64 ? DEFAULT_ARM64_TYPES : DEFAULT_TYPES;
    }

    private LaunchTemplate template(Map<String, String> instanceLabels) {
        Contents contents = new Contents(
                UserData.of(new BootSteps(request.stack(), request.spec()).script()),
                BootDisks.of(request.spec()),
                HOPS_FOR_CONTAINERS,
                Tags.of(request.stack(), "instance-volume", instanceLabels));
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
