package io.towerforge.cli.demo;

import io.fabric8.kubernetes.api.model.Event;
import java.util.List;

/** Somebody breaks three things by hand in AWS. */
final class DriftChapter implements Chapter {
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

        story.narrator().say("In the AWS console: queue disabled, maxvCpus set to 8, log group deleted.");
        aws.disable(queue);
        aws.setMaxCpus(environment, 8);
        aws.deleteLogGroup(logGroup);
        user.askToLookNow();
        story.watchObjects(
                "the repair",
                () -> aws.takesJobs(queue)
                        && aws.maxCpus(environment) == maxCpus
                        && aws.hasLogGroup(logGroup)
                        && user.seesItSettled());
        List<Event> events = user.events(REPAIRED);
        story.narrator().command("kubectl -n %s get events --field-selector reason=%s".formatted(User.NAMESPACE, REPAIRED));
        story.narrator().quote(events.stream().map(Event::getMessage).sorted().toList());
        story.prove(
                events.size() >= 3,
                "all three repaired, each with an event; left alone it looks every five minutes",
                "Three things were repaired, and only " + events.size() + " events tell of it.");
        story.proveThatNoJobWasLost();
    }
}
