package io.towerforge.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.cli.apiserver.ApiServerOptions;
import io.towerforge.cli.apiserver.EmbeddedApiServer;
import io.towerforge.cli.chart.Chart;
import io.towerforge.operator.KubernetesClients;
import io.towerforge.operator.OperatorConfig;
import io.towerforge.operator.SimulatedAwsRegions;
import io.towerforge.operator.TowerForgeOperator;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the operator is seen to ask of Kubernetes, beside what the chart allows it. */
class PermissionsTest {
    private static final String REFUSED = "CreateLogGroup";

    /** Every authenticated caller may ask what it may do (Kubernetes documentation, "Using RBAC", system:basic-user). */
    private static final String OWN_RIGHTS = "selfsubjectrulesreviews";

    /** The framework does not start as a leader without it, though it renews its lease with patches. */
    private static final Predicate<Grant> ASKED_FOR_AT_THE_START =
            grant -> grant.resource().equals("leases") && grant.verb().equals("update");

    /** Objects that belong to no namespace. */
    private static final Predicate<Grant> IDENTITIES = grant -> grant.resource().startsWith("awsidentities");

    private static final String PIPELINE_SECRETS =
            "  pipelineSecrets: [{name: LICENSE, secretKeyRef: {name: licences, key: dragen}}]";

    private final Set<Access> seen = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Duration> gone = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Instant.now().plus(gone.get());

    @Test
    void theChartAllowsWhatTheOperatorDoesAndNothingElse() {
        live(List.of(), null, true, "");

        compare(Grant.of(Chart.manifests("")));
    }

    @Test
    void withNamespacesNamedNothingIsAllowedOutsideThem() {
        live(List.of(ThreeActors.NAMESPACE), "production", false, PIPELINE_SECRETS);
        List<Grant> grants = Grant.of(Chart.manifests(
                "{config: {watchNamespaces: [%1$s], clusterId: production}, pipelineSecrets: {namespaces: [%1$s]}}"
                        .formatted(ThreeActors.NAMESPACE)));

        compare(grants);
        assertThat(grants)
                .filteredOn(IDENTITIES.negate())
                .filteredOn(grant -> !ThreeActors.NAMESPACE.equals(grant.name()))
                .extracting(Grant::namespace)
                .containsOnly(ThreeActors.NAMESPACE, Chart.RELEASE_NAMESPACE);
    }

    @Test
    void nothingIsDeletedAndNothingIsAllowedByAWildcard() {
        assertThat(Grant.of(Chart.manifests(""))).isNotEmpty().allSatisfy(grant -> {
            assertThat(grant.resource()).doesNotContain("*");
            assertThat(grant.verb()).doesNotStartWith("delete").doesNotContain("*");
        });
    }

    @Test
    void secretsAreReadOneByOneAndOnlyInTheOperatorsOwnNamespace() {
        assertThat(Grant.of(Chart.manifests("")))
                .filteredOn(grant -> grant.resource().equals("secrets"))
                .containsExactly(new Grant("", "secrets", "get", Chart.RELEASE_NAMESPACE, null));
    }

    private void compare(List<Grant> grants) {
        assertThat(seen)
                .filteredOn(access -> !access.resource().equals(OWN_RIGHTS))
                .isNotEmpty()
                .allSatisfy(access -> assertThat(grants).anyMatch(grant -> grant.allows(access)));
        assertThat(grants)
                .filteredOn(ASKED_FOR_AT_THE_START.negate())
                .allSatisfy(grant -> assertThat(seen).anyMatch(grant::allows));
        assertThat(grants).filteredOn(ASKED_FOR_AT_THE_START).hasSize(1);
    }

