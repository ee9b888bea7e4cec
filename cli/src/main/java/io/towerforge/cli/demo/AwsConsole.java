package io.towerforge.cli.demo;

import io.towerforge.operator.SimulatedAwsRegions;
import io.towerforge.simulator.AwsClients;
import io.towerforge.simulator.SimulatedAws;
import io.towerforge.simulator.batch.JobEnd;
import io.towerforge.simulator.batch.JobRecord;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.LiveObject;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentOrder;
import software.amazon.awssdk.services.batch.model.JQState;
import software.amazon.awssdk.services.batch.model.JQStatus;
import software.amazon.awssdk.services.batch.model.JobQueueDetail;
import software.amazon.awssdk.services.batch.model.JobStatus;

/** The AWS account as somebody with the AWS console sees it, and what such a person might do there by hand. */
final class AwsConsole {
    private static final Set<JobEnd> AS_INTENDED = Set.of(JobEnd.SUCCEEDED);

    private final SimulatedAws aws;
    private final AwsClients visitor;

    AwsConsole(SimulatedAws aws) {
        this.aws = aws;
        this.visitor = aws.as("console");
    }

    List<LiveObject> objects() {
        return aws.objects();
    }

    List<String> jobLines() {
        return aws.jobs().stream()
                .map(job -> "%-20s %-14s %s"
                        .formatted(
                                job.status(),
                                job.name(),
                                job.computeEnvironment() == null ? "" : "on " + job.computeEnvironment())
                        .stripTrailing())
                .toList();
    }

    /** A job that runs until it is told to end. */
    String submit(String queue, String name, int vcpus) {
        return aws.submit(queue, name, vcpus, null);
    }

    void finish(String jobId) {
        aws.finish(jobId);
    }

    JobRecord job(String id) {
        return aws.jobs().stream()
                .filter(job -> job.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    boolean runs(String jobId) {
        return job(jobId).status() == JobStatus.RUNNING;
    }

    int jobs() {
        return aws.jobs().size();
    }

    /** Jobs that ended in any other way than by their own success. */
    List<JobRecord> lostJobs() {
        return aws.jobs().stream()
                .filter(job -> job.end() != null && !AS_INTENDED.contains(job.end()))
                .toList();
    }

    JobQueueDetail queue(String name) {
        return visitor.batch().describeJobQueues(request -> request.jobQueues(name)).jobQueues().stream()
                .findFirst()
                .orElseThrow(() -> new DemoFailure("Queue " + name + " is not in AWS."));
    }

    /** The compute environments behind a queue, by name, the first choice first. */
    List<String> behind(String queue) {
        return queue(queue).computeEnvironmentOrder().stream()
                .map(ComputeEnvironmentOrder::computeEnvironment)
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1))
                .toList();
    }

    ComputeEnvironmentDetail environment(String name) {
        return visitor
                .batch()
                .describeComputeEnvironments(request -> request.computeEnvironments(name))
                .computeEnvironments()
                .stream()
                .findFirst()
                .orElseThrow(() -> new DemoFailure("Compute environment " + name + " is not in AWS."));
    }

    /** Whether AWS is done with what was last asked of the queue and of the environment. */
    boolean isSettled(String queue, String environment) {
        return queue(queue).status() == JQStatus.VALID
                && environment(environment).status() == CEStatus.VALID;
    }

    boolean isIdle(String environment) {
        return environment(environment).computeResources().desiredvCpus() == 0;
    }

    boolean takesPlacements(String environment) {
        return environment(environment).state() == CEState.ENABLED;
    }

    int maxCpus(String environment) {
        return environment(environment).computeResources().maxvCpus();
    }

    boolean takesJobs(String queue) {
        return queue(queue).state() == JQState.ENABLED;
    }

    boolean hasLogGroup(String name) {
        return aws.objects().stream()
                .anyMatch(object -> object.kind().equals("AWS::Logs::LogGroup")
                        && object.name().equals(name));
    }

    void disable(String queue) {
        visitor.batch().updateJobQueue(request -> request.jobQueue(queue).state(JQState.DISABLED));
    }

    void setMaxCpus(String environment, int vcpus) {
        visitor.batch()
                .updateComputeEnvironment(request -> request.computeEnvironment(environment)
                        .computeResources(resources -> resources.maxvCpus(vcpus)));
    }

    void deleteLogGroup(String name) {
        visitor.logs().deleteLogGroup(request -> request.logGroupName(name));
    }

    /** What the operator called, as against people and pipelines. */
    List<Call> operatorCalls() {
        return aws.calls().stream()
                .filter(call -> call.actor().equals(SimulatedAwsRegions.ACTOR))
                .toList();
    }
}
