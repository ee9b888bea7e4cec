package io.towerforge.operator.model;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The instance profile that hands a role to EC2 instances.
 *
 * @param path where it stands in the account; fixed when it is made (IAM API reference, CreateInstanceProfile). Null where any
 *     will do
 * @param role the name of the one role in it (IAM quota: one role per profile); empty when there is none
 * @param arn known once AWS has it; never desired
 */
public record InstanceProfile(
        String name, @CreateOnly @Nullable String path, String role, Tags tags, String arn) implements Resource {
    /** A profile under any path. */
    public InstanceProfile(String name, String role, Tags tags, String arn) {
        this(name, null, role, tags, arn);
    }

    @Override
    public String awsId(Facts facts) {
        return arn;
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.INSTANCE_PROFILE, name);
    }

    @Override
    public Set<ResourceId> buildsOn() {
        return Set.of(new ResourceId(ResourceKind.IAM_ROLE, role));
    }
}
