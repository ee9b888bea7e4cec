package io.towerforge.operator.model;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A security group that lets instances reach the file systems they mount.
 *
 * @param vpcId a group never leaves its VPC (EC2 API reference, CreateSecurityGroup)
 * @param ingress everything it lets in; whatever else somebody adds is taken away again
 * @param groupId EC2's id, known once it exists; never desired
 */
public record SecurityGroup(
        String name, @ForcesReplacement String vpcId, Set<Ingress> ingress, Tags tags, String groupId)
        implements Resource {
    public SecurityGroup {
        ingress = Collections.unmodifiableSet(new TreeSet<>(ingress));
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.SECURITY_GROUP, name);
    }

    @Override
    public String awsId(Facts facts) {
        return groupId;
    }

    /**
     * One rule.
     *
     * @param protocol as EC2 writes it: {@code tcp}, or {@code -1} for all
     * @param fromPort the first port; -1 for all
     * @param toPort the last port; -1 for all
     * @param source a group's id, a range of addresses, or {@link #ITSELF}
     */
    public record Ingress(String protocol, int fromPort, int toPort, String source) implements Comparable<Ingress> {
        /** Whoever carries the group as well. */
        public static final String ITSELF = "itself";

        /** These TCP ports, for whoever carries the group as well. */
        public static Ingress fromItself(Ports ports) {
            return new Ingress("tcp", ports.first(), ports.last(), ITSELF);
        }

        @Override
        public int compareTo(Ingress other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            String ports = fromPort == toPort ? Integer.toString(fromPort) : fromPort + "-" + toPort;
            return protocol + " " + ports + " from " + source;
        }
    }
}
