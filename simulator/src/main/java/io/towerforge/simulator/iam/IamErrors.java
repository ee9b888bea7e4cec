package io.towerforge.simulator.iam;

import io.towerforge.simulator.core.Service;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** IAM's refusals (IAM API reference, "Common errors" and the errors of each action). */
final class IamErrors {
    private IamErrors() {}

    static AwsServiceException noSuchRole(String name) {
        return noSuchEntity("The role with name " + name + " cannot be found.");
    }

    static AwsServiceException noSuchProfile(String name) {
        return noSuchEntity("Instance Profile " + name + " cannot be found.");
    }

    static AwsServiceException noSuchEntity(String message) {
        return Service.IAM.error(404, "NoSuchEntity", message);
    }

    static AwsServiceException exists(String message) {
        return Service.IAM.error(409, "EntityAlreadyExists", message);
    }

    static AwsServiceException deleteConflict(String message) {
        return Service.IAM.error(409, "DeleteConflict", message);
    }

    static AwsServiceException limitExceeded(String message) {
        return Service.IAM.error(409, "LimitExceeded", message);
    }

    static AwsServiceException invalidInput(String message) {
        return Service.IAM.error(400, "InvalidInput", message);
    }

    static AwsServiceException invalidName(String kind, String name) {
        return Service.IAM.error(
                400,
                "ValidationError",
                "The " + kind + " name '" + name
                        + "' is too long or has characters outside of letters, digits and _+=,.@-");
    }
}
