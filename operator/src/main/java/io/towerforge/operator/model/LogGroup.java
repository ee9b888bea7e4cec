package io.towerforge.operator.model;

/**
 * A CloudWatch log group.
 *
 * @param retentionDays days after which CloudWatch deletes events; 0 reads as "kept for ever", which is never desired
 */
public record LogGroup(String name, Integer retentionDays, Tags tags) implements Resource {
    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.LOG_GROUP, name);
    }
}
