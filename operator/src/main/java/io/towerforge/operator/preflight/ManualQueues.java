package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.ManualSpec;
import io.towerforge.operator.aws.AwsAccount;
import io.towerforge.operator.aws.QueueFacts;
import io.towerforge.operator.aws.Queues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The two queues of manual mode: looked at, never changed. */
public record ManualQueues(QueueFacts head, QueueFacts compute, List<String> findings) {
    public static ManualQueues find(AwsAccount account, ManualSpec spec, Instant notOlderThan) {
        Queues queues = account.catalog(Queues.class);
        QueueFacts head = queues.find(spec.headQueue(), notOlderThan);
        QueueFacts compute = queues.find(spec.computeQueue(), notOlderThan);
        List<String> findings = new ArrayList<>();
        check("spec.manual.headQueue", head, findings);
        check("spec.manual.computeQueue", compute, findings);
        return new ManualQueues(head, compute, List.copyOf(findings));
    }

    private static void check(String field, QueueFacts queue, List<String> findings) {
        if (!queue.exists()) {
            findings.add("`" + field + "`: there is no job queue '" + queue.name()
                    + "' in this account and Region. Check the name, or create the queue.");
        } else if (!queue.enabled()) {
            findings.add("`" + field + "`: job queue '" + queue.name()
                    + "' is DISABLED and takes no jobs. Enable it in AWS Batch.");
        } else if (!queue.usable()) {
            findings.add("`" + field + "`: job queue '" + queue.name() + "' is " + queue.status()
                    + (queue.statusReason().isEmpty() ? "" : " (" + queue.statusReason() + ")")
                    + ". " + remedy(queue.status()));
        }
    }

    private static String remedy(String status) {
        return switch (status) {
            case "CREATING" -> "It is looked at again within minutes; there is nothing to do.";
            case "DELETING" -> "Name another queue.";
            default -> "Mend it in AWS Batch.";
        };
    }
}
