package io.towerforge.simulator.core;

import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.batch.model.BatchException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.efs.model.EfsException;
import software.amazon.awssdk.services.fsx.model.FSxException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.sts.model.StsException;

/** The AWS services that are simulated, each with the error codes it uses for faults any call may meet. */
public enum Service {
    BATCH(
            "batch",
            "Batch",
            BatchException.class,
            "TooManyRequestsException",
            429,
            "AccessDeniedException",
            "ServerException"),
    EC2("ec2", "Ec2", Ec2Exception.class, "RequestLimitExceeded", 503, "UnauthorizedOperation", "InternalError"),
    IAM("iam", "Iam", IamException.class, "Throttling", 400, "AccessDenied", "ServiceFailure"),
    S3("s3", "S3", S3Exception.class, "SlowDown", 503, "AccessDenied", "InternalError"),
    SSM("ssm", "Ssm", SsmException.class, "ThrottlingException", 400, "AccessDeniedException", "InternalServerError"),
    STS("sts", "Sts", StsException.class, "Throttling", 400, "AccessDenied", "InternalFailure"),
    LOGS(
            "logs",
            "CloudWatchLogs",
            CloudWatchLogsException.class,
            "ThrottlingException",
            400,
            "AccessDeniedException",
            "ServiceUnavailableException"),
    SECRETS_MANAGER(
            "secretsmanager",
            "SecretsManager",
            SecretsManagerException.class,
            "ThrottlingException",
            400,
            "AccessDeniedException",
            "InternalServiceError"),
    EFS(
            "elasticfilesystem",
            "EFS",
            EfsException.class,
            "ThrottlingException",
            429,
            "AccessDeniedException",
            "InternalServerError"),
    FSX("fsx", "FSx", FSxException.class, "ThrottlingException", 400, "AccessDeniedException", "InternalServerError");

    private final String label;
    private final String serviceName;
    private final Class<? extends AwsServiceException> generalError;
    private final String throttlingCode;
    private final int throttlingStatus;
    private final String accessDeniedCode;
    private final String internalErrorCode;

    Service(
            String label,
            String serviceName,
            Class<? extends AwsServiceException> generalError,
            String throttlingCode,
            int throttlingStatus,
            String accessDeniedCode,
            String internalErrorCode) {
        this.label = label;
        this.serviceName = serviceName;
        this.generalError = generalError;
        this.throttlingCode = throttlingCode;
        this.throttlingStatus = throttlingStatus;
        this.accessDeniedCode = accessDeniedCode;
        this.internalErrorCode = internalErrorCode;
    }

    /** The service's namespace in ARNs and permissions, such as {@code batch}. */
    public String label() {
        return label;
    }

    /**
     * An error as the SDK raises it: of the class modelled for the code, or of the service's general class, with status, error
     * details, and a request id that no other answer has.
     *
     * @param status the HTTP status
     * @param code the AWS error code, without the SDK's {@code Exception} suffix where AWS has none
     * @param message the message AWS sends
     */
    public AwsServiceException error(int status, String code, String message) {
        return ModelledErrors.builder(generalError, code)
                .statusCode(status)
                .requestId(UUID.randomUUID().toString())
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(serviceName)
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    /** What the service answers when the caller is over its request rate. */
    AwsServiceException throttled() {
        return error(throttlingStatus, throttlingCode, "Rate exceeded");
    }

    /** What the service answers when a policy does not allow the caller the operation. */
    AwsServiceException accessDenied(Call call) {
        return error(
                this == EC2 || this == S3 || this == IAM || this == STS || this == BATCH || this == EFS ? 403 : 400,
                accessDeniedCode,
                "User: " + call.actor() + " is not authorized to perform: " + label + ":" + call.operation());
    }

    /** What the service answers when the account is at one of its limits. */
    AwsServiceException quotaExceeded() {
        String message = "The limit for this resource has been reached.";
        return switch (this) {
            case BATCH -> error(400, "ClientException", message);
            case EC2 -> error(400, "LaunchTemplateVersionLimitExceeded", message);
            case IAM -> error(409, "LimitExceeded", message);
            case EFS -> error(403, "FileSystemLimitExceeded", message);
            case FSX -> error(400, "ServiceLimitExceeded", message);
            case S3, SSM, STS, LOGS, SECRETS_MANAGER -> error(400, "LimitExceededException", message);
        };
    }

    /** What the service answers when it fails by itself. */
    AwsServiceException internalError() {
        return error(500, internalErrorCode, "The request processing has failed because of an internal error.");
    }
}
