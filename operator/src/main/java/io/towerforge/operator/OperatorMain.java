package io.towerforge.operator;

import io.fabric8.kubernetes.client.Config;
import io.towerforge.simulator.core.Timings;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** The main class of the image. */
public final class OperatorMain {
    private OperatorMain() {}

    /** @param arguments none, or {@code --simulated-aws} */
    public static void main(String[] arguments) {
        try {
            run(OperatorConfig.from(System.getenv(), List.of(arguments)));
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(OperatorMain.class).error("TowerForge cannot start: {}", e.getMessage(), e);
            System.exit(1);
        }
    }

    private static void run(OperatorConfig config) {
        InstantSource clock = InstantSource.system();
        AwsClientFactory aws =
                config.simulatedAws() ? new SimulatedAwsRegions(clock, Timings.realistic()) : new RealAws();
        TowerForgeOperator operator =
                new TowerForgeOperator(KubernetesClients.lenient(Config.autoConfigure(null)), config, aws, clock);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            operator.close();
            stopped.countDown();
        }));
        operator.start();
        awaitEnd(stopped);
    }

    private static void awaitEnd(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
