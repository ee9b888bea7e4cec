package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.simulator.core.Quotas;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.CEType;
import software.amazon.awssdk.services.batch.model.CRType;
import software.amazon.awssdk.services.batch.model.ClientException;
import software.amazon.awssdk.services.batch.model.ComputeResource;
import software.amazon.awssdk.services.batch.model.CreateComputeEnvironmentRequest;
import software.amazon.awssdk.services.batch.model.Ec2Configuration;

/** What Batch does when a compute environment is created, described and tagged. */
class ComputeEnvironmentBehaviourTest extends AccountFixture {
    @Test
    void aNewEnvironmentIsCreatingBeforeItIsValid() {
        open(Timings.none().withEnvironments(Duration.ofSeconds(8), Duration.ZERO, Duration.ZERO, Duration.ZERO));
        createEnvironment("work");
        assertThat(environment("work").status()).isEqualTo(CEStatus.CREATING);
        pass(Duration.ofSeconds(7));
        assertThat(environment("work").status()).isEqualTo(CEStatus.CREATING);
        pass(Duration.ofSeconds(1));
        assertThat(environment("work").status()).isEqualTo(CEStatus.VALID);
        assertThat(environment("work").statusReason()).isEqualTo("ComputeEnvironment Healthy");
    }

    @Test
    void anEnvironmentCannotBeCreatedDisabled() {
        refused(
                () -> aws.batch()
                        .createComputeEnvironment(
                                managed("work").state(CEState.DISABLED).build()),
                "ENABLED");
        assertThat(environmentExists("work")).isFalse();
    }

    @Test
    void aSecondEnvironmentOfTheSameNameIsRefused() {
        createEnvironment("work");
        assertThatThrownBy(() -> createEnvironment("work")).isInstanceOfSatisfying(ClientException.class, error -> {
            assertThat(error.statusCode()).isEqualTo(400);
            assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ClientException");
            assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Object already exists");
            assertThat(error.awsErrorDetails().serviceName()).isEqualTo("Batch");
            assertThat(error.requestId()).isNotBlank();
        });
    }

    @Test
    void anEnvironmentNameHasOnlyCertainCharacters() {
        refused(() -> createEnvironment("not a name"), "computeEnvironmentName");
        refused(() -> createEnvironment("-work"), "computeEnvironmentName");
        refused(() -> createEnvironment("w".repeat(129)), "computeEnvironmentName");
        createEnvironment("w".repeat(128));
    }

    @Test
    void aRegionHoldsOnlySoManyEnvironments() {
        open(Quotas.standard().withBatch(2, 2));
        createEnvironment("one");
        createEnvironment("two");
        refused(() -> createEnvironment("three"), "limit of 2 compute environments");
    }

    @Test
    void anOmittedServiceRoleReadsBackAsTheServiceLinkedRole() {
        createEnvironment("work");
        assertThat(environment("work").serviceRole())
                .isEqualTo(
                        "arn:aws:iam::111122223333:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch");
    }

    @Test
    void anUpdatePolicyIsAbsentUntilItIsSet() {
        createEnvironment("work");
        assertThat(environment("work").updatePolicy()).isNull();
        aws.batch()
                .updateComputeEnvironment(update -> update.computeEnvironment("work")
                        .updatePolicy(policy -> policy.jobExecutionTimeoutMinutes(45L)));
        assertThat(environment("work").updatePolicy().jobExecutionTimeoutMinutes())
                .isEqualTo(45);
        assertThat(environment("work").updatePolicy().terminateJobsOnUpdate()).isFalse();
    }

    @Test
    void batchFillsInTheImageTypeButNotTheStrategy() {
        createEnvironment("work", resources().allocationStrategy((String) null));
        createEnvironment("graphics", resources().instanceTypes("g5"));
        assertThat(environment("work").computeResources().allocationStrategyAsString())
                .isNull();
        assertThat(environment("work").computeResources().ec2Configuration())
                .containsExactly(
                        Ec2Configuration.builder().imageType("ECS_AL2023").build());
        assertThat(environment("graphics").computeResources().ec2Configuration())
                .containsExactly(Ec2Configuration.builder()
                        .imageType("ECS_AL2023_NVIDIA")
                        .build());
    }

