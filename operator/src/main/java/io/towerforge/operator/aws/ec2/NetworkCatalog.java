package io.towerforge.operator.aws.ec2;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Networks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

/**
 * VPCs, subnets and security groups, found by filters: what does not exist is then missing from the answer instead of making the call
 * fail (EC2 API reference, DescribeSubnets).
 */
public final class NetworkCatalog implements Networks {
    private final Ec2Client ec2;
    private final Map<String, String> zones = new ConcurrentHashMap<>();

    public NetworkCatalog(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Resolution resolve(Network wanted) {
        List<String> findings = new ArrayList<>();
        Map<String, String> subnets = subnets(wanted, findings);
        Map<String, String> groups =
                wanted.securityGroupIds().isEmpty() ? Map.of() : groups(wanted.securityGroupIds(), findings);
        String vpc = vpc(wanted, subnets, groups, findings);
        if (wanted.subnetIds().isEmpty()
                && subnets.isEmpty()
                && !vpc.isEmpty()
                && wanted.vpcId().isEmpty()) {
            subnets = find(filter("vpc-id", Set.of(vpc)));
        }
        if (subnets.isEmpty() && findings.isEmpty()) {
            findings.add(noSubnet(wanted, vpc));
        }
        Set<String> groupIds = groups.keySet();
        if (wanted.securityGroupIds().isEmpty() && !vpc.isEmpty() && findings.isEmpty()) {
            groupIds = defaultGroup(vpc, findings);
        }
        return new Resolution(new Network(vpc, subnets.keySet(), groupIds), findings);
    }

    @Override
    public Map<String, String> zones(Set<String> subnetIds) {
        if (!zones.keySet().containsAll(subnetIds)) {
            DescribeSubnetsRequest request = DescribeSubnetsRequest.builder()
                    .filters(filter("subnet-id", subnetIds))
                    .build();
            Aws.call(
                            "look up the Availability Zones of subnets",
                            () -> ec2.describeSubnetsPaginator(request).subnets().stream()
                                    .toList())
                    .forEach(subnet -> zones.put(subnet.subnetId(), subnet.availabilityZone()));
        }
        Map<String, String> asked = new TreeMap<>(zones);
        asked.keySet().retainAll(subnetIds);
        return asked;
    }

    /** AWS answers one attribute at a time (EC2 API reference, DescribeVpcAttribute). */
    @Override
    public boolean resolvesNames(String vpcId) {
        return attribute(vpcId, VpcAttributeName.ENABLE_DNS_SUPPORT)
                        .enableDnsSupport()
                        .value()
                && attribute(vpcId, VpcAttributeName.ENABLE_DNS_HOSTNAMES)
                        .enableDnsHostnames()
                        .value();
    }

    private DescribeVpcAttributeResponse attribute(String vpcId, VpcAttributeName name) {
        return Aws.call(
                "look up the DNS settings of VPC " + vpcId,
                () -> ec2.describeVpcAttribute(request -> request.vpcId(vpcId).attribute(name)));
    }

    /** Subnet ids to their VPCs. Nothing is looked up yet when only security groups are given: they say which VPC is meant. */
    private Map<String, String> subnets(Network wanted, List<String> findings) {
        if (!wanted.subnetIds().isEmpty()) {
            Map<String, String> found = find(filter("subnet-id", wanted.subnetIds()));
            report("subnet", wanted.subnetIds(), found.keySet(), findings);
            return found;
        }
        if (!wanted.vpcId().isEmpty()) {
            return find(filter("vpc-id", Set.of(wanted.vpcId())));
        }
        return wanted.securityGroupIds().isEmpty() ? find(filter("default-for-az", Set.of("true"))) : Map.of();
    }

    private Map<String, String> groups(Set<String> wanted, List<String> findings) {
        Map<String, String> found = new TreeMap<>();
        groups("look up security groups", filter("group-id", wanted))
                .forEach(group -> found.put(group.groupId(), group.vpcId()));
        report("security group", wanted, found.keySet(), findings);
        return found;
    }

    /** The one VPC everything is in; a finding when there are several, or when it is not the one that is named. */
    private String vpc(Network wanted, Map<String, String> subnets, Map<String, String> groups, List<String> findings) {
        Map<String, Set<String>> members = new TreeMap<>();
        subnets.forEach((subnet, vpc) ->
                members.computeIfAbsent(vpc, key -> new TreeSet<>()).add(subnet));
        groups.forEach((group, vpc) ->
                members.computeIfAbsent(vpc, key -> new TreeSet<>()).add(group));
        if (!wanted.vpcId().isEmpty()) {
            members.computeIfAbsent(wanted.vpcId(), key -> new TreeSet<>());
        }
        if (members.size() > 1) {
            String where = members.entrySet().stream()
                    .map(vpc -> "'" + vpc.getKey() + "'"
                            + (vpc.getValue().isEmpty()
                                    ? " (`spec.forge.network.vpcId`)"
                                    : " (" + quoted(vpc.getValue()) + ")"))
                    .collect(Collectors.joining(", "));
            findings.add("Subnets and security groups must be in one VPC, but they are in " + where
                    + ". Correct `spec.forge.network`.");
        }
        return members.isEmpty()
                ? ""
                : wanted.vpcId().isEmpty() ? members.keySet().iterator().next() : wanted.vpcId();
    }

    private String noSubnet(Network wanted, String vpc) {
        if (vpc.isEmpty()) {
            return "The account has no default VPC in this Region; name a VPC or subnets in `spec.forge.network`.";
        }
        List<Vpc> vpcs = Aws.call(
                        "look up VPC " + vpc,
                        () -> ec2.describeVpcs(DescribeVpcsRequest.builder()
                                .filters(filter("vpc-id", Set.of(vpc)))
                                .build()))
                .vpcs();
        return vpcs.isEmpty() && !wanted.vpcId().isEmpty()
                ? "VPC '" + vpc + "' does not exist in this Region; correct `spec.forge.network.vpcId`."
                : "VPC '" + vpc + "' has no subnets; add one, or name another VPC in `spec.forge.network`.";
    }

    private Set<String> defaultGroup(String vpc, List<String> findings) {
        List<SecurityGroup> found = groups(
                "look up the default security group of VPC " + vpc,
                filter("vpc-id", Set.of(vpc)),
                filter("group-name", Set.of("default")));
        if (found.isEmpty()) {
            findings.add("VPC '" + vpc + "' has no default security group; name one in"
                    + " `spec.forge.network.securityGroupIds`.");
        }
        return found.stream().map(SecurityGroup::groupId).collect(Collectors.toSet());
    }

    private Map<String, String> find(Filter filter) {
        DescribeSubnetsRequest request =
                DescribeSubnetsRequest.builder().filters(filter).build();
        return Aws.call(
                "look up subnets",
                () -> ec2.describeSubnetsPaginator(request).subnets().stream()
                        .collect(Collectors.toMap(Subnet::subnetId, Subnet::vpcId, (one, same) -> one, TreeMap::new)));
    }

    private List<SecurityGroup> groups(String what, Filter... filters) {
        DescribeSecurityGroupsRequest request =
                DescribeSecurityGroupsRequest.builder().filters(filters).build();
        return Aws.call(
                what,
                () -> ec2.describeSecurityGroupsPaginator(request).securityGroups().stream()
                        .toList());
    }

    private static void report(String what, Set<String> wanted, Set<String> found, List<String> findings) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(found);
        missing.forEach(id -> findings.add(
                "The " + what + " '" + id + "' does not exist in this Region; correct `spec.forge.network`."));
    }

    private static String quoted(Collection<String> ids) {
        return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
    }

    private static Filter filter(String name, Collection<String> values) {
        return Filter.builder().name(name).values(values).build();
    }
}
