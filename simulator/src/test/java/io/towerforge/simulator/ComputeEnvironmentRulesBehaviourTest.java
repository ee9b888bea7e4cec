package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.CEType;
import software.amazon.awssdk.services.batch.model.CRAllocationStrategy;
import software.amazon.awssdk.services.batch.model.CRType;
import software.amazon.awssdk.services.batch.model.CreateComputeEnvironmentRequest;

/** What Batch refuses at once when a compute environment is created. */
class ComputeEnvironmentRulesBehaviourTest extends AccountFixture {
    @Test
    void aFargateEnvironmentHasFewSubnetsAndFewerGroups() {
        List<String> many =
                IntStream.range(0, 17).mapToObj(number -> "id-" + number).toList();
        refused(() -> createEnvironment("head", fargate().subnets(many)), "up to 16 subnets");
        refused(
                () -> createEnvironment("head", fargate().securityGroupIds(many.subList(0, 6))),
                "up to 5 security groups");
    }

    @Test
    void aFargateEnvironmentTakesNoInstanceSettings() {
        refused(() -> createEnvironment("head", fargate().instanceTypes("m6i")), "Fargate");
        refused(() -> createEnvironment("head", fargate().minvCpus(0)), "Fargate");
    }

    @Test
    void unknownInstanceTypesAreRefusedAtOnce() {
        refused(() -> createEnvironment("work", resources().instanceTypes("z9.large")), "can only be one of [optimal");
    }

    @Test
    void instanceTypesOfOneEnvironmentShareOneArchitecture() {
        refused(() -> createEnvironment("work", resources().instanceTypes("m6i", "m6g")), "architecture");
    }

    @Test
    void aBestFitSpotEnvironmentNeedsASpotFleetRole() {
        refused(
                () -> createEnvironment(
                        "work", resources().type(CRType.SPOT).allocationStrategy(CRAllocationStrategy.BEST_FIT)),
                "spotIamFleetRole");
        createEnvironment(
                "work",
                resources().type(CRType.SPOT).allocationStrategy(CRAllocationStrategy.SPOT_PRICE_CAPACITY_OPTIMIZED));
        assertThat(environment("work").status()).isEqualTo(CEStatus.VALID);
    }

    @Test
    void spotStrategiesAreRefusedForOnDemandInstances() {
        refused(
                () -> createEnvironment(
                        "work", resources().allocationStrategy(CRAllocationStrategy.SPOT_CAPACITY_OPTIMIZED)),
                "Spot");
    }

    @Test
    void amazonLinux2NeedsACustomImage() {
        refused(
                () -> createEnvironment("work", resources().ec2Configuration(image -> image.imageType("ECS_AL2"))),
                "ECS_AL2");
        String custom = aws.network().ecsOptimizedImages().get("amazon-linux-2");
        createEnvironment(
                "work",
                resources().ec2Configuration(image -> image.imageType("ECS_AL2").imageIdOverride(custom)));
        assertThat(environment("work").status()).isEqualTo(CEStatus.VALID);
    }

    @Test
    void theLeastVcpusAreNoMoreThanTheMost() {
        refused(() -> createEnvironment("work", resources().minvCpus(17)), "minvCpus");
    }

    @Test
    void reservedAndTooManyTagsAreRefused() {
        refused(
                () -> aws.batch()
                        .createComputeEnvironment(
                                managed("work").tags(Map.of("aws:owner", "me")).build()),
                "aws:");
        Map<String, String> many =
                IntStream.range(0, 51).boxed().collect(Collectors.toMap(number -> "key" + number, number -> "value"));
        refused(
                () -> aws.batch()
                        .createComputeEnvironment(managed("work").tags(many).build()),
                "50");
    }

    @Test
    void anEmptyTagMapIsRefused() {
        refused(
                () -> aws.batch()
                        .createComputeEnvironment(managed("work").tags(Map.of()).build()),
                "at least one");
    }

    @Test
    void whatInstancesNeedIsRequired() {
        refused(() -> createEnvironment("work", resources().instanceTypes(List.of())), "instanceTypes is required");
        refused(() -> createEnvironment("work", resources().instanceRole(null)), "instanceRole is required");
        refused(() -> createEnvironment("work", resources().subnets(List.of())), "subnets is required");
        refused(() -> createEnvironment("work", resources().maxvCpus(null)), "maxvCpus is required");
        refused(() -> createEnvironment("head", fargate().securityGroupIds(List.of())), "securityGroupIds is required");
    }

    @Test
    void aLaunchTemplateIsGivenByIdOrByName() {
        refused(
                () -> createEnvironment(
                        "work",
                        resources()
                                .launchTemplate(template ->
                                        template.launchTemplateId("lt-1").launchTemplateName("nodes"))),
                "Exactly one");
    }

    @Test
    void aBidIsAPercentage() {
        refused(() -> createEnvironment("work", resources().bidPercentage(101)), "bidPercentage");
    }

    private CreateComputeEnvironmentRequest.Builder managed(String name) {
        return CreateComputeEnvironmentRequest.builder()
                .computeEnvironmentName(name)
                .type(CEType.MANAGED)
                .computeResources(resources().build());
    }
}
