package io.towerforge.operator.aws;

import java.util.Set;

/** Network interfaces of anybody. */
public interface NetworkInterfaces extends Catalog {
    /** All security groups that these carry. */
    Set<String> securityGroupIds(Set<String> networkInterfaceIds);
}
