package io.towerforge.operator.scenarios;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the role of the instances allows in AWS at this moment: an action, a space, a resource. */
final class Permissions {
    private Permissions() {}

    static Set<String> ofInstances(Story story) {
        Map<?, ?> policies = (Map<?, ?>) story.role("InstanceRole").attributes().get("policies");
        Set<String> all = new TreeSet<>();
        policies.values()
                .forEach(document -> read(document.toString())
                        .path("Statement")
                        .forEach(statement -> IamPolicy.list(statement.path("Action"))
                                .forEach(action -> IamPolicy.list(statement.path("Resource"))
                                        .forEach(resource -> all.add(action + " " + resource)))));
        return all;
    }

    private static JsonNode read(String document) {
        try {
            return new ObjectMapper().readTree(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
