package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.JobStateLimit;
import io.towerforge.simulator.core.LiveObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a user may expect of the two places in which jobs run: their queues, compute environments and launch templates. */
final class PlaceExpectation {
    /** Families with disks of their own that the simulated Region offers. */
    private static final Set<String> WITH_DISKS =
            new TreeSet<>(List.of("c5ad", "c5d", "c6id", "i3", "i4i", "m5ad", "m5d", "m6id", "r5ad", "r5d", "r6id"));

    private final AwsBatchComputeEnvironmentSpec spec;
    private final ForgeSpec forge;
    private final Map<String, String> labels;
    private final NetworkExpectation network;
    private final Belongings mine;
    private final Complaints complaints;

    /** @param labels those the user has asked for */
    PlaceExpectation(
            AwsBatchComputeEnvironmentSpec spec,
            Map<String, String> labels,
            NetworkExpectation network,
            Belongings mine,
            Complaints complaints) {
        this.spec = spec;
        this.forge = spec.forge();
        this.labels = labels;
        this.network = network;
        this.mine = mine;
        this.complaints = complaints;
    }

    /** Names of the environments a queue lists, first choice first. */
    static List<String> order(LiveObject queue) {
        return list(queue.attributes().get("computeEnvironmentOrder")).stream()
                .map(PlaceExpectation::map)
                .sorted(Comparator.comparing(entry -> (Integer) entry.get("order")))
                .map(entry -> entry.get("computeEnvironment").toString())
                .map(arn -> arn.substring(arn.indexOf('/') + 1))
                .toList();
    }

    /** Where the tasks go. */
    static String work(ForgeSpec forge) {
        return isGraviton(forge) ? "work-arm64" : "work";
    }

    /** Where head jobs go, if the tasks run on Spot. */
    static String head(ForgeSpec forge) {
        return forge.usesFargateHead() ? "head-fargate" : "head";
    }

    /** A queue that takes jobs, and prefers an environment that is as the spec says. */
    void check(String place) {
        LiveObject queue = mine.one("AWS::Batch::JobQueue", place + "-queue");
        if (queue == null) {
            complaints.add("no " + place + " queue");
            return;
        }
        complaints.require(queue.state().equals("ENABLED/VALID"), place + " queue is " + queue.state());
        complaints.require(
                Belongings.labels(queue).equals(labels), place + " queue has labels " + Belongings.labels(queue));
        limits(place, list(queue.attributes().get("jobStateTimeLimitActions")));
        String first = order(queue).isEmpty() ? "" : order(queue).get(0);
        LiveObject environment = mine.all().stream()
                .filter(one -> one.name().equals(first))
                .findFirst()
                .orElse(null);
        if (environment == null) {
            complaints.add(place + " queue prefers " + first + ", which is not there");
            return;
        }
        complaints.require(environment.state().equals("ENABLED/VALID"), first + " is " + environment.state());
        complaints.require(
                Belongings.labels(environment).equals(labels), first + " has labels " + Belongings.labels(environment));
        resources(place, first, map(environment.attributes().get("computeResources")));
    }

    private void resources(String place, String name, Map<String, Object> resources) {
        network.differences(resources.get("subnets"), resources.get("securityGroupIds"))
                .forEach(words -> complaints.add(name + " has " + words));
        if (place.equals("head-fargate")) {
            complaints.require(resources.get("type").equals("FARGATE"), name + " is " + resources.get("type"));
            return;
        }
        boolean work = !place.startsWith("head");
        boolean spot = work && forge.usesSpot();
        int wantedMinimum = work && forge.minCpus() != null ? forge.minCpus() : 0;
        complaints.require(
                resources.get("minvCpus").equals(wantedMinimum), name + " has at least " + resources.get("minvCpus"));
        complaints.require(resources.get("type").equals(spot ? "SPOT" : "EC2"), name + " is " + resources.get("type"));
        complaints.require(
                resources.get("maxvCpus").equals(work ? forge.maxCpus() : Integer.valueOf(64)),
                name + " has at most " + resources.get("maxvCpus"));
        Set<String> types = new TreeSet<>(list(resources.get("instanceTypes")).stream()
                .map(Object::toString)
                .toList());
        Set<String> wantedTypes =
                work && !forge.instanceTypes().isEmpty() ? new TreeSet<>(forge.instanceTypes()) : defaultTypes(work);
        complaints.require(types.equals(wantedTypes), name + " has types " + types);
        String strategy = !work
                ? "BEST_FIT_PROGRESSIVE"
                : forge.allocationStrategy() != null
                        ? forge.allocationStrategy().value()
                        : spot ? "SPOT_PRICE_CAPACITY_OPTIMIZED" : "BEST_FIT_PROGRESSIVE";
        complaints.require(
                strategy.equals(resources.get("allocationStrategy")),
                name + " has strategy " + resources.get("allocationStrategy"));
        Object percentage = resources.getOrDefault("bidPercentage", 100);
        int wantedPercentage = spot && forge.costPercentage() != null ? forge.costPercentage() : 100;
        // Batch keeps the percentage of an environment that was Spot once, and makes no use of it.
        complaints.require(!spot || percentage.equals(wantedPercentage), name + " bids " + percentage);
        Object key = resources.getOrDefault("ec2KeyPair", "");
        complaints.require(key.equals(forge.keyPair() == null ? "" : forge.keyPair()), name + " has key pair " + key);
        Object image = map(list(resources.get("ec2Configuration")).get(0)).get("imageIdOverride");
        complaints.require(
                forge.imageId() == null || (!work && forge.usesGpu()) || image.equals(forge.imageId()),
                name + " has image " + image);
        boolean gpu = work && forge.usesGpu();
        complaints.require(
                map(list(resources.get("ec2Configuration")).get(0))
                        .get("imageType")
                        .equals("ECS_AL2023" + (gpu ? "_NVIDIA" : "")),
                name + " has image type of " + resources.get("ec2Configuration"));
        if (forge.roles() != null && forge.roles().instanceProfileArn() != null) {
            complaints.require(
                    forge.roles().instanceProfileArn().equals(resources.get("instanceRole")),
                    name + " has profile " + resources.get("instanceRole"));
        }
        disk(name, map(resources.get("launchTemplate")).get("launchTemplateId"));
    }

    private void limits(String place, List<Object> actual) {
        List<JobStateLimit> wanted = forge.jobStateLimits();
        complaints.require(
                wanted == null
                        ? actual.size() == 2
                        : wanted.stream()
                                .allMatch(limit ->
                                        actual.toString().contains("maxTimeSeconds=" + limit.maxTimeSeconds())),
                place + " queue has limits " + actual);
    }

    private static boolean isGraviton(ForgeSpec forge) {
        return forge.architecture() == Architecture.ARM64;
    }

    private Set<String> defaultTypes(boolean work) {
        if (work && isGraviton(forge)) {
            return Set.of("c6g", "m6g", "r6g");
        }
        return work && spec.usesFastInstanceStorage() ? WITH_DISKS : Set.of("optimal");
    }

    private void disk(String name, Object templateId) {
        LiveObject template = mine.all().stream()
                .filter(one -> one.id().equals(templateId))
                .findFirst()
                .orElse(null);
        if (template == null) {
            complaints.add(name + " launches from template " + templateId + ", which is not there");
            return;
        }
        int size = forge.bootDisk() == null || forge.bootDisk().sizeGiB() == null
                ? (spec.usesFusion() && !spec.usesFastInstanceStorage() ? 100 : 50)
                : forge.bootDisk().sizeGiB();
        complaints.require(
                template.attributes().toString().contains("VolumeSize=" + size), name + " has another boot disk");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }
}
