package io.towerforge.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** The pipeline's running jobs, which end when the story has seen enough of them. */
final class Pipeline {
    private final AwsConsole aws;
    private final List<String> jobs = new ArrayList<>();

    Pipeline(AwsConsole aws) {
        this.aws = aws;
    }

    /** @return the job's id */
    String submit(String queue, String name, int vcpus) {
        String id = aws.submit(queue, name, vcpus);
        jobs.add(id);
        return id;
    }

    boolean runs() {
        return jobs.stream().allMatch(aws::runs);
    }

    List<String> jobs() {
        return List.copyOf(jobs);
    }

    /** Lets these jobs end by themselves, with success. */
    void finish(List<String> ids) {
        ids.forEach(aws::finish);
        jobs.removeAll(ids);
    }
}
