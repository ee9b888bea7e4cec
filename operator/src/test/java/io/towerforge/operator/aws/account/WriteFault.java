package io.towerforge.operator.aws.account;

/** How a write can fail that was in order. */
public enum WriteFault {
    /** Refused for its rate; not applied. */
    THROTTLED,
    /** The connection ended before the request arrived; not applied. */
    CONNECTION_LOST,
    /** Applied, and the answer never came. */
    ANSWER_LOST
}
