package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Closure;
import groovy.lang.GString;
import groovy.util.ConfigObject;
import groovy.util.ConfigSlurper;
import io.towerforge.api.v1alpha1.Architecture;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.ComputeJobSpec;
import io.towerforge.api.v1alpha1.EnvironmentScope;
import io.towerforge.api.v1alpha1.EnvironmentVariable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration, read back by the language it is written in: every value is what went in, and nothing was run. */
class NextflowConfigTest {
    private static final String QUOTED = "'(?:[^'\\\\]|\\\\['\\\\nr])*'";
    private static final Pattern LINE = Pattern.compile("(?://.*"
            + "|\\s*\\w+ \\{"
            + "|\\s*\\}"
            + "|\\s*\\w+ = (?:" + QUOTED + "|true|false|\\d+|\\[" + QUOTED + "(?:, " + QUOTED + ")*\\]|\\[" + QUOTED
            + ": " + QUOTED + "(?:, " + QUOTED + ": " + QUOTED
            + ")*\\]))");

    static List<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsWrittenIsBlocksAndLiteralsOnly(GoldenCase golden) {
        String generated = golden.actual().get("nextflow.config").split("// From spec.nextflowConfig", -1)[0];
        assertThat(generated.lines()).isNotEmpty().allMatch(LINE.asMatchPredicate());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nextflowsLanguageReadsItAndFindsNothingToEvaluate(GoldenCase golden) {
        ConfigObject config = new ConfigSlurper().parse(golden.actual().get("nextflow.config"));
        assertThat(config.flatten().values())
                .isNotEmpty()
                .noneMatch(value -> value instanceof Closure || value instanceof GString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's",
                "back\\slash",
                "ends in \\",
                "\\' + evil() + \\'",
                "${System.exit(1)}",
                "$HOME",
                "two\nlines",
                "carriage\rreturn",
                "*/ evil() /*",
                "// no comment",
                "'''",
                "\"\"\"",
                "\\u0027 + evil() + \\u0027",
                "\\u005cu0027",
                "tab\there",
                "größe — 東京 🧬",
                "\u2028line separator",
                "]\n}\nevil()",
            })
    void whateverAValueHoldsItIsReadBackAsItWas(String hostile) {
        String workDirectory = "s3://acme-nextflow/" + hostile;
        ConfigObject config = parse(spec(workDirectory, Map.of("label", hostile, hostile, "value")));
        assertThat(config).containsEntry("workDir", workDirectory);
        assertThat(at(config, "process", "resourceLabels"))
                .isEqualTo(new LinkedHashMap<>(Map.of("label", hostile, hostile, "value")));
        assertThat(config).containsOnlyKeys("workDir", "process", "aws", "cloudcache");
    }

    @Test
    void theUsersOwnConfigurationComesLastAndWins() {
        AwsBatchComputeEnvironmentSpec spec = Scene.spec(
                "region: eu-west-1\nworkDirectory: s3://acme/work\n"
                        + "forge: { maxCpus: 8 }\nnextflowConfig: |\n  process.queue = 'mine'\n  aws.batch.maxSpotAttempts = 0\n");
        ConfigObject config = parse(spec);
        assertThat(at(config, "process", "queue")).isEqualTo("mine");
        assertThat(at(config, "aws", "batch", "maxSpotAttempts")).isEqualTo(0);
        assertThat(at(config, "process", "executor")).isEqualTo("awsbatch");
    }

    @Test
    void spotIsRetriedAndOnDemandIsNot() {
        assertThat(at(parse(Scene.forge("provisioningModel: Spot")), "aws", "batch", "maxSpotAttempts"))
                .isEqualTo(5);
        assertThat(at(parse(Scene.forge("provisioningModel: OnDemand")), "aws", "batch"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .doesNotContainKey("maxSpotAttempts");
    }

    @Test
    void tasksRunInTheRoleThatTheSpecGivesThem() {
        AwsBatchComputeEnvironmentSpec spec = Scene.forge("provisioningModel: Spot");
        String role = "arn:aws:iam::111122223333:role/tasks";

        assertThat(at(parse(spec.withComputeJob(new ComputeJobSpec(role))), "aws", "batch", "jobRole"))
                .isEqualTo(role);
        assertThat(parse(spec).flatten()).doesNotContainKey("aws.batch.jobRole");
    }

    @Test
    void gravitonHasContainersBuiltForIt() {
        AwsBatchComputeEnvironmentSpec onX86 = containers("enabled: true");
        AwsBatchComputeEnvironmentSpec onArm =
                onX86.withForge(onX86.forge().withFargateHead(true).withArchitecture(Architecture.ARM64));

        assertThat(at(parse(onArm), "process", "arch")).isEqualTo("linux/arm64");
        assertThat(parse(onX86).flatten()).doesNotContainKey("process.arch");
    }

    @Test
    void fusionGivesTasksTheWorkDirectoryWithoutACommandLine() {
        ConfigObject config = parse(containers("enabled: true, fastInstanceStorage: true, snapshots: true"));
        assertThat(at(config, "wave", "enabled")).isEqualTo(true);
        assertThat(at(config, "wave", "endpoint")).isEqualTo("https://wave.seqera.io");
        assertThat(at(config, "fusion", "enabled")).isEqualTo(true);
        assertThat(at(config, "fusion", "snapshots")).isEqualTo(true);
        assertThat(at(config, "process", "scratch")).isEqualTo(false);
        assertThat(at(config, "aws", "batch", "volumes")).asString().isEqualTo("[/scratch/fusion:/tmp]");
        assertThat(at(config, "aws", "batch"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .doesNotContainKey("cliPath");
    }

    @Test
    void waveAloneChangesContainersOnly() {
        ConfigObject config = parse(containers("enabled: false"));
        assertThat(at(config, "wave", "enabled")).isEqualTo(true);
        assertThat(config).doesNotContainKey("fusion");
        assertThat(at(config, "aws", "batch", "cliPath")).isEqualTo(AwsCli.DEFAULT_PATH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "it's \"quoted\"", "$HOME `id` $(id)", "back\\slash", "two\nlines", "größe"})
    void variablesReachTasksAsTheyAreWritten(String value) throws IOException, InterruptedException {
        AwsBatchComputeEnvironmentSpec spec = Scene.forge("provisioningModel: Spot")
                .withEnvironment(List.of(
                        new EnvironmentVariable("TASKS", value, EnvironmentScope.COMPUTE),
                        new EnvironmentVariable("ALL", value, EnvironmentScope.BOTH),
                        new EnvironmentVariable("NEXTFLOW", value, EnvironmentScope.HEAD),
                        new EnvironmentVariable("UNSAID", value, null)));
        Map<?, ?> env = (Map<?, ?>) at(parse(spec), "env");
        assertThat(env.keySet()).asString().isEqualTo("[ALL, TASKS]");
        // What Nextflow makes of a variable: an export between double quotes.
        Process bash = new ProcessBuilder(
                        "bash", "-c", "export TASKS=\"" + env.get("TASKS") + "\"\nprintf %s \"$TASKS\"")
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(value);
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void paramsAreThoseThatNfCorePipelinesReadOfABatchQueue() {
        assertThat(data(Scene.forge("provisioningModel: Spot")).get("params.yaml"))
                .isEqualTo("awscli: '" + AwsCli.DEFAULT_PATH + "'\nawsqueue: '" + Scene.WORK
                        + "'\nawsregion: 'eu-west-1'\n");
        assertThat(data(containers("enabled: true")).get("params.yaml")).doesNotContain("awscli");
    }

    @Test
    void scriptsAroundTheRunAreSingleValuesToo() {
        AwsBatchComputeEnvironmentSpec spec = Scene.forge("provisioningModel: Spot")
                .withPreRunScript("export A=1\n")
                .withPostRunScript("  ");
        assertThat(data(spec)).containsEntry("pre-run.sh", "export A=1\n").doesNotContainKey("post-run.sh");
    }

    @Test
    void nextflowEndsJobsThatCannotStartOnlyWhereTheQueuesAreSomebodyElses() {
        AwsBatchComputeEnvironmentSpec manual = Scene.spec("region: eu-west-1\nworkDirectory: s3://acme/work\n"
                + "manual: { headQueue: theirs, computeQueue: theirs }\n");
        Map<String, String> data = new Publication(Scene.instant().wants(manual).request()).data("theirs", "theirs");
        assertThat(data.get("nextflow.config")).contains("terminateUnschedulableJobs = true");
        assertThat(data(Scene.forge("provisioningModel: Spot")).get("nextflow.config"))
                .doesNotContain("terminateUnschedulableJobs");
    }

    @Test
    void singleValuesStandBesideTheConfiguration() {
        assertThat(data(Scene.forge("provisioningModel: Spot")))
                .containsEntry("compute-queue", Scene.WORK)
                .containsEntry("head-queue", Scene.HEAD)
                .containsEntry("region", "eu-west-1")
                .containsEntry("work-dir", "s3://acme-nextflow/work")
                .containsEntry("log-group", Scene.STACK.prefix())
                .containsKey("execution-role-arn");
        assertThat(data(Scene.forge("provisioningModel: OnDemand"))).containsEntry("head-queue", Scene.WORK);
    }

    @Test
    void theSameSpecGivesTheSameText() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < 25; i++) {
            labels.put("label-" + i * 7919 % 25, "value");
        }
        assertThat(data(spec("s3://acme/work", labels))).isEqualTo(data(spec("s3://acme/work", Map.copyOf(labels))));
    }

    private static AwsBatchComputeEnvironmentSpec containers(String fusion) {
        return Scene.spec("region: eu-west-1\nworkDirectory: s3://acme/work\nforge: { maxCpus: 8 }\n"
                + "wave: { enabled: true }\nfusion: { " + fusion + " }\n");
    }

    private static AwsBatchComputeEnvironmentSpec spec(String workDirectory, Map<String, String> labels) {
        return Scene.forge("provisioningModel: OnDemand")
                .with(spec -> spec.workDirectory(workDirectory).resourceLabels(labels));
    }

    private static ConfigObject parse(AwsBatchComputeEnvironmentSpec spec) {
        return new ConfigSlurper().parse(data(spec).get("nextflow.config"));
    }

    private static Map<String, String> data(AwsBatchComputeEnvironmentSpec spec) {
        return new Publication(Scene.instant().wants(spec).request()).data();
    }

    private static Object at(Map<?, ?> config, String... path) {
        Object value = config;
        for (String key : path) {
            value = ((Map<?, ?>) value).get(key);
        }
        return value;
    }
}
