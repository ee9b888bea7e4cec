package io.towerforge.simulator.core;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Which exception class the SDK raises for an error code: the class generated for the code where the service's API model has one,
 * otherwise the service's general class. Batch models two, EC2 none (AWS SDK for Java 2.x, packages {@code batch.model},
 * {@code ec2.model}). The SDK names the class by the code and ends it in {@code Exception}.
 */
final class ModelledErrors {
    private static final String SUFFIX = "Exception";

    private ModelledErrors() {}

    /**
     * A builder of the error.
     *
     * @param general the service's general class, beside which the modelled ones lie
     * @param code the AWS error code
     */
    static AwsServiceException.Builder builder(Class<? extends AwsServiceException> general, String code) {
        String name = code.endsWith(SUFFIX) ? code : code + SUFFIX;
        return builderOf(modelled(general, name).orElse(general));
    }

    private static Optional<Class<?>> modelled(Class<? extends AwsServiceException> general, String name) {
        try {
            Class<?> type = Class.forName(general.getPackageName() + "." + name, true, general.getClassLoader());
            return general.isAssignableFrom(type) ? Optional.of(type) : Optional.empty();
        } catch (ClassNotFoundException notModelled) {
            return Optional.empty();
        }
    }

    private static AwsServiceException.Builder builderOf(Class<?> type) {
        try {
            return (AwsServiceException.Builder) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("every exception of the SDK has a builder, but not " + type.getName(), e);
        }
    }
}
