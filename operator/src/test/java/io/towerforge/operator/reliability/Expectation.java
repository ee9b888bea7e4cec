package io.towerforge.operator.reliability;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.GuardRails;
import io.towerforge.api.v1alpha1.GuardRailsBuilder;
import io.towerforge.api.v1alpha1.HeadJobSpec;
import io.towerforge.operator.model.Tags;
import io.towerforge.simulator.core.LiveObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a user may expect to find in AWS for a spec, written down a second time and without any of the operator's code: a mistake
 * made in deciding what should be is seen here and not mirrored.
 */
final class Expectation {
    /** Families with disks of their own that the simulated Region offers. */
    private static final Set<String> WITH_DISKS =
            new TreeSet<>(List.of("c5ad", "c5d", "c6id", "i3", "i4i", "m5ad", "m5d", "m6id", "r5ad", "r5d", "r6id"));

    private final AwsBatchComputeEnvironment object;
    private final ForgeSpec forge;
    private final GuardRails guardRails;
    private final Map<String, String> labels;
    private final List<LiveObject> mine;
    private final List<String> words = new ArrayList<>();

    /** @param identity the one the environment uses; without members where it uses none */
    Expectation(AwsBatchComputeEnvironment object, AwsIdentitySpec identity, List<LiveObject> everything) {
        this.object = object;
        this.guardRails =
                identity.guardRails() == null ? GuardRailsBuilder.builder().build() : identity.guardRails();
        this.labels = new HashMap<>(identity.resourceLabels());
        labels.putAll(object.getSpec().resourceLabels());
        this.forge = object.getSpec().forge();
        this.mine = everything.stream()
                .filter(one -> object.getMetadata().getUid().equals(one.tags().get(Tags.UID)))
                .toList();
    }

    /** Names of the environments a queue lists, first choice first. */
    static List<String> order(LiveObject queue) {
        return list(queue.attributes().get("computeEnvironmentOrder")).stream()
                .map(Expectation::map)
                .sorted(Comparator.comparing(entry -> (Integer) entry.get("order")))
                .map(entry -> entry.get("computeEnvironment").toString())
                .map(arn -> arn.substring(arn.indexOf('/') + 1))
                .toList();
    }

    /** What is not there, or not as the spec says. Something that is on its way out beside it is no fault. */
    List<String> missing() {
        boolean profile = forge.roles() == null || forge.roles().instanceProfileArn() == null;
        boolean execution = object.getSpec().executionRoleArn() == null;
        least("AWS::IAM::Role", (profile ? 1 : 0) + (execution ? 1 : 0));
        least("AWS::IAM::InstanceProfile", profile ? 1 : 0);
        count("AWS::Logs::LogGroup", 1);
        headJob();
        mine.stream().filter(one -> one.kind().equals("AWS::IAM::Role")).forEach(this::role);
        object.getSpec().pipelineSecrets().forEach(secret -> {
            String ending = "/" + secret.name();
            require(
                    mine.stream()
                            .anyMatch(one -> one.kind().equals("AWS::SecretsManager::Secret")
                                    && one.state().isEmpty()
                                    && one.name().endsWith(ending)
                                    && one.attributes()
                                            .get("secretString")
                                            .equals("value of "
                                                    + secret.secretKeyRef().key())),
                    "no secret " + secret.name() + " with its value");
        });
        if (createsEfs()) {
            count("AWS::EFS::FileSystem", 1);
            count("AWS::EFS::MountTarget", 3);
            mine.stream()
                    .filter(one -> one.kind().startsWith("AWS::EFS::"))
                    .forEach(one -> require(one.state().equals("available"), one.name() + " is " + one.state()));
        }
        if (createsLustre()) {
            count("AWS::FSx::FileSystem", 1);
            count("AWS::EC2::SecurityGroup", 1);
        }
        boolean spot = forge.usesSpot();
        place("work", true);
        place("head", spot);
        return List.copyOf(words);
    }

