package io.towerforge.cli.apiserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * How an {@link EmbeddedApiServer} starts.
 *
 * @param port the port on the loopback interface; 0 takes a free one
 * @param customResourceDefinitions the CRDs to serve from the start, each as YAML or JSON
 * @param admission what reviews custom resources beyond their schema
 * @param clock gives the timestamps of objects and the ages in tables
 */
public record ApiServerOptions(
        int port, List<String> customResourceDefinitions, Admission admission, InstantSource clock) {

    /** Copies the list. */
    public ApiServerOptions {
        customResourceDefinitions = List.copyOf(customResourceDefinitions);
    }

    /** A free port, no CRDs, no further review, the system's clock. */
    public static ApiServerOptions defaults() {
        return new ApiServerOptions(0, List.of(), Admission.allowAll(), InstantSource.system());
    }

    /** A free port, TowerForge's two CRDs and the rules that belong to them, the system's clock. */
    public static ApiServerOptions forTowerForge() {
        return defaults()
                .withCustomResourceDefinitionFrom("/crds/towerforge.io_awsbatchcomputeenvironments.yaml")
                .withCustomResourceDefinitionFrom("/crds/towerforge.io_awsidentities.yaml")
                .withAdmission(new SpecAdmission());
    }

    /** The same with a fixed port. */
    public ApiServerOptions withPort(int fixedPort) {
        return new ApiServerOptions(fixedPort, customResourceDefinitions, admission, clock);
    }

    /** The same with one more CRD, as YAML or JSON. */
    public ApiServerOptions withCustomResourceDefinition(String definition) {
        List<String> all = new ArrayList<>(customResourceDefinitions);
        all.add(definition);
        return new ApiServerOptions(port, all, admission, clock);
    }

    /**
     * The same with one more CRD, read from the class path.
     *
     * @param resource an absolute resource name, as in {@code /crds/example.yaml}
     * @throws IllegalArgumentException when there is no such resource
     */
    public ApiServerOptions withCustomResourceDefinitionFrom(String resource) {
        try (InputStream input = ApiServerOptions.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalArgumentException("There is no CRD at " + resource + " on the class path.");
            }
            return withCustomResourceDefinition(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The CRD at " + resource + " cannot be read.", unreadable);
        }
    }

    /** The same with another review of custom resources. */
    public ApiServerOptions withAdmission(Admission other) {
        return new ApiServerOptions(port, customResourceDefinitions, other, clock);
    }

    /** The same with another clock. */
    public ApiServerOptions withClock(InstantSource other) {
        return new ApiServerOptions(port, customResourceDefinitions, admission, other);
    }
}
