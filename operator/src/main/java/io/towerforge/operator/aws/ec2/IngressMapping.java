package io.towerforge.operator.aws.ec2;

import io.towerforge.operator.model.SecurityGroup.Ingress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** What a security group lets in, in EC2's form and in ours: EC2 takes several sources in one permission, ours has one in a rule. */
final class IngressMapping {
    private static final int ALL_PORTS = -1;

    private IngressMapping() {}

    /** @param groupId the group whose rules they are */
    static Set<Ingress> read(Collection<IpPermission> permissions, String groupId) {
        Set<Ingress> rules = new TreeSet<>();
        for (IpPermission permission : permissions) {
            for (String source : sources(permission)) {
                rules.add(new Ingress(
                        permission.ipProtocol(),
                        permission.fromPort() == null ? ALL_PORTS : permission.fromPort(),
                        permission.toPort() == null ? ALL_PORTS : permission.toPort(),
                        source.equals(groupId) ? Ingress.ITSELF : source));
            }
        }
        return rules;
    }

    static List<IpPermission> write(Collection<Ingress> rules, String groupId) {
        return rules.stream().map(rule -> write(rule, groupId)).toList();
    }

    private static IpPermission write(Ingress rule, String groupId) {
        IpPermission.Builder permission = IpPermission.builder().ipProtocol(rule.protocol());
        if (rule.fromPort() != ALL_PORTS) {
            permission.fromPort(rule.fromPort()).toPort(rule.toPort());
        }
        String source = rule.source().equals(Ingress.ITSELF) ? groupId : rule.source();
        if (source.startsWith("sg-")) {
            permission.userIdGroupPairs(
                    UserIdGroupPair.builder().groupId(source).build());
        } else if (source.startsWith("pl-")) {
            permission.prefixListIds(PrefixListId.builder().prefixListId(source).build());
        } else if (source.contains(":")) {
            permission.ipv6Ranges(Ipv6Range.builder().cidrIpv6(source).build());
        } else {
            permission.ipRanges(IpRange.builder().cidrIp(source).build());
        }
        return permission.build();
    }

    private static List<String> sources(IpPermission permission) {
        List<String> sources = new ArrayList<>();
        permission.userIdGroupPairs().forEach(pair -> sources.add(pair.groupId()));
        permission.ipRanges().forEach(range -> sources.add(range.cidrIp()));
        permission.ipv6Ranges().forEach(range -> sources.add(range.cidrIpv6()));
        permission.prefixListIds().forEach(list -> sources.add(list.prefixListId()));
        return sources;
    }
}