    /** {@link #missing}, and what should not be there either. */
    List<String> mismatches() {
        missing();
        if (!createsEfs()) {
            count("AWS::EFS::FileSystem", 0);
            count("AWS::EFS::MountTarget", 0);
        }
        if (!createsLustre()) {
            count("AWS::FSx::FileSystem", 0);
        }
        if (!createsEfs() && !createsLustre()) {
            count("AWS::EC2::SecurityGroup", 0);
        }
        int places = forge.usesSpot() ? 2 : 1;
        boolean profile = forge.roles() == null || forge.roles().instanceProfileArn() == null;
        count("AWS::IAM::Role", (profile ? 1 : 0) + (object.getSpec().executionRoleArn() == null ? 1 : 0));
        count("AWS::IAM::InstanceProfile", profile ? 1 : 0);
        count("AWS::Batch::ComputeEnvironment", places);
        count("AWS::Batch::JobQueue", places);
        count("AWS::SecretsManager::Secret", object.getSpec().pipelineSecrets().size());
        long templates = mine.stream()
                .filter(one -> one.kind().equals("AWS::EC2::LaunchTemplate"))
                .count();
        require(templates >= 1 && templates <= places, templates + " launch templates");
        return List.copyOf(words);
    }

    private void role(LiveObject role) {
        String own = forge.roles() == null ? null : forge.roles().permissionsBoundaryArn();
        String boundary = guardRails.permissionsBoundaryArn() == null ? own : guardRails.permissionsBoundaryArn();
        Object found = role.attributes().get("permissionsBoundary");
        require(Objects.equals(found, boundary), role.name() + " has boundary " + found);
        String path = guardRails.rolePath() == null ? "/" : guardRails.rolePath();
        require(
                path.equals(role.attributes().get("path")),
                role.name() + " is in " + role.attributes().get("path"));
    }

    private void headJob() {
        count("AWS::Batch::JobDefinition", 1);
        LiveObject definition = one("AWS::Batch::JobDefinition", "head-job");
        if (definition == null) {
            return;
        }
        String container = String.valueOf(definition.attributes().get("containerProperties"));
        HeadJobSpec head = object.getSpec().headJob();
        require(container.contains("value=" + (head == null ? "4096" : "8192")), "head job has another memory");
        require(
                container.contains("name=TOWERFORGE_PRE_RUN")
                        == (object.getSpec().preRunScript() != null),
                "head job has another script before");
        require(
                container.contains("name=A, value=b")
                        == !object.getSpec().environment().isEmpty(),
                "head job has other variables");
        require(labels(definition).equals(labels), "head job has labels " + labels(definition));
    }

    private boolean createsLustre() {
        return forge.fsx() != null && forge.fsx().create() != null;
    }

    private boolean createsEfs() {
        return forge.efs() != null && forge.efs().create() != null;
    }

    private void place(String place, boolean wanted) {
        LiveObject queue = one("AWS::Batch::JobQueue", place + "-queue");
        if (!wanted) {
            return;
        }
        if (queue == null) {
            words.add("no " + place + " queue");
            return;
        }
        require(queue.state().equals("ENABLED/VALID"), place + " queue is " + queue.state());
        require(labels(queue).equals(labels), place + " queue has labels " + labels(queue));
        String first = order(queue).isEmpty() ? "" : order(queue).get(0);
        LiveObject environment = mine.stream()
                .filter(one -> one.name().equals(first))
                .findFirst()
                .orElse(null);
        if (environment == null) {
            words.add(place + " queue prefers " + first + ", which is not there");
            return;
        }
        require(environment.state().equals("ENABLED/VALID"), first + " is " + environment.state());
        require(labels(environment).equals(labels), first + " has labels " + labels(environment));
        resources(place, first, map(environment.attributes().get("computeResources")));
    }

