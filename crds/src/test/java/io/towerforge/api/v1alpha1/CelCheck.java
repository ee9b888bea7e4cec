package io.towerforge.api.v1alpha1;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of an API server that evaluates the CEL rules of a schema, on an object whose structure is sound. */
final class CelCheck {
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .addVar("self", SimpleType.DYN)
            .addVar("oldSelf", SimpleType.DYN)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings())
            .build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .addLibraries(CelExtensions.strings())
            .build();
    private static final Map<String, CelRuntime.Program> PROGRAMS = new HashMap<>();

    private final List<Violation> violations = new ArrayList<>();

    /** What the rules refuse about a new object ({@code before} absent) or an edit. */
    static List<Violation> violations(@Nullable Map<String, Object> before, Map<String, Object> after) {
        CelCheck check = new CelCheck();
        check.check("", before, after, Definition.of(after).schema());
        return check.violations;
    }

    private void check(String path, @Nullable Object before, Object value, Map<String, Object> schema) {
        for (Object entry : (List<?>) schema.getOrDefault("x-kubernetes-validations", List.of())) {
            Map<String, Object> rule = Definition.map(entry);
            String text = (String) rule.get("rule");
            boolean isTransition = text.contains("oldSelf");
            if ((!isTransition || before != null) && !holds(text, before, value)) {
                String place = path + rule.getOrDefault("fieldPath", path.isEmpty() ? "metadata.name" : "");
                violations.add(new Violation(place, (String) rule.get("message")));
            }
        }
        if (value instanceof Map<?, ?>) {
            Map<String, Object> properties = Definition.properties(schema);
            Definition.map(value).forEach((name, member) -> {
                if (properties.containsKey(name)) {
                    Object old = before == null ? null : Definition.map(before).get(name);
                    check(path.isEmpty() ? name : path + "." + name, old, member, Definition.map(properties.get(name)));
                }
            });
        } else if (value instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                check(path + "[" + index + "]", null, list.get(index), Definition.map(schema.get("items")));
            }
        }
    }

    private static boolean holds(String rule, @Nullable Object before, Object value) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("self", value);
        if (before != null) {
            variables.put("oldSelf", before);
        }
        try {
            return (Boolean) PROGRAMS.computeIfAbsent(rule, CelCheck::compile).eval(variables);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("The rule cannot be evaluated on " + value + ": " + rule, e);
        }
    }

    private static CelRuntime.Program compile(String rule) {
        try {
            return RUNTIME.createProgram(COMPILER.compile(rule).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("The rule does not compile: " + rule, e);
        }
    }
}
