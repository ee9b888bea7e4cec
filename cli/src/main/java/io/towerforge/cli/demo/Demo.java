package io.towerforge.cli.demo;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Plays the chapters and says with its exit code whether everything was as it was told. */
public final class Demo {
    /** What a shell reports of a process that Control-C ended: 128 and the number of SIGINT. */
    static final int INTERRUPTED = 130;

    private static final int BROKEN = 1;

    private final Narrator narrator;
    private final Tempo tempo;
    private final DemoLog log;
    private final Consumer<Stage> prepared;
    private final InstantSource clock = InstantSource.system();

    /** @param prepared sees the stage before the operator starts; tests break something there */
    Demo(Narrator narrator, Tempo tempo, DemoLog log, Consumer<Stage> prepared) {
        this.narrator = narrator;
        this.tempo = tempo;
        this.log = log;
        this.prepared = prepared;
    }

    /** The whole story. */
    int play() {
        return on(stage -> {
            chapters(
                    stage,
                    List.of(
                            new CreationChapter(),
                            new PipelineChapter(),
                            new EditChapter(),
                            new DriftChapter(),
                            new RefusalChapter(),
                            new DeletionChapter(),
                            new BalanceChapter()));
            narrator.say("The operator's log is in " + log.file());
        });
    }

    /**
     * The first chapter, and then a cluster to play with until somebody ends it.
     *
     * @param input takes the playground's few commands
     */
    int playground(InputStream input) {
        return on(stage -> {
            chapters(stage, List.of(new CreationChapter()));
            new Playground(stage, narrator, log).run(input);
        });
    }

    private int on(Play play) {
        try (Stage stage = new Stage(tempo.timings(), clock)) {
            narrator.say("An embedded Kubernetes API, a simulated AWS account, and between them the real operator.");
            prepared.accept(stage);
            stage.startOperator();
            play.on(stage);
            return 0;
        } catch (InterruptedException controlC) {
            narrator.failed("Stopped; nothing is left running.");
            return INTERRUPTED;
        } catch (DemoFailure wrong) {
            narrator.failed(wrong.getMessage() + " The operator's log is in " + log.file());
            return BROKEN;
        } catch (KubernetesClientException unreachable) {
            if (Thread.currentThread().isInterrupted()) {
                narrator.failed("Stopped; nothing is left running.");
                return INTERRUPTED;
            }
            narrator.failed("The API server refused a request: " + unreachable.getMessage()
                    + " The operator's log is in " + log.file());
            return BROKEN;
        }
    }

    private void chapters(Stage stage, List<Chapter> chapters) throws InterruptedException {
        User user = new User(stage.user(), narrator);
        AwsConsole aws = new AwsConsole(stage.aws());
        try (Patience patience = new Patience(stage, user, clock, tempo.longestStep())) {
            Story story = new Story(user, aws, narrator, patience, stage.journal(), new Pipeline(aws));
            for (Chapter chapter : chapters) {
                narrator.headline(chapter.headline());
                chapter.play(story);
            }
        }
    }

    @FunctionalInterface
    private interface Play {
        void on(Stage stage) throws InterruptedException;
    }
}
