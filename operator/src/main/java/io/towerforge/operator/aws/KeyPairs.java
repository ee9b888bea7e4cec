package io.towerforge.operator.aws;

/** EC2 key pairs that users name. */
public interface KeyPairs extends Catalog {
    /** Whether the account has a key pair of this name in the Region. */
    boolean exists(String name);
}
