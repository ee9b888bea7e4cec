package io.towerforge.operator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The tags we own on a resource: the mark that says whose it is, and the user's labels. Tags of anybody else on the same
 * resource are neither compared nor removed; so that a label which left the spec can be told from a stranger's tag, the keys
 * of the labels are themselves kept in tags ({@code towerforge.io/labels}, continued in {@code towerforge.io/labels-2} …,
 * because a tag value has at most 256 characters). The keys stand there separated by spaces; a space inside a key is written
 * {@code @s}, and an {@code @} is written {@code @a}.
 */
public record Tags(Map<String, String> all) {
    public static final String CLUSTER = "towerforge.io/cluster";
    public static final String UID = "towerforge.io/uid";
    public static final String NAMESPACE = "towerforge.io/namespace";
    public static final String NAME = "towerforge.io/name";
    public static final String RESOURCE = "towerforge.io/resource";
    /** Beside the mark of an object that has adopted its environment: the environment's id, which its UID does not tell. */
    private static final String ENVIRONMENT_ID = "towerforge.io/environment-id";

    private static final String LABELS = "towerforge.io/labels";
    private static final String OURS = "towerforge.io/";
    private static final int VALUE_LENGTH = 256;

    public Tags {
        all = Map.copyOf(new TreeMap<>(all));
    }

    /** The mark of a stack on one of its resources, and the user's labels beside it. */
    public static Tags of(StackId stack, String resource, Map<String, String> labels) {
        Map<String, String> all = new TreeMap<>(labels);
        all.putAll(mark(stack));
        all.put(RESOURCE, resource);
        List<String> chunks = chunks(new TreeMap<>(labels).keySet());
        for (int i = 0; i < chunks.size(); i++) {
            all.put(i == 0 ? LABELS : LABELS + "-" + (i + 1), chunks.get(i));
        }
        return new Tags(all);
    }

    /** What of the tags read from AWS is ours; everything else is left out, and so left alone. */
    public static Tags read(Map<String, String> fromAws) {
        Map<String, String> ours = new TreeMap<>();
        fromAws.forEach((key, value) -> {
            if (key.startsWith(OURS)) {
                ours.put(key, value);
            }
        });
        for (String key : labelKeys(fromAws)) {
            if (fromAws.containsKey(key)) {
                ours.put(key, fromAws.get(key));
            }
        }
        return new Tags(ours);
    }

    /**
     * Whether tags read from AWS carry this stack's mark, or while it is adopting, that of whoever had its environment before. Without
     * it nothing may be changed or deleted.
     */
    public static boolean marks(Map<String, String> fromAws, StackId stack) {
        return isMark(fromAws, stack)
                || (stack.adopting()
                        && environmentId(fromAws)
                                .filter(stack.environmentId()::equals)
                                .isPresent());
    }

    /** Whether these are a resource's of this very object. */
    public boolean carryTheMarkOf(StackId stack) {
        return isMark(all, stack);
    }

    /** The id of the environment that a resource with these tags is part of; empty when they carry nobody's mark. */
    public Optional<String> environmentId() {
        return environmentId(all);
    }

    /** These, with the mark of this stack in the place of another's. */
    public Tags withTheMarkOf(StackId stack) {
        Map<String, String> marked = new TreeMap<>(all);
        marked.putAll(mark(stack));
        return new Tags(marked);
    }

    /** The user's labels among these tags. */
    public Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        for (String key : labelKeys(all)) {
            if (all.containsKey(key)) {
                labels.put(key, all.get(key));
            }
        }
        return labels;
    }

    /** What must be set on a resource that carries {@code actual}, so that it carries these. */
    public Map<String, String> missingFrom(Tags actual) {
        Map<String, String> missing = new TreeMap<>(all);
        missing.entrySet().removeIf(tag -> tag.getValue().equals(actual.all.get(tag.getKey())));
        return missing;
    }

    /** The keys that must be removed from a resource that carries {@code actual}: ours, and no longer wanted. */
    public List<String> surplusOn(Tags actual) {
        return actual.all.keySet().stream()
                .filter(key -> !all.containsKey(key))
                .sorted()
                .toList();
    }

    /**
     * Makes a resource that carries {@code actual} carry these. What is not wanted any more goes first: AWS allows 50 tags at any moment,
     * IAM takes keys of a role that differ in case only for one, and if what is to come never does, the tags still say which labels are
     * ours.
     *
     * @param remove takes keys off the resource
     * @param set puts tags on it
     */
    public void replace(Tags actual, Consumer<List<String>> remove, Consumer<Map<String, String>> set) {
        List<String> surplus = surplusOn(actual);
        if (!surplus.isEmpty()) {
            remove.accept(surplus);
        }
        Map<String, String> missing = missingFrom(actual);
        if (!missing.isEmpty()) {
            set.accept(missing);
        }
    }

    @Override
    public String toString() {
        return new TreeMap<>(all).toString();
    }

    private static Map<String, String> mark(StackId stack) {
        Map<String, String> mark = new TreeMap<>();
        mark.put(CLUSTER, stack.cluster());
        mark.put(UID, stack.uid());
        mark.put(NAMESPACE, stack.namespace());
        mark.put(NAME, stack.name());
        if (stack.isAdopted()) {
            mark.put(ENVIRONMENT_ID, stack.environmentId());
        }
        return mark;
    }

    private static boolean isMark(Map<String, String> tags, StackId stack) {
        return stack.cluster().equals(tags.get(CLUSTER)) && stack.uid().equals(tags.get(UID));
    }

    private static Optional<String> environmentId(Map<String, String> tags) {
        if (!tags.containsKey(CLUSTER) || !tags.containsKey(UID)) {
            return Optional.empty();
        }
        return Optional.ofNullable(tags.get(ENVIRONMENT_ID)).or(() -> EnvironmentId.find(tags.get(UID)));
    }

    private static List<String> labelKeys(Map<String, String> tags) {
        List<String> keys = new ArrayList<>();
        String chunk = tags.get(LABELS);
        for (int i = 2; chunk != null; i++) {
            for (String escaped : chunk.split(" ")) {
                keys.add(escaped.replace("@s", " ").replace("@a", "@"));
            }
            chunk = tags.get(LABELS + "-" + i);
        }
        return keys;
    }

    private static List<String> chunks(Iterable<String> keys) {
        List<String> chunks = new ArrayList<>();
        for (String unescaped : keys) {
            String key = unescaped.replace("@", "@a").replace(" ", "@s");
            int last = chunks.size() - 1;
            if (last >= 0 && chunks.get(last).length() + 1 + key.length() <= VALUE_LENGTH) {
                chunks.set(last, chunks.get(last) + " " + key);
            } else {
                chunks.add(key);
            }
        }
        return chunks;
    }
}
