package io.towerforge.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.towerforge.cli.demo.RequestJournal.Write;
import io.towerforge.operator.status.Reasons;
import io.towerforge.simulator.core.Call;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CreationTest extends ThreeActors {
    /** The finalizer, the first status, the ConfigMap, the status Ready. */
    private static final int FEWEST_WRITES = 4;

    private static final List<String> SPOT_STACK = List.of(
            "AWS::Batch::ComputeEnvironment",
            "AWS::Batch::ComputeEnvironment",
            "AWS::Batch::JobDefinition",
            "AWS::Batch::JobQueue",
            "AWS::Batch::JobQueue",
            "AWS::EC2::LaunchTemplate",
            "AWS::IAM::InstanceProfile",
            "AWS::IAM::Role",
            "AWS::IAM::Role",
            "AWS::Logs::LogGroup");

    @Test
    void anAppliedManifestBecomesReadyWithFewWritesAndNoneToItsSpec() {
        create(spot());
        awaitReason(Reasons.AVAILABLE);

        assertThat(kindsInAws()).containsExactlyInAnyOrderElementsOf(SPOT_STACK);
        assertThat(environment().getMetadata().getGeneration()).isEqualTo(1);
        assertThat(writes()).hasSizeLessThanOrEqualTo(FEWEST_WRITES);
        assertThat(writes())
                .extracting(Write::body)
                .filteredOn(Objects::nonNull)
                .noneMatch(body -> body.contains("\"spec\"") || body.contains("\"/spec"));
    }

    @Test
    void theNextflowConfigurationBelongsToTheEnvironmentAndGoesWithIt() {
        create(spot());
        awaitReason(Reasons.AVAILABLE);

        ConfigMap configMap = configMap();
        assertThat(configMap.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getUid())
                        .isEqualTo(environment().getMetadata().getUid()));
        assertThat(configMap.getData())
                .containsEntry(
                        "compute-queue",
                        environment().getStatus().computeQueue().name())
                .containsKey("nextflow.config");

        resource().delete();
        awaitGone();
        soon().untilAsserted(() -> assertThat(configMap()).isNull());
        assertThat(aws.objects()).isEmpty();
    }

    @Test
    void anOperatorThatIsReplacedHalfWayIsSucceededWithoutASecondOfAnything() {
        create(spot());
        soon().until(() -> aws.calls().stream().anyMatch(Call::write));
        stage.stopOperator();
        stage.startOperator();
        awaitReason(Reasons.AVAILABLE);

        assertThat(kindsInAws()).containsExactlyInAnyOrderElementsOf(SPOT_STACK);
    }

    @Test
    void anObjectWithAFieldOfANewerVersionStopsNobody() {
        user.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("awsbatchcomputeenvironments.towerforge.io")
                .edit(definition -> {
                    definition
                            .getSpec()
                            .getVersions()
                            .get(0)
                            .getSchema()
                            .getOpenAPIV3Schema()
                            .getProperties()
                            .get("spec")
                            .setXKubernetesPreserveUnknownFields(true);
                    return definition;
                });
        create(spot("  fromTheFuture: yes-please"));
        awaitReason(Reasons.AVAILABLE);

        assertThat(user.genericKubernetesResources("towerforge.io/v1alpha1", "AwsBatchComputeEnvironment")
                        .inNamespace(NAMESPACE)
                        .withName(NAME)
                        .get()
                        .<String>get("spec", "fromTheFuture"))
                .isEqualTo("yes-please");
    }

    private ConfigMap configMap() {
        return user.configMaps()
                .inNamespace(NAMESPACE)
                .withName("rnaseq-nextflow")
                .get();
    }
}
