package io.towerforge.simulator.core;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.batch.model.BatchException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.sts.model.StsException;

/** The AWS services that are simulated, each with the error codes it uses for faults any call may meet. */
public enum Service {
    BATCH("batch", "Batch", BatchException::builder, "TooManyRequestsException", 429, "AccessDeniedException"),
    EC2("ec2", "Ec2", Ec2Exception::builder, "RequestLimitExceeded", 503, "UnauthorizedOperation"),
    IAM("iam", "Iam", IamException::builder, "Throttling", 400, "AccessDenied"),
    SSM("ssm", "Ssm", SsmException::builder, "ThrottlingException", 400, "AccessDeniedException"),
    STS("sts", "Sts", StsException::builder, "Throttling", 400, "AccessDenied"),
    LOGS(
            "logs",
            "CloudWatchLogs",
            CloudWatchLogsException::builder,
            "ThrottlingException",
            400,
            "AccessDeniedException");

    private final String label;
    private final String serviceName;
    private final Supplier<? extends AwsServiceException.Builder> exception;
    private final String throttlingCode;
    private final int throttlingStatus;
    private final String accessDeniedCode;

    Service(
            String label,
            String serviceName,
            Supplier<? extends AwsServiceException.Builder> exception,
            String throttlingCode,
            int throttlingStatus,
            String accessDeniedCode) {
        this.label = label;
        this.serviceName = serviceName;
        this.exception = exception;
        this.throttlingCode = throttlingCode;
        this.throttlingStatus = throttlingStatus;
        this.accessDeniedCode = accessDeniedCode;
    }

    /** The service's namespace in ARNs and permissions, such as {@code batch}. */
    public String label() {
        return label;
    }

    /** An error of the service's general exception class, for codes the service's API model has no class for. */
    public AwsServiceException error(int status, String code, String message) {
        return error(exception.get(), status, code, message);
    }

    /** An error of a modelled exception class, filled the way the SDK fills one from an HTTP answer. */
    public AwsServiceException error(AwsServiceException.Builder builder, int status, String code, String message) {
        return builder.statusCode(status)
                .requestId("simulated-" + label)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(serviceName)
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    /** What the service answers when the caller is over its request rate. */
    public AwsServiceException throttled() {
        return error(throttlingStatus, throttlingCode, "Rate exceeded");
    }

    /** What the service answers when a policy does not allow the caller the operation. */
    public AwsServiceException accessDenied(Call call) {
        return error(
                403,
                accessDeniedCode,
                "User: " + call.actor() + " is not authorized to perform: " + label + ":" + call.operation());
    }

    /** What the service answers when it fails by itself. */
    public AwsServiceException internalError() {
        return error(
                500,
                switch (this) {
                    case BATCH -> "ServerException";
                    case IAM -> "ServiceFailure";
                    case EC2 -> "InternalError";
                    case SSM, STS, LOGS -> "InternalFailure";
                },
                "The request processing has failed because of an internal error.");
    }
}
