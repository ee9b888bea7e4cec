package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.Observed;
import org.junit.jupiter.api.Test;

/** Head jobs on Fargate, and tasks on Graviton, which needs them there. */
class HeadOnFargateTest {
    private static final String ON_FARGATE = "wave: { enabled: true }\nfusion: { enabled: true }\n";
    private static final String HEAD = Place.HEAD_FARGATE.queueName(Scene.STACK);
    private static final String ARM64 = Place.WORK_ARM64.queueName(Scene.STACK);

    @Test
    void theHeadHasAQueueOfItsOwnWithoutInstances() {
        Scene scene = Scene.instant()
                .wants(spec("fargateHead: true", "instanceTypes: [m6i]"))
                .settles();

        assertThat(scene.picture())
                .containsExactly(
                        "work queue [B]", "head-fargate queue [A]", "A Fargate open 0-64", "B m6i Spot open 0-256");
    }

    @Test
    void headJobsHaveARoleThatMayRunPipelines() {
        Scene scene = Scene.instant().wants(spec("fargateHead: true")).settles();

        assertThat(scene.aws.observe().all(IamRole.class))
                .extracting(Observed::resource)
                .filteredOn(role -> role.name().endsWith("-FargateRole"))
                .singleElement()
                .satisfies(role -> assertThat(
                                role.inlinePolicies().get("nextflow-policy").toString())
                        .contains("batch:SubmitJob", "s3:GetObject"));
    }

    @Test
    void movingTheHeadToFargateWaitsForHeadJobs() {
        Scene scene = Scene.instant()
                .wants(Scene.forge("instanceTypes: [m6i]"))
                .settles()
                .startsAJob(Scene.HEAD, 2);

        scene.wants(spec("fargateHead: true", "instanceTypes: [m6i]")).settles();
        assertThat(scene.aws.killed()).isEmpty();
        assertThat(scene.picture()).contains("head queue [A] closed").anyMatch(line -> line.startsWith("head-fargate"));

        scene.itsJobsEnd().settles();
        assertThat(scene.picture()).noneMatch(line -> line.startsWith("head queue"));
        assertThat(scene.aws.killed()).isEmpty();
    }

    @Test
    void headJobsOnFargateAreWaitedForToo() {
        Scene scene = Scene.instant()
                .wants(spec("fargateHead: true", "instanceTypes: [m6i]"))
                .settles()
                .startsAJob(HEAD, 2);

        scene.wants(Scene.forge("instanceTypes: [m6i]")).settles();
        assertThat(scene.aws.killed()).isEmpty();
        assertThat(scene.picture()).anyMatch(line -> line.startsWith("head-fargate queue") && line.endsWith("closed"));

        scene.itsJobsEnd().settles();
        assertThat(scene.picture()).noneMatch(line -> line.startsWith("head-fargate"));
    }

    @Test
    void gravitonHasAQueueOfItsOwnAndFamiliesOfItsOwn() {
        Scene scene = Scene.slow()
                .wants(spec("fargateHead: true", "architecture: ARM64"))
                .settles();

        assertThat(scene.picture()).contains("work-arm64 queue [B]", "B c6g,m6g,r6g Spot open 0-256");
        assertThat(new Publication(scene.request()).data())
                .containsEntry("compute-queue", ARM64)
                .containsEntry("head-queue", HEAD);
    }

    @Test
    void movingToGravitonLetsPipelinesSubmitAndFinishWhereTheyAre() {
        Scene scene = Scene.instant()
                .wants(spec("fargateHead: true", "instanceTypes: [m6i]"))
                .settles()
                .startsAJob(Scene.WORK, 8);

        scene.wants(spec("fargateHead: true", "architecture: ARM64")).settles();
        assertThat(scene.aws.killed()).isEmpty();
        assertThat(scene.picture()).anyMatch(line -> line.startsWith("work queue") && !line.endsWith("closed"));

        scene.itsJobsEnd().settles();
        assertThat(scene.picture()).noneMatch(line -> line.startsWith("work queue"));
        assertThat(scene.aws.killed()).isEmpty();
    }

    @Test
    void aDeletedEnvironmentLeavesNothing() {
        Scene scene = Scene.slow()
                .wants(spec("fargateHead: true", "architecture: ARM64"))
                .settles()
                .isDeleted()
                .settles();

        assertThat(scene.aws.observe().all()).isEmpty();
    }

    private static AwsBatchComputeEnvironmentSpec spec(String... lines) {
        StringBuilder yaml =
                new StringBuilder("region: eu-west-1\nworkDirectory: s3://acme-nextflow/work\n" + ON_FARGATE);
        yaml.append("forge:\n  maxCpus: 256\n");
        for (String line : lines) {
            yaml.append("  ").append(line).append('\n');
        }
        return Scene.spec(yaml.toString());
    }
}
