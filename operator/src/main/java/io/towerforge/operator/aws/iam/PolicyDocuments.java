package io.towerforge.operator.aws.iam;

import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.Policy.Statement;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.policybuilder.iam.IamAction;
import software.amazon.awssdk.policybuilder.iam.IamCondition;
import software.amazon.awssdk.policybuilder.iam.IamEffect;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;
import software.amazon.awssdk.policybuilder.iam.IamPrincipal;
import software.amazon.awssdk.policybuilder.iam.IamPrincipalType;
import software.amazon.awssdk.policybuilder.iam.IamResource;
import software.amazon.awssdk.policybuilder.iam.IamStatement;

/**
 * Policies as JSON documents and back. What somebody wrote by hand in a form that our policies never have (a denial, a negation, a
 * principal that is no service) reads as a statement that equals none of ours, so that it shows as a difference.
 */
final class PolicyDocuments {
    private static final String FOREIGN = "(written by somebody else)";

    private PolicyDocuments() {}

    static String write(Policy policy) {
        List<IamStatement> statements =
                policy.statements().stream().map(PolicyDocuments::statement).toList();
        return IamPolicy.create(statements).toJson();
    }

    /** @param document JSON, URL-encoded as IAM returns it (IAM API reference, GetRolePolicy) or plain */
    static Policy read(String document) {
        String json = document.startsWith("%") ? URLDecoder.decode(document, StandardCharsets.UTF_8) : document;
        try {
            return new Policy(IamPolicy.fromJson(json).statements().stream()
                    .map(PolicyDocuments::statement)
                    .toList());
        } catch (RuntimeException e) { // the parser throws several kinds at what it does not know
            return Policy.of(new Statement(FOREIGN, Set.of(), Set.of(json), Set.of(), Map.of()));
        }
    }

    private static IamStatement statement(Statement statement) {
        IamStatement.Builder builder = IamStatement.builder().effect(IamEffect.ALLOW);
        if (!statement.sid().isEmpty()) {
            builder.sid(statement.sid());
        }
        List<IamCondition> conditions = new ArrayList<>();
        statement.conditions().forEach((operatorAndKey, values) -> {
            String[] parts = operatorAndKey.split(" ", 2);
            conditions.addAll(IamCondition.createAll(parts[0], parts[1], values));
        });
        return builder.principals(IamPrincipal.createAll(IamPrincipalType.SERVICE, statement.services()))
                .actionIds(statement.actions())
                .resourceIds(statement.resources())
                .conditions(conditions)
                .build();
    }

    private static Statement statement(IamStatement statement) {
        boolean ours = IamEffect.ALLOW.equals(statement.effect())
                && statement.notActions().isEmpty()
                && statement.notResources().isEmpty()
                && statement.notPrincipals().isEmpty()
                && statement.principals().stream()
                        .allMatch(principal -> IamPrincipalType.SERVICE.equals(principal.type()));
        if (!ours) {
            return new Statement(FOREIGN, Set.of(), Set.of(statement.toString()), Set.of(), Map.of());
        }
        Map<String, Set<String>> conditions = new TreeMap<>();
        statement
                .conditions()
                .forEach(condition -> conditions
                        .computeIfAbsent(
                                condition.operator().value() + " "
                                        + condition.key().value(),
                                key -> new TreeSet<>())
                        .add(condition.value()));
        return new Statement(
                statement.sid() == null ? "" : statement.sid(),
                statement.actions().stream().map(IamAction::value).collect(Collectors.toSet()),
                statement.resources().stream().map(IamResource::value).collect(Collectors.toSet()),
                statement.principals().stream().map(IamPrincipal::id).collect(Collectors.toSet()),
                conditions);
    }
}
