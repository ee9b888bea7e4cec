package io.towerforge.operator.aws;

import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * A service that not every Region with AWS Batch has. Nothing of it can be there where it is missing, so those who do without need not
 * know.
 */
public final class RegionalService {
    private final String name;
    private final String region;

    /**
     * @param name the service's in the names of its hosts, such as {@code fsx} (AWS General Reference, "Service endpoints")
     * @param region the Region's code
     */
    public RegionalService(String name, String region) {
        this.name = name;
        this.region = region;
    }

    /** Makes a call: empty when the Region has no such service. */
    public <T> Optional<T> call(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (AwsFailure e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The host has no address, and the SDK knows of none. The first alone may be a fault of DNS, the second a Region that has got the
     * service since the SDK was released.
     */
    private boolean isMissing(AwsFailure failure) {
        boolean hasNoAddress = Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(UnknownHostException.class::isInstance);
        return hasNoAddress && !ServiceMetadata.of(name).regions().contains(Region.of(region));
    }
}
