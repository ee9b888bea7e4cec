package io.towerforge.simulator.ec2;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/**
 * One thing a security group lets in.
 *
 * @param protocol {@code tcp}, …, or {@code -1} for all
 * @param fromPort first port; null where the protocol is all
 * @param toPort last port; null where the protocol is all
 * @param source a security group's id, or a range of addresses
 */
record IngressRule(
        String protocol,
        @Nullable Integer fromPort,
        @Nullable Integer toPort,
        String source) {
    /** EC2 takes several sources in one permission; each is a rule of its own. */
    static List<IngressRule> of(Collection<IpPermission> permissions) {
        List<IngressRule> rules = new ArrayList<>();
        for (IpPermission permission : permissions) {
            permission.userIdGroupPairs().forEach(pair -> rules.add(of(permission, pair.groupId())));
            permission.ipRanges().forEach(range -> rules.add(of(permission, range.cidrIp())));
            permission.ipv6Ranges().forEach(range -> rules.add(of(permission, range.cidrIpv6())));
        }
        return rules;
    }

    private static IngressRule of(IpPermission permission, String source) {
        return new IngressRule(permission.ipProtocol(), permission.fromPort(), permission.toPort(), source);
    }

    IpPermission permission(String ownerId) {
        IpPermission.Builder permission =
                IpPermission.builder().ipProtocol(protocol).fromPort(fromPort).toPort(toPort);
        if (source.startsWith("sg-")) {
            permission.userIdGroupPairs(pair -> pair.groupId(source).userId(ownerId));
        } else if (source.contains(":")) {
            permission.ipv6Ranges(range -> range.cidrIpv6(source));
        } else {
            permission.ipRanges(range -> range.cidrIp(source));
        }
        return permission.build();
    }

    /** As an attribute shows it: {@code tcp 2049-2049 from sg-1}. */
    @Override
    public String toString() {
        return protocol + (fromPort == null ? "" : " " + fromPort + "-" + toPort) + " from " + source;
    }
}
