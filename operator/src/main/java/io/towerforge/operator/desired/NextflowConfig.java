package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.operator.model.S3Uri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Nextflow configuration of an environment: complete, with literals only, as Nextflow's strict syntax wants it, so that it
 * works as it is with {@code nextflow run … -c nextflow.config}. Holds no secret and no time of day: it changes only when the
 * environment does.
 */
final class NextflowConfig {
    /** Spot instances are taken away now and then; without retries Nextflow fails the task (its default is 0 since 24.10). */
    private static final int SPOT_ATTEMPTS = 5;

    /** Seqera's public service (Nextflow documentation, {@code wave.endpoint}). */
    private static final String WAVE_ENDPOINT = "https://wave.seqera.io";

    /** Wave builds containers for it; without it they would be for x86 (Nextflow documentation, {@code arch}). */
    private static final String ARM64 = "linux/arm64";

    /** In the order in which blocks appear. */
    private static final List<ConfigSection> SECTIONS = List.of(
            NextflowConfig::work,
            NextflowConfig::process,
            NextflowConfig::batch,
            NextflowConfig::volumes,
            NextflowConfig::containers,
            NextflowConfig::environment,
            NextflowConfig::cloudCache);

    private final PipelineSettings settings;

    NextflowConfig(PipelineSettings settings) {
        this.settings = settings;
    }

    /** The data of the ConfigMap: the configuration, and single values for whoever needs just one. */
    Map<String, String> data() {
        Map<String, String> data = new TreeMap<>();
        data.put("nextflow.config", text());
        data.put("region", settings.spec().region());
        data.put("work-dir", settings.spec().workDirectory());
        data.put("compute-queue", settings.computeQueue());
        data.put("head-queue", settings.headQueue());
        settings.executionRoleArn().ifPresent(arn -> data.put("execution-role-arn", arn));
        settings.logGroup().ifPresent(group -> data.put("log-group", group));
        settings.headJobDefinition().ifPresent(name -> data.put("head-job-definition", name));
        put(data, "pre-run.sh", settings.spec().preRunScript());
        put(data, "post-run.sh", settings.spec().postRunScript());
        data.put("params.yaml", params());
        if (!settings.spec().pipelineSecrets().isEmpty()) {
            data.put("pipeline-secrets", pipelineSecrets("", "=", "\n"));
        }
        return data;
    }

