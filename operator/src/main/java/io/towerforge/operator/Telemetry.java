package io.towerforge.operator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.operator.aws.CallObserver;
import io.towerforge.operator.reconciler.Heartbeat;
import io.towerforge.operator.reconciler.VolumeSweep;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The operator's metrics, in Prometheus form. No value of a spec and no ARN is ever a label; only the conditions name an environment.
 */
public final class Telemetry implements CallObserver {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ConditionGauges conditions = new ConditionGauges(registry);
    private volatile Supplier<Stream<AwsBatchComputeEnvironment>> environments = Stream::empty;

    public Telemetry() {
        new JvmMemoryMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    @Override
    public void called(String service, String operation, String errorCode, Duration took) {
        Timer.builder("towerforge.aws.api.request.duration")
                .description("Calls to AWS")
                .tag("service", service)
                .tag("operation", operation)
                .tag("code", errorCode)
                .register(registry)
                .record(took);
    }

    void watch(Heartbeat heartbeat) {
        Gauge.builder(
                        "towerforge.reconcile.overdue.seconds",
                        heartbeat,
                        beat -> beat.longestOverdue().toMillis() / 1000.0)
                .description("How long the most overdue pass over an environment is overdue")
                .register(registry);
    }

    void watch(VolumeSweep volumes) {
        Gauge.builder("towerforge.detached.volumes", volumes, VolumeSweep::count)
                .description("EBS volumes of instances that are gone, attached to nothing")
                .register(registry);
    }

    /** @param environments read at every scrape */
    void watch(Supplier<Stream<AwsBatchComputeEnvironment>> environments) {
        this.environments = environments;
    }

    MeterRegistry registry() {
        return registry;
    }

    String scrape() {
        conditions.show(environments.get());
        return registry.scrape();
    }
}
