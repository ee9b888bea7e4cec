package io.towerforge.operator.aws;

import io.towerforge.operator.model.Ports;
import java.util.Set;

/** What security groups let through. */
public interface SecurityRules extends Catalog {
    /**
     * Whether whoever runs in these subnets and carries one set of security groups reaches whoever carries another. Reads only; at most
     * two calls.
     *
     * @param ports all of which must be open
     */
    boolean letThrough(Set<String> subnetIds, Set<String> fromGroupIds, Set<String> toGroupIds, Set<Ports> ports);
}
