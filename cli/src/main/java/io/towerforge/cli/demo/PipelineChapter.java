package io.towerforge.cli.demo;

/** Nextflow runs in the head queue and its tasks in the compute queue. */
final class PipelineChapter implements Chapter {
    private static final int TASK_CPUS = 4;

    @Override
    public String headline() {
        return "A pipeline uses it";
    }

    @Override
    public void play(Story story) throws InterruptedException {
        String head = story.user().headQueue().name();
        String work = story.user().computeQueue().name();
        Pipeline pipeline = story.pipeline();
        pipeline.submit(head, "nextflow", 1);
        for (String task : new String[] {"align-1", "align-2", "align-3"}) {
            pipeline.submit(work, task, TASK_CPUS);
        }
        story.watchJobs("the jobs to run", pipeline::runs);
        story.prove(
                pipeline.jobs().stream()
                        .map(story.aws()::job)
                        .allMatch(job -> job.computeEnvironment().startsWith(job.queue())),
                "Nextflow runs on the On-Demand head queue, its tasks on the Spot queue",
                "A job runs on an environment that does not belong to its queue.");
    }
}
