package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.Simulation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetState;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcState;

/**
 * What exists in EC2 before anything is built: VPCs, subnets, security groups, key pairs and images. At the start there is a
 * default VPC with a default subnet in each of three Availability Zones and its default security group (Amazon VPC user guide,
 * "Default VPCs"), and the ECS-optimised images. Tests add and remove more; both take effect at once.
 */
public final class Network {
    private static final List<String> ZONES = List.of("a", "b", "c");

    private final Simulation simulation;
    private final Map<String, Vpc> vpcs = new TreeMap<>();
    private final Map<String, Subnet> subnets = new TreeMap<>();
    private final Set<String> withDnsHostnames = new TreeSet<>();
    private final SecurityGroups groups;
    private final Map<String, KeyPairInfo> keyPairs = new TreeMap<>();
    private final MachineImages images;
    private final String defaultVpc;

    Network(Simulation simulation) {
        this.simulation = simulation;
        this.groups = new SecurityGroups(simulation);
        this.images = new MachineImages(simulation);
        this.defaultVpc = newVpc("172.31.0.0/16", true);
        for (String zone : ZONES) {
            newSubnet(defaultVpc, simulation.account().region() + zone, true);
        }
        groups.add(defaultVpc, "default");
    }

    /** The id of the default VPC. */
    public String defaultVpcId() {
        return defaultVpc;
    }

    /** The ids of a VPC's subnets, sorted. */
    public List<String> subnetIds(String vpcId) {
        return look(() -> subnets.values().stream()
                .filter(subnet -> subnet.vpcId().equals(vpcId))
                .map(Subnet::subnetId)
                .toList());
    }

    /** The ids of a VPC's security groups, sorted. */
    public List<String> securityGroupIds(String vpcId) {
        return look(() -> groups.all().stream()
                .filter(group -> group.vpcId().equals(vpcId))
                .map(SecurityGroup::groupId)
                .toList());
    }

    /** The machine images, to which tests may add. */
    public MachineImages images() {
        return images;
    }

    /** The image ids behind the public parameters, by the part of the parameter's name that names the variant. */
    public Map<String, String> ecsOptimizedImages() {
        return look(images::ecsOptimized);
    }

    /** Adds a VPC without subnets; returns its id. */
    public String addVpc(String cidrBlock) {
        return look(() -> newVpc(cidrBlock, false));
    }

    /** Gives instances of a VPC names, or none, as the console's switch does. */
    public void dnsHostnames(String vpcId, boolean enabled) {
        look(() -> enabled ? withDnsHostnames.add(vpcId) : withDnsHostnames.remove(vpcId));
    }

    /** Adds a subnet; returns its id. */
    public String addSubnet(String vpcId, String availabilityZone) {
        return look(() -> newSubnet(vpcId, availabilityZone, false));
    }

    /** Adds a security group; returns its id. */
    public String addSecurityGroup(String vpcId, String name) {
        return look(() -> groups.add(vpcId, name));
    }

    /** Adds an EC2 key pair. */
    public void addKeyPair(String name) {
        look(() -> keyPairs.put(
                name,
                KeyPairInfo.builder()
                        .keyName(name)
                        .keyPairId(simulation.identifiers().ec2("key"))
                        .build()));
    }

    /** Adds an image of the account's own; returns its id. */
    public String addImage(String name, ArchitectureValues architecture) {
        return images.add(name, architecture);
    }

    /** Takes a VPC, subnet, security group or image away. */
    public void remove(String id) {
        look(() -> {
            vpcs.remove(id);
            subnets.remove(id);
            groups.remove(id);
            images.remove(id);
            return id;
        });
    }

    /** Whether there is a subnet of that id. */
    public boolean hasSubnet(String id) {
        return look(() -> subnets.containsKey(id));
    }

    /** Whether there is a security group of that id. */
    public boolean hasSecurityGroup(String id) {
        return look(() -> groups.contains(id));
    }