    @Test
    void enumeratedValuesReadBackInUpperCase() {
        aws.batch()
                .createComputeEnvironment(managed("work")
                        .type("managed")
                        .computeResources(resources().type("ec2").build())
                        .build());
        assertThat(environment("work").type()).isEqualTo(CEType.MANAGED);
        assertThat(environment("work").computeResources().type()).isEqualTo(CRType.EC2);
    }

    @Test
    void aFargateEnvironmentReadsBackWithoutInstanceFields() {
        createEnvironment("head", fargate());
        ComputeResource read = environment("head").computeResources();
        assertThat(read.minvCpus()).isNull();
        assertThat(read.hasInstanceTypes()).isTrue();
        assertThat(read.instanceTypes()).isEmpty();
        assertThat(read.ec2Configuration()).isEmpty();
    }

    @Test
    void tagsChangeWithoutAChangeOfStatus() {
        aws.batch()
                .createComputeEnvironment(
                        managed("work").tags(Map.of("team", "genomics")).build());
        String arn = environment("work").computeEnvironmentArn();
        aws.batch().tagResource(tag -> tag.resourceArn(arn).tags(Map.of("stage", "test")));
        aws.batch().untagResource(untag -> untag.resourceArn(arn).tagKeys("team"));
        assertThat(environment("work").tags()).isEqualTo(Map.of("stage", "test"));
        assertThat(aws.batch()
                        .listTagsForResource(list -> list.resourceArn(arn))
                        .tags())
                .isEqualTo(Map.of("stage", "test"));
        assertThat(environment("work").status()).isEqualTo(CEStatus.VALID);
    }

    @Test
    void describingAnAbsentEnvironmentReturnsNothing() {
        assertThat(environmentExists("absent")).isFalse();
    }

    @Test
    void anEnvironmentIsDescribedByNameAndByArn() {
        createEnvironment("work");
        String arn = environment("work").computeEnvironmentArn();
        assertThat(environment(arn).computeEnvironmentName()).isEqualTo("work");
        assertThat(arn).isEqualTo("arn:aws:batch:eu-west-1:111122223333:compute-environment/work");
    }

    @Test
    void descriptionsComeInPages() {
        List<String> names = List.of("a", "b", "c", "d", "e");
        names.forEach(this::createEnvironment);
        assertThat(aws.batch()
                        .describeComputeEnvironments(describe -> describe.maxResults(2))
                        .computeEnvironments())
                .hasSize(2);
        assertThat(aws.batch().describeComputeEnvironmentsPaginator(describe -> describe.maxResults(2)).stream()
                        .flatMap(page -> page.computeEnvironments().stream())
                        .map(environment -> environment.computeEnvironmentName()))
                .containsExactlyElementsOf(names);
    }

    @Test
    void aRecreatedEnvironmentHasTheSameArnAndAnotherUuid() {
        createEnvironment("work");
        String arn = environment("work").computeEnvironmentArn();
        String uuid = environment("work").uuid();
        disableEnvironment("work");
        assertThat(environment("work").state()).isEqualTo(CEState.DISABLED);
        deleteEnvironment("work");
        assertThat(environmentExists("work")).isFalse();
        createEnvironment("work");
        assertThat(environment("work").computeEnvironmentArn()).isEqualTo(arn);
        assertThat(environment("work").uuid()).isNotEqualTo(uuid);
    }

    @Test
    void anUnmanagedEnvironmentHasNoResources() {
        aws.batch()
                .createComputeEnvironment(create -> create.computeEnvironmentName("own")
                        .type(CEType.UNMANAGED)
                        .unmanagedvCpus(8));
        assertThat(environment("own").status()).isEqualTo(CEStatus.VALID);
        assertThat(environment("own").computeResources()).isNull();
        assertThat(environment("own").unmanagedvCpus()).isEqualTo(8);
    }

    private CreateComputeEnvironmentRequest.Builder managed(String name) {
        return CreateComputeEnvironmentRequest.builder()
                .computeEnvironmentName(name)
                .type(CEType.MANAGED)
                .computeResources(resources().build());
    }
}
