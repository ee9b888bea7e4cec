package io.towerforge.operator.desired;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.PipelineSecret;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.EnvironmentId;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.FactsBuilder;
import io.towerforge.operator.model.HiddenText;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.MachineImage;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.SecretContent;
import io.towerforge.operator.model.Stack;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.StorageFacts;
import io.towerforge.operator.plan.FakeAws;
import io.towerforge.operator.plan.Plan;
import io.towerforge.operator.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One environment and the AWS it lives in: told what to want, it makes passes, and shows what became of it. */
final class Scene {
    static final String UID = "5f9d2c1e-8a43-4b7e-9c55-0e1f2a3b4c5d";
    static final StackId STACK = new StackId("test-cluster", UID, "genomics", "rnaseq", EnvironmentId.of(UID));
    static final String WORK = Place.WORK.queueName(STACK);
    static final String HEAD = Place.HEAD.queueName(STACK);
    private static final int MOST_PASSES = 40;
    private static final StorageFacts.LustreAddress LUSTRE =
            new StorageFacts.LustreAddress("fs-0123456789abcdef0.fsx.eu-west-1.amazonaws.com", "theirs00");

    final FakeAws aws;
    private AwsBatchComputeEnvironmentSpec spec;
    private boolean deleting;
    private @Nullable String rolePath;
    private int othersEnvironments;
    private final Map<String, String> letters = new TreeMap<>();

    private Scene(FakeAws aws) {
        this.aws = aws;
    }

    static Scene instant() {
        return new Scene(FakeAws.instant());
    }

    static Scene slow() {
        return new Scene(FakeAws.slow());
    }

    static Facts facts(int computeEnvironments) {
        return FactsBuilder.builder()
                .accountId("111122223333")
                .partition("aws")
                .region("eu-west-1")
                .image(new MachineImage("ami-0default", MachineImage.AMAZON_LINUX_2023))
                .headImage(new MachineImage("ami-0default", MachineImage.AMAZON_LINUX_2023))
                .vpcId("vpc-1")
                .network(new ComputeEnvironment.Network(Set.of("subnet-1", "subnet-2"), Set.of("sg-1")))
                .storage(new StorageFacts(Map.of("subnet-1", "eu-west-1a", "subnet-2", "eu-west-1b"), false, LUSTRE))
                .computeEnvironments(computeEnvironments)
                .build();
    }

    /** With what preflight takes from the spec itself. */
    private static Facts facts(int computeEnvironments, AwsBatchComputeEnvironmentSpec spec) {
        Facts facts = facts(computeEnvironments);
        if (spec.forge() == null) {
            return facts;
        }
        boolean gpu = spec.forge().usesGpu();
        String id = spec.forge().imageId() != null ? spec.forge().imageId() : gpu ? "ami-0gpu" : "ami-0default";
        MachineImage image = new MachineImage(id, MachineImage.AMAZON_LINUX_2023 + (gpu ? MachineImage.NVIDIA : ""));
        return facts.withImage(image).withHeadImage(gpu ? facts.headImage() : image);
    }

    /** A spec from the lines below {@code forge:}; maxCpus is 256 unless they say otherwise. */
    static AwsBatchComputeEnvironmentSpec forge(String... lines) {
        StringBuilder yaml = new StringBuilder("region: eu-west-1\nworkDirectory: s3://acme-nextflow/work\nforge:\n");
        for (String line : lines) {
            yaml.append("  ").append(line).append('\n');
        }
        if (List.of(lines).stream().noneMatch(line -> line.startsWith("maxCpus"))) {
            yaml.append("  maxCpus: 256\n");
        }
        return spec(yaml.toString());
    }

    static AwsBatchComputeEnvironmentSpec spec(String yaml) {
        return Serialization.unmarshal(yaml, AwsBatchComputeEnvironmentSpec.class);
    }

    Scene wants(AwsBatchComputeEnvironmentSpec wanted) {
        spec = wanted;
        return this;
    }

    /** Roles are made under this IAM path; null for IAM's own default. */
    Scene withRolesUnder(@Nullable String path) {
        rolePath = path;
        return this;
    }

    Scene isDeleted() {
        deleting = true;
        return this;
    }

    /** So many compute environments in the account belong to somebody else. */
    Scene besideOthers(int environments) {
        othersEnvironments = environments;
        return this;
    }

    /** Of an environment of which nothing exists yet. */
    static StackRequest first(AwsBatchComputeEnvironmentSpec spec) {
        return new StackRequest(STACK, spec, facts(1), new Observation(List.of()), false);
    }

