package io.towerforge.operator.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A call to AWS that was refused, or whose answer never came; already sorted into a class and put into words. */
public final class AwsFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorClass errorClass;
    private final String reason;

    /**
     * @param reason CamelCase, as shown in a condition: {@code MissingPermissions}
     * @param message a sentence with a remedy, AWS's code at its end; without anything that differs from one attempt to the next,
     *     since conditions and events repeat it, and a changed condition is a write
     */
    public AwsFailure(ErrorClass errorClass, String reason, String message, Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
        this.reason = reason;
    }

    public ErrorClass errorClass() {
        return errorClass;
    }

    public String reason() {
        return reason;
    }

    /** The message with the request id, which AWS support asks for. */
    public String traced() {
        return getCause() instanceof AwsServiceException refusal && refusal.requestId() != null
                ? getMessage() + " [request id " + refusal.requestId() + "]"
                : getMessage();
    }
}