    private static void put(Map<String, String> data, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            data.put(key, value);
        }
    }

    /** For {@code -params-file}, the parameters that the profile {@code awsbatch} of nf-core pipelines reads (nf-core/configs). */
    private String params() {
        Map<String, String> params = new TreeMap<>();
        params.put("awsqueue", settings.computeQueue());
        params.put("awsregion", settings.spec().region());
        if (AwsCli.isUsed(settings.spec())) {
            params.put("awscli", AwsCli.path(settings.spec()));
        }
        return params.entrySet().stream()
                .map(param -> param.getKey() + ": '" + param.getValue() + "'\n")
                .collect(Collectors.joining());
    }

    String text() {
        ConfigText config = new ConfigText();
        SECTIONS.forEach(section -> section.write(settings, config));
        return "// Nextflow configuration of AwsBatchComputeEnvironment "
                + settings.stack().namespace() + "/" + settings.stack().name() + "\n"
                + "// Kept by TowerForge; use it as it is: nextflow run <pipeline> -c nextflow.config\n"
                + pipelineSecrets("// Secret ", " is in AWS Secrets Manager as ", "\n")
                + config
                + usersOwn(settings.spec().nextflowConfig());
    }

    /** Names only; whoever wants a value asks AWS for it. */
    private String pipelineSecrets(String before, String between, String after) {
        StringBuilder lines = new StringBuilder();
        PipelineSecrets.names(settings)
                .forEach((name, inAws) -> lines.append(before)
                        .append(name)
                        .append(between)
                        .append(inAws)
                        .append(after));
        return lines.toString();
    }

    /** Last, so that it wins. */
    private static String usersOwn(String config) {
        return config == null || config.isBlank()
                ? ""
                : "// From spec.nextflowConfig\n" + config.stripTrailing() + "\n";
    }

    private static void work(PipelineSettings settings, ConfigText config) {
        config.put("workDir", settings.spec().workDirectory());
    }

    private static void process(PipelineSettings settings, ConfigText config) {
        config.put("process.executor", "awsbatch");
        config.put("process.queue", settings.computeQueue());
        ForgeSpec forge = settings.spec().forge();
        if (forge != null && forge.architecture() == Architecture.ARM64) {
            config.put("process.arch", ARM64);
        }
        Map<String, String> labels = settings.spec().resourceLabels();
        if (!labels.isEmpty()) {
            config.put("process.resourceLabels", new ConfigText.MapValue(new TreeMap<>(labels)));
        }
    }

    /**
     * Jobs that can never start are ended: by the queues' own limits after ten minutes, and by Nextflow where the queues are somebody
     * else's. Nextflow does it at first sight, also to jobs whose instance is only on its way (nextflow-io/nextflow#7479), so it is not
     * told to where the queues do it.
     */
    private static void batch(PipelineSettings settings, ConfigText config) {
        AwsBatchComputeEnvironmentSpec spec = settings.spec();
        config.put("aws.region", spec.region());
        if (AwsCli.isUsed(spec)) {
            config.put("aws.batch.cliPath", AwsCli.path(spec));
        }
        settings.executionRoleArn().ifPresent(arn -> config.put("aws.batch.executionRole", arn));
        if (spec.computeJob() != null && spec.computeJob().roleArn() != null) {
            config.put("aws.batch.jobRole", spec.computeJob().roleArn());
        }
        settings.logGroup().ifPresent(group -> config.put("aws.batch.logsGroup", group));
        if (spec.manual() != null) {
            config.put("aws.batch.terminateUnschedulableJobs", true);
        }
        if (spec.forge() != null && spec.forge().usesSpot()) {
            config.put("aws.batch.maxSpotAttempts", SPOT_ATTEMPTS);
        }
    }

    /** Folders of the instances that every task sees. */
    private static void volumes(PipelineSettings settings, ConfigText config) {
        List<String> volumes = new ArrayList<>(Storage.mountPaths(settings.spec()));
        if (settings.spec().usesFastInstanceStorage()) {
            volumes.add(FastStorage.VOLUME);
        }
        if (!volumes.isEmpty()) {
            config.put("aws.batch.volumes", volumes);
        }
    }

    /** Wave builds and augments the containers; Fusion, a part of them then, gives tasks the work directory as a folder. */
    private static void containers(PipelineSettings settings, ConfigText config) {
        AwsBatchComputeEnvironmentSpec spec = settings.spec();
        if (spec.usesWave()) {
            config.put("wave.enabled", true);
            config.put("wave.endpoint", WAVE_ENDPOINT);
        }
        if (spec.usesFusion()) {
            config.put("fusion.enabled", true);
            config.put("process.scratch", false);
            if (spec.usesSnapshots()) {
                config.put("fusion.snapshots", true);
            }
        }
    }

    /** Nextflow writes a variable into the task's script between double quotes, so what bash would read there is escaped. */
    private static void environment(PipelineSettings settings, ConfigText config) {
        JobVariables.compute(settings.spec())
                .forEach((name, value) -> config.put("env." + name, value.replaceAll("[\\\\\"$`]", "\\\\$0")));
    }

    /** Nextflow keeps this cache in object storage only (Nextflow documentation, "Caching and resuming"). */
    private static void cloudCache(PipelineSettings settings, ConfigText config) {
        if (!settings.spec().usesS3WorkDirectory()) {
            return;
        }
        config.put("cloudcache.enabled", true);
        config.put("cloudcache.path", "s3://" + S3Uri.bucket(settings.spec().workDirectory()) + "/cloudcache/.cache");
    }
}
