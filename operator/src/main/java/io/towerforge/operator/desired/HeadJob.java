package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.HeadJobSpec;
import io.towerforge.operator.model.JobDefinition;
import io.towerforge.operator.model.JobDefinition.Container;
import io.towerforge.operator.model.JobDefinition.Platform;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.Slot;
import io.towerforge.operator.model.Tags;
import io.towerforge.operator.model.Variables;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The job definition with which running a pipeline is one SubmitJob: everything but the pipeline's name is in it. */
final class HeadJob {
    /** Nextflow's own image; a version, because a head job must not change by itself. */
    private static final String IMAGE = "nextflow/nextflow:25.10.0";

    private static final int CPUS = 1;
    private static final int MEMORY_MIB = 4096;

    /** Of 24 KiB, some of which are AWS Batch's own words (AWS Batch user guide, "Service quotas"). */
    private static final int MOST_BYTES = 22 * 1024;

    /** What a job that names no pipeline runs. */
    private static final Map<String, String> PARAMETERS =
            Map.of("pipeline", "nextflow-io/hello", "arguments", "-ansi-log false");

    /** Nextflow's log in a file, not on a terminal; AWS's SDK with retries. The user's own win. */
    private static final Map<String, String> VARIABLES =
            Map.of("NXF_ANSI_LOG", "false", "AWS_RETRY_MODE", "standard", "AWS_MAX_ATTEMPTS", "5");

    private final StackRequest request;
    private final PipelineSettings settings;

    HeadJob(StackRequest request, PipelineSettings settings) {
        this.request = request;
        this.settings = settings;
    }

    /** Always with Forge; with queues of the user's own, where the spec says anything about the head job. */
    static boolean isWanted(AwsBatchComputeEnvironmentSpec spec) {
        return spec.forge() != null
                || spec.headJob() != null
                || spec.preRunScript() != null
                || spec.postRunScript() != null
                || !JobVariables.head(spec).isEmpty();
    }

    Slot slot() {
        JobDefinition definition = definition();
        int bytes = bytes(definition);
        if (bytes > MOST_BYTES) {
            return Slot.pending(
                    new ResourceId(ResourceKind.JOB_DEFINITION, definition.name()),
                    "configuration, scripts and variables take " + bytes + " of at most " + MOST_BYTES
                            + " bytes; shorten `nextflowConfig`, `preRunScript`, `postRunScript` or `environment`");
        }
        return Slot.of(definition);
    }

    private JobDefinition definition() {
        AwsBatchComputeEnvironmentSpec spec = request.spec();
        HeadJobSpec head = spec.headJob() == null ? new HeadJobSpec(null, null, null, null) : spec.headJob();
        boolean fargate = spec.forge() != null && spec.forge().usesFargateHead();
        int cpus = head.cpus() == null ? CPUS : head.cpus();
        int memory = head.memoryMiB() == null ? MEMORY_MIB : head.memoryMiB();
        FargateSize size = fargate ? FargateSize.atLeast(cpus, memory) : new FargateSize(cpus, memory);
        return new JobDefinition(
                JobDefinition.headOf(request.stack()),
                fargate ? Platform.FARGATE : Platform.EC2,
                new Container(
                        head.image() == null ? IMAGE : head.image(),
                        List.of("bash", "-c", HeadScript.COMMAND, "head", "Ref::pipeline", "Ref::arguments"),
                        size.cpus(),
                        size.memoryMiB(),
                        variables(),
                        secrets(),
                        new Roles(request).headJobRoleArn().orElse(null),
                        settings.executionRoleArn().orElse(null),
                        settings.logGroup().map(this::logs).orElse(Map.of()),
                        fargate ? Set.of() : Set.copyOf(Storage.mountPaths(spec))),
                PARAMETERS,
                Tags.of(request.stack(), "head-job", spec.resourceLabels()),
                true,
                0);
    }

    /** AWS Batch forgets variables that are empty (as terraform-provider-aws has found out), so the script sets those. */
    private Variables variables() {
        AwsBatchComputeEnvironmentSpec spec = request.spec();
        Map<String, String> all = new TreeMap<>(VARIABLES);
        all.putAll(JobVariables.head(spec));
        all.keySet().removeAll(secrets().keySet());
        String empty = all.entrySet().stream()
                .filter(variable -> variable.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
        all.put(HeadScript.EMPTY, empty);
        all.put(HeadScript.VARIABLE, HeadScript.TEXT);
        all.put(HeadScript.CONFIG, new NextflowConfig(settings).text());
        all.put(HeadScript.FUSION, spec.usesFusion() ? "true" : "");
        all.put(HeadScript.PRE_RUN, orEmpty(spec.preRunScript()));
        all.put(HeadScript.POST_RUN, orEmpty(spec.postRunScript()));
        all.values().removeIf(String::isEmpty);
        return new Variables(all);
    }

    /** A name is enough of an ARN here: none ends with a hyphen and six characters (AWS Secrets Manager user guide, "Troubleshooting"). */
    private Map<String, String> secrets() {
        Map<String, String> arns = new TreeMap<>();
        if (settings.executionRoleArn().isPresent()) {
            PipelineSecrets.names(settings)
                    .forEach((name, secret) ->
                            arns.put(name, request.facts().arn("secretsmanager", "secret:" + secret)));
        }
        return arns;
    }

    private Map<String, String> logs(String group) {
        return Map.of(
                Container.LOG_GROUP, group, "awslogs-region", request.spec().region(), "awslogs-stream-prefix", "head");
    }

    /** What variables and secrets take in a request, where quotes, backslashes and line feeds are written as two characters. */
    private static int bytes(JobDefinition definition) {
        int bytes = definition.container().secrets().entrySet().stream()
                .mapToInt(secret -> secret.getKey().length() + secret.getValue().length() + 28)
                .sum();
        for (Map.Entry<String, String> variable :
                definition.container().variables().all().entrySet()) {
            String value = variable.getValue();
            bytes += variable.getKey().length() + value.getBytes(StandardCharsets.UTF_8).length + 24;
            bytes += (int)
                    value.chars().filter(c -> c == '"' || c == '\\' || c < ' ').count();
        }
        return bytes;
    }

    private static String orEmpty(String text) {
        return text == null || text.isBlank() ? "" : text;
    }
}
