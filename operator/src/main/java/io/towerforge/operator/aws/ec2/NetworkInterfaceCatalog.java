package io.towerforge.operator.aws.ec2;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.NetworkInterfaces;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;

/** Looks network interfaces up by a filter: what does not exist is then missing from the answer instead of making the call fail. */
public final class NetworkInterfaceCatalog implements NetworkInterfaces {
    private final Ec2Client ec2;

    public NetworkInterfaceCatalog(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Set<String> securityGroupIds(Set<String> networkInterfaceIds) {
        DescribeNetworkInterfacesRequest request = DescribeNetworkInterfacesRequest.builder()
                .filters(Filter.builder()
                        .name("network-interface-id")
                        .values(networkInterfaceIds)
                        .build())
                .build();
        return Aws.call(
                "look up the security groups of network interfaces",
                () -> ec2.describeNetworkInterfacesPaginator(request).networkInterfaces().stream()
                        .flatMap(one -> one.groups().stream())
                        .map(GroupIdentifier::groupId)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
