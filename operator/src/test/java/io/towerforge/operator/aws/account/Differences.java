package io.towerforge.operator.aws.account;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Holds a run at the endpoint against the {@link ExpectedDifferences}: a test that is listed counts as passed when it fails, and fails
 * when it passes, so that the list never says more than is so. At its end the run prints how many tests held and how many differed.
 */
public final class Differences implements InvocationInterceptor {
    private static final Namespace NAMESPACE = Namespace.create(Differences.class);

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (!Endpoint.isWanted()) {
            invocation.proceed();
            return;
        }
        EndpointRun run = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(EndpointRun.class, key -> new EndpointRun(), EndpointRun.class);
        String test = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        run.judge(test, invocation::proceed);
    }
}
