package io.towerforge.api.v1alpha1;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the Java validator says about a document, and what the generated schema says. */
final class Verdict {
    private Verdict() {}

    /** The violations the Java validator finds. */
    static List<Violation> ofJava(@Nullable Map<String, Object> before, Map<String, Object> after) {
        if (after.get("kind").equals("AwsIdentity")) {
            AwsIdentity identity = Yaml.as(AwsIdentity.class, after);
            return before == null
                    ? SpecValidator.validate(identity)
                    : SpecValidator.validate(Yaml.as(AwsIdentity.class, before).getSpec(), identity.getSpec());
        }
        AwsBatchComputeEnvironment environment = Yaml.as(AwsBatchComputeEnvironment.class, after);
        return before == null
                ? SpecValidator.validate(environment)
                : SpecValidator.validate(
                        Yaml.as(AwsBatchComputeEnvironment.class, before).getSpec(), environment.getSpec());
    }
}
