package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.CEState;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.CEType;
import software.amazon.awssdk.services.batch.model.CRAllocationStrategy;
import software.amazon.awssdk.services.batch.model.CRType;
import software.amazon.awssdk.services.batch.model.CRUpdateAllocationStrategy;
import software.amazon.awssdk.services.batch.model.UpdatePolicy;

/** What an update of a compute environment changes, refuses, and does to running jobs. */
class ComputeEnvironmentUpdateBehaviourTest extends AccountFixture {
    private static final Duration SCALING = Duration.ofSeconds(5);
    private static final Duration REPLACING = Duration.ofMinutes(4);

    @Test
    void aScalingUpdateTakesAWhile() {
        slowUpdates();
        createEnvironment("work");
        update("work", resources -> resources.maxvCpus(32));
        assertThat(environment("work").status()).isEqualTo(CEStatus.UPDATING);
        pass(SCALING);
        assertThat(environment("work").status()).isEqualTo(CEStatus.VALID);
        assertThat(environment("work").computeResources().maxvCpus()).isEqualTo(32);
    }

    @Test
    void anEnvironmentUnderChangeTakesNoOtherChange() {
        slowUpdates();
        createEnvironment("work");
        disableEnvironment("work");
        refused(() -> update("work", resources -> resources.maxvCpus(32)), "resource is being modified");
        refused(() -> deleteEnvironment("work"), "resource is being modified");
    }

    @Test
    void anAbsentEnvironmentCannotBeUpdated() {
        refused(() -> disableEnvironment("absent"), "absent does not exist");
    }

    @Test
    void anUpdateChangesOnlyWhatWasSent() {
        createEnvironment("work", resources().tags(Map.of("team", "genomics")));
        update("work", resources -> resources.minvCpus(4));
        assertThat(environment("work").computeResources().minvCpus()).isEqualTo(4);
        assertThat(environment("work").computeResources().maxvCpus()).isEqualTo(16);
        assertThat(environment("work").computeResources().tags()).containsEntry("team", "genomics");
        assertThat(environment("work").computeResources().subnets()).hasSize(3);
    }

    @Test
    void aListThatIsSentReplacesTheOldOne() {
        createEnvironment("work", resources().instanceTypes("m6i", "c6i"));
        update("work", resources -> resources.instanceTypes("r6i"));
        assertThat(environment("work").computeResources().instanceTypes()).containsExactly("r6i");
    }

    @Test
    void anEmptyListRemovesOnEc2AndIsIgnoredOnFargate() {
        createEnvironment("work");
        createEnvironment("head", fargate());
        update("work", resources -> resources.securityGroupIds(List.of()));
        update("head", resources -> resources.securityGroupIds(List.of()));
        assertThat(environment("work").computeResources().securityGroupIds()).isEmpty();
        assertThat(environment("head").computeResources().securityGroupIds()).hasSize(1);
    }

    @Test
    void aLaunchTemplateWithoutOverridesLosesThem() {
        aws.ec2()
                .createLaunchTemplate(create ->
                        create.launchTemplateName("nodes").launchTemplateData(data -> data.ebsOptimized(true)));
        createEnvironment(
                "work",
                resources()
                        .launchTemplate(template -> template.launchTemplateName("nodes")
                                .overrides(override ->
                                        override.launchTemplateName("nodes").targetInstanceTypes("m6i.large"))));
        assertThat(environment("work").computeResources().launchTemplate().overrides())
                .hasSize(1);
        update("work", resources -> resources.launchTemplate(template -> template.launchTemplateName("nodes")));
        assertThat(environment("work").computeResources().launchTemplate().overrides())
                .isEmpty();
    }

    @Test
    void anEmptyTemplateNameRemovesTheTemplate() {
        aws.ec2()
                .createLaunchTemplate(create ->
                        create.launchTemplateName("nodes").launchTemplateData(data -> data.ebsOptimized(true)));
        createEnvironment("work", resources().launchTemplate(template -> template.launchTemplateName("nodes")));
        update("work", resources -> resources.launchTemplate(template -> template.launchTemplateName("")));
        assertThat(environment("work").computeResources().launchTemplate()).isNull();
    }

    @Test
    void emptyComputeResourcesAreRefused() {
        createEnvironment("work");
        refused(() -> update("work", resources -> {}), "At least one compute-resources attribute must be specified");
    }

    @Test
    void theStateCanBeUpdatedAlone() {
        createEnvironment("work");
        disableEnvironment("work");
        assertThat(environment("work").state()).isEqualTo(CEState.DISABLED);
        assertThat(environment("work").status()).isEqualTo(CEStatus.VALID);
    }

    @Test
    void aBestFitEnvironmentTakesNoInfrastructureUpdate() {
        createEnvironment("work", resources().allocationStrategy(CRAllocationStrategy.BEST_FIT));
        refused(() -> update("work", resources -> resources.instanceTypes("c6i")), "BEST_FIT");
        update("work", resources -> resources.maxvCpus(32));
        assertThat(environment("work").computeResources().maxvCpus()).isEqualTo(32);
    }

