package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.AllowedNamespaces;
import io.towerforge.api.v1alpha1.AwsIdentitySpec;
import io.towerforge.api.v1alpha1.NamespaceSelector;
import io.towerforge.api.v1alpha1.NamespaceSelectorRequirement;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which namespaces may use an identity: those it names, and those its selector matches as Kubernetes matches labels (Kubernetes API
 * reference, LabelSelector), except that an empty selector selects nothing.
 */
public final class NamespaceAccess {
    private NamespaceAccess() {}

    /** Whether the identity lets anybody in at all. */
    public static boolean isOpen(AwsIdentitySpec identity) {
        AllowedNamespaces allowed = identity.allowedNamespaces();
        return allowed != null && (!allowed.names().isEmpty() || selects(allowed.selector()));
    }

    /** @param labels of the namespace; asked for only if they matter */
    public static boolean isAllowed(AwsIdentitySpec identity, String namespace, Supplier<Map<String, String>> labels) {
        AllowedNamespaces allowed = identity.allowedNamespaces();
        if (allowed == null) {
            return false;
        }
        return allowed.names().contains(namespace)
                || (selects(allowed.selector()) && matches(allowed.selector(), labels.get()));
    }

    private static boolean selects(NamespaceSelector selector) {
        return selector != null
                && !(selector.matchLabels().isEmpty()
                        && selector.matchExpressions().isEmpty());
    }

    private static boolean matches(NamespaceSelector selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.matchLabels().entrySet())
                && selector.matchExpressions().stream().allMatch(requirement -> satisfies(requirement, labels));
    }

    private static boolean satisfies(NamespaceSelectorRequirement requirement, Map<String, String> labels) {
        String value = labels.get(requirement.key());
        return switch (requirement.operator()) {
            case IN -> value != null && requirement.values().contains(value);
            case NOT_IN -> value == null || !requirement.values().contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case UNRECOGNISED -> false;
        };
    }
}
