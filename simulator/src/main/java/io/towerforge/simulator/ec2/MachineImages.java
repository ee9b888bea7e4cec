package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;

/** The machine images of a Region: the ECS-optimised ones of AWS, and those that tests add. */
public final class MachineImages {
    private static final String ROOT_DEVICE = "/dev/xvda";
    private static final int SNAPSHOT_GIB = 30;
    private static final String OWNER = "591542846629";

    private final Simulation simulation;
    private final Map<String, Image> images = new TreeMap<>();
    private final Map<String, String> ecsOptimized = new LinkedHashMap<>();

    MachineImages(Simulation simulation) {
        this.simulation = simulation;
        newEcsOptimized("amazon-linux-2023", ArchitectureValues.X86_64);
        newEcsOptimized("amazon-linux-2023/arm64", ArchitectureValues.ARM64);
        newEcsOptimized("amazon-linux-2023/gpu", ArchitectureValues.X86_64);
        newEcsOptimized("amazon-linux-2023/neuron", ArchitectureValues.X86_64);
        newEcsOptimized("amazon-linux-2", ArchitectureValues.X86_64);
        newEcsOptimized("amazon-linux-2/arm64", ArchitectureValues.ARM64);
        newEcsOptimized("amazon-linux-2/gpu", ArchitectureValues.X86_64);
    }

    /** Adds an image of the account's own; returns its id. */
    public String add(String name, ArchitectureValues architecture) {
        return simulation.look(() -> put(
                describe(name, architecture).ownerId(simulation.account().id()).build()));
    }

    /** Adds an image as described; its id must be set, and a second one of the same id replaces the first. */
    public void add(Image image) {
        simulation.look(() -> put(image));
    }

    /**
     * Publishes a newer ECS-optimised image, as AWS does every few weeks; the older one stays.
     *
     * @param variant the part of the public parameter's name that names the variant, such as {@code amazon-linux-2023/gpu}
     * @return the new image's id
     */
    public String publish(String variant) {
        return simulation.look(() ->
                newEcsOptimized(variant, images.get(ecsOptimized.get(variant)).architecture()));
    }

    /** An image as it comes with AWS's defaults, with an id of its own, to be added or to be changed first. */
    public Image.Builder describe(String name, ArchitectureValues architecture) {
        return Image.builder()
                .imageId(simulation.identifiers().ec2("ami"))
                .name(name)
                .architecture(architecture)
                .state(ImageState.AVAILABLE)
                .rootDeviceType(DeviceType.EBS)
                .rootDeviceName(ROOT_DEVICE)
                .blockDeviceMappings(
                        device -> device.deviceName(ROOT_DEVICE).ebs(disk -> disk.volumeSize(SNAPSHOT_GIB)));
    }

    Map<String, String> ecsOptimized() {
        return new LinkedHashMap<>(ecsOptimized);
    }

    @Nullable
    Image find(String id) {
        return images.get(id);
    }

    List<Image> all() {
        return new ArrayList<>(images.values());
    }

    /** Whether those see it who neither own it nor say that they mean it (EC2 user guide, "Deprecate an Amazon EC2 AMI"). */
    boolean isInListings(Image image) {
        return image.deprecationTime() == null
                || image.ownerId().equals(simulation.account().id())
                || Instant.parse(image.deprecationTime())
                        .isAfter(simulation.timeline().now());
    }

    void remove(String id) {
        images.remove(id);
    }

    private String newEcsOptimized(String variant, ArchitectureValues architecture) {
        String id = put(describe(name(variant), architecture)
                .ownerId(OWNER)
                .imageOwnerAlias("amazon")
                .build());
        ecsOptimized.put(variant, id);
        return id;
    }

    /** As AWS names them (Amazon ECS developer guide, "Amazon ECS-optimized Linux AMIs"). */
    private static String name(String variant) {
        boolean amazonLinux2 = variant.equals("amazon-linux-2") || variant.startsWith("amazon-linux-2/");
        String suffix = variant.contains("/") ? "-" + variant.substring(variant.indexOf('/') + 1) : "";
        return (amazonLinux2 ? "amzn2-ami-ecs-hvm" : "al2023-ami-ecs-hvm") + suffix;
    }

    private String put(Image image) {
        images.put(image.imageId(), image);
        return image.imageId();
    }
}
