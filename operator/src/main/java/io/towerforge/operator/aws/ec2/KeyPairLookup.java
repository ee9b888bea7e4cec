package io.towerforge.operator.aws.ec2;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.KeyPairs;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Key pairs by their names, found by a filter: one that does not exist is then missing from the answer instead of making the call fail
 * (EC2 API reference, DescribeKeyPairs).
 */
public final class KeyPairLookup implements KeyPairs {
    private final Ec2Client ec2;

    public KeyPairLookup(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    @Override
    public boolean exists(String name) {
        DescribeKeyPairsRequest request = DescribeKeyPairsRequest.builder()
                .filters(Filter.builder().name("key-name").values(name).build())
                .build();
        // A name may hold what a filter takes for a wildcard.
        return Aws.call("look up key pair " + name, () -> ec2.describeKeyPairs(request)).keyPairs().stream()
                .anyMatch(pair -> pair.keyName().equals(name));
    }
}