    StackRequest request() {
        Observation seen = aws.observe();
        int environments =
                othersEnvironments + seen.all(ComputeEnvironment.class).size();
        return new StackRequest(
                STACK,
                spec,
                facts(environments, spec).withRolePath(rolePath).withPipelineSecrets(secrets(deleting)),
                seen,
                deleting);
    }

    /** Every secret holds its own name. */
    private Map<String, SecretContent> secrets(boolean none) {
        return none
                ? Map.of()
                : spec.pipelineSecrets().stream()
                        .collect(Collectors.toMap(
                                PipelineSecret::name,
                                secret -> new SecretContent(
                                        "0123456789abcdef".repeat(2), new HiddenText(secret.name()))));
    }

    Stack stack() {
        return StackBuilder.build(request());
    }

    Plan plan() {
        return Planner.plan(stack(), aws.observe());
    }

    /** One pass; AWS finishes what it has begun. */
    Plan pass() {
        Plan plan = plan();
        aws.carryOut(plan);
        aws.settle();
        nameNewcomers();
        return plan;
    }

    /** Passes until nothing more can be written. */
    Scene settles() {
        for (int passes = 0; passes < MOST_PASSES; passes++) {
            if (pass().writes().isEmpty() && plan().writes().isEmpty()) {
                return this;
            }
        }
        throw new AssertionError("it does not come to rest; it still wants to " + plan());
    }

    /** Passes until the picture is like that. */
    Scene passesUntil(Predicate<List<String>> reached) {
        for (int passes = 0; passes < MOST_PASSES; passes++) {
            if (reached.test(picture())) {
                return this;
            }
            pass();
        }
        throw new AssertionError("it never came to that: " + picture());
    }

    Scene startsAJob(String queue, int cpus) {
        if (!aws.submit(queue, cpus)) {
            throw new AssertionError("queue " + queue + " takes no jobs: " + picture());
        }
        return this;
    }

    Scene itsJobsEnd() {
        aws.endAllJobs();
        return this;
    }

    /** The id of the environment that was made first (A), second (B), … */
    ResourceId environment(String letter) {
        return letters.entrySet().stream()
                .filter(entry -> entry.getValue().equals(letter))
                .map(entry -> new ResourceId(ResourceKind.COMPUTE_ENVIRONMENT, entry.getKey()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there was never an environment " + letter));
    }

    /**
     * Queues and environments, a line each: {@code work queue [B A]}, {@code A m6i closed 0-256 8 in use}. Environments are
     * called A, B, C … in the order in which they were made.
     */
    List<String> picture() {
        nameNewcomers();
        List<String> lines = new ArrayList<>();
        Observation seen = aws.observe();
        for (Place place : List.of(Place.WORK, Place.WORK_ARM64, Place.HEAD, Place.HEAD_FARGATE)) {
            seen.named(JobQueue.class, place.queueName(STACK)).ifPresent(queue -> lines.add(line(place, queue)));
        }
        letters.forEach((name, letter) -> seen.named(ComputeEnvironment.class, name)
                .ifPresent(environment -> lines.add(line(letter, environment))));
        lines.subList(
                        (int) lines.stream()
                                .filter(line -> line.contains("queue"))
                                .count(),
                        lines.size())
                .sort(null);
        return lines;
    }

    private String line(Place place, Observed<JobQueue> queue) {
        List<String> order = queue.resource().computeEnvironments().stream()
                .map(name -> letters.getOrDefault(name, name))
                .toList();
        return place.queueName(STACK).substring(STACK.prefix().length() + 1) + " queue " + order
                + (queue.resource().enabled() ? "" : " closed");
    }

    private static String line(String letter, Observed<ComputeEnvironment> observed) {
        ComputeEnvironment environment = observed.resource();
        if (environment.isFargate()) {
            return letter + " Fargate" + (environment.enabled() ? " open " : " closed ") + "0-"
                    + environment.scaling().maxCpus();
        }
        var purchase = environment.instances().purchase();
        String how = (purchase.bestFit() ? " BEST_FIT" : "") + (purchase.spot() ? " Spot" : "");
        int inUse = environment.activity().running() ? environment.activity().desiredCpus() : 0;
        return letter + " " + String.join(",", environment.instances().instanceTypes()) + how
                + (environment.enabled() ? " open " : " closed ")
                + environment.scaling().minCpus() + "-" + environment.scaling().maxCpus()
                + (inUse == 0 ? "" : ", " + inUse + " in use");
    }

    private void nameNewcomers() {
        aws.observe()
                .all(ComputeEnvironment.class)
                .forEach(one -> letters.computeIfAbsent(
                        one.resource().name(), name -> String.valueOf((char) ('A' + letters.size()))));
    }
}
