package io.towerforge.operator.aws.account;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * The tests that are known to fail at the endpoint, each with its reason, from {@code e2e/contract-differences.txt}. Such a test
 * counts as passed there when it fails; when it passes it fails, so that the file never says more than is so.
 */
public final class Differences implements InvocationInterceptor {
    static final Path FILE = Path.of("../e2e/contract-differences.txt");

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        String reason = Endpoint.isWanted() ? read().get(name(context)) : null;
        if (reason == null) {
            invocation.proceed();
            return;
        }
        try {
            invocation.proceed();
        } catch (Exception | AssertionError expected) {
            return;
        }
        throw new AssertionError("This held at the endpoint, and " + FILE.getFileName() + " says it does not (" + reason
                + "). Take it off the list.");
    }

    static String name(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }

    /** The reasons by the names of the tests, {@code Class.method}. */
    static Map<String, String> read() {
        try {
            return parse(Files.readAllLines(FILE));
        } catch (IOException e) {
            throw new IllegalStateException("The list of expected differences cannot be read.", e);
        }
    }

    /**
     * @param lines one difference each, {@code Class.method: reason}; empty ones and those that begin with # do not count
     * @throws IllegalStateException if a line has no reason or names a test a second time
     */
    static Map<String, String> parse(List<String> lines) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split(":", 2);
            if (parts.length < 2 || parts[1].isBlank()) {
                throw new IllegalStateException("An expected difference without a reason: " + line);
            }
            if (reasons.put(parts[0].trim(), parts[1].trim()) != null) {
                throw new IllegalStateException("An expected difference is listed twice: " + line);
            }
        }
        return reasons;
    }
}
