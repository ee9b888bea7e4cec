package io.towerforge.operator.aws;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** The one door through which calls to AWS go: whatever comes back as an error is an {@link AwsFailure}. */
public final class Aws {
    private Aws() {}

    /**
     * Makes a call.
     *
     * @param what what is attempted, as it follows "could not": {@code create job queue TowerForge-1-work}
     */
    public static <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw ErrorTable.classify(e, what);
        }
    }

    /** Makes a call about something that may be gone: empty when AWS says that it does not exist. */
    public static <T> Optional<T> callUnlessAbsent(String what, Supplier<T> call) {
        try {
            return Optional.of(call(what, call));
        } catch (AwsFailure e) {
            if (e.reason().equals(ErrorTable.NOT_FOUND)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
