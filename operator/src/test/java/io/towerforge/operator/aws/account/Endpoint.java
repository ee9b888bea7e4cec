package io.towerforge.operator.aws.account;

import java.net.URI;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where an AWS that is not the simulator answers: {@code -Dtowerforge.aws.endpoint=http://127.0.0.1:5000}. A run that asks for one,
 * by this property or by {@code -Dgroups=endpoint}, never falls back to the simulator: without an address, or when nobody answers,
 * every test of it fails.
 */
public record Endpoint(URI address) {
    /** The tag of the tests that can also run at an endpoint. */
    public static final String TAG = "endpoint";

    static final String PROPERTY = "towerforge.aws.endpoint";

    static boolean isWanted() {
        return isWanted(System.getProperty(PROPERTY), System.getProperty("groups"));
    }

    /**
     * @param address the property's value, null when it is not set
     * @param groups the tags Surefire was told to run, which it hands on to the tests; null for all
     */
    static boolean isWanted(@Nullable String address, @Nullable String groups) {
        return address != null
                || (groups != null && Arrays.asList(groups.split("[\\s,|&()]+")).contains(TAG));
    }

    static Endpoint ofThisRun() {
        return at(System.getProperty(PROPERTY));
    }

    /** @throws IllegalStateException if that is no address */
    static Endpoint at(@Nullable String address) {
        if (address == null || !address.matches("https?://[^/]+/?")) {
            throw new IllegalStateException("These tests were asked to run at an AWS endpoint, and -D" + PROPERTY + "="
                    + (address == null ? "" : address)
                    + " names none. Give the address the server printed, such as http://127.0.0.1:5000.");
        }
        return new Endpoint(URI.create(address));
    }
}
