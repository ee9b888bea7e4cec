package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.Gateway;
import io.towerforge.simulator.core.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** EC2's operations on security groups. */
abstract class SecurityGroupCalls extends LaunchTemplateCalls {
    private static final int PAGE = 1000;

    private final Gateway gateway;
    private final Network network;

    SecurityGroupCalls(Gateway gateway, LaunchTemplates templates, Network network) {
        super(gateway, templates);
        this.gateway = gateway;
        this.network = network;
    }

    @Override
    public CreateSecurityGroupResponse createSecurityGroup(CreateSecurityGroupRequest request) {
        return gateway.write("CreateSecurityGroup", request, () -> {
            boolean vpcExists = request.vpcId() != null && network.vpc(request.vpcId()) != null;
            String id = network.groups().create(request, vpcExists);
            return CreateSecurityGroupResponse.builder()
                    .groupId(id)
                    .tags(network.groups().get(id).tags())
                    .build();
        });
    }

    @Override
    public DeleteSecurityGroupResponse deleteSecurityGroup(DeleteSecurityGroupRequest request) {
        return gateway.write("DeleteSecurityGroup", request, () -> {
            network.groups().delete(request.groupId());
            return DeleteSecurityGroupResponse.builder()
                    .groupId(request.groupId())
                    .build();
        });
    }

    @Override
    public AuthorizeSecurityGroupIngressResponse authorizeSecurityGroupIngress(
            AuthorizeSecurityGroupIngressRequest request) {
        return gateway.write("AuthorizeSecurityGroupIngress", request, () -> {
            network.groups().authorize(request.groupId(), request.ipPermissions());
            return AuthorizeSecurityGroupIngressResponse.builder().build();
        });
    }

    @Override
    public RevokeSecurityGroupIngressResponse revokeSecurityGroupIngress(RevokeSecurityGroupIngressRequest request) {
        return gateway.write("RevokeSecurityGroupIngress", request, () -> {
            network.groups().revoke(request.groupId(), request.ipPermissions());
            return RevokeSecurityGroupIngressResponse.builder().build();
        });
    }

    @Override
    public DescribeSecurityGroupsResponse describeSecurityGroups(DescribeSecurityGroupsRequest request) {
        return gateway.read("DescribeSecurityGroups", request, () -> {
            List<SecurityGroup> named = named(
                    request.groupIds(),
                    network.groups().all(),
                    network.groups()::get,
                    "InvalidGroup.NotFound",
                    "security group");
            Page<SecurityGroup> page = Page.of(
                    named.stream()
                            .filter(group -> request.groupNames().isEmpty()
                                    || request.groupNames().contains(group.groupName()))
                            .filter(group -> Filters.match(
                                    request.filters(), Ec2Tags.map(group.tags()), filter -> switch (filter) {
                                        case "group-id" -> List.of(group.groupId());
                                        case "group-name" -> List.of(group.groupName());
                                        case "vpc-id" -> List.of(group.vpcId());
                                        default -> null;
                                    }))
                            .toList(),
                    SecurityGroup::groupId,
                    request.nextToken(),
                    gateway.pageSize(request.maxResults(), PAGE));
            return DescribeSecurityGroupsResponse.builder()
                    .securityGroups(page.items())
                    .nextToken(page.nextToken())
                    .build();
        });
    }

    /** Those of file systems; instances are not simulated one by one. */
    @Override
    public DescribeNetworkInterfacesResponse describeNetworkInterfaces(DescribeNetworkInterfacesRequest request) {
        return gateway.read("DescribeNetworkInterfaces", request, () -> {
            List<NetworkInterface> found = network.groups().interfaces().entrySet().stream()
                    .filter(one -> Filters.match(
                            request.filters(),
                            Map.of(),
                            filter -> filter.equals("network-interface-id") ? List.of(one.getKey()) : null))
                    .map(one -> NetworkInterface.builder()
                            .networkInterfaceId(one.getKey())
                            .groups(one.getValue().stream()
                                    .map(id -> GroupIdentifier.builder()
                                            .groupId(id)
                                            .build())
                                    .toList())
                            .build())
                    .toList();
            return DescribeNetworkInterfacesResponse.builder()
                    .networkInterfaces(found)
                    .build();
        });
    }

    /** What is asked for by id, all of which must exist, or everything. */
    static <T> List<T> named(
            List<String> ids, List<T> all, Function<String, @Nullable T> byId, String code, String kind) {
        if (ids.isEmpty()) {
            return all;
        }
        List<T> found = new ArrayList<>();
        for (String id : ids.stream().distinct().sorted().toList()) {
            T item = byId.apply(id);
            if (item == null) {
                throw Ec2Errors.refused(code, "The " + kind + " '" + id + "' does not exist");
            }
            found.add(item);
        }
        return found;
    }
}
