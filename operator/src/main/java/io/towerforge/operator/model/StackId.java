package io.towerforge.operator.model;

/**
 * Whose AWS resources are meant: one custom resource of one cluster.
 *
 * @param cluster the operator's cluster, so that two clusters in one account never touch each other's resources
 * @param uid the custom resource's UID; a re-created object of the same name is another stack
 * @param namespace the custom resource's namespace, for people who read tags
 * @param name the custom resource's name, for people who read tags
 * @param environmentId 22 characters, derived from the UID: the middle part of every AWS name
 */
public record StackId(String cluster, String uid, String namespace, String name, String environmentId) {
    /** What every AWS name of this stack begins with. */
    public String prefix() {
        return "TowerForge-" + environmentId;
    }

    /** What every name of this stack in Secrets Manager begins with. */
    public String secretPrefix() {
        return "tower-" + environmentId + "/";
    }
}
