package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.simulator.batch.JobEnd;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.CEType;

/** What stands in the way of deleting a compute environment, and what deleting it does. */
class ComputeEnvironmentDeletionBehaviourTest extends AccountFixture {

    @Test
    void anEnabledEnvironmentCannotBeDeleted() {
        createEnvironment("work");
        refused(
                () -> deleteEnvironment("work"),
                "Cannot delete an enabled compute environment, set the state to DISABLED first.");
    }

    @Test
    void anEnvironmentInAQueueCannotBeDeleted() {
        environmentWithQueue();
        disableEnvironment("work");
        refused(() -> deleteEnvironment("work"), "Cannot delete, found existing JobQueue relationship");
    }

    @Test
    void anEnvironmentIsHeldForAWhileByADeletedQueue() {
        open(Timings.none().withQueueRelationship(Duration.ofSeconds(15)));
        environmentWithQueue();
        disableQueue("jobs");
        disableEnvironment("work");
        deleteQueue("jobs");
        assertThat(queueExists("jobs")).isFalse();
        refused(() -> deleteEnvironment("work"), "found existing JobQueue relationship");
        pass(Duration.ofSeconds(15));
        deleteEnvironment("work");
        assertThat(environmentExists("work")).isFalse();
    }

    @Test
    void anEnvironmentIsHeldForAWhileByAQueueItHasLeft() {
        open(Timings.none().withQueueRelationship(Duration.ofSeconds(15)));
        environmentWithQueue();
        createEnvironment("next");
        assertThat(environment("next").status()).isEqualTo(CEStatus.VALID);
        reorder("jobs", "next");
        disableEnvironment("work");
        refused(() -> deleteEnvironment("work"), "found existing JobQueue relationship");
        pass(Duration.ofSeconds(15));
        deleteEnvironment("work");
        assertThat(environmentExists("work")).isFalse();
    }

    @Test
    void aDeletedEnvironmentIsDeletingBeforeItIsAbsent() {
        open(Timings.none().withEnvironments(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10)));
        createEnvironment("work");
        disableEnvironment("work");
        assertThat(environment("work").state()).isEqualTo(CEState.DISABLED);
        deleteEnvironment("work");
        assertThat(environment("work").status()).isEqualTo(CEStatus.DELETING);
        refused(() -> deleteEnvironment("work"), "resource is being modified");
        pass(Duration.ofSeconds(10));
        assertThat(environmentExists("work")).isFalse();
    }

    @Test
    void deletingAnAbsentEnvironmentSucceeds() {
        deleteEnvironment("absent");
        assertThat(aws.calls().get(0).succeeded()).isTrue();
    }

    @Test
    void deletingAnEnvironmentEndsItsJobs() {
        environmentWithQueue();
        createEnvironment("next");
        String job = submit("jobs", 4);
        reorder("jobs", "next");
        disableEnvironment("work");
        assertThat(job(job).end()).isNull();
        deleteEnvironment("work");
        assertThat(job(job).end()).isEqualTo(JobEnd.KILLED_BY_ENVIRONMENT_DELETION);
    }

    @Test
    void aFargateEnvironmentWithJobsBecomesInvalidWhenDeleted() {
        createEnvironment("head", fargate());
        createEnvironment("next", fargate());
        createQueue("jobs", "head");
        String job = submit("jobs", 1);
        reorder("jobs", "next");
        disableEnvironment("head");
        assertThat(environment("head").state()).isEqualTo(CEState.DISABLED);
        deleteEnvironment("head");
        assertThat(environment("head").status()).isEqualTo(CEStatus.INVALID);
        assertThat(job(job).end()).isNull();
    }

    @Test
    void anEnvironmentWithoutItsServiceRoleCannotFinishDeletion() {
        String role = role("batch-service");
        aws.batch()
                .createComputeEnvironment(create -> create.computeEnvironmentName("work")
                        .type(CEType.MANAGED)
                        .serviceRole(role)
                        .computeResources(resources().build()));
        disableEnvironment("work");
        assertThat(environment("work").status()).isEqualTo(CEStatus.VALID);
        aws.iam().deleteRole(delete -> delete.roleName("batch-service"));
        deleteEnvironment("work");
        assertThat(environment("work").status()).isEqualTo(CEStatus.INVALID);
        assertThat(environment("work").statusReason()).contains("sts:AssumeRole");
        role("batch-service");
        deleteEnvironment("work");
        assertThat(environmentExists("work")).isFalse();
    }
}
