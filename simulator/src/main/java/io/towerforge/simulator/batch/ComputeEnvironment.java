package io.towerforge.simulator.batch;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.CEType;
import software.amazon.awssdk.services.batch.model.CRType;
import software.amazon.awssdk.services.batch.model.ComputeResource;
import software.amazon.awssdk.services.batch.model.UpdatePolicy;

/**
 * A compute environment and what runs on it. {@link EnvironmentLifecycle} changes its settings and status, {@link Scheduler} its
 * jobs and vCPUs.
 */
final class ComputeEnvironment {
    private final String name;
    private final String arn;
    private final String uuid;
    private final CEType type;
    private final Map<String, String> tags = new TreeMap<>();
    private final Set<Job> jobs = new LinkedHashSet<>();

    CEState state = CEState.ENABLED;
    CEStatus status = CEStatus.CREATING;

    @Nullable
    String statusReason;

    String serviceRole;

    @Nullable
    ComputeResource resources;

    @Nullable
    UpdatePolicy updatePolicy;

    @Nullable
    Integer unmanagedvCpus;

    /** When the settings were last sent; roles and templates must have been there by then. */
    Instant requestedAt;
    /** Whether an infrastructure update is replacing the instances. */
    boolean replacing;
    /** vCPUs of the instances there are. */
    int desiredvCpus;
    /** When a job last gave its vCPUs back. */
    @Nullable
    Instant releasedAt;
    /** Why it is to become INVALID when it next settles, if something outside of its settings is broken. */
    @Nullable
    String injectedReason;
    /** What is to happen once no job is left on it. */
    @Nullable
    Runnable whenIdle;
    /** Counts the changes of status, so that what an earlier change scheduled does not disturb a later one. */
    long change;

    ComputeEnvironment(String name, String arn, String uuid, CEType type, String serviceRole, Instant requestedAt) {
        this.name = name;
        this.arn = arn;
        this.uuid = uuid;
        this.type = type;
        this.serviceRole = serviceRole;
        this.requestedAt = requestedAt;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    String uuid() {
        return uuid;
    }

    CEType type() {
        return type;
    }

    Map<String, String> tags() {
        return tags;
    }

    /** The jobs placed on it that have not ended. */
    Set<Job> jobs() {
        return jobs;
    }

    boolean isSettled() {
        return status == CEStatus.VALID || status == CEStatus.INVALID;
    }

    boolean isFargate() {
        return resources != null && (resources.type() == CRType.FARGATE || resources.type() == CRType.FARGATE_SPOT);
    }

    /** Whether new jobs may be placed on it; a scaling update does not keep them away. */
    boolean acceptsJobs() {
        return state == CEState.ENABLED
                && (status == CEStatus.VALID || (status == CEStatus.UPDATING && !replacing))
                && resources != null;
    }

    int usedvCpus() {
        int used = 0;
        for (Job job : jobs) {
            used += job.vcpus();
        }
        return used;
    }

    int minvCpus() {
        return resources == null || resources.minvCpus() == null ? 0 : resources.minvCpus();
    }

    int maxvCpus() {
        return resources == null || resources.maxvCpus() == null ? 0 : resources.maxvCpus();
    }
}
