package io.towerforge.cli.demo;

import io.towerforge.api.v1alpha1.Condition;
import io.towerforge.api.v1alpha1.ConditionTypes;
import io.towerforge.operator.status.Reasons;
import java.util.List;
import java.util.Optional;

/** The environment is deleted while jobs run, and waits for them. */
final class DeletionChapter implements Chapter {
    @Override
    public String headline() {
        return "Deletion waits for the last job";
    }

    @Override
    public void play(Story story) throws InterruptedException {
        User user = story.user();
        List<String> running = story.pipeline().jobs();
        String work = user.computeQueue().name();
        user.delete();
        story.await("the deletion to report the jobs", () -> isDraining(user));
        story.narrator().quote(List.of(user.readiness()));
        story.prove(
                user.readiness().contains(work) && running.stream().allMatch(story.aws()::runs),
                "the status names each queue with its jobs, and all of them still run",
                "Deletion did not wait for the jobs.");
        story.prove(
                !story.aws().takesJobs(work),
                "the queues take no new jobs",
                "The environment is being deleted and its queue still takes jobs.");

        story.narrator().say("The last jobs end by themselves:");
        story.pipeline().finish(running);
        user.askToLookNow();
        story.watchObjects(
                "everything to be gone",
                () -> user.environment().isEmpty() && story.aws().objects().isEmpty());
        story.await("the ConfigMap to go with its owner", () -> user.configMap().isEmpty());
        story.prove(
                user.environment().isEmpty(),
                "the object is gone from Kubernetes only now",
                "The object is still in Kubernetes.");
    }

    private static boolean isDraining(User user) {
        Optional<Condition> ready = user.condition(ConditionTypes.READY);
        return ready.filter(condition -> condition.reason().equals(Reasons.DRAINING))
                .isPresent();
    }
}
