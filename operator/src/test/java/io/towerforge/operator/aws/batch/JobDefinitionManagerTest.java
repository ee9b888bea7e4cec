package io.towerforge.operator.aws.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.Meddling;
import io.towerforge.operator.aws.ResourceManagerContract;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.JobDefinition;
import io.towerforge.operator.model.JobDefinition.Container;
import io.towerforge.operator.model.JobDefinition.Platform;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.Variables;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.RegisterJobDefinitionRequest;

class JobDefinitionManagerTest extends ResourceManagerContract<JobDefinition> {
    @Override
    protected JobDefinition prepare() {
        return ExampleStack.jobDefinition();
    }

    @Override
    protected List<JobDefinition> edits() {
        Container container = desired.container();
        return List.of(
                with(container(
                        "another/image:1", container.cpus(), container.memoryMiB(), container.variables(), "", "")),
                with(container(container.image(), 2, 8192, container.variables(), "", "")),
                with(container(container.image(), 2, 8192, new Variables(Map.of("A", "b")), "", "")),
                with(container(container.image(), 2, 8192, new Variables(Map.of()), "arn:aws:iam::1:role/a", "")),
                with(container(
                        container.image(),
                        2,
                        8192,
                        new Variables(Map.of()),
                        "arn:aws:iam::1:role/a",
                        "arn:aws:iam::1:role/b")),
                with(holding(Map.of("TOKEN", "arn:aws:secretsmanager:eu-west-1:1:secret:tower-a/TOKEN"))),
                with(holding(Map.of())),
                new JobDefinition(
                        desired.name(), Platform.FARGATE, container, desired.parameters(), desired.tags(), true, 0),
                new JobDefinition(
                        desired.name(), Platform.EC2, container, Map.of("pipeline", "other"), desired.tags(), true, 0),
                new JobDefinition(
                        desired.name(),
                        Platform.EC2,
                        container,
                        Map.of("pipeline", "other"),
                        ExampleStack.otherTags("head-job"),
                        true,
                        0));
    }

    @Override
    protected List<Meddling> meddlings() {
        return List.of(
                new Meddling(
                        "a revision without our mark is registered",
                        () -> register(tags -> Map.of("owner", "somebody"))),
                new Meddling("a second revision with our mark is registered", () -> register(tags -> tags)),
                new Meddling(
                        "a revision with our mark and another image is registered",
                        () -> batch().registerJobDefinition(JobDefinitionMapping.register(
                                edits().get(0), desired.tags().all()))),
                new Meddling("a label is taken off", () -> untag("team")),
                new Meddling(
                        "a label is changed",
                        () -> batch().tagResource(
                                        request -> request.resourceArn(newest()).tags(Map.of("team", "others")))));
    }

    @Override
    protected void plant(Map<String, String> tags) {
        register(ours -> tags);
    }

    @Override
    protected void untag(String key) {
        batch().untagResource(request -> request.resourceArn(newest()).tagKeys(key));
    }

    @Test
    void anEditLeavesOneRevisionAndKeepsTheTagsOfOthers() {
        plant(withAStrangersTag());
        JobDefinitionManager manager = manager();
        Observed<JobDefinition> seen = only(manager);

        manager.update(edits().get(0), seen, FieldDiff.between(edits().get(0), seen.resource()));

        assertThat(ours()).singleElement().satisfies(one -> {
            assertThat(one.id()).endsWith(":2");
            assertThat(one.tags()).containsEntry("backup", "daily");
        });
    }

    @Test
    void anOlderRevisionThatACrashLeftBehindGoes() {
        register(tags -> tags);
        register(tags -> tags);
        JobDefinitionManager manager = manager();
        Observed<JobDefinition> seen = only(manager);
        assertThat(seen.resource().superseded()).isEqualTo(1);

        manager.update(desired, seen, FieldDiff.between(desired, seen.resource()));

        assertThat(ours()).singleElement().satisfies(one -> assertThat(one.id()).endsWith(":2"));
    }

    @Test
    void theValuesOfVariablesAreNotPrinted() {
        List<FieldDiff> diff = FieldDiff.between(
                with(container("image", 1, 4096, new Variables(Map.of("TOKEN", "new", "C", "c")), "", "")),
                with(container("image", 1, 4096, new Variables(Map.of("TOKEN", "secret", "B", "b")), "", "")));
        assertThat(diff).singleElement().hasToString("variables +C ~TOKEN -B");
        assertThat(new Variables(Map.of("TOKEN", "secret"))).hasToString("[TOKEN]");
    }

    private JobDefinitionManager manager() {
        return (JobDefinitionManager) world.open().managers().get(ResourceKind.JOB_DEFINITION);
    }

    private Observed<JobDefinition> only(JobDefinitionManager manager) {
        return manager.observe(ExampleStack.STACK, world.clock().instant()).get(0);
    }

    private Map<String, String> withAStrangersTag() {
        Map<String, String> tags = new TreeMap<>(desired.tags().all());
        tags.put("backup", "daily");
        return tags;
    }

    private void register(UnaryOperator<Map<String, String>> tags) {
        RegisterJobDefinitionRequest request =
                JobDefinitionMapping.register(desired, tags.apply(desired.tags().all()));
        batch().registerJobDefinition(request);
    }

    private String newest() {
        return ours().get(ours().size() - 1).id();
    }

    private BatchClient batch() {
        return world.somebody().batch();
    }

    private JobDefinition with(Container container) {
        return new JobDefinition(
                desired.name(), desired.platform(), container, desired.parameters(), desired.tags(), true, 0);
    }

    private Container holding(Map<String, String> secrets) {
        Container container = desired.container();
        return new Container(
                container.image(),
                container.command(),
                container.cpus(),
                container.memoryMiB(),
                container.variables(),
                secrets,
                container.jobRoleArn(),
                container.executionRoleArn(),
                container.logs(),
                container.folders());
    }

    private Container container(
            String image, int cpus, int memoryMiB, Variables variables, String jobRole, String executionRole) {
        return new Container(
                image,
                desired.container().command(),
                cpus,
                memoryMiB,
                variables,
                desired.container().secrets(),
                jobRole,
                executionRole,
                desired.container().logs(),
                Set.of("/mnt/efs", "/fusion/s3"));
    }
}
