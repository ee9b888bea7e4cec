package io.towerforge.cli.demo;

import io.fabric8.kubernetes.api.model.Event;
import io.towerforge.cli.terminal.TextTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Somebody breaks three things by hand in AWS. */
final class DriftChapter implements Chapter {
    private static final int REPAIRS = 3;
    private static final String REPAIRED = "DriftCorrected";

    @Override
    public String headline() {
        return "Somebody changes it by hand in AWS";
    }

    @Override
    public void play(Story story) throws InterruptedException {
        User user = story.user();
        AwsConsole aws = story.aws();
        String queue = user.computeQueue().name();
        String environment = aws.behind(queue).get(0);
        String logGroup = user.configMap().orElseThrow().getData().get("log-group");
        int maxCpus = aws.maxCpus(environment);

        Set<String> known = user.events().stream()
                .map(event -> event.getMetadata().getName())
                .collect(Collectors.toSet());
        story.narrator().say("In the AWS console: queue disabled, maxvCpus set to 8, log group deleted.");
        aws.disable(queue);
        aws.setMaxCpus(environment, 8);
        aws.deleteLogGroup(logGroup);
        story.await("AWS to have done so", () -> aws.isSettled(queue, environment));
        user.askToLookNow();
        story.watchObjects(
                "the repair",
                () -> aws.takesJobs(queue)
                        && aws.maxCpus(environment) == maxCpus
                        && aws.hasLogGroup(logGroup)
                        && user.seesItSettled());
        story.narrator().command("kubectl -n %s get events".formatted(User.NAMESPACE));
        List<Event> repairs = user.events().stream()
                .filter(event -> !known.contains(event.getMetadata().getName()))
                .toList();
        TextTable table = new TextTable("TYPE", "REASON", "MESSAGE");
        repairs.forEach(event -> table.row(event.getType(), event.getReason(), event.getMessage()));
        story.narrator().quote(table.lines());
        story.prove(
                repairs.size() >= REPAIRS
                        && repairs.stream().anyMatch(event -> event.getReason().equals(REPAIRED)),
                "all three repaired, each with an event; by itself it looks every five minutes",
                "Three things were repaired, and " + repairs.size() + " events tell of it.");
        story.proveThatNoJobWasLost();
    }
}
