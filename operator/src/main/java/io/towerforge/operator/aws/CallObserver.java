package io.towerforge.operator.aws;

import java.time.Duration;

/** Is told of every call to AWS: for metrics. */
public interface CallObserver {
    /** Tells nobody. */
    CallObserver NONE = (service, operation, errorCode, took) -> {};

    /**
     * A call has ended.
     *
     * @param service such as {@code batch}
     * @param operation as in the API reference, such as {@code DescribeJobQueues}
     * @param errorCode AWS's code, the exception's name when no answer came, {@code RateLimited} when our own limit held the call
     *     back; empty on success
     */
    void called(String service, String operation, String errorCode, Duration took);
}
