package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.batch.JobRecord;
import io.towerforge.simulator.core.ManualClock;
import io.towerforge.simulator.core.Quotas;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CEType;
import software.amazon.awssdk.services.batch.model.CRAllocationStrategy;
import software.amazon.awssdk.services.batch.model.CRType;
import software.amazon.awssdk.services.batch.model.ClientException;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentOrder;
import software.amazon.awssdk.services.batch.model.ComputeResource;
import software.amazon.awssdk.services.batch.model.ComputeResourceUpdate;
import software.amazon.awssdk.services.batch.model.JQState;
import software.amazon.awssdk.services.batch.model.JobQueueDetail;
import software.amazon.awssdk.services.batch.model.UpdatePolicy;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** A simulated account on a clock that tests move, and short ways to build in it. */
abstract class AccountFixture {
    static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
            + "\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::bucket/*\"}]}";
    static final Instant START = Instant.parse("2026-11-25T08:00:00Z");

    final ManualClock clock = new ManualClock(START);
    SimulatedAws aws = open(Timings.none());

    final SimulatedAws open(Timings timings) {
        aws = SimulatedAws.builder().clock(clock).timings(timings).build();
        return aws;
    }

    final SimulatedAws open(Quotas quotas) {
        aws = SimulatedAws.builder().clock(clock).quotas(quotas).build();
        return aws;
    }

    final void pass(Duration duration) {
        clock.advance(duration);
    }

    final String role(String name) {
        return aws.iam()
                .createRole(role -> role.roleName(name).assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
    }

    /** A role in an instance profile of the same name; returns the profile's ARN. */
    final String profile(String name) {
        role(name);
        String arn = aws.iam()
                .createInstanceProfile(profile -> profile.instanceProfileName(name))
                .instanceProfile()
                .arn();
        aws.iam().addRoleToInstanceProfile(add -> add.instanceProfileName(name).roleName(name));
        return arn;
    }

    final String instanceRole() {
        boolean exists = aws.objects().stream().anyMatch(object -> object.name().equals("instances"));
        return exists ? "arn:aws:iam::111122223333:instance-profile/instances" : profile("instances");
    }

    final ComputeResource.Builder resources() {
        String vpc = aws.network().defaultVpcId();
        return ComputeResource.builder()
                .type(CRType.EC2)
                .allocationStrategy(CRAllocationStrategy.BEST_FIT_PROGRESSIVE)
                .minvCpus(0)
                .maxvCpus(16)
                .instanceTypes("m6i")
                .instanceRole(instanceRole())
                .subnets(aws.network().subnetIds(vpc))
                .securityGroupIds(aws.network().securityGroupIds(vpc));
    }

    final ComputeResource.Builder fargate() {
        String vpc = aws.network().defaultVpcId();
        return ComputeResource.builder()
                .type(CRType.FARGATE)
                .maxvCpus(16)
                .subnets(aws.network().subnetIds(vpc))
                .securityGroupIds(aws.network().securityGroupIds(vpc));
    }

    final void createEnvironment(String name) {
        createEnvironment(name, resources());
    }

    final void createEnvironment(String name, ComputeResource.Builder resources) {
        aws.batch()
                .createComputeEnvironment(create ->
                        create.computeEnvironmentName(name).type(CEType.MANAGED).computeResources(resources.build()));
    }

    final void update(String name, Consumer<ComputeResourceUpdate.Builder> resources) {
        aws.batch()
                .updateComputeEnvironment(
                        update -> update.computeEnvironment(name).computeResources(resources));
    }

    final void updatePolicy(String name, UpdatePolicy policy) {
        aws.batch()
                .updateComputeEnvironment(
                        update -> update.computeEnvironment(name).updatePolicy(policy));
    }

    final void disableEnvironment(String name) {
        aws.batch()
                .updateComputeEnvironment(
                        update -> update.computeEnvironment(name).state(CEState.DISABLED));
    }

    final void deleteEnvironment(String name) {
        aws.batch().deleteComputeEnvironment(delete -> delete.computeEnvironment(name));
    }

    final void createQueue(String name, String... environments) {
        aws.batch()
                .createJobQueue(
                        create -> create.jobQueueName(name).priority(1).computeEnvironmentOrder(order(environments)));
    }

    final void reorder(String name, String... environments) {
        aws.batch().updateJobQueue(update -> update.jobQueue(name).computeEnvironmentOrder(order(environments)));
    }

    final void disableQueue(String name) {
        aws.batch().updateJobQueue(update -> update.jobQueue(name).state(JQState.DISABLED));
    }

    final void deleteQueue(String name) {
        aws.batch().deleteJobQueue(delete -> delete.jobQueue(name));
    }

    static List<ComputeEnvironmentOrder> order(String... environments) {
        List<ComputeEnvironmentOrder> order = new ArrayList<>();
        for (String environment : environments) {
            order.add(ComputeEnvironmentOrder.builder()
                    .order(order.size() + 1)
                    .computeEnvironment(environment)
                    .build());
        }
        return order;
    }

    final boolean environmentExists(String name) {
        return !aws.batch()
                .describeComputeEnvironments(describe -> describe.computeEnvironments(name))
                .computeEnvironments()
                .isEmpty();
    }

    final ComputeEnvironmentDetail environment(String name) {
        return aws.batch()
                .describeComputeEnvironments(describe -> describe.computeEnvironments(name))
                .computeEnvironments()
                .get(0);
    }

    final boolean queueExists(String name) {
        return !aws.batch()
                .describeJobQueues(describe -> describe.jobQueues(name))
                .jobQueues()
                .isEmpty();
    }

    final JobQueueDetail queue(String name) {
        return aws.batch()
                .describeJobQueues(describe -> describe.jobQueues(name))
                .jobQueues()
                .get(0);
    }

    final JobRecord job(String id) {
        return aws.jobs().stream()
                .filter(job -> job.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Submits a job that runs until somebody ends it. */
    final String submit(String queue, int vcpus) {
        return aws.submit(queue, "job", vcpus, null);
    }

    /** An environment {@code work} behind a queue {@code jobs}, both usable. */
    final void environmentWithQueue() {
        createEnvironment("work");
        createQueue("jobs", "work");
    }

    static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(ClientException.class).hasMessageContaining(message);
    }

    /** EC2 has no modelled exceptions, only codes. */
    static void refusedWith(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code));
    }
}
