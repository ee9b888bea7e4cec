package io.towerforge.cli.demo;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.towerforge.cli.apiserver.ApiServerOptions;
import io.towerforge.cli.apiserver.EmbeddedApiServer;
import io.towerforge.operator.KubernetesClients;
import io.towerforge.operator.OperatorConfig;
import io.towerforge.operator.SimulatedAwsRegions;
import io.towerforge.operator.TowerForgeOperator;
import io.towerforge.simulator.SimulatedAws;
import io.towerforge.simulator.core.Timings;
import java.time.InstantSource;
import java.util.List;

/** An API server, an AWS account and, once started, the operator between them, all in this process. */
public final class Stage implements AutoCloseable {
    /** The Region of the examples. */
    public static final String REGION = "eu-west-1";

    private static final OperatorConfig CONFIG = new OperatorConfig(null, List.of(), null, 0, 0, 4, true);

    private final InstantSource clock;
    private final SimulatedAwsRegions regions;
    private final EmbeddedApiServer server;
    private final KubernetesClient user;
    private final RequestJournal journal = new RequestJournal();
    private KubernetesClient operatorClient;
    private TowerForgeOperator operator;

    /** Opens the server and the account; the operator is not running yet. */
    public Stage(Timings timings, InstantSource clock) {
        this.clock = clock;
        this.regions = new SimulatedAwsRegions(clock, timings);
        this.server = EmbeddedApiServer.start(ApiServerOptions.forTowerForge().withClock(clock));
        this.user = KubernetesClients.lenient(server.clientConfig());
    }

    /** Starts the operator, or another one after {@link #stopOperator}; each has a memory of its own. */
    public void startOperator() {
        operatorClient = recorded(server.clientConfig());
        operator = new TowerForgeOperator(operatorClient, CONFIG, regions, clock);
        operator.start();
    }

    /** Stops the operator in an orderly way, as the end of a pod does. */
    public void stopOperator() {
        if (operator != null) {
            operator.close();
            operatorClient.close();
            operator = null;
        }
    }

    public EmbeddedApiServer server() {
        return server;
    }

    /** The client of the person at the keyboard. */
    public KubernetesClient user() {
        return user;
    }

    public SimulatedAws aws() {
        return regions.region(REGION);
    }

    /** What the operator wrote to Kubernetes, over all its starts. */
    public RequestJournal journal() {
        return journal;
    }

    @Override
    public void close() {
        stopOperator();
        user.close();
        server.close();
    }

    private KubernetesClient recorded(Config config) {
        try (KubernetesClient lenient = KubernetesClients.lenient(config)) {
            return new KubernetesClientBuilder()
                    .withConfig(config)
                    .withKubernetesSerialization(lenient.getKubernetesSerialization())
                    .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("journal", journal))
                    .build();
        }
    }
}
