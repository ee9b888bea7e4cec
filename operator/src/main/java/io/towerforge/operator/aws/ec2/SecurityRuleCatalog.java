package io.towerforge.operator.aws.ec2;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.SecurityRules;
import io.towerforge.operator.model.Ports;
import io.towerforge.operator.model.SecurityGroup.Ingress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * Judges the inbound rules of security groups by the sources a rule may name (EC2 user guide, "Security group rules"): groups and ranges
 * of IPv4 addresses. Prefix lists are not read and count as closed. What groups let out is not judged; by default it is everything.
 */
public final class SecurityRuleCatalog implements SecurityRules {
    private static final Set<String> TCP = Set.of("tcp", "6", "-1");

    private final Ec2Client ec2;

    public SecurityRuleCatalog(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    @Override
    public boolean letThrough(
            Set<String> subnetIds, Set<String> fromGroupIds, Set<String> toGroupIds, Set<Ports> ports) {
        Set<Ingress> rules = new HashSet<>();
        DescribeSecurityGroupsRequest request = DescribeSecurityGroupsRequest.builder()
                .filters(filter("group-id", toGroupIds))
                .build();
        Aws.call(
                        "look up what security groups let through",
                        () -> ec2.describeSecurityGroupsPaginator(request).securityGroups().stream()
                                .toList())
                .forEach(group -> rules.addAll(IngressMapping.read(group.ipPermissions(), "")));
        List<Ingress> fitting =
                rules.stream().filter(rule -> TCP.contains(rule.protocol())).toList();
        if (isOpen(fitting, fromGroupIds, List.of(), ports)) {
            return true;
        }
        boolean byAddress = fitting.stream().anyMatch(rule -> rule.source().contains("."));
        return byAddress && isOpen(fitting, fromGroupIds, ranges(subnetIds), ports);
    }

    private static boolean isOpen(
            List<Ingress> rules, Set<String> fromGroupIds, List<AddressRange> from, Set<Ports> ports) {
        return ports.stream()
                .flatMap(Ports::each)
                .allMatch(wanted -> rules.stream()
                        .filter(rule -> rule.fromPort() < 0 || wanted.lieBetween(rule.fromPort(), rule.toPort()))
                        .anyMatch(rule -> fromGroupIds.contains(rule.source()) || containsAll(rule.source(), from)));
    }

    private static boolean containsAll(String source, List<AddressRange> ranges) {
        return source.contains(".") && !ranges.isEmpty() && ranges.stream().allMatch(AddressRange.of(source)::contains);
    }

    private List<AddressRange> ranges(Set<String> subnetIds) {
        DescribeSubnetsRequest request = DescribeSubnetsRequest.builder()
                .filters(filter("subnet-id", subnetIds))
                .build();
        return Aws.call(
                "look up the addresses of subnets",
                () -> ec2.describeSubnetsPaginator(request).subnets().stream()
                        .map(Subnet::cidrBlock)
                        .map(AddressRange::of)
                        .toList());
    }

    private static Filter filter(String name, Set<String> values) {
        return Filter.builder().name(name).values(values).build();
    }
}
