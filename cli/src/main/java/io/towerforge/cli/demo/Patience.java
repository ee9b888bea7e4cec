package io.towerforge.cli.demo;

import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for what is to be shown. It looks whenever Kubernetes reports a change, and some times a second for what AWS does by
 * itself, and gives up when the environment reports a failure or when too much time has passed.
 */
final class Patience implements AutoCloseable {
    private static final long LOOK_EVERY_MILLISECONDS = 150;

    private final User user;
    private final InstantSource clock;
    private final Duration limit;
    private final BlockingQueue<Action> news = new LinkedBlockingQueue<>();
    private final Watch watch;

    private enum Action {
        SOMETHING_CHANGED
    }

    Patience(Stage stage, User user, InstantSource clock, Duration limit) {
        this.user = user;
        this.clock = clock;
        this.limit = limit;
        this.watch = stage.user()
                .resources(AwsBatchComputeEnvironment.class)
                .inAnyNamespace()
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, AwsBatchComputeEnvironment environment) {
                        news.add(Patience.Action.SOMETHING_CHANGED);
                    }

                    @Override
                    public void onClose(WatcherException cause) {}
                });
    }

    /**
     * @param what completes the sentence "waited for …"
     * @param meanwhile runs before each look, to redraw what is shown
     * @throws DemoFailure when it does not come about
     */
    void until(String what, BooleanSupplier seen, Runnable meanwhile) throws InterruptedException {
        Instant deadline = clock.instant().plus(limit);
        meanwhile.run();
        while (!seen.getAsBoolean()) {
            if (user.seesAFailure()) {
                throw new DemoFailure(
                        "The demo waited for " + what + ", but the environment says: " + user.readiness());
            }
            if (clock.instant().isAfter(deadline)) {
                throw new DemoFailure("The demo waited " + limit.toSeconds() + " s for " + what
                        + " in vain. The environment says: " + user.readiness());
            }
            news.poll(LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
            news.clear();
            meanwhile.run();
        }
        meanwhile.run();
    }

    @Override
    public void close() {
        watch.close();
    }
}
