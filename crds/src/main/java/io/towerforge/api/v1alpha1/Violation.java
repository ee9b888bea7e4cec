package io.towerforge.api.v1alpha1;

/**
 * One reason why an object cannot be accepted.
 *
 * @param fieldPath the field to correct, for example {@code spec.forge.maxCpus}
 * @param message what is wrong and what the user can do, as a sentence
 */
public record Violation(String fieldPath, String message) {
    @Override
    public String toString() {
        return fieldPath + ": " + message;
    }
}
