package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsIdentity;
import io.towerforge.api.v1alpha1.AwsIdentityStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the operator does in Kubernetes about identities; everything is read as it is stored at this moment, never from a cache. */
public interface Identities {
    Optional<AwsIdentity> read(String name);

    /** Puts our finalizer on it and returns only when that is stored. */
    void addFinalizer(AwsIdentity identity);

    void removeFinalizer(AwsIdentity identity);

    void writeStatus(AwsIdentity identity, AwsIdentityStatus status);

    /** Every environment the operator looks after. */
    List<AwsBatchComputeEnvironment> environments();

    /** The labels of a namespace; empty when there is no such namespace. */
    Map<String, String> labelsOf(String namespace);
}
