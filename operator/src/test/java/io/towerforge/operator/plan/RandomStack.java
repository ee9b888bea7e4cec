package io.towerforge.operator.plan;

import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.LaunchTemplate;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.Slot;
import io.towerforge.operator.model.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A stack nobody would draw: some templates, environments that launch from them, queues that list the environments. */
final class RandomStack {
    private record Environment(String name, String template, int maxCpus) {}

    private record Queue(String name, List<String> environments) {}

    private final int retentionDays;
    private final Set<String> templates = new TreeSet<>();
    private final List<Environment> environments = new ArrayList<>();
    private final List<Queue> queues = new ArrayList<>();

    RandomStack(Random random) {
        retentionDays = random.nextBoolean() ? 0 : 1 + random.nextInt(3);
        for (String name : some(random, "e", 1 + random.nextInt(4))) {
            String template = "t" + random.nextInt(3);
            templates.add(template);
            environments.add(new Environment(name, template, 16 * (1 + random.nextInt(2))));
        }
        for (String name : some(random, "q", random.nextInt(3))) {
            List<String> order = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                String environment =
                        environments.get(random.nextInt(environments.size())).name();
                if (!order.contains(environment)) {
                    order.add(environment);
                }
            }
            queues.add(new Queue(name, order));
        }
    }

    /** The stack as it can be said with what is known: an environment waits for the id of its template. */
    Stack with(Observation seen) {
        List<Slot> slots = new ArrayList<>();
        slots.add(Slot.of(Things.role("role")));
        slots.add(Slot.of(Things.profile("profile", "role")));
        if (retentionDays > 0) {
            slots.add(Slot.of(Things.logGroup(retentionDays)));
        }
        templates.forEach(template -> slots.add(Slot.of(Things.template(template, null))));
        environments.forEach(one -> slots.add(seen.named(LaunchTemplate.class, one.template)
                .map(template -> Slot.of((ComputeEnvironment) Things.environment(
                        one.name, one.maxCpus, one.template, template.resource().templateId())))
                .orElse(Slot.pending(
                        new ResourceId(ResourceKind.COMPUTE_ENVIRONMENT, one.name),
                        Set.of(new ResourceId(ResourceKind.LAUNCH_TEMPLATE, one.template))))));
        queues.forEach(one -> slots.add(Slot.of(Things.queue(one.name, one.environments.toArray(String[]::new)))));
        return new Stack(slots);
    }

    private static List<String> some(Random random, String letter, int count) {
        List<String> names = new ArrayList<>(
                IntStream.range(0, 5).mapToObj(index -> letter + index).toList());
        java.util.Collections.shuffle(names, random);
        return names.subList(0, count);
    }
}
