package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.EfsFileSystem;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.Slot;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Labels reach every resource at once, and instances only when that costs no running job. */
class LabelsTest {
    @Test
    void everyResourceCarriesTheLabels() {
        Scene scene = Scene.instant().wants(labelled("spot", "team: genomics")).settles();
        assertThat(scene.aws.observe().all())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.resource().tags().labels())
                        .containsExactlyEntriesOf(Map.of("team", "genomics")));
    }

    @Test
    void theLabelCalledNameIsTheNameOfInstancesAndVolumesToo() {
        Scene scene = Scene.instant().wants(labelled("onDemand", "Name: rnaseq"));
        assertThat(scene.stack().slots())
                .extracting(slot -> slot.resource())
                .filteredOn(LaunchTemplate.class::isInstance)
                .singleElement()
                .extracting(template ->
                        ((LaunchTemplate) template).contents().volumeTags().all())
                .satisfies(tags -> assertThat(tags).containsEntry("Name", "rnaseq"));
        scene.settles();
        assertThat(environment(scene).instances().tags().all()).containsEntry("Name", "rnaseq");
        assertThat(new Publication(scene.request()).data().get("nextflow.config"))
                .contains("resourceLabels = ['Name': 'rnaseq']");
    }

    @Test
    void theLabelCalledNameIsTheNameOfFileSystemsToo() {
        assertThat(nameOfFileSystem("team: genomics")).isEqualTo(Scene.STACK.prefix());
        assertThat(nameOfFileSystem("Name: rnaseq")).isEqualTo("rnaseq");
    }

    @Test
    void anEditOfLabelsAloneMakesNoSecondEnvironmentWhileAJobRuns() {
        Scene scene =
                Scene.instant().wants(labelled("onDemand", "team: genomics")).settles();
        scene.startsAJob(Scene.WORK, 8)
                .wants(labelled("onDemand", "team: proteomics"))
                .settles();
        assertThat(scene.picture()).containsExactly("work queue [A]", "A optimal open 0-256, 8 in use");
        assertThat(environment(scene).tags().labels()).containsEntry("team", "proteomics");
        assertThat(environment(scene).instances().tags().labels()).containsEntry("team", "genomics");
        assertThat(scene.aws.killed()).isEmpty();
        assertThat(scene.plan().isSettled()).isTrue();
    }

    @Test
    void instancesTakeTheNewLabelsOnceNothingRuns() {
        Scene scene =
                Scene.instant().wants(labelled("onDemand", "team: genomics")).settles();
        scene.startsAJob(Scene.WORK, 8)
                .wants(labelled("onDemand", "team: proteomics"))
                .settles();
        scene.itsJobsEnd().settles();
        assertThat(environment(scene).instances().tags().labels()).containsEntry("team", "proteomics");
        assertThat(scene.aws.observe().all(LaunchTemplate.class)).hasSize(1);
    }

    @Test
    void aSecondEnvironmentIsMadeWithTheNewLabels() {
        Scene scene =
                Scene.instant().wants(labelled("onDemand", "team: genomics")).settles();
        scene.startsAJob(Scene.WORK, 8)
                .wants(Scene.spec(yaml("onDemand", "team: proteomics") + "  keyPair: debugging\n"))
                .settles();
        ComputeEnvironment second = (ComputeEnvironment)
                scene.aws.observe().find(scene.environment("B")).orElseThrow().resource();
        assertThat(second.instances().tags().labels()).containsEntry("team", "proteomics");
    }

    @Test
    void labelsWithSpacesAndAtSignsSettleLikeAnyOther() {
        Scene scene = Scene.instant()
                .wants(labelled("spot", "'cost centre': '42', 'a@b': x, cost: '1'"))
                .settles();
        assertThat(scene.plan().isSettled()).isTrue();
        assertThat(scene.aws.observe().all())
                .extracting(one -> one.resource())
                .allSatisfy(LabelsTest::readsBackAsItWasWritten);
    }

    private static String nameOfFileSystem(String labels) {
        AwsBatchComputeEnvironmentSpec spec = Scene.spec(yaml("spot", labels) + "  efs: { create: {} }\n");
        return Scene.instant().wants(spec).stack().slots().stream()
                .map(Slot::resource)
                .filter(EfsFileSystem.class::isInstance)
                .map(system -> system.tags().all().get("Name"))
                .findFirst()
                .orElseThrow();
    }

    private static void readsBackAsItWasWritten(Resource resource) {
        assertThat(io.towerforge.operator.model.Tags.read(resource.tags().all()))
                .isEqualTo(resource.tags());
    }

    private static ComputeEnvironment environment(Scene scene) {
        return (ComputeEnvironment)
                scene.aws.observe().find(scene.environment("A")).orElseThrow().resource();
    }

    private static AwsBatchComputeEnvironmentSpec labelled(String model, String labels) {
        return Scene.spec(yaml(model, labels));
    }

    private static String yaml(String model, String labels) {
        return "region: eu-west-1\nworkDirectory: s3://acme-nextflow/work\nresourceLabels: {" + labels + "}\n"
                + "forge:\n  maxCpus: 256\n  provisioningModel: " + (model.equals("spot") ? "Spot" : "OnDemand") + "\n";
    }
}
