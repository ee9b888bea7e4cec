package io.towerforge.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.operator.SimulatedAwsRegions;
import io.towerforge.operator.status.Reasons;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.LiveObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.CEType;

class OwnershipTest extends ThreeActors {
    @Test
    void queuesThatSomebodyElseMadeAreUsedAndNeverChanged() {
        makeForeignQueue("shared-head");
        makeForeignQueue("shared-tasks");
        List<LiveObject> before = aws.objects();

        create("""
                apiVersion: towerforge.io/v1alpha1
                kind: AwsBatchComputeEnvironment
                metadata:
                  name: rnaseq
                  namespace: genomics
                spec:
                  region: eu-west-1
                  workDirectory: s3://acme-nextflow/legacy
                  manual:
                    headQueue: shared-head
                    computeQueue: shared-tasks
                """);
        awaitReason(Reasons.AVAILABLE);
        assertThat(user.configMaps()
                        .inNamespace(NAMESPACE)
                        .withName("rnaseq-nextflow")
                        .get()
                        .getData())
                .containsEntry("compute-queue", "shared-tasks");

        resource().delete();
        awaitGone();
        assertThat(aws.objects()).isEqualTo(before);
        assertThat(operatorWrites()).isEmpty();
    }

    @Test
    void retainLeavesEverythingInAwsAndSaysWhat() {
        create(spot("  deletionPolicy: Retain"));
        awaitReason(Reasons.AVAILABLE);
        List<LiveObject> before = aws.objects();

        resource().delete();
        awaitGone();
        assertThat(aws.objects()).isEqualTo(before);
        assertThat(events())
                .filteredOn(event -> event.getReason().equals("Retained"))
                .singleElement()
                .satisfies(event -> assertThat(event.getMessage()).contains("job-queue/TowerForge-"));
    }

    @Test
    void aPausedEnvironmentIsLookedAtAndLeftAlone() {
        create(spot().replace("metadata:", "metadata:\n  annotations: {%s: 'true'}".formatted(Annotations.PAUSED)));
        awaitReason(Reasons.PAUSED);
        assertThat(operatorWrites()).isEmpty();
        assertThat(environment().getStatus().plan()).isNotEmpty();

        patch("{\"metadata\":{\"annotations\":{\"%s\":null}}}".formatted(Annotations.PAUSED));
        awaitReason(Reasons.AVAILABLE);
        assertThat(operatorWrites()).isNotEmpty();
    }

    private void makeForeignQueue(String name) {
        var batch = aws.as("somebody").batch();
        String environment = batch.createComputeEnvironment(request ->
                        request.computeEnvironmentName(name + "-environment").type(CEType.UNMANAGED))
                .computeEnvironmentArn();
        batch.createJobQueue(request -> request.jobQueueName(name)
                .priority(1)
                .computeEnvironmentOrder(order -> order.order(1).computeEnvironment(environment)));
    }

    private List<Call> operatorWrites() {
        return aws.calls().stream()
                .filter(call -> call.write() && call.actor().equals(SimulatedAwsRegions.ACTOR))
                .toList();
    }
}
