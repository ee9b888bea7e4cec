package io.towerforge.simulator.ec2;

import io.towerforge.simulator.core.Service;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** EC2's refusals; EC2 has no modelled exceptions, only codes (Amazon EC2 API reference, "Error codes"). */
final class Ec2Errors {
    private Ec2Errors() {}

    static AwsServiceException refused(String code, String message) {
        return Service.EC2.error(400, code, message);
    }

    static AwsServiceException noSuchTemplateId(String id) {
        return refused(
                "InvalidLaunchTemplateId.NotFound",
                "The specified launch template, with template ID " + id + ", does not exist.");
    }

    static AwsServiceException noSuchTemplateName(String name) {
        return refused(
                "InvalidLaunchTemplateName.NotFoundException",
                "The specified launch template, with template name " + name + ", does not exist.");
    }

    static AwsServiceException noSuchVersion(String template, String version) {
        return refused(
                "InvalidLaunchTemplateId.VersionNotFound",
                "Could not find launch template version " + version + " of " + template + ".");
    }

    static AwsServiceException tokenReused() {
        return refused(
                "IdempotentParameterMismatch",
                "The client token was used before, with a request whose parameters were different.");
    }
}
