package io.towerforge.operator.desired;

import java.util.LinkedHashMap;
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

    /** The script of an environment that has come to rest, with these lines below {@code forge:}. */
    static BootScript settled(String... lines) {
        Scene scene = Scene.instant().wants(Scene.forge(lines)).settles();
        StackRequest request = scene.request();
        return new BootSteps(request.stack(), request.spec(), new Storage(request).bootSteps()).script();
    }
}
