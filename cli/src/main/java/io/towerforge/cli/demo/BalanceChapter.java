package io.towerforge.cli.demo;

import io.towerforge.cli.terminal.TextTable;
import java.util.stream.Collectors;

/** The figures at the end. */
final class BalanceChapter implements Chapter {
    @Override
    public String headline() {
        return "What is left";
    }

    @Override
    public void play(Story story) {
        AwsConsole aws = story.aws();
        long calls = aws.operatorCalls().size();
        long changes = aws.operatorCalls().stream().filter(call -> call.write()).count();
        long events = story.journal().writes().stream()
                .filter(RequestJournal.Write::isEvent)
                .count();
        story.narrator()
                .quote(new TextTable()
                        .row("AWS objects left", String.valueOf(aws.objects().size()))
                        .row("jobs killed", aws.lostJobs().size() + " of " + aws.jobs())
                        .row("AWS calls by the operator", calls + ", of which " + changes + " changed something")
                        .row(
                                "Kubernetes writes by the operator",
                                story.journal().writes().size() - events + ", and " + events + " for events")
                        .lines());
        // Otherwise the proofs that nothing was written would prove nothing.
        if (changes == 0) {
            throw new DemoFailure("The call log of the simulated account does not show the operator's calls.");
        }
        story.proveThatNoJobWasLost();
        story.prove(
                aws.objects().isEmpty(),
                "AWS objects left: 0",
                "These were left in AWS: "
                        + aws.objects().stream()
                                .map(object -> object.kind() + " " + object.name())
                                .collect(Collectors.joining(", "))
                        + ".");
    }
}
