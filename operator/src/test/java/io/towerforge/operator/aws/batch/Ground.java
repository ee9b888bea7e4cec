package io.towerforge.operator.aws.batch;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.account.TestAccount;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.ResourceKind;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;

/** What a compute environment builds on, made by hand: this room may use no other. */
final class Ground {
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    private final TestAccount world;

    Ground(TestAccount world) {
        this.world = world;
    }

    ComputeEnvironment environment(String suffix, String templateId) {
        return ExampleStack.computeEnvironment(suffix, templateId, profile("TowerForge-profile"), world.network());
    }

    ComputeEnvironment environment(String suffix) {
        return environment(suffix, template("template-" + suffix));
    }

    String template(String name) {
        Ec2Client ec2 = world.somebody().ec2();
        return ec2.createLaunchTemplate(request -> request.launchTemplateName(name)
                        .clientToken(name)
                        .launchTemplateData(data -> data.ebsOptimized(true)))
                .launchTemplate()
                .launchTemplateId();
    }

    String profile(String name) {
        IamClient iam = world.somebody().iam();
        if (world.find(ResourceKind.IAM_ROLE, name).isEmpty()) {
            iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(TRUST));
            iam.createInstanceProfile(request -> request.instanceProfileName(name));
            iam.addRoleToInstanceProfile(
                    request -> request.instanceProfileName(name).roleName(name));
        }
        return world.instanceProfileArn(name);
    }

    static String version() {
        return LaunchTemplate.VERSION;
    }
}
