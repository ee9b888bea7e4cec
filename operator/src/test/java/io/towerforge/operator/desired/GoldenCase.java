package io.towerforge.operator.desired;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironment;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsIdentity;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of files: what goes in, and what must come out.
 *
 * <ul>
 *   <li>{@code in.yaml}: a manifest, or {@code example: spot.yaml} for a file of {@code /examples}
 *   <li>{@code identity.yaml}, optional: the AwsIdentity it uses, or {@code example: identity.yaml}
 *   <li>{@code seen.yaml}, optional: what there is in AWS when the manifest arrives. {@code madeFrom}: a spec that was settled
 *       before, {@code this} for that of {@code in.yaml}; {@code jobs}: vCPUs of one job by queue ({@code work}, {@code head});
 *       {@code passes}: how many passes have been made since; {@code deleting}: whether the object is being deleted. Without
 *       this file the manifest itself is settled
 *   <li>{@code stack.txt}, {@code nextflow.config}: what comes out
 *   <li>{@code user-data.txt}, optional: the launch template's user data, decoded
 *   <li>{@code head-job.sh}, optional: what a head job runs
 * </ul>
 */
record GoldenCase(Path directory) {
    static final Path ALL = Path.of("src/test/resources/golden");
    static final Path EXAMPLES = Path.of("../examples");
    static final Set<String> INPUTS = Set.of("in.yaml", "identity.yaml", "seen.yaml");
    static final Set<String> OUTPUTS = Set.of("stack.txt", "nextflow.config", "user-data.txt", "head-job.sh");
    private static final Pattern ENCODED = Pattern.compile("content: ([A-Za-z0-9+/=]+)");

    /** What {@code seen.yaml} says. */
    record Seen(Object madeFrom, Map<String, Integer> jobs, int passes, boolean deleting) {}

    static List<GoldenCase> all() {
        return list(ALL).stream().map(GoldenCase::new).toList();
    }

    /** The file of {@code /examples} the case is about; empty when it brings its own manifest. */
    String example() {
        return example("in.yaml");
    }

    private String example(String file) {
        Map<?, ?> in = Serialization.unmarshal(read(file), Map.class);
        return in.get("example") == null ? "" : in.get("example").toString();
    }

    /** What is written down as the outcome, by file name. */
    Map<String, String> expected() {
        Map<String, String> files = new TreeMap<>();
        list(directory).stream()
                .map(file -> file.getFileName().toString())
                .filter(OUTPUTS::contains)
                .forEach(name -> files.put(name, read(name)));
        return files;
    }

    /** What does come out, by file name. */
    Map<String, String> actual() {
        Scene scene = scene();
        Map<String, String> files = new TreeMap<>();
        files.put("stack.txt", StackText.of(scene.stack()));
        StackRequest request = scene.request();
        Publication publication = new Publication(request);
        Map<String, String> data = request.spec().manual() == null
                ? publication.data()
                : publication.data(
                        request.spec().manual().headQueue(),
                        request.spec().manual().computeQueue());
        files.put("nextflow.config", data.get("nextflow.config"));
        if (Files.exists(directory.resolve("user-data.txt"))) {
            files.put("user-data.txt", decodedUserData(request));
        }
        if (Files.exists(directory.resolve("head-job.sh"))) {
            files.put("head-job.sh", "#!/bin/bash\n" + HeadScript.TEXT);
        }
        return files;
    }

    void refresh() {
        actual().forEach((name, text) -> {
            try {
                Files.writeString(directory.resolve(name), text);
            } catch (IOException e) {
                throw new UncheckedIOException("The file " + name + " of case " + this + " cannot be written.", e);
            }
        });
    }

    private Scene scene() {
        AwsBatchComputeEnvironmentSpec spec = spec();
        if (!Files.exists(directory.resolve("seen.yaml"))) {
            return scene(spec).settles();
        }
        Seen seen = Serialization.unmarshal(read("seen.yaml"), Seen.class);
        Scene scene = scene(spec);
        if (seen.madeFrom() != null) {
            AwsBatchComputeEnvironmentSpec before =
                    seen.madeFrom().equals("this") ? spec : granted(Scene.spec(Serialization.asYaml(seen.madeFrom())));
            scene.wants(before).settles();
        }
        if (seen.jobs() != null) {
            new TreeMap<>(seen.jobs())
                    .forEach((queue, cpus) -> scene.startsAJob(queue.equals("head") ? Scene.HEAD : Scene.WORK, cpus));
        }
        scene.wants(spec);
        if (seen.deleting()) {
            scene.isDeleted();
        }
        for (int pass = 0; pass < seen.passes(); pass++) {
            scene.pass();
        }
        return scene;
    }

    private Scene scene(AwsBatchComputeEnvironmentSpec spec) {
        return Scene.instant().withRolesUnder(GrantedSpec.rolePath(identity())).wants(spec);
    }

    private AwsBatchComputeEnvironmentSpec spec() {
        return granted(manifest("in.yaml", AwsBatchComputeEnvironment.class).getSpec());
    }

    private AwsBatchComputeEnvironmentSpec granted(AwsBatchComputeEnvironmentSpec spec) {
        return GrantedSpec.of(spec, identity());
    }

    private @Nullable AwsIdentitySpec identity() {
        return Files.exists(directory.resolve("identity.yaml"))
                ? manifest("identity.yaml", AwsIdentity.class).getSpec()
                : null;
    }

    private <T> T manifest(String file, Class<T> type) {
        String example = example(file);
        return Serialization.unmarshal(example.isEmpty() ? read(file) : read(EXAMPLES.resolve(example)), type);
    }

    private static String decodedUserData(StackRequest request) {
        String userData = new EnvironmentSpecs(request)
                .wanted(
                        Place.work(request.spec().forge()),
                        request.stack(),
                        request.spec().resourceLabels())
                .template()
                .contents()
                .userData();
        Matcher matcher = ENCODED.matcher(userData);
        return matcher.replaceAll(found -> Matcher.quoteReplacement("content, decoded:\n"
                + new String(Base64.getDecoder().decode(found.group(1)), java.nio.charset.StandardCharsets.UTF_8)));
    }

    private String read(String name) {
        return read(directory.resolve(name));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read.", e);
        }
    }

    static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + directory + " cannot be listed.", e);
        }
    }

    @Override
    public String toString() {
        return directory.getFileName().toString();
    }
}
