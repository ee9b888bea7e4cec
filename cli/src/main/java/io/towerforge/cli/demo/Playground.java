package io.towerforge.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A cluster and an account that stay, for somebody with kubectl in another window. */
final class Playground {
    private static final int TASK_CPUS = 4;

    private final Stage stage;
    private final Narrator narrator;
    private final AwsConsole aws;
    private final Path kubeconfig;
    private int submitted;

    Playground(Stage stage, Narrator narrator, DemoLog log) {
        this.stage = stage;
        this.narrator = narrator;
        this.aws = new AwsConsole(stage.aws());
        this.kubeconfig = log.file().resolveSibling("demo.kubeconfig");
    }

    /** Returns when the input says {@code quit}; an input that ends without it, as in CI, is waited out. */
    void run(InputStream input) throws InterruptedException {
        write();
        narrator.headline("Yours to play with, until Control-C");
        narrator.quote(List.of(
                "export KUBECONFIG=" + kubeconfig,
                "kubectl get abce -A -w",
                "kubectl -n genomics edit abce rnaseq",
                "kubectl -n genomics describe abce rnaseq",
                "kubectl -n genomics delete abce rnaseq",
                "kubectl apply -f examples/on-demand.yaml"));
        narrator.say(
                "Here: 'job' submits a job to the compute queue, 'end' lets all jobs end, 'jobs' and 'aws' list, 'quit' ends.");
        BlockingQueue<String> lines = read(input);
        for (String line = lines.take(); !line.equals("quit"); line = lines.take()) {
            obey(line);
        }
    }

    private void obey(String command) {
        try {
            switch (command) {
                case "job" -> submit();
                case "end" ->
                    stage.aws().jobs().stream()
                            .filter(job -> aws.runs(job.id()))
                            .forEach(job -> aws.finish(job.id()));
                case "jobs" -> list(aws.jobLines(), "No job was submitted yet.");
                case "aws" -> list(new ObjectTable(aws, object -> true).lines(), "There is nothing in AWS.");
                case "" -> {}
                default -> narrator.say("'" + command + "' is none of job, end, jobs, aws, quit.");
            }
        } catch (RuntimeException refused) {
            narrator.say("AWS says: " + refused.getMessage());
        }
    }

    private void list(List<String> lines, String none) {
        if (lines.isEmpty()) {
            narrator.say(none);
        } else {
            narrator.quote(lines);
        }
    }

    private void submit() {
        new User(stage.user(), narrator)
                .status()
                .map(status -> status.computeQueue())
                .ifPresentOrElse(
                        queue -> {
                            submitted++;
                            String name = "job-" + submitted;
                            aws.submit(queue.name(), name, TASK_CPUS);
                            narrator.say(name + " was submitted to " + queue.name() + "; it runs until 'end'.");
                        },
                        () -> narrator.say("There is no environment rnaseq; kubectl apply -f examples/spot.yaml"));
    }

    private void write() {
        try {
            Files.writeString(kubeconfig, stage.server().kubeconfig());
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The kubeconfig cannot be written to " + kubeconfig + ".", unwritable);
        }
    }

    /** Reading cannot be interrupted, so a thread of its own does it. */
    private static BlockingQueue<String> read(InputStream input) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(
                () -> new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))
                        .lines()
                        .map(String::strip)
                        .forEach(lines::add),
                "playground-input");
        reader.setDaemon(true);
        reader.start();
        return lines;
    }
}
