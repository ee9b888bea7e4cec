package io.towerforge.operator.model;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A job definition of AWS Batch. Its revisions never change: what is different is another revision, and its name means the newest one
 * (AWS Batch API reference, RegisterJobDefinition).
 *
 * @param parameters defaults for the {@code Ref::} places of the command
 * @param newest whether the newest active revision of the name is ours; wanted true
 * @param superseded how many older revisions of ours are still active; wanted none
 */
public record JobDefinition(
        String name,
        Platform platform,
        Container container,
        Map<String, String> parameters,
        Tags tags,
        Boolean newest,
        Integer superseded)
        implements Resource {
    public JobDefinition {
        parameters = Map.copyOf(new TreeMap<>(parameters));
    }

    /** The name of the job definition of a stack's head job. */
    public static String headOf(StackId stack) {
        return stack.prefix() + "-head";
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.JOB_DEFINITION, name);
    }

    /** Without a revision, because the newest is meant. */
    @Override
    public String awsId(Facts facts) {
        return facts.arn("batch", "job-definition/" + name);
    }

    @Override
    public Set<ResourceId> buildsOn() {
        Set<ResourceId> ids = new LinkedHashSet<>();
        for (String role : List.of(container.executionRoleArn(), container.jobRoleArn())) {
            if (!role.isEmpty()) {
                ids.add(new ResourceId(ResourceKind.IAM_ROLE, role.substring(role.lastIndexOf('/') + 1)));
            }
        }
        if (container.logs().containsKey(Container.LOG_GROUP)) {
            ids.add(new ResourceId(ResourceKind.LOG_GROUP, container.logs().get(Container.LOG_GROUP)));
        }
        container.secrets().values().stream()
                .map(arn -> new ResourceId(ResourceKind.SECRET, arn.substring(arn.lastIndexOf(':') + 1)))
                .forEach(ids::add);
        return ids;
    }

    /** What its jobs run on. */
    public enum Platform {
        EC2,
        FARGATE
    }

    /**
     * What runs.
     *
     * @param command with {@code Ref::name} where a job's parameter of that name goes
     * @param secrets ARNs of secrets, by the variables in which the container sees their values
     * @param jobRoleArn the role of what runs; empty for the instance's own
     * @param executionRoleArn the role that starts the container; empty for none
     * @param logs options of the log driver {@code awslogs}; empty for AWS Batch's own choice
     * @param folders folders of the instance that the container sees at the same paths
     */
    public record Container(
            String image,
            List<String> command,
            int cpus,
            int memoryMiB,
            Variables variables,
            Map<String, String> secrets,
            String jobRoleArn,
            String executionRoleArn,
            Map<String, String> logs,
            Set<String> folders) {
        /** The option that names the log group (Amazon ECS developer guide, "awslogs"). */
        public static final String LOG_GROUP = "awslogs-group";

        public Container {
            command = List.copyOf(command);
            secrets = Map.copyOf(new TreeMap<>(secrets));
            jobRoleArn = jobRoleArn == null ? "" : jobRoleArn;
            executionRoleArn = executionRoleArn == null ? "" : executionRoleArn;
            logs = Map.copyOf(new TreeMap<>(logs));
            folders = Collections.unmodifiableSet(new TreeSet<>(folders));
        }
    }
}
