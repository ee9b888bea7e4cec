package io.towerforge.operator.preflight;

import io.towerforge.operator.aws.KeyPairs;
import io.towerforge.operator.model.Facts;
import java.util.List;

/** Whether the key pair exists; no instance starts with one that does not, and AWS Batch says so only then. */
final class KeyPairExists implements Check {
    @Override
    public List<String> findings(Inquiry inquiry, Facts facts) {
        String name = inquiry.forge().keyPair();
        if (name == null || inquiry.account().catalog(KeyPairs.class).exists(name)) {
            return List.of();
        }
        return List.of("`spec.forge.keyPair`: account " + facts.accountId() + " has no key pair '" + name + "' in "
                + facts.region() + ". Correct the name, import the key pair into this Region, or remove the field.");
    }
}
