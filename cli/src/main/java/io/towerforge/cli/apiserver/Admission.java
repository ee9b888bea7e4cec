package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What decides, beyond the schema, whether a custom resource may be stored. */
@FunctionalInterface
public interface Admission {

    /**
     * Reviews a custom resource that is about to be created or changed; changes of its status are not reviewed.
     *
     * @param object what would be stored
     * @param previous what is stored now; empty when the object is new
     * @return a sentence for each violation; empty when the object may be stored. With any, the request is answered as a
     *     real API server does it: status 422, reason {@code Invalid}, the sentences in the message
     */
    List<String> violations(JsonNode object, Optional<JsonNode> previous);

    /** Everything that fits the schema may be stored. */
    static Admission allowAll() {
        return (object, previous) -> List.of();
    }
}
