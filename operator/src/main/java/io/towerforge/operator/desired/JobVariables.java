package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.EnvironmentScope;
import io.towerforge.api.v1alpha1.EnvironmentVariable;
import java.util.Map;
import java.util.TreeMap;

/** The variables of a spec, by who sees them. */
final class JobVariables {
    private JobVariables() {}

    /** Those of the job that runs Nextflow. A variable without a scope is one of these, as in Batch Forge. */
    static Map<String, String> head(AwsBatchComputeEnvironmentSpec spec) {
        return select(spec, EnvironmentScope.HEAD);
    }

    /** Those of the tasks. */
    static Map<String, String> compute(AwsBatchComputeEnvironmentSpec spec) {
        return select(spec, EnvironmentScope.COMPUTE);
    }

    private static Map<String, String> select(AwsBatchComputeEnvironmentSpec spec, EnvironmentScope wanted) {
        Map<String, String> variables = new TreeMap<>();
        for (EnvironmentVariable variable : spec.environment()) {
            EnvironmentScope scope = variable.scope() == null ? EnvironmentScope.HEAD : variable.scope();
            if (scope == wanted || scope == EnvironmentScope.BOTH) {
                variables.put(variable.name(), variable.value() == null ? "" : variable.value());
            }
        }
        return variables;
    }
}
