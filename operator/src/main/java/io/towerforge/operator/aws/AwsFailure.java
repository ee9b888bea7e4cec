package io.towerforge.operator.aws;

/** A call to AWS that was refused, or whose answer never came; already sorted into a class and put into words. */
public final class AwsFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorClass errorClass;
    private final String reason;

    /**
     * @param reason CamelCase, as shown in a condition: {@code MissingPermissions}
     * @param message a sentence with a remedy; AWS's code and request id at its end
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
}
