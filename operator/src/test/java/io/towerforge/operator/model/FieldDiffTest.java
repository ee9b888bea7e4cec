package io.towerforge.operator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towerforge.operator.model.ComputeEnvironment.Instances;
import io.towerforge.operator.model.ComputeEnvironment.LaunchTemplateVersion;
import io.towerforge.operator.model.ComputeEnvironment.Network;
import io.towerforge.operator.model.ComputeEnvironment.Purchase;
import io.towerforge.operator.model.ComputeEnvironment.Scaling;
import io.towerforge.operator.model.FieldDiff.Impact;
import io.towerforge.operator.model.Policy.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What differs between what should be and what is, and what it means. */
class FieldDiffTest {
    private static final StackId STACK = new StackId("cluster", "uid", "genomics", "rnaseq", "1");
    private static final Tags TAGS = Tags.of(STACK, "work", Map.of("team", "genomics"));

    @Test
    void equalRecordsDifferInNothing() {
        assertThat(FieldDiff.between(environment(64, "optimal"), environment(64, "optimal")))
                .isEmpty();
    }

    @Test
    void aDifferenceNamesTheComponentAndBothValues() {
        assertThat(FieldDiff.between(environment(512, "optimal"), environment(64, "optimal")))
                .containsExactly(new FieldDiff("scaling.maxCpus", 64, 512, Impact.IN_PLACE));
    }

    @Test
    void whatIsNotDesiredIsNotCompared() {
        JobQueue desired = new JobQueue("queue", null, List.of("a"), Set.of(), TAGS, null);
        JobQueue actual = new JobQueue("queue", false, List.of("a"), Set.of(), TAGS, 7);
        assertThat(FieldDiff.between(desired, actual)).isEmpty();
    }

    @Test
    void whatIsGivenOnlyAtCreationIsNotCompared() {
        LaunchTemplate desired = new LaunchTemplate(
                "template",
                new LaunchTemplate.Contents("#!", new LaunchTemplate.BootDisk(50, "gp3", 125), TAGS),
                TAGS,
                null);
        assertThat(FieldDiff.between(desired, new LaunchTemplate("template", null, TAGS, "lt-1")))
                .isEmpty();
    }

    @Test
    void instanceTypesReplaceInstancesAndAFleetRoleReplacesTheEnvironment() {
        List<FieldDiff> types = FieldDiff.between(environment(64, "m6i"), environment(64, "c6i"));
        assertThat(types).extracting(FieldDiff::impact).containsExactly(Impact.INFRASTRUCTURE);
        assertThat(FieldDiff.replacesInstances(types)).isTrue();
        assertThat(FieldDiff.forcesReplacement(types)).isFalse();

        List<FieldDiff> bestFit = FieldDiff.between(environment("BEST_FIT"), environment("BEST_FIT_PROGRESSIVE"));
        assertThat(FieldDiff.forcesReplacement(bestFit)).isTrue();
        assertThat(FieldDiff.replacesInstances(bestFit)).isTrue();
    }

    @Test
    void aComponentAndWhatIsBelowItAreTouchedAndNeighboursAreNot() {
        List<FieldDiff> diffs = FieldDiff.between(environment(64, "m6i"), environment(64, "c6i"));
        assertThat(FieldDiff.touches(diffs, "instances")).isTrue();
        assertThat(FieldDiff.touches(diffs, "instances.instanceTypes")).isTrue();
        assertThat(FieldDiff.touches(diffs, "instances.instance")).isFalse();
        assertThat(FieldDiff.touches(diffs, "scaling")).isFalse();
    }

    @Test
    void aRecordThatAwsDoesNotHaveAtAllIsOneDifference() {
        ComputeEnvironment actual = new ComputeEnvironment(
                "environment", true, null, environment(64, "m6i").instances(), TAGS, null, null);
        assertThat(FieldDiff.between(environment(64, "m6i"), actual))
                .singleElement()
                .satisfies(diff -> assertThat(diff.field()).isEqualTo("scaling"));
    }

    @Test
    void orderMattersForAQueueAndNowhereElse() {
        assertThat(FieldDiff.between(queue("a", "b"), queue("b", "a")))
                .extracting(FieldDiff::toString)
                .containsExactly("computeEnvironments b,a -> a,b");
        assertThat(new Network(orderedSet("b", "a"), Set.of())).isEqualTo(new Network(orderedSet("a", "b"), Set.of()));
        assertThat(Statement.allow("s", orderedSet("b", "a"), Set.of()))
                .isEqualTo(Statement.allow("s", orderedSet("a", "b"), Set.of()));
    }

    @Test
    void aPolicyIsNotPrintedWhole() {
        IamRole desired = new IamRole("role", Policy.trust("ec2.amazonaws.com"), Set.of(), Map.of(), TAGS, null);
        IamRole actual = new IamRole("role", Policy.trust("ecs.amazonaws.com"), Set.of(), Map.of(), TAGS, "arn");
        assertThat(FieldDiff.between(desired, actual))
                .extracting(FieldDiff::toString)
                .containsExactly("trust (policy) -> (policy)");
    }

    @Test
    void tagsArePrintedAsWhatComesAndWhatGoes() {
        JobQueue desired = new JobQueue("queue", true, List.of(), Set.of(), TAGS, null);
        JobQueue actual =
                new JobQueue("queue", true, List.of(), Set.of(), Tags.of(STACK, "work", Map.of("old", "x")), null);
        assertThat(FieldDiff.between(desired, actual))
                .singleElement()
                .hasToString("tags -old +team=genomics +towerforge.io/labels=team");
    }

    @Test
    void nothingIsPrintedAsAWord() {
        assertThat(new FieldDiff("a.keyPair", "", "debugging", Impact.IN_PLACE))
                .hasToString("keyPair (none) -> debugging");
        assertThat(new FieldDiff("limits", Set.of(), null, Impact.IN_PLACE)).hasToString("limits (none) -> (none)");
    }

    @Test
    void twoKindsCannotBeCompared() {
        assertThatThrownBy(() -> FieldDiff.between(queue("a"), environment(64, "m6i")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot compare job queue queue with compute environment environment");
    }

    private static JobQueue queue(String... environments) {
        return new JobQueue("queue", true, List.of(environments), Set.of(), TAGS, null);
    }

    private static ComputeEnvironment environment(int maxCpus, String type) {
        return environment(maxCpus, type, "BEST_FIT_PROGRESSIVE");
    }

    private static ComputeEnvironment environment(String strategy) {
        return environment(64, "optimal", strategy);
    }

    private static ComputeEnvironment environment(int maxCpus, String type, String strategy) {
        return new ComputeEnvironment(
                "environment",
                true,
                new Scaling(0, maxCpus),
                new Instances(
                        new Purchase(false, strategy, null, null),
                        Set.of(type),
                        new MachineImage("ami-1", MachineImage.AMAZON_LINUX_2023),
                        new Network(Set.of("subnet-1"), Set.of("sg-1")),
                        "arn:aws:iam::1:instance-profile/profile",
                        new LaunchTemplateVersion("template", "lt-1", "1"),
                        null,
                        TAGS),
                TAGS,
                RunningJobs.FINISH,
                null);
    }

    private static Set<String> orderedSet(String... values) {
        return new LinkedHashSet<>(List.of(values));
    }
}
