package io.towerforge.operator.aws;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The networks instances can be launched into. */
public interface Networks extends Catalog {
    /**
     * Fills in what is left open and checks what is given. With nothing given: the default VPC, its default subnets and its
     * default security group. With a VPC: all its subnets and its default security group. Reads only; at most three calls.
     */
    Resolution resolve(Network wanted);

    /**
     * In which Availability Zones subnets are. That never changes, so it is read once.
     *
     * @return zones by subnet; without those that do not exist
     */
    Map<String, String> zones(Set<String> subnetIds);

    /** Whether a VPC has both DNS support and DNS hostnames, without which names of AWS do not resolve in it. Two calls. */
    boolean resolvesNames(String vpcId);

    /**
     * A place to launch instances.
     *
     * @param vpcId empty when left open
     * @param subnetIds empty when left open
     * @param securityGroupIds empty when left open
     */
    record Network(String vpcId, Set<String> subnetIds, Set<String> securityGroupIds) {
        /** Everything left open. */
        public static final Network OPEN = new Network("", Set.of(), Set.of());

        public Network {
            vpcId = vpcId == null ? "" : vpcId;
            subnetIds = Collections.unmodifiableSet(new TreeSet<>(subnetIds));
            securityGroupIds = Collections.unmodifiableSet(new TreeSet<>(securityGroupIds));
        }
    }

    /**
     * The answer.
     *
     * @param network as far as it could be resolved
     * @param findings what is wrong, a sentence each; empty when instances can be launched there
     */
    record Resolution(Network network, List<String> findings) {
        public Resolution {
            findings = List.copyOf(findings);
        }
    }
}
