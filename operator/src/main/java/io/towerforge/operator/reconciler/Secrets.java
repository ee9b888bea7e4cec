package io.towerforge.operator.reconciler;

/** Reads Secrets by name, as they are stored at this moment. Nothing of them is kept. */
public interface Secrets {
    SecretReading read(String namespace, String name);

    /** A Secret in the operator's own namespace. */
    SecretReading own(String name);
}
