package io.towerforge.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import io.towerforge.api.v1alpha1.ResourceStatus;
import io.towerforge.operator.aws.ErrorClass;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What else a status tells. */
class StatusFactoryTest {
    private static final String ARN = "arn:aws:batch:eu-west-1:111122223333:";

    @Test
    void aSettledEnvironmentNamesItsQueuesItsCapacityAndItsConfiguration() {
        AwsBatchComputeEnvironmentStatus status =
                new Pass().sees(Pass.settled()).object().getStatus();
        assertThat(status.computeQueue().name()).isEqualTo(Pass.QUEUE);
        assertThat(status.computeQueue().arn()).isEqualTo(ARN + "job-queue/" + Pass.QUEUE);
        assertThat(status.headQueue()).isEqualTo(status.computeQueue());
        assertThat(status.capacity().summary()).isEqualTo("8/64");
        assertThat(status.nextflow().configMapName()).isEqualTo("rnaseq-nextflow");
        assertThat(status.accountId()).isEqualTo("111122223333");
        assertThat(status.environmentId()).isEqualTo("1");
        assertThat(status.plan()).isEmpty();
    }

    @Test
    void everyResourceHasARowNamedByWhatItIsFor() {
        assertThat(new Pass().sees(Pass.settled()).object().getStatus().resources())
                .extracting(ResourceStatus::name, ResourceStatus::kind, ResourceStatus::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "work-environment", "AWS::Batch::ComputeEnvironment", "Available"),
                        org.assertj.core.groups.Tuple.tuple("work-queue", "AWS::Batch::JobQueue", "Available"));
    }

    @Test
    void whatIsStillToBeDoneIsThePlan() {
        assertThat(new Pass().sees(Pass.updating()).object().getStatus().plan())
                .containsExactly("update compute environment " + Pass.QUEUE + "-a: maxCpus 64 -> 512");
    }

    @Test
    void aResourceThatAwsRefusedSaysSoInItsRow() {
        assertThat(new Pass()
                        .sees(Pass.refused(ErrorClass.INVALID, "InvalidParameter"))
                        .object()
                        .getStatus()
                        .resources())
                .filteredOn(row -> row.name().equals("work-environment"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.state()).isEqualTo("Failed");
                    assertThat(row.message()).isEqualTo("AWS says no.");
                });
    }

    @Test
    void nothingThatDoesNotExistHasAnArn() {
        AwsBatchComputeEnvironmentStatus status =
                new Pass().sees(Pass.creating()).object().getStatus();
        assertThat(status.computeQueue().arn()).isNull();
        assertThat(status.capacity()).isNull();
        assertThat(status.nextflow()).isNull();
        assertThat(status.resources()).extracting(ResourceStatus::state).containsOnly("Pending");
    }

    @Test
    void aVerdictWithoutALookAtAwsKeepsWhatWasSeenBefore() {
        Pass pass = new Pass().sees(Pass.settled());
        List<ResourceStatus> rows = pass.object().getStatus().resources();
        pass.edited().says(verdict -> verdict.rejected(Reasons.INVALID_SPEC, "Name a queue."));
        assertThat(pass.object().getStatus().resources()).isEqualTo(rows);
        assertThat(pass.object().getStatus().observedGeneration()).isEqualTo(2);
    }

    @Test
    void aRequestToLookAgainIsEchoed() {
        Pass pass = new Pass();
        pass.object().getMetadata().setAnnotations(Map.of("towerforge.io/reconcile-requested-at", "noon"));
        assertThat(pass.sees(Pass.settled()).object().getStatus().lastHandledReconcileAt())
                .isEqualTo("noon");
    }

    @Test
    void whatDeservesAttentionIsAnAdvisoryBesideAReadyEnvironment() {
        Pass pass = new Pass();
        pass.object()
                .setSpec(io.fabric8.kubernetes.client.utils.Serialization.unmarshal(
                        "region: eu-west-1\nworkDirectory: s3://acme/work\nforge: { maxCpus: 64, minCpus: 8 }\n",
                        AwsBatchComputeEnvironmentSpec.class));
        pass.sees(Pass.settled());
        assertThat(pass.reads("Ready")).isEqualTo("True/Available");
        assertThat(pass.reads("Advisory")).isEqualTo("True/IdleCost");
        assertThat(pass.condition("Advisory").message()).contains("`minCpus` is 8");
    }
}