    @Test
    void aCustomServiceRoleTakesNoInfrastructureUpdate() {
        customRoleEnvironment(role("batch-service"));
        refused(
                () -> update(
                        "work",
                        resources -> resources.subnets(aws.network()
                                .subnetIds(aws.network().defaultVpcId())
                                .get(0))),
                "Following fields subnets can be updated only for Non-fargate Compute Environment having a Batch "
                        + "Service Linked Role");
    }

    @Test
    void aServiceRoleNeverChangesToOrFromTheServiceLinkedRole() {
        createEnvironment("linked");
        String custom = role("batch-service");
        refused(() -> serviceRole("linked", custom), "service-linked role");
        customRoleEnvironment(custom);
        String other = role("other-service");
        serviceRole("work", other);
        assertThat(environment("work").serviceRole()).isEqualTo(other);
        refused(() -> serviceRole("work", environment("linked").serviceRole()), "service-linked role");
    }

    @Test
    void aStrategyCannotBecomeBestFit() {
        createEnvironment("work");
        refused(() -> update("work", resources -> resources.allocationStrategy("BEST_FIT")), "BEST_FIT");
    }

    @Test
    void theTypeChangesBetweenEc2AndSpotOnly() {
        createEnvironment("work");
        update(
                "work",
                resources -> resources
                        .type(CRType.SPOT)
                        .allocationStrategy(CRUpdateAllocationStrategy.SPOT_PRICE_CAPACITY_OPTIMIZED));
        assertThat(environment("work").computeResources().type()).isEqualTo(CRType.SPOT);
        refused(() -> update("work", resources -> resources.type(CRType.FARGATE)), "EC2 and SPOT only");
    }

    @Test
    void aFargateEnvironmentTakesFewUpdates() {
        createEnvironment("head", fargate());
        refused(
                () -> update("head", resources -> resources.instanceTypes("m6i")),
                "The following parameters can't be updated for Fargate compute environment");
        refused(
                () -> updatePolicy("head", UpdatePolicy.builder().build()),
                "The following parameters can't be updated for Fargate compute environment");
        update("head", resources -> resources.maxvCpus(32));
        assertThat(environment("head").computeResources().maxvCpus()).isEqualTo(32);
    }

    @Test
    void aJobExecutionTimeoutHasBounds() {
        createEnvironment("work");
        refused(() -> updatePolicy("work", timeout(0)), "7200");
        refused(() -> updatePolicy("work", timeout(7201)), "7200");
        updatePolicy("work", timeout(7200));
    }

    @Test
    void desiredVcpusCannotBeLowered() {
        environmentWithQueue();
        submit("jobs", 4);
        refused(
                () -> update("work", resources -> resources.desiredvCpus(0)),
                "Manually scaling down compute environment is not supported");
    }

    @Test
    void theMostVcpusCannotGoBelowThoseInUse() {
        environmentWithQueue();
        submit("jobs", 4);
        refused(() -> update("work", resources -> resources.maxvCpus(2)), "desiredvCpus");
    }

    @Test
    void emptyStringsRemoveWhatWasThere() {
        String image = aws.network().ecsOptimizedImages().get("amazon-linux-2023");
        createEnvironment(
                "work", resources().ec2KeyPair("admin").placementGroup("near").imageId(image));
        update("work", resources -> resources.ec2KeyPair("").placementGroup("").imageId(""));
        assertThat(environment("work").computeResources().ec2KeyPair()).isNull();
        assertThat(environment("work").computeResources().placementGroup()).isNull();
        assertThat(environment("work").computeResources().imageId()).isNull();
    }

    @Test
    void desiredVcpusCanBeRaisedWithinBounds() {
        open(Timings.none().withJobs(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(5)));
        createEnvironment("work");
        refused(() -> update("work", resources -> resources.desiredvCpus(17)), "between minvCpus and maxvCpus");
        update("work", resources -> resources.desiredvCpus(8));
        assertThat(environment("work").computeResources().desiredvCpus()).isEqualTo(8);
    }

    @Test
    void anUnmanagedEnvironmentHasNothingToUpdate() {
        aws.batch()
                .createComputeEnvironment(
                        create -> create.computeEnvironmentName("own").type(CEType.UNMANAGED));
        refused(() -> update("own", resources -> resources.maxvCpus(8)), "unmanaged");
        aws.batch()
                .updateComputeEnvironment(
                        update -> update.computeEnvironment("own").unmanagedvCpus(4));
        assertThat(environment("own").unmanagedvCpus()).isEqualTo(4);
    }

    private void slowUpdates() {
        open(Timings.none().withEnvironments(Duration.ZERO, SCALING, REPLACING, Duration.ZERO));
    }

    private void customRoleEnvironment(String role) {
        aws.batch()
                .createComputeEnvironment(create -> create.computeEnvironmentName("work")
                        .type(CEType.MANAGED)
                        .serviceRole(role)
                        .computeResources(resources().build()));
    }

    private void serviceRole(String environment, String role) {
        aws.batch()
                .updateComputeEnvironment(
                        update -> update.computeEnvironment(environment).serviceRole(role));
    }

    private static UpdatePolicy timeout(long minutes) {
        return UpdatePolicy.builder().jobExecutionTimeoutMinutes(minutes).build();
    }
}
