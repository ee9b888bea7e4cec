package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.LiveObject;
import io.towerforge.simulator.core.Simulation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** The security groups of a Region: those that were there, and those that were made through the API. */
final class SecurityGroups {
    private final Simulation simulation;
    private final Map<String, SecurityGroup> byId = new TreeMap<>();
    private final Map<String, Set<IngressRule>> rules = new HashMap<>();
    private final Set<String> made = new TreeSet<>();
    private final Map<String, Set<String>> groupsOfInterfaces = new HashMap<>();
    private final Map<String, Integer> creations = new HashMap<>();

    SecurityGroups(Simulation simulation) {
        this.simulation = simulation;
    }

    @Nullable
    SecurityGroup get(String id) {
        return byId.get(id);
    }

    List<SecurityGroup> all() {
        return new ArrayList<>(byId.values());
    }

    boolean contains(String id) {
        return byId.containsKey(id);
    }

    void remove(String id) {
        byId.remove(id);
    }

    void put(SecurityGroup group) {
        byId.put(group.groupId(), group);
    }

    /** A group that was there before; the default one of a VPC lets everything in that comes from itself. */
    String add(String vpcId, String name) {
        String id = simulation.identifiers().ec2("sg");
        put(group(id, vpcId, name, name + " security group", Map.of()));
        if (name.equals("default")) {
            rules.put(id, new LinkedHashSet<>(List.of(new IngressRule("-1", null, null, id))));
            show(id);
        }
        return id;
    }

    String create(CreateSecurityGroupRequest request, boolean vpcExists) {
        if (request.description() == null || request.groupName() == null) {
            throw Ec2Errors.refused("MissingParameter", "The request must contain a group name and a description");
        }
        if (!vpcExists) {
            throw Ec2Errors.refused("InvalidVpcID.NotFound", "The vpc ID '" + request.vpcId() + "' does not exist");
        }
        if (all().stream()
                .anyMatch(group -> group.vpcId().equals(request.vpcId())
                        && group.groupName().equals(request.groupName()))) {
            throw Ec2Errors.refused(
                    "InvalidGroup.Duplicate",
                    "The security group '" + request.groupName() + "' already exists for VPC '" + request.vpcId()
                            + "'");
        }
        Map<String, String> tags = Ec2Tags.of(request.tagSpecifications(), ResourceType.SECURITY_GROUP);
        String key = request.vpcId() + request.groupName();
        String id = simulation.identifiers().named("sg", key, creations.merge(key, 1, Integer::sum));
        put(group(id, request.vpcId(), request.groupName(), request.description(), tags));
        made.add(id);
        return id;
    }

    void delete(String id) {
        existing(id);
        boolean attached = groupsOfInterfaces.values().stream().anyMatch(groups -> groups.contains(id));
        boolean named = rules.entrySet().stream()
                .anyMatch(other -> !other.getKey().equals(id)
                        && byId.containsKey(other.getKey())
                        && other.getValue().stream()
                                .anyMatch(rule -> rule.source().equals(id)));
        if (attached || named) {
            throw Ec2Errors.refused("DependencyViolation", "resource " + id + " has a dependent object");
        }
        byId.remove(id);
        rules.remove(id);
        made.remove(id);
    }

    void authorize(String id, Collection<IpPermission> permissions) {
        existing(id);
        Set<IngressRule> present = rules.computeIfAbsent(id, key -> new LinkedHashSet<>());
        for (IngressRule rule : IngressRule.of(permissions)) {
            if (!present.add(rule)) {
                throw Ec2Errors.refused(
                        "InvalidPermission.Duplicate", "the specified rule \"" + rule + "\" already exists");
            }
        }
        show(id);
    }

    void revoke(String id, Collection<IpPermission> permissions) {
        existing(id);
        for (IngressRule rule : IngressRule.of(permissions)) {
            if (!rules.getOrDefault(id, Set.of()).remove(rule)) {
                throw Ec2Errors.refused(
                        "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
            }
        }
        show(id);
    }

    /** What a network interface carries; it keeps its groups from being deleted. */
    void attach(String networkInterface, Collection<String> groups) {
        groupsOfInterfaces.put(networkInterface, Set.copyOf(groups));
    }

    void detach(String networkInterface) {
        groupsOfInterfaces.remove(networkInterface);
    }

    /** What each network interface carries. */
    Map<String, Set<String>> interfaces() {
        return new TreeMap<>(groupsOfInterfaces);
    }

    boolean retag(String id, UnaryOperator<Map<String, String>> change) {
        SecurityGroup group = byId.get(id);
        if (group != null) {
            put(group.toBuilder()
                    .tags(Ec2Tags.list(change.apply(Ec2Tags.map(group.tags()))))
                    .build());
        }
        return group != null;
    }

    /** Those that were made through the API. */
    List<LiveObject> objects() {
        return made.stream()
                .map(byId::get)
                .filter(group -> group != null)
                .map(group -> new LiveObject(
                        "AWS::EC2::SecurityGroup",
                        group.groupName(),
                        group.groupId(),
                        "",
                        Ec2Tags.map(group.tags()),
                        new TreeMap<>(Map.of(
                                "vpcId",
                                group.vpcId(),
                                "ingress",
                                rules.getOrDefault(group.groupId(), Set.of()).stream()
                                        .map(IngressRule::toString)
                                        .sorted()
                                        .toList()))))
                .toList();
    }

    private SecurityGroup existing(String id) {
        SecurityGroup group = byId.get(id);
        if (group == null) {
            throw Ec2Errors.refused("InvalidGroup.NotFound", "The security group '" + id + "' does not exist");
        }
        return group;
    }

    private void show(String id) {
        String owner = simulation.account().id();
        put(existing(id).toBuilder()
                .ipPermissions(rules.getOrDefault(id, Set.of()).stream()
                        .map(rule -> rule.permission(owner))
                        .toList())
                .build());
    }

    private SecurityGroup group(String id, String vpcId, String name, String description, Map<String, String> tags) {
        return SecurityGroup.builder()
                .groupId(id)
                .groupName(name)
                .description(description)
                .vpcId(vpcId)
                .ownerId(simulation.account().id())
                .tags(Ec2Tags.list(tags))
                .build();
    }
}
