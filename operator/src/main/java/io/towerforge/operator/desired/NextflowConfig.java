package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.StackId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Nextflow configuration of an environment: complete, with literals only, as Nextflow's strict syntax wants it, so that it
 * works as it is with {@code nextflow run … -c nextflow.config}. Holds no secret and no time of day: it changes only when the
 * environment does.
 */
public final class NextflowConfig {
    /** Spot instances are taken away now and then; without retries Nextflow fails the task (its default is 0 since 24.10). */
    private static final int SPOT_ATTEMPTS = 5;

    private final StackId stack;
    private final AwsBatchComputeEnvironmentSpec spec;
    private final String computeQueue;
    private final String headQueue;

    /**
     * @param computeQueue name of the queue for tasks
     * @param headQueue name of the queue for Nextflow itself, when it runs in Batch
     */
    public NextflowConfig(StackId stack, AwsBatchComputeEnvironmentSpec spec, String computeQueue, String headQueue) {
        this.stack = stack;
        this.spec = spec;
        this.computeQueue = computeQueue;
        this.headQueue = headQueue;
    }

    /** The data of the ConfigMap: the configuration, and single values for whoever needs just one. */
    public Map<String, String> data(@Nullable String executionRoleArn, @Nullable String logGroup) {
        Map<String, String> data = new TreeMap<>();
        data.put("nextflow.config", text(executionRoleArn, logGroup));
        data.put("region", spec.region());
        data.put("work-dir", spec.workDirectory());
        data.put("compute-queue", computeQueue);
        data.put("head-queue", headQueue);
        if (executionRoleArn != null) {
            data.put("execution-role-arn", executionRoleArn);
        }
        if (logGroup != null) {
            data.put("log-group", logGroup);
        }
        return data;
    }

    private String text(@Nullable String executionRoleArn, @Nullable String logGroup) {
        ConfigText text = new ConfigText();
        text.comment("Nextflow configuration of AwsBatchComputeEnvironment " + stack.namespace() + "/" + stack.name());
        text.comment("Kept by TowerForge; use it as it is: nextflow run <pipeline> -c nextflow.config");
        text.value("workDir", spec.workDirectory());
        text.block("process", process());
        text.block("aws", Map.of("region", spec.region(), "batch", batch(executionRoleArn, logGroup)));
        text.block(
                "cloudcache",
                ordered("enabled", true, "path", "s3://" + S3Uri.bucket(spec.workDirectory()) + "/cloudcache/.cache"));
        if (spec.nextflowConfig() != null && !spec.nextflowConfig().isBlank()) {
            text.comment("From spec.nextflowConfig");
            text.verbatim(spec.nextflowConfig());
        }
        return text.toString();
    }

    private Map<String, Object> process() {
        Map<String, Object> process = ordered("executor", "awsbatch", "queue", computeQueue);
        if (!spec.resourceLabels().isEmpty()) {
            process.put("resourceLabels", new ConfigText.MapValue(new TreeMap<>(spec.resourceLabels())));
        }
        return process;
    }

    private Map<String, Object> batch(@Nullable String executionRoleArn, @Nullable String logGroup) {
        Map<String, Object> batch = new LinkedHashMap<>();
        if (spec.forge() != null || spec.awsCliPath() != null) {
            batch.put("cliPath", AwsCli.path(spec));
        }
        putIfKnown(batch, "executionRole", executionRoleArn);
        putIfKnown(
                batch,
                "jobRole",
                spec.computeJob() == null ? null : spec.computeJob().roleArn());
        putIfKnown(batch, "logsGroup", logGroup);
        if (spec.forge() != null && spec.forge().usesSpot()) {
            batch.put("maxSpotAttempts", SPOT_ATTEMPTS);
        }
        return batch;
    }

    private static void putIfKnown(Map<String, Object> into, String key, @Nullable String value) {
        if (value != null) {
            into.put(key, value);
        }
    }

    private static Map<String, Object> ordered(String key, Object value, String key2, Object value2) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        map.put(key2, value2);
        return map;
    }
}
