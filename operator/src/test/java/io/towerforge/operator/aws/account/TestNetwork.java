package io.towerforge.operator.aws.account;

import java.util.Set;

/** What there is in Amazon EC2 before anything is built; what is added stays until the account is opened anew. */
public interface TestNetwork {
    /** The id of the default VPC. */
    String vpcId();

    /** The ids of the default VPC's subnets. */
    Set<String> subnetIds();

    /** The Availability Zone of a subnet. */
    String zoneOf(String subnetId);

    /** The ids of the default VPC's security groups, with those added. */
    Set<String> securityGroupIds();

    /** The id of the ECS-optimised Amazon Linux 2023 image for x86-64. */
    String ecsImage();

    /** Adds an x86-64 image of the account's own; returns its id. */
    String addImage(String name);

    /** Adds a security group to the default VPC; returns its id. */
    String addSecurityGroup(String name);

    void addKeyPair(String name);
}