    /**
     * Everything that leads to a request of another kind: a refusal that repeats itself, an edit, a deletion, all as the leader.
     *
     * @param toTheEnd whether the environment is deleted at last, which takes some seconds
     * @param moreOfTheSpec more of its fields, as YAML indented by two
     */
    private void live(List<String> namespaces, @Nullable String clusterId, boolean toTheEnd, String moreOfTheSpec) {
        SimulatedAwsRegions aws = new SimulatedAwsRegions(clock, Timings.none());
        var denied = Fault.ACCESS_DENIED.on(call -> call.operation().equals(REFUSED));
        aws.region("eu-west-1").interceptor(denied);
        OperatorConfig config = new OperatorConfig(clusterId, namespaces, Chart.RELEASE_NAMESPACE, 0, 0, 2, true);
        try (EmbeddedApiServer server =
                        EmbeddedApiServer.start(ApiServerOptions.forTowerForge().withClock(clock));
                KubernetesClient user = KubernetesClients.lenient(server.clientConfig());
                KubernetesClient client = recorded(server, user)) {
            List.of(ThreeActors.NAMESPACE, Chart.RELEASE_NAMESPACE)
                    .forEach(name -> user.namespaces()
                            .resource(new NamespaceBuilder()
                                    .withNewMetadata()
                                    .withName(name)
                                    .endMetadata()
                                    .build())
                            .create());
            lend(user);
            try (TowerForgeOperator operator = new TowerForgeOperator(client, config, aws, clock)) {
                operator.start();
                user.resource(user.getKubernetesSerialization()
                                .<GenericKubernetesResource>unmarshal(
                                        ThreeActors.spot("  identityName: research", moreOfTheSpec),
                                        GenericKubernetesResource.class))
                        .create();
                awaitReason(user, "MissingPermissions");
                awaitSeen("events", "create");
                gone.set(Duration.ofMinutes(5));
                patch(
                        user,
                        "{\"metadata\":{\"annotations\":{\"%s\":\"again\"}}}"
                                .formatted(Annotations.RECONCILE_REQUESTED_AT));
                awaitSeen("events", "patch");
                aws.region("eu-west-1").removeInterceptor(denied);
                patch(
                        user,
                        "{\"metadata\":{\"annotations\":{\"%s\":\"more\"}}}"
                                .formatted(Annotations.RECONCILE_REQUESTED_AT));
                awaitReason(user, "Available");
                patch(user, "{\"spec\":{\"nextflowConfig\":\"process.cpus = 2\"}}");
                awaitSeen("configmaps", "patch");
                if (toTheEnd) {
                    environment(user).delete();
                    ThreeActors.soon()
                            .untilAsserted(
                                    () -> assertThat(environment(user).get()).isNull());
                }
                awaitSeen("leases", "patch");
            }
        }
    }

    /** An identity with all it can have that is read in Kubernetes, and a Secret of the team. */
    private static void lend(KubernetesClient user) {
        user.secrets()
                .inNamespace(ThreeActors.NAMESPACE)
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("licences")
                        .endMetadata()
                        .withData(Map.of("dragen", "ZXhhbXBsZQ=="))
                        .build())
                .create();
        user.secrets()
                .inNamespace(Chart.RELEASE_NAMESPACE)
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("research-keys")
                        .endMetadata()
                        .withData(Map.of(
                                "aws_access_key_id", "QUtJQUVYQU1QTEU=", "aws_secret_access_key", "ZXhhbXBsZQ=="))
                        .build())
                .create();
        user.resource(user.getKubernetesSerialization()
                        .<GenericKubernetesResource>unmarshal("""
                        apiVersion: towerforge.io/v1alpha1
                        kind: AwsIdentity
                        metadata: {name: research}
                        spec:
                          allowedNamespaces:
                            selector: {matchExpressions: [{key: forbidden, operator: DoesNotExist}]}
                          credentials: {secretName: research-keys}
                        """, GenericKubernetesResource.class))
                .create();
    }

    private KubernetesClient recorded(EmbeddedApiServer server, KubernetesClient lenient) {
        Interceptor recorder = new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                Access.of(request).ifPresent(seen::add);
            }
        };
        return new KubernetesClientBuilder()
                .withConfig(server.clientConfig())
                .withKubernetesSerialization(lenient.getKubernetesSerialization())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("accesses", recorder))
                .build();
    }

    private void awaitSeen(String resource, String verb) {
        ThreeActors.soon()
                .until(() -> seen.stream()
                        .anyMatch(access -> access.resource().equals(resource)
                                && access.verb().equals(verb)));
    }

    private static void awaitReason(KubernetesClient user, String reason) {
        ThreeActors.soon()
                .untilAsserted(() -> assertThat(environment(user).get().getStatus())
                        .isNotNull()
                        .satisfies(status -> assertThat(status.conditions())
                                .anyMatch(condition -> condition.type().equals("Ready")
                                        && condition.reason().equals(reason))));
    }

    private static void patch(KubernetesClient user, String json) {
        environment(user).patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    private static Resource<AwsBatchComputeEnvironment> environment(KubernetesClient user) {
        return user.resources(AwsBatchComputeEnvironment.class)
                .inNamespace(ThreeActors.NAMESPACE)
                .withName(ThreeActors.NAME);
    }
}
