package io.towerforge.cli.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The questions "may I?" and "who am I?": the server knows one user, who may do everything. */
final class AccessReviews {

    private static final String AUTHORIZATION = "apis/authorization.k8s.io/v1";
    private static final String AUTHENTICATION = "apis/authentication.k8s.io/v1";

    private static final Map<String, String> KIND_BY_PATH = Map.of(
            AUTHORIZATION + "/selfsubjectrulesreviews", "SelfSubjectRulesReview",
            AUTHORIZATION + "/selfsubjectaccessreviews", "SelfSubjectAccessReview",
            AUTHENTICATION + "/selfsubjectreviews", "SelfSubjectReview");

    private AccessReviews() {}

    static List<String> groupVersionPaths() {
        return List.of(AUTHENTICATION, AUTHORIZATION);
    }

    /** The entries of discovery. */
    static List<ObjectNode> in(String groupVersionPath) {
        return KIND_BY_PATH.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(groupVersionPath + "/"))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> {
                    ObjectNode resource = JsonNodeFactory.instance.objectNode();
                    resource.put("name", entry.getKey().substring(groupVersionPath.length() + 1))
                            .put("singularName", "")
                            .put("namespaced", false)
                            .put("kind", entry.getValue());
                    resource.putArray("verbs").add("create");
                    return resource;
                })
                .toList();
    }

    /** The review that was posted, answered; empty when the path is not one of a review. */
    static Optional<ObjectNode> answer(ApiRequest request) {
        String kind = KIND_BY_PATH.get(request.path().substring(1));
        if (kind == null || !request.method().equals("POST")) {
            return Optional.empty();
        }
        ObjectNode review = request.isProtobuf() ? JsonNodeFactory.instance.objectNode() : request.object();
        String path = request.path();
        review.put("apiVersion", path.substring("/apis/".length(), path.lastIndexOf('/')));
        review.put("kind", kind);
        ObjectNode status = review.putObject("status");
        switch (kind) {
            case "SelfSubjectAccessReview" -> status.put("allowed", true);
            case "SelfSubjectReview" -> {
                ObjectNode user = status.putObject("userInfo").put("username", "demo");
                user.putArray("groups").add("system:masters");
            }
            default -> allowEverything(status);
        }
        return Optional.of(review);
    }

    private static void allowEverything(ObjectNode status) {
        status.put("incomplete", false);
        ObjectNode resources = status.putArray("resourceRules").addObject();
        for (String member : List.of("verbs", "apiGroups", "resources")) {
            resources.putArray(member).add("*");
        }
        ObjectNode others = status.putArray("nonResourceRules").addObject();
        for (String member : List.of("verbs", "nonResourceURLs")) {
            others.putArray(member).add("*");
        }
    }
}
