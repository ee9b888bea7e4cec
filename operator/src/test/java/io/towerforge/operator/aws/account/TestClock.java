package io.towerforge.operator.aws.account;

import java.time.Duration;
import java.time.InstantSource;

/** A clock that a test moves, and with it the account it belongs to. */
public interface TestClock extends InstantSource {
    void advance(Duration duration);
}
