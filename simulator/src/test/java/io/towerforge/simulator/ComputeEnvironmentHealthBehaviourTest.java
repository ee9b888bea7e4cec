package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.simulator.core.Timings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.batch.model.CEStatus;
import software.amazon.awssdk.services.batch.model.CEType;

/** What makes a compute environment INVALID after it was accepted, and what mends it. */
class ComputeEnvironmentHealthBehaviourTest extends AccountFixture {

    @Test
    void aMissingSubnetMakesTheEnvironmentInvalidLater() {
        open(Timings.none().withEnvironments(Duration.ofSeconds(8), Duration.ZERO, Duration.ZERO, Duration.ZERO));
        createEnvironment("work", resources().subnets("subnet-00000000000000000"));
        assertThat(environment("work").status()).isEqualTo(CEStatus.CREATING);
        pass(Duration.ofSeconds(8));
        invalid("subnet-00000000000000000");
    }

    @Test
    void aMissingSecurityGroupMakesTheEnvironmentInvalid() {
        createEnvironment("work", resources().securityGroupIds("sg-00000000000000000"));
        invalid("sg-00000000000000000");
    }

    @Test
    void aRoleInPlaceOfAnInstanceProfileMakesTheEnvironmentInvalid() {
        String role = role("only-a-role");
        createEnvironment("work", resources().instanceRole(role));
        invalid("Invalid IamInstanceProfile: " + role);
    }

    @Test
    void aYoungInstanceProfileMakesTheEnvironmentInvalidUntilItIsUpdated() {
        open(Timings.none().withIamPropagation(Duration.ofSeconds(10)));
        String profile = profile("young");
        pass(Duration.ofSeconds(9));
        createEnvironment("work", resources().instanceRole(profile));
        invalid("Invalid IamInstanceProfile: " + profile);
        pass(Duration.ofSeconds(1));
        invalid("Invalid IamInstanceProfile: " + profile);
        update("work", resources -> resources.maxvCpus(16));
        assertThat(environment("work").status()).isEqualTo(CEStatus.VALID);
    }

    @Test
    void anEmptyInstanceProfileMakesTheEnvironmentInvalid() {
        String arn = aws.iam()
                .createInstanceProfile(profile -> profile.instanceProfileName("empty"))
                .instanceProfile()
                .arn();
        createEnvironment("work", resources().instanceRole(arn));
        invalid("Invalid IamInstanceProfile");
    }

    @Test
    void aMissingServiceRoleMakesTheEnvironmentInvalid() {
        aws.batch()
                .createComputeEnvironment(create -> create.computeEnvironmentName("work")
                        .type(CEType.MANAGED)
                        .serviceRole("arn:aws:iam::111122223333:role/absent")
                        .computeResources(resources().build()));
        invalid("sts:AssumeRole");
    }

    @Test
    void aMissingSpotFleetRoleMakesTheEnvironmentInvalid() {
        createEnvironment("work", resources().spotIamFleetRole("arn:aws:iam::111122223333:role/absent"));
        invalid("SpotFleetRequestConfig.IamFleetRole is invalid");
    }

    @Test
    void aMissingLaunchTemplateMakesTheEnvironmentInvalid() {
        template("nodes", multipart());
        createEnvironment(
                "work",
                resources()
                        .launchTemplate(
                                template -> template.launchTemplateName("nodes").version("7")));
        invalid("launch template");
    }

    @Test
    void aYoungLaunchTemplateMakesTheEnvironmentInvalid() {
        open(Timings.none().withLaunchTemplateLag(Duration.ofSeconds(2)));
        template("nodes", multipart());
        pass(Duration.ofSeconds(1));
        createEnvironment("work", resources().launchTemplate(template -> template.launchTemplateName("nodes")));
        invalid("launch template");
        pass(Duration.ofSeconds(1));
        update("work", resources -> resources.maxvCpus(16));
        assertThat(environment("work").status()).isEqualTo(CEStatus.VALID);
    }

    @Test
    void userDataThatIsNotMultipartMakesTheEnvironmentInvalid() {
        template("nodes", "#!/bin/bash\necho hello\n");
        createEnvironment("work", resources().launchTemplate(template -> template.launchTemplateName("nodes")));
        invalid("Launch Template UserData is not MIME multipart format");
    }

    @Test
    void securityGroupsAreEitherInTheEnvironmentOrInTheTemplate() {
        aws.ec2()
                .createLaunchTemplate(create -> create.launchTemplateName("nodes")
                        .launchTemplateData(data -> data.networkInterfaces(card -> card.deviceIndex(0)
                                .groups(aws.network()
                                        .securityGroupIds(aws.network().defaultVpcId())))));
        createEnvironment("work", resources().launchTemplate(template -> template.launchTemplateName("nodes")));
        invalid("exclusively allowed");
    }

    @Test
    void anUpdateMendsAnInvalidEnvironment() {
        createEnvironment("work", resources().subnets("subnet-00000000000000000"));
        invalid("subnet");
        update(
                "work",
                resources ->
                        resources.subnets(aws.network().subnetIds(aws.network().defaultVpcId())));
        assertThat(environment("work").status()).isEqualTo(CEStatus.VALID);
    }

    @Test
    void anUpdateThatMendsNothingLeavesTheEnvironmentInvalid() {
        createEnvironment("work", resources().subnets("subnet-00000000000000000"));
        disableEnvironment("work");
        invalid("subnet");
        deleteEnvironment("work");
        assertThat(environmentExists("work")).isFalse();
    }

    @Test
    void anEnvironmentCanBecomeInvalidByItself() {
        createEnvironment("work");
        assertThat(environment("work").status()).isEqualTo(CEStatus.VALID);
        aws.invalidate("work", "CLIENT_ERROR - Clusters can not be blank.");
        invalid("Clusters can not be blank.");
        aws.invalidate("next", "CLIENT_ERROR - broken");
        createEnvironment("next");
        assertThat(environment("next").statusReason()).isEqualTo("CLIENT_ERROR - broken");
    }

    @Test
    void aDeletedInstanceProfileShowsWhenAnInstanceIsLaunched() {
        environmentWithQueue();
        aws.iam()
                .removeRoleFromInstanceProfile(
                        remove -> remove.instanceProfileName("instances").roleName("instances"));
        assertThat(environment("work").status()).isEqualTo(CEStatus.VALID);
        submit("jobs", 1);
        invalid("Invalid IamInstanceProfile");
    }

    @Test
    void aMissingImageMakesTheEnvironmentInvalid() {
        createEnvironment("work", resources().imageId("ami-00000000000000000"));
        invalid("ami-00000000000000000");
        update(
                "work",
                resources -> resources
                        .imageId("")
                        .ec2Configuration(
                                image -> image.imageType("ECS_AL2023").imageIdOverride("ami-11111111111111111")));
        invalid("ami-11111111111111111");
    }

    private void invalid(String reason) {
        assertThat(environment("work").status()).isEqualTo(CEStatus.INVALID);
        assertThat(environment("work").statusReason())
                .startsWith("CLIENT_ERROR - ")
                .contains(reason);
    }

    private void template(String name, String userData) {
        aws.ec2()
                .createLaunchTemplate(create -> create.launchTemplateName(name)
                        .launchTemplateData(data -> data.userData(
                                Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8)))));
    }

    private static String multipart() {
        return "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"x\"\n\n--x--\n";
    }
}
