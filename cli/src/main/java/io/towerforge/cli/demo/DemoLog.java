package io.towerforge.cli.demo;

import java.nio.file.Path;

/**
 * Where the operator logs while the demo owns the terminal.
 *
 * @param file written anew by each demo
 */
record DemoLog(Path file) {
    private static final String CONFIGURATION = "logback.configurationFile";
    private static final String FILE = "towerforge.demo.log";

    /** Must come before the first logger of the process: logback reads its configuration once. */
    static DemoLog open(Path directory) {
        Path file = directory.resolve("demo.log").toAbsolutePath().normalize();
        System.setProperty(FILE, file.toString());
        System.setProperty(CONFIGURATION, "logback-demo.xml");
        return new DemoLog(file);
    }
}
