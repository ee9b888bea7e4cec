package io.towerforge.operator;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.operator.reconciler.CappedRetry;
import io.towerforge.operator.reconciler.EnvironmentController;
import io.towerforge.operator.reconciler.EnvironmentReconciler;
import io.towerforge.operator.reconciler.EventRecorder;
import io.towerforge.operator.reconciler.Heartbeat;
import io.towerforge.operator.reconciler.IdentityController;
import io.towerforge.operator.reconciler.IdentityReconciler;
import io.towerforge.operator.reconciler.KubernetesCluster;
import io.towerforge.operator.reconciler.KubernetesIdentities;
import io.towerforge.operator.reconciler.KubernetesSecrets;
import io.towerforge.operator.reconciler.RelevantChange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole operator in one process: started, stopped, and asked how it is. */
public final class TowerForgeOperator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TowerForgeOperator.class);
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(10);
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final OperatorConfig config;
    private final Operator framework;
    private final Heartbeat heartbeat;
    private final Telemetry telemetry = new Telemetry();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private Probes health;
    private Probes metrics;

    public TowerForgeOperator(
            KubernetesClient client, OperatorConfig config, AwsClientFactory aws, InstantSource clock) {
        this.client = client;
        this.config = config;
        this.heartbeat = new Heartbeat(clock);
        telemetry.watch(heartbeat);
        String clusterId = Optional.ofNullable(config.clusterId()).orElseGet(this::clusterId);
        KubernetesCluster cluster = new KubernetesCluster(client, clusterId, new EventRecorder(client, clock));
        AwsAccounts accounts = new AwsAccounts(aws, telemetry, clock);
        KubernetesIdentities identities = new KubernetesIdentities(client, config.watchNamespaces());
        KubernetesSecrets secrets = new KubernetesSecrets(client, config.leaseNamespace());
        EnvironmentReconciler reconciler = new EnvironmentReconciler(cluster, identities, secrets, accounts, clock);
        telemetry.watch(reconciler.volumes());
        EnvironmentController environments = new EnvironmentController(cluster, reconciler, heartbeat, secrets);
        telemetry.watch(environments::lookedAfter);
        this.framework = new Operator(settings -> {
            settings.withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withUseSSAToPatchPrimaryResource(false)
                    .withConcurrentReconciliationThreads(config.reconcileThreads())
                    .withReconciliationTerminationTimeout(SHUTDOWN)
                    .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(telemetry.registry()))
                    .withInformerStoppedHandler((informer, failure) -> {
                        if (!stopping.get()) {
                            LOG.error("Watching stopped; the process is unhealthy and waits to be restarted", failure);
                        }
                    });
            leaderElection().ifPresent(settings::withLeaderElectionConfiguration);
        });
        framework.register(environments, override -> {
            override.withOnUpdateFilter(new RelevantChange<>())
                    .withRetry(new CappedRetry(new Random()))
                    .withReconciliationMaxInterval(LONGEST_INTERVAL);
            if (!config.watchNamespaces().isEmpty()) {
                override.settingNamespaces(java.util.Set.copyOf(config.watchNamespaces()));
            }
        });
        framework.register(
                new IdentityController(
                        identities, new IdentityReconciler(identities, secrets, accounts, environments::wake, clock)),
                override -> override.withOnUpdateFilter(new RelevantChange<>())
                        .withRetry(new CappedRetry(new Random()))
                        .withReconciliationMaxInterval(LONGEST_INTERVAL));
    }

    public void start() {
        metrics = new Probes(config.metricsPort())
                .text("/metrics", "text/plain; version=0.0.4; charset=utf-8", telemetry::scrape);
        health = new Probes(config.healthPort())
                .check("/healthz", this::sickness)
                .check("/readyz", this::unreadiness);
        framework.start();
        LOG.info("Watching {}", AwsBatchComputeEnvironment.class.getSimpleName());
    }

    public int metricsPort() {
        return metrics.port();
    }

    public int healthPort() {
        return health.port();
    }

    @Override
    public void close() {
        stopping.set(true);
        framework.stop();
        if (health != null) {
            health.close();
            metrics.close();
        }
    }

    private Optional<String> sickness() {
        // Timers stand still, and count as unhealthy, in a replica that does not lead: only watches are asked.
        boolean watchStopped =
                framework.getRuntimeInfo().unhealthyInformerWrappingEventSourceHealthIndicator().values().stream()
                        .anyMatch(sources -> !sources.isEmpty());
        if (framework.getRuntimeInfo().isStarted() && watchStopped) {
            return Optional.of("a watch on the Kubernetes API has stopped\n");
        }
        return heartbeat.stuck().map(uid -> "the environment with UID " + uid + " is no longer looked after\n");
    }

    private Optional<String> unreadiness() {
        return framework.getRuntimeInfo().isStarted() ? Optional.empty() : Optional.of("starting\n");
    }

    /**
     * Losing the lease must end the process at once, because another one writes now. The framework's own way out is
     * {@code System.exit}, which never returns when the shutdown hook stops the framework.
     */
    private Optional<LeaderElectionConfiguration> leaderElection() {
        if (config.leaseNamespace() == null) {
            return Optional.empty();
        }
        LeaderCallbacks callbacks = new LeaderCallbacks(
                () -> LOG.info("Leading"),
                () -> {
                    if (!stopping.get()) {
                        LOG.error("Lost the lease; another replica leads");
                        Runtime.getRuntime().halt(1);
                    }
                },
                leader -> LOG.info("The leader is {}", leader));
        return Optional.of(new LeaderElectionConfiguration(
                "towerforge",
                config.leaseNamespace(),
                LeaderElectionConfiguration.LEASE_DURATION_DEFAULT_VALUE,
                LeaderElectionConfiguration.RENEW_DEADLINE_DEFAULT_VALUE,
                LeaderElectionConfiguration.RETRY_PERIOD_DEFAULT_VALUE,
                null,
                callbacks,
                false));
    }

    private String clusterId() {
        Namespace namespace = client.namespaces().withName("kube-system").get();
        if (namespace == null) {
            throw new IllegalStateException("The cluster's id is the UID of namespace kube-system, and there is none."
                    + " Set TOWERFORGE_CLUSTER_ID to a text that no other cluster uses.");
        }
        return namespace.getMetadata().getUid();
    }
}
