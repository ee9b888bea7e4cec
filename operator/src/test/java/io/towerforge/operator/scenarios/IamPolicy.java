package io.towerforge.operator.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towerforge.operator.model.Tags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The policy that people give the operator, read from the documentation.
 *
 * @param size in characters as IAM counts them, white space apart
 */
record IamPolicy(List<JsonNode> statements, int size) {
    private static final Path FILE = Path.of("..", "docs", "iam-policy.json");

    static IamPolicy documented() {
        try {
            String text = Files.readString(FILE);
            return new IamPolicy(
                    texts(new ObjectMapper().readTree(text).path("Statement")).toList(),
                    text.replaceAll("\\s", "").length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> actions() {
        return actions(statement -> true);
    }

    /** What is allowed only to requests that carry the cluster's mark among their tags. */
    Set<String> actionsThatMustTag() {
        return actions(statement -> statement.at("/Condition/Null").has("aws:RequestTag/" + Tags.CLUSTER));
    }

    JsonNode statement(String name) {
        return statements.stream()
                .filter(statement -> statement.path("Sid").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The texts of a member that is one text or a list of them. */
    static List<String> list(JsonNode member) {
        return texts(member).map(JsonNode::asText).toList();
    }

    private Set<String> actions(Predicate<JsonNode> which) {
        Set<String> actions = new TreeSet<>();
        statements.stream().filter(which).forEach(statement -> actions.addAll(list(statement.path("Action"))));
        return actions;
    }

    private static Stream<JsonNode> texts(JsonNode member) {
        return member.isArray() ? StreamSupport.stream(member.spliterator(), false) : Stream.of(member);
    }
}
