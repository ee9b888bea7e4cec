package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Boot scripts of environments, with the values a test is about. */
final class Boots {
    private Boots() {}

    /** The script of an environment. */
    static BootScript of(String logGroup, String cliPath, boolean installsCli) {
        String path = installsCli ? "" : "\nawsCliPath: " + cliPath;
        BootScript script = new BootSteps(
                        Scene.STACK,
                        Scene.spec("region: eu-west-1\nworkDirectory: s3://acme-nextflow/work\nforge: { maxCpus: 8 }"
                                + path))
                .script();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("LOG_GROUP", logGroup);
        settings.put("CLI_PATH", cliPath);
        return new BootScript(settings, script.steps());
    }

    /** The script of an environment with these lines in its spec. */
    static BootScript with(String... lines) {
        String spec = "region: eu-west-1\nworkDirectory: s3://acme-nextflow/work\nforge: { maxCpus: 8 }\n"
                + String.join("\n", lines);
        return new BootSteps(Scene.STACK, Scene.spec(spec)).script();
    }

    static BootScript fastStorage() {
        return with("wave: { enabled: true }", "fusion: { enabled: true, fastInstanceStorage: true }");
    }

    /** The script of an environment with this line below {@code forge}, and the others beside it. */
    static BootScript forge(String line, String... others) {
        String spec = "region: eu-west-1\nworkDirectory: s3://acme-nextflow/work\nforge:\n  maxCpus: 8\n  " + line
                + "\n" + String.join("\n", others);
        AwsBatchComputeEnvironmentSpec read = Scene.spec(spec);
        List<BootStep> storage =
                BucketMounts.of(read).map(BucketMounts::bootStep).stream().toList();
        return new BootSteps(Scene.STACK, read, storage).script();
    }

    /** The script of an environment that has come to rest, with these lines below {@code forge:}. */
    static BootScript settled(String... lines) {
        return settled(Scene.forge(lines));
    }

    /** The script of an environment of this spec that has come to rest. */
    static BootScript settled(AwsBatchComputeEnvironmentSpec spec) {
        Scene scene = Scene.instant().wants(spec).settles();
        StackRequest request = scene.request();
        return new BootSteps(request.stack(), request.spec(), new Storage(request).bootSteps()).script();
    }
}
