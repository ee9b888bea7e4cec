package io.towerforge.operator.model;

/**
 * Whose AWS resources are meant: one custom resource of one cluster.
 *
 * @param cluster the operator's cluster, so that two clusters in one account never touch each other's resources
 * @param uid the custom resource's UID; a re-created object of the same name is another stack
 * @param namespace the custom resource's namespace, for people who read tags
 * @param name the custom resource's name, for people who read tags
 * @param environmentId 22 characters, the middle part of every AWS name: derived from the UID, or adopted
 * @param adopting whether what carries another object's mark counts as well, if it is of this environment: only while it is
 *     being taken over
 */
public record StackId(
        String cluster, String uid, String namespace, String name, String environmentId, boolean adopting) {
    /** Of what carries the mark of this very object. */
    public StackId(String cluster, String uid, String namespace, String name, String environmentId) {
        this(cluster, uid, namespace, name, environmentId, false);
    }

    /** What every AWS name of this stack begins with. */
    public String prefix() {
        return "TowerForge-" + environmentId;
    }

    /** What every name of this stack in Secrets Manager begins with. */
    public String secretPrefix() {
        return "tower-" + environmentId + "/";
    }

    /** Whether the environment was another object's before. */
    public boolean isAdopted() {
        return EnvironmentId.find(uid).filter(own -> !own.equals(environmentId)).isPresent();
    }

    /** The same object with another environment, or with another view of it. */
    public StackId of(String otherEnvironmentId, boolean nowAdopting) {
        return new StackId(cluster, uid, namespace, name, otherEnvironmentId, nowAdopting);
    }

    /** The same environment as that object's whose mark is among these tags; this one where there is none. */
    public StackId markedAs(Tags tags) {
        return tags.all().containsKey(Tags.CLUSTER) && tags.all().containsKey(Tags.UID)
                ? new StackId(
                        tags.all().get(Tags.CLUSTER),
                        tags.all().get(Tags.UID),
                        tags.all().getOrDefault(Tags.NAMESPACE, namespace),
                        tags.all().getOrDefault(Tags.NAME, name),
                        environmentId)
                : this;
    }
}
