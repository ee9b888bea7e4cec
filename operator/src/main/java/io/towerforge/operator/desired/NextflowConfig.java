package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Nextflow configuration of an environment: complete, with literals only, as Nextflow's strict syntax wants it, so that it
 * works as it is with {@code nextflow run … -c nextflow.config}. Holds no secret and no time of day: it changes only when the
 * environment does.
 */
final class NextflowConfig {
    /** Spot instances are taken away now and then; without retries Nextflow fails the task (its default is 0 since 24.10). */
    private static final int SPOT_ATTEMPTS = 5;

    /** In the order in which blocks appear. */
    private static final List<ConfigSection> SECTIONS =
            List.of(NextflowConfig::work, NextflowConfig::process, NextflowConfig::batch, NextflowConfig::cloudCache);

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
        if (!settings.spec().pipelineSecrets().isEmpty()) {
            data.put("pipeline-secrets", pipelineSecrets("", "=", "\n"));
        }
        return data;
    }

    private String text() {
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
        Map<String, String> labels = settings.spec().resourceLabels();
        if (!labels.isEmpty()) {
            config.put("process.resourceLabels", new ConfigText.MapValue(new TreeMap<>(labels)));
        }
    }

    private static void batch(PipelineSettings settings, ConfigText config) {
        AwsBatchComputeEnvironmentSpec spec = settings.spec();
        config.put("aws.region", spec.region());
        if (spec.forge() != null || spec.awsCliPath() != null) {
            config.put("aws.batch.cliPath", AwsCli.path(spec));
        }
        settings.executionRoleArn().ifPresent(arn -> config.put("aws.batch.executionRole", arn));
        if (spec.computeJob() != null && spec.computeJob().roleArn() != null) {
            config.put("aws.batch.jobRole", spec.computeJob().roleArn());
        }
        settings.logGroup().ifPresent(group -> config.put("aws.batch.logsGroup", group));
        if (spec.forge() != null && spec.forge().usesSpot()) {
            config.put("aws.batch.maxSpotAttempts", SPOT_ATTEMPTS);
        }
    }

    private static void cloudCache(PipelineSettings settings, ConfigText config) {
        config.put("cloudcache.enabled", true);
        config.put("cloudcache.path", "s3://" + S3Uri.bucket(settings.spec().workDirectory()) + "/cloudcache/.cache");
    }
}
