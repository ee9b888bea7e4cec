package io.towerforge.simulator.core;

import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.batch.model.BatchException;
import software.amazon.awssdk.services.batch.model.ClientException;
import software.amazon.awssdk.services.batch.model.ServerException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.TooManyTagsException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.ServiceFailureException;
import software.amazon.awssdk.services.iam.model.UnmodifiableEntityException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Which exception class the SDK raises for an error code: the modelled class where the service's API model has one, otherwise
 * the service's general class. Batch models two, EC2 none (AWS SDK for Java 2.x, packages {@code batch.model}, {@code ec2.model}).
 */
final class ModelledErrors {
    private static final Map<String, Supplier<? extends AwsServiceException.Builder>> BATCH =
            Map.of("ClientException", ClientException::builder, "ServerException", ServerException::builder);

    private static final Map<String, Supplier<? extends AwsServiceException.Builder>> IAM = Map.of(
            "NoSuchEntity", NoSuchEntityException::builder,
            "EntityAlreadyExists", EntityAlreadyExistsException::builder,
            "DeleteConflict", DeleteConflictException::builder,
            "LimitExceeded", LimitExceededException::builder,
            "InvalidInput", InvalidInputException::builder,
            "MalformedPolicyDocument", MalformedPolicyDocumentException::builder,
            "UnmodifiableEntity", UnmodifiableEntityException::builder,
            "ServiceFailure", ServiceFailureException::builder);

    private static final Map<String, Supplier<? extends AwsServiceException.Builder>> LOGS = Map.of(
            "ResourceAlreadyExistsException", ResourceAlreadyExistsException::builder,
            "ResourceNotFoundException", ResourceNotFoundException::builder,
            "InvalidParameterException", InvalidParameterException::builder,
            "LimitExceededException",
                    software.amazon.awssdk.services.cloudwatchlogs.model.LimitExceededException::builder,
            "TooManyTagsException", TooManyTagsException::builder,
            "ThrottlingException", software.amazon.awssdk.services.cloudwatchlogs.model.ThrottlingException::builder,
            "AccessDeniedException",
                    software.amazon.awssdk.services.cloudwatchlogs.model.AccessDeniedException::builder);

    private static final Map<String, Supplier<? extends AwsServiceException.Builder>> SSM = Map.of(
            "ParameterNotFound", ParameterNotFoundException::builder,
            "ThrottlingException", software.amazon.awssdk.services.ssm.model.ThrottlingException::builder);

    private ModelledErrors() {}

    static AwsServiceException.Builder builder(Service service, String code) {
        return switch (service) {
            case BATCH -> pick(BATCH, code, BatchException::builder);
            case EC2 -> Ec2Exception.builder();
            case IAM -> pick(IAM, code, IamException::builder);
            case SSM -> pick(SSM, code, SsmException::builder);
            case STS -> StsException.builder();
            case LOGS -> pick(LOGS, code, CloudWatchLogsException::builder);
        };
    }

    private static AwsServiceException.Builder pick(
            Map<String, Supplier<? extends AwsServiceException.Builder>> modelled,
            String code,
            Supplier<? extends AwsServiceException.Builder> general) {
        Supplier<? extends AwsServiceException.Builder> builder = modelled.get(code);
        return builder == null ? general.get() : builder.get();
    }
}
