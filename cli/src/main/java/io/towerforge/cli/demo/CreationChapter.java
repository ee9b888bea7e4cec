package io.towerforge.cli.demo;

import io.towerforge.api.v1alpha1.ConditionStatus;
import io.towerforge.api.v1alpha1.ConditionTypes;
import io.towerforge.cli.terminal.TextTable;
import java.util.List;

/** The Spot example is applied and becomes ready. */
final class CreationChapter implements Chapter {
    private static final Example EXAMPLE = new Example("spot.yaml");

    @Override
    public String headline() {
        return "A manifest becomes an AWS Batch environment";
    }

    @Override
    public void play(Story story) throws InterruptedException {
        User user = story.user();
        user.createNamespace();
        story.narrator().quote(EXAMPLE.withoutComments());
        user.apply("examples/spot.yaml", EXAMPLE.text());
        story.watchObjects(
                "the environment to be ready",
                () -> user.seesItSettled() && user.configMap().isPresent());
        story.narrator().command("kubectl -n %s get abce".formatted(User.NAMESPACE));
        story.narrator().quote(summary(user));
        story.prove(
                user.condition(ConditionTypes.READY).orElseThrow().status() == ConditionStatus.TRUE
                        && story.aws().takesJobs(user.computeQueue().name())
                        && story.aws().takesJobs(user.headQueue().name()),
                "ready: both queues take jobs",
                "The environment says it is ready, but a queue takes no jobs.");
        String config = user.configMap().orElseThrow().getData().get("nextflow.config");
        story.narrator()
                .command("kubectl -n %s get configmap %s-nextflow -o jsonpath='{.data.nextflow\\.config}'"
                        .formatted(User.NAMESPACE, User.NAME));
        story.narrator().quote(config.lines().toList());
        story.prove(
                config.contains("queue = '" + user.computeQueue().name() + "'"),
                "this nextflow.config is all a pipeline needs: nextflow run <pipeline> -c nextflow.config",
                "The Nextflow configuration does not name the compute queue.");
    }

    private static List<String> summary(User user) {
        return user.status()
                .map(status -> new TextTable("NAME", "READY", "REASON", "MODEL", "VCPUS", "QUEUE")
                        .row(
                                User.NAME,
                                "True",
                                user.condition(ConditionTypes.READY)
                                        .orElseThrow()
                                        .reason(),
                                status.effective().provisioningModel().toString(),
                                status.capacity().summary(),
                                status.computeQueue().name())
                        .lines())
                .orElseThrow();
    }
}
