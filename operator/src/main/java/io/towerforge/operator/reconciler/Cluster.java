package io.towerforge.operator.reconciler;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import java.util.Map;
import java.util.Optional;

/** What the operator does in Kubernetes, and all it does there. */
public interface Cluster {
    /** Which cluster this is; part of the mark on everything in AWS. */
    String id();

    /** The object as it is stored at this moment; never from a cache. */
    Optional<AwsBatchComputeEnvironment> read(String namespace, String name);

    /** Puts our finalizer on it and returns only when that is stored. */
    void addFinalizer(AwsBatchComputeEnvironment object);

    void removeFinalizer(AwsBatchComputeEnvironment object);

    void writeStatus(AwsBatchComputeEnvironment object, AwsBatchComputeEnvironmentStatus status);

    /**
     * Makes the object's ConfigMap say this; writes nothing when it does already.
     *
     * @return why not, in a sentence, when a ConfigMap of that name belongs to somebody else or is kept out; empty when it was done
     */
    Optional<String> publish(AwsBatchComputeEnvironment object, String configMapName, Map<String, String> data);

    /** Tells whoever looks at the object; the same words again within a while are counted, not repeated. */
    void tell(AwsBatchComputeEnvironment object, EventType type, String reason, String message);

    /** Kubernetes knows two types of event. */
    enum EventType {
        NORMAL("Normal"),
        WARNING("Warning");

        private final String value;

        EventType(String value) {
            this.value = value;
        }

        public String value() {
            return value;
        }
    }
}
