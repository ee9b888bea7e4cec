package io.towerforge.operator.model;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;

/**
 * One AWS resource, as it should be or as it is: both are the same record type, so that one generic comparison finds every
 * difference. A component that is {@code null} in the desired record is not compared: AWS, or somebody else, may own it.
 */
public sealed interface Resource
        permits IamRole,
                InstanceProfile,
                LogGroup,
                Secret,
                SecurityGroup,
                EfsFileSystem,
                EfsMountTarget,
                LustreFileSystem,
                LaunchTemplate,
                ComputeEnvironment,
                JobQueue,
                JobDefinition {
    ResourceId id();

    /** The mark that says whose it is, and the labels; null where AWS's listing does not show tags. */
    Tags tags();

    /** Whether it carries tags itself; else what it belongs to says whose it is. */
    default boolean hasTagsOfItsOwn() {
        return true;
    }

    /** A resource with these tags, and otherwise as it is. */
    @SuppressWarnings("unchecked") // a record's constructor makes records of its type
    static <R extends Resource> R tagged(R resource, Tags tags) {
        RecordComponent[] components = resource.getClass().getRecordComponents();
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = components[i].getName().equals("tags")
                        ? tags
                        : components[i].getAccessor().invoke(resource);
            }
            return (R) resource.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot copy " + resource.id(), e);
        }
    }

    /** What AWS's console and API find it by: an ARN, an id or a name; null while it is not known. */
    default String awsId(Facts facts) {
        return id().name();
    }

    /** The very resources this one needs settled before it is created or changed. */
    default Set<ResourceId> buildsOn() {
        return Set.of();
    }
}
