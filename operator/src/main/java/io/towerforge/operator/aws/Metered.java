package io.towerforge.operator.aws;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * Stands around an SDK client: tells an observer of every call, and makes none that the budget does not allow. Pages that a paginator
 * fetches are calls like any other.
 */
public final class Metered implements InvocationHandler {
    private static final String PAGINATOR = "Paginator";

    private final Object client;
    private final String service;
    private final CallBudget budget;
    private final CallObserver observer;
    private final InstantSource clock;

    private Metered(Object client, String service, CallBudget budget, CallObserver observer, InstantSource clock) {
        this.client = client;
        this.service = service;
        this.budget = budget;
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * The same client, metered.
     *
     * @param type the client's interface; its name without {@code Client}, in lower case, is what the service is called
     * @param budget one for each account, Region and service, whoever calls
     */
    public static <C extends AwsClient> C client(
            Class<C> type, C client, CallBudget budget, CallObserver observer, InstantSource clock) {
        Metered handler = new Metered(client, service(type), budget, observer, clock);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** What the service of a client is called: {@code batch} for {@code BatchClient}. */
    public static String service(Class<? extends AwsClient> type) {
        return type.getSimpleName().replaceFirst("Client$", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        boolean paginates = method.getName().endsWith(PAGINATOR);
        if (arguments != null && arguments.length == 1 && arguments[0] instanceof SdkRequest && !paginates) {
            return call(method, arguments);
        }
        boolean convenience = paginates || SdkResponse.class.isAssignableFrom(method.getReturnType());
        if (convenience && method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments); // comes back here, request in hand
        }
        return forward(method, arguments);
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        String operation = method.getName().substring(0, 1).toUpperCase(Locale.ROOT)
                + method.getName().substring(1);
        if (!budget.take()) {
            observer.called(service, operation, "RateLimited", Duration.ZERO);
            throw new AwsFailure(
                    ErrorClass.THROTTLED,
                    ErrorTable.THROTTLED_REASON,
                    "The operator has made as many calls to AWS (" + service + ") as it allows itself for now; "
                            + operation + " is made a little later.",
                    null);
        }
        Instant start = clock.instant();
        String errorCode = "";
        try {
            return forward(method, arguments);
        } catch (AwsServiceException e) {
            errorCode = e.awsErrorDetails() == null
                    ? "HTTP " + e.statusCode()
                    : e.awsErrorDetails().errorCode();
            if (ErrorTable.classify(e, operation).errorClass() == ErrorClass.THROTTLED) {
                budget.throttled();
            }
            throw e;
        } catch (RuntimeException e) {
            errorCode = e.getClass().getSimpleName();
            throw e;
        } finally {
            observer.called(service, operation, errorCode, Duration.between(start, clock.instant()));
        }
    }

    private Object forward(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
