package io.towerforge.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.account.SimulatedAccount;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.InstanceProfile;
import io.towerforge.operator.model.JobQueue;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.LogGroup;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import io.towerforge.simulator.core.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What it costs to find that nothing has changed. */
class IdleCostTest {
    /** One call for each listing, whoever many environments it answers. */
    private static final Map<String, Long> ONE_OF_EACH = Map.of(
            "DescribeComputeEnvironments", 1L,
            "DescribeJobQueues", 1L,
            "DescribeLaunchTemplates", 1L,
            "DescribeLogGroups", 1L,
            "GetAccountAuthorizationDetails", 1L);

    private final SimulatedAccount world = new SimulatedAccount(Timings.none());
    private final AwsAccount account = world.open();

    @Test
    void oneIdleEnvironmentCostsOneCallForEachListing() {
        StackId stack = stack(1);
        create(stack);
        settle(List.of(stack));

        assertThat(costOfAPass(List.of(stack))).isEqualTo(ONE_OF_EACH);
    }

    @Test
    void twentyFiveIdleEnvironmentsCostWhatOneCosts() {
        List<StackId> stacks = new ArrayList<>();
        for (int i = 1; i <= 25; i++) {
            stacks.add(stack(i));
            create(stack(i));
        }
        settle(stacks);

        assertThat(costOfAPass(stacks)).isEqualTo(ONE_OF_EACH);
    }

    @Test
    void onceAnHourTheTagsThatNoListingShowsAndTheKindsThatNobodyUsesAreReadAgain() {
        StackId stack = stack(1);
        create(stack);
        settle(List.of(stack));
        world.clock().advance(Duration.ofMinutes(61));

        Map<String, Long> expected = new TreeMap<>(ONE_OF_EACH);
        expected.put("ListTagsForResource", 1L);
        expected.put("GetInstanceProfile", 1L);
        expected.put("DescribeJobDefinitions", 1L);
        expected.put("ListSecrets", 1L);
        expected.put("DescribeFileSystems", 2L); // EFS and FSx
        expected.put("DescribeSecurityGroups", 1L);
        assertThat(costOfAPass(List.of(stack))).isEqualTo(expected);
    }

    @Test
    void anEnvironmentThatBringsItsOwnRolesCostsNoMore() {
        StackId stack = stack(1);
        pass(stack, world.clock().instant());

        assertThat(costOfAPass(List.of(stack))).isEqualTo(ONE_OF_EACH);
    }

    private Map<String, Long> costOfAPass(List<StackId> stacks) {
        world.clock().advance(Duration.ofMinutes(5));
        world.forgetCalls();
        Instant asOfThisRound = world.clock().instant().minus(Duration.ofMinutes(4));
        stacks.forEach(stack -> {
            pass(stack, asOfThisRound);
            account.catalog(BatchUsage.class).counts(asOfThisRound);
            account.catalog(Queues.class).find("somebodys-queue", asOfThisRound);
        });
        Map<String, Long> cost = new TreeMap<>();
        world.operations().forEach(operation -> cost.merge(operation, 1L, Long::sum));
        return cost;
    }

    /** The first listing after a log group was made reads its tags, which no listing shows: once, and not on idle passes. */
    private void settle(List<StackId> stacks) {
        world.clock().advance(Duration.ofMinutes(5));
        stacks.forEach(stack -> pass(stack, world.clock().instant()));
    }

    private void pass(StackId stack, Instant notOlderThan) {
        account.managers().values().forEach(manager -> manager.observe(stack, notOlderThan));
    }

    private void create(StackId stack) {
        IamRole role = ExampleStack.instanceRole();
        Tags tags = Tags.of(stack, "any", Map.of());
        String roleName = stack.prefix() + "-InstanceRole";
        manage(stack, new IamRole(roleName, role.trust(), role.managedPolicies(), role.inlinePolicies(), tags, null));
        manage(stack, new InstanceProfile(roleName, roleName, tags, null));
        manage(stack, new LogGroup(stack.prefix(), 30, tags));
        LaunchTemplate template = manage(
                stack,
                new LaunchTemplate(
                        stack.prefix() + "-1", ExampleStack.launchTemplate("1").contents(), tags, null));
        ComputeEnvironment like = ExampleStack.computeEnvironment(
                "-", template.templateId(), world.instanceProfileArn(roleName), world.network());
        ComputeEnvironment environment = manage(
                stack,
                new ComputeEnvironment(
                        stack.prefix() + "-work", true, like.scaling(), like.instances(), tags, null, null));
        JobQueue queue = ExampleStack.jobQueue(environment.name());
        manage(
                stack,
                new JobQueue(stack.prefix() + "-work", true, queue.computeEnvironments(), queue.limits(), tags, null));
    }

    @SuppressWarnings("unchecked") // each kind's manager takes each kind's record
    private <R extends Resource> R manage(StackId stack, R desired) {
        ResourceKind kind = desired.id().kind();
        ResourceManager<R> manager = (ResourceManager<R>) account.managers().get(kind);
        manager.create(desired);
        return manager.observe(stack, world.clock().instant()).get(0).resource();
    }

    private static StackId stack(int number) {
        return new StackId(
                "prod", "uid-" + number, "genomics", "run-" + number, "3ISkGQv9Ka7XYJVtQ4gp" + (10 + number));
    }
}
