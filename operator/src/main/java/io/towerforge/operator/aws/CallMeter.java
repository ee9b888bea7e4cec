package io.towerforge.operator.aws;

import io.towerforge.operator.aws.CallBudget.Rate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Stands in the way of every call to AWS in one account and Region: makes none that its service's budget does not allow, and
 * tells an observer of each. The SDK's own repetitions of a call are part of it.
 */
public final class CallMeter implements ExecutionInterceptor {
    private static final ExecutionAttribute<Instant> STARTED = new ExecutionAttribute<>("TowerForgeStarted");

    private final InstantSource clock;
    private final CallObserver observer;
    private final Consumer<Duration> pause;
    private final ConcurrentMap<String, CallBudget> budgets = new ConcurrentHashMap<>();

    /** Lets the calling thread wait its turn. */
    public CallMeter(InstantSource clock, CallObserver observer) {
        this(clock, observer, CallMeter::sleep);
    }

    /** @param pause lets this time go by */
    CallMeter(InstantSource clock, CallObserver observer, Consumer<Duration> pause) {
        this.clock = clock;
        this.observer = observer;
        this.pause = pause;
    }

    /**
     * A call is about to be made, or waits for its turn if too many were made just now.
     *
     * @param service as the SDK names it, such as {@code Batch}
     * @throws AwsFailure of class {@link ErrorClass#THROTTLED} when it must not be made now
     */
    public void starting(String service, String operation) {
        Optional<Duration> wait = budget(service).take();
        if (wait.isPresent()) {
            pause.accept(wait.get());
            return;
        }
        observer.called(label(service), operation, "RateLimited", Duration.ZERO);
        throw new AwsFailure(
                ErrorClass.THROTTLED,
                ErrorTable.THROTTLED_REASON,
                "The operator has made as many calls to AWS (" + label(service) + ") as it allows itself for now; "
                        + operation + " is made a little later.",
                null);
    }

    /**
     * A call has ended.
     *
     * @param failure what the caller receives in place of an answer; null when there is one
     */
    public void ended(String service, String operation, Throwable failure, Duration took) {
        if (failure instanceof RuntimeException error
                && ErrorTable.classify(error, operation).errorClass() == ErrorClass.THROTTLED) {
            budget(service).throttled();
        }
        observer.called(label(service), operation, code(failure), took);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        starting(service(attributes), operation(attributes));
        attributes.putAttribute(STARTED, clock.instant());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        ended(service(attributes), operation(attributes), null, sinceStart(attributes));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (attributes.getAttribute(STARTED) != null) {
            ended(service(attributes), operation(attributes), context.exception(), sinceStart(attributes));
        }
    }

    private static void sleep(Duration time) {
        if (time.isZero()) {
            return;
        }
        try {
            Thread.sleep(time.toMillis() + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CallBudget budget(String service) {
        return budgets.computeIfAbsent(label(service), label -> new CallBudget(clock, Rate.of(label)));
    }

    private Duration sinceStart(ExecutionAttributes attributes) {
        return Duration.between(attributes.getAttribute(STARTED), clock.instant());
    }

    private static String service(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    }

    private static String operation(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }

    private static String label(String service) {
        return service.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private static String code(Throwable failure) {
        if (failure == null) {
            return "";
        }
        if (failure instanceof AwsServiceException refusal) {
            return refusal.awsErrorDetails() == null
                    ? "HTTP " + refusal.statusCode()
                    : refusal.awsErrorDetails().errorCode();
        }
        return failure.getClass().getSimpleName();
    }
}