    /** The subnet of that id. */
    public Optional<Subnet> findSubnet(String id) {
        return look(() -> Optional.ofNullable(subnets.get(id)));
    }

    /** The Availability Zones with a subnet in them. */
    public Set<String> zones() {
        return look(
                () -> subnets.values().stream().map(Subnet::availabilityZone).collect(Collectors.toSet()));
    }

    /** The id of a VPC's default security group. */
    public String defaultSecurityGroup(String vpcId) {
        return look(() -> groups.all().stream()
                .filter(group ->
                        group.vpcId().equals(vpcId) && group.groupName().equals("default"))
                .map(SecurityGroup::groupId)
                .findFirst()
                .orElseThrow(() -> Ec2Errors.refused("InvalidGroup.NotFound", "The VPC has no default group")));
    }

    /** A network interface carries these groups from now on, which keeps them from being deleted. */
    public void attach(String networkInterface, Collection<String> groupIds) {
        groups.attach(networkInterface, groupIds);
    }

    /** A network interface is gone. */
    public void detach(String networkInterface) {
        groups.detach(networkInterface);
    }

    /** Whether there is an image of that id. */
    public boolean hasImage(String id) {
        return look(() -> images.find(id) != null);
    }

    /** Replaces the tags of something; returns false when there is nothing of that id. */
    boolean retag(String id, UnaryOperator<Map<String, String>> change) {
        Vpc vpc = vpcs.get(id);
        Subnet subnet = subnets.get(id);
        if (vpc != null) {
            vpcs.put(
                    id,
                    vpc.toBuilder()
                            .tags(Ec2Tags.list(change.apply(Ec2Tags.map(vpc.tags()))))
                            .build());
        } else if (subnet != null) {
            subnets.put(
                    id,
                    subnet.toBuilder()
                            .tags(Ec2Tags.list(change.apply(Ec2Tags.map(subnet.tags()))))
                            .build());
        }
        return vpc != null || subnet != null || groups.retag(id, change);
    }

    boolean hasDnsHostnames(String vpcId) {
        return withDnsHostnames.contains(vpcId);
    }

    @Nullable
    Vpc vpc(String id) {
        return vpcs.get(id);
    }

    @Nullable
    Subnet subnet(String id) {
        return subnets.get(id);
    }

    @Nullable
    KeyPairInfo keyPair(String name) {
        return keyPairs.get(name);
    }

    List<Vpc> vpcs() {
        return new ArrayList<>(vpcs.values());
    }

    List<Subnet> subnets() {
        return new ArrayList<>(subnets.values());
    }

    SecurityGroups groups() {
        return groups;
    }

    List<KeyPairInfo> keyPairs() {
        return new ArrayList<>(keyPairs.values());
    }

    private <T> T look(Supplier<T> view) {
        return simulation.look(view);
    }

    private String newVpc(String cidrBlock, boolean isDefault) {
        String id = simulation.identifiers().ec2("vpc");
        vpcs.put(
                id,
                Vpc.builder()
                        .vpcId(id)
                        .cidrBlock(cidrBlock)
                        .isDefault(isDefault)
                        .state(VpcState.AVAILABLE)
                        .ownerId(simulation.account().id())
                        .build());
        if (isDefault) {
            withDnsHostnames.add(id);
        }
        return id;
    }

    private String newSubnet(String vpcId, String availabilityZone, boolean isDefault) {
        String id = simulation.identifiers().ec2("subnet");
        subnets.put(
                id,
                Subnet.builder()
                        .subnetId(id)
                        .vpcId(vpcId)
                        .availabilityZone(availabilityZone)
                        .cidrBlock("172.31." + 16 * subnets.size() + ".0/20")
                        .defaultForAz(isDefault)
                        .mapPublicIpOnLaunch(isDefault)
                        .availableIpAddressCount(4091)
                        .state(SubnetState.AVAILABLE)
                        .subnetArn(simulation.account().arn("ec2", "subnet/" + id))
                        .ownerId(simulation.account().id())
                        .build());
        return id;
    }
}
