package io.towerforge.cli.demo;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentStatus;
import io.towerforge.api.v1alpha1.QueueStatus;
import java.util.List;

/** Other instance types while jobs run: first only the plan, then the second environment behind the same queue. */
final class EditChapter implements Chapter {
    private static final String EDIT = "{\"metadata\":{\"annotations\":{\"" + Annotations.PLAN
            + "\":\"true\"}},\"spec\":{\"forge\":{\"instanceTypes\":[\"r6i\"],\"maxCpus\":512}}}";

    @Override
    public String headline() {
        return "An edit while jobs run: other instance types";
    }

    @Override
    public void play(Story story) throws InterruptedException {
        User user = story.user();
        AwsConsole aws = story.aws();
        QueueStatus queue = user.computeQueue();
        String old = aws.behind(queue.name()).get(0);
        List<String> running = story.pipeline().jobs();

        story.narrator().say("First the plan, without carrying it out:");
        int before = aws.operatorCalls().stream()
                .filter(call -> call.write())
                .toList()
                .size();
        user.patch(EDIT);
        story.await("the plan", () -> !plan(user).isEmpty());
        story.narrator().plan(plan(user));
        story.prove(
                aws.operatorCalls().stream()
                                        .filter(call -> call.write())
                                        .toList()
                                        .size()
                                == before
                        && aws.behind(queue.name()).equals(List.of(old)),
                "nothing was changed in AWS",
                "The plan annotation is set, and the operator wrote to AWS all the same.");

        story.narrator().say("Now it is carried out:");
        user.removeAnnotation(Annotations.PLAN);
        story.watchBatch(
                "the second environment",
                () -> aws.behind(queue.name()).size() == 2
                        && !aws.behind(queue.name()).get(0).equals(old)
                        && !aws.takesPlacements(old));
        String fresh = aws.behind(queue.name()).get(0);
        story.prove(
                aws.queue(queue.name()).jobQueueArn().equals(queue.arn()),
                "the queue is the same one, pipelines need not know: " + queue.arn(),
                "The edit replaced the queue that pipelines hold on to.");
        story.prove(
                running.stream().allMatch(aws::runs),
                "all " + running.size() + " jobs still run on the old instances",
                "A job was ended by the edit.");

        String next = story.pipeline().submit(queue.name(), "sort-1", 4);
        story.watchJobs("a new job to run", () -> aws.runs(next));
        story.prove(
                fresh.equals(aws.job(next).computeEnvironment()),
                "a new job runs on the new instances",
                "A new job was placed on the environment that is being drained.");

        story.narrator().say("The old jobs end by themselves, and AWS takes their instances away:");
        story.pipeline()
                .finish(running.stream()
                        .filter(job -> old.equals(aws.job(job).computeEnvironment()))
                        .toList());
        story.watchJobs("the old environment to be idle", () -> aws.isIdle(old));
        user.askToLookNow();
        story.watchBatch(
                "the old environment to be removed",
                () -> aws.behind(queue.name()).equals(List.of(fresh)) && user.seesItSettled());
        story.prove(
                aws.objects().stream().noneMatch(object -> object.name().equals(old)),
                "the old environment is gone",
                "The old environment left the queue and is still in AWS.");
        story.proveThatNoJobWasLost();
    }

    /** What the status plans for the spec as it is now. */
    private static List<String> plan(User user) {
        return user.environment()
                .filter(environment -> environment
                        .getMetadata()
                        .getGeneration()
                        .equals(environment.getStatus().observedGeneration()))
                .map(environment -> environment.getStatus())
                .map(AwsBatchComputeEnvironmentStatus::plan)
                .orElse(List.of());
    }
}