    private void resources(String place, String name, Map<String, Object> resources) {
        boolean work = place.equals("work");
        boolean spot = work && forge.usesSpot();
        require(resources.get("type").equals(spot ? "SPOT" : "EC2"), name + " is " + resources.get("type"));
        require(
                resources.get("maxvCpus").equals(work ? forge.maxCpus() : Integer.valueOf(64)),
                name + " has at most " + resources.get("maxvCpus"));
        Set<String> types = new TreeSet<>(list(resources.get("instanceTypes")).stream()
                .map(Object::toString)
                .toList());
        Set<String> wantedTypes =
                work && !forge.instanceTypes().isEmpty() ? new TreeSet<>(forge.instanceTypes()) : defaultTypes(work);
        require(types.equals(wantedTypes), name + " has types " + types);
        String strategy = !work
                ? "BEST_FIT_PROGRESSIVE"
                : forge.allocationStrategy() != null
                        ? forge.allocationStrategy().value()
                        : spot ? "SPOT_PRICE_CAPACITY_OPTIMIZED" : "BEST_FIT_PROGRESSIVE";
        require(
                strategy.equals(resources.get("allocationStrategy")),
                name + " has strategy " + resources.get("allocationStrategy"));
        Object percentage = resources.getOrDefault("bidPercentage", 100);
        int wantedPercentage = spot && forge.costPercentage() != null ? forge.costPercentage() : 100;
        // Batch keeps the percentage of an environment that was Spot once, and makes no use of it.
        require(!spot || percentage.equals(wantedPercentage), name + " bids " + percentage);
        Object key = resources.getOrDefault("ec2KeyPair", "");
        require(key.equals(forge.keyPair() == null ? "" : forge.keyPair()), name + " has key pair " + key);
        Object image = map(list(resources.get("ec2Configuration")).get(0)).get("imageIdOverride");
        require(
                forge.imageId() == null || (!work && forge.usesGpu()) || image.equals(forge.imageId()),
                name + " has image " + image);
        boolean gpu = work && forge.usesGpu();
        require(
                map(list(resources.get("ec2Configuration")).get(0))
                        .get("imageType")
                        .equals("ECS_AL2023" + (gpu ? "_NVIDIA" : "")),
                name + " has image type of " + resources.get("ec2Configuration"));
        if (forge.roles() != null && forge.roles().instanceProfileArn() != null) {
            require(
                    forge.roles().instanceProfileArn().equals(resources.get("instanceRole")),
                    name + " has profile " + resources.get("instanceRole"));
        }
        disk(name, map(resources.get("launchTemplate")).get("launchTemplateId"));
    }

    private Set<String> defaultTypes(boolean work) {
        return work && object.getSpec().usesFastInstanceStorage() ? WITH_DISKS : Set.of("optimal");
    }

    private void disk(String name, Object templateId) {
        LiveObject template = mine.stream()
                .filter(one -> one.id().equals(templateId))
                .findFirst()
                .orElse(null);
        if (template == null) {
            words.add(name + " launches from template " + templateId + ", which is not there");
            return;
        }
        int size = forge.bootDisk() == null || forge.bootDisk().sizeGiB() == null
                ? (object.getSpec().usesFusion() && !object.getSpec().usesFastInstanceStorage() ? 100 : 50)
                : forge.bootDisk().sizeGiB();
        require(template.attributes().toString().contains("VolumeSize=" + size), name + " has another boot disk");
    }

    /** One that pipelines may still need may be there beside it. */
    private void least(String kind, int wanted) {
        long count = mine.stream().filter(one -> one.kind().equals(kind)).count();
        require(count >= wanted, count + " of " + kind + " instead of " + wanted);
    }

    private void count(String kind, int wanted) {
        long count = mine.stream().filter(one -> one.kind().equals(kind)).count();
        require(count == wanted, count + " of " + kind + " instead of " + wanted);
    }

    private LiveObject one(String kind, String resource) {
        return mine.stream()
                .filter(one ->
                        one.kind().equals(kind) && resource.equals(one.tags().get(Tags.RESOURCE)))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> labels(LiveObject one) {
        Map<String, String> labels = new HashMap<>(one.tags());
        labels.keySet().removeIf(key -> key.startsWith("towerforge.io/") || key.startsWith("foreign/"));
        return labels;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            words.add(otherwise);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }

    /** An account's contents in a form that is the same for two accounts in the same state. */
    static List<String> fingerprint(List<LiveObject> objects) {
        Map<String, String> names = objects.stream()
                .filter(one -> one.kind().equals("AWS::EC2::LaunchTemplate"))
                .collect(Collectors.toMap(LiveObject::id, LiveObject::name));
        return objects.stream()
                .map(one -> {
                    String text = one.kind() + " " + one.name() + " " + one.state() + " " + one.tags() + " "
                            + one.attributes();
                    for (Map.Entry<String, String> id : names.entrySet()) {
                        text = text.replace(id.getKey(), id.getValue());
                    }
                    return text;
                })
                .sorted()
                .toList();
    }
}
