package io.towerforge.cli.demo;

import io.towerforge.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the demo on the terminal of this process. */
@Command(
        name = "demo",
        description = {
            "Shows the life of an environment on an embedded Kubernetes API and a simulated AWS account.",
            "Needs neither a cluster nor an account. Ends with code 0 only when everything it shows was true."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int CLEAN_UP_SECONDS = 15;

    @Option(names = "--fast", description = "AWS takes fractions of a second instead of seconds; for CI.")
    private boolean fast;

    @Option(
            names = "--keep",
            description = "Stops after the first chapter and leaves everything running, with a kubeconfig for kubectl.")
    private boolean keep;

    @Option(names = "--plain", description = "One line after another, as for a log file, even on a terminal.")
    private boolean plain;

    @Override
    public Integer call() {
        DemoLog log = DemoLog.open(
                Path.of(System.getProperty("towerforge.demo.directory", System.getProperty("java.io.tmpdir"))));
        PrintWriter output = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Narrator narrator = new Narrator(output, Terminal.ofThisProcess(plain));
        Demo demo = new Demo(narrator, fast ? Tempo.FAST : Tempo.STORY, log, stage -> {});
        CountDownLatch ended = new CountDownLatch(1);
        endsCleanlyOnControlC(Thread.currentThread(), ended);
        try {
            return keep ? demo.playground(System.in) : demo.play();
        } finally {
            ended.countDown();
        }
    }

    /** The signal starts the JVM's shutdown; the hook holds it until the demo has put everything away. */
    private static void endsCleanlyOnControlC(Thread demo, CountDownLatch ended) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            demo.interrupt();
            try {
                if (!ended.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
                    System.err.println("The demo did not stop in " + CLEAN_UP_SECONDS + " s and is cut off.");
                }
            } catch (InterruptedException cutOff) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
