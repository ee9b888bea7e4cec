package io.towerforge.operator.preflight;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.api.v1alpha1.GuardRails;
import io.towerforge.api.v1alpha1.RolesSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a spec stays within the guard-rails of the identity it uses. Looked at in every pass, before AWS is asked anything, because
 * an administrator may narrow them at any time.
 */
public final class GuardRailCheck {
    private static final String BUCKET_SCHEME = "s3://";

    private final String identity;
    private final GuardRails guardRails;
    private final List<String> findings = new ArrayList<>();

    private GuardRailCheck(String identity, GuardRails guardRails) {
        this.identity = identity;
        this.guardRails = guardRails;
    }

    /**
     * What a spec asks for and may not have, a sentence with a remedy each.
     *
     * @param guardRails null when the identity has none
     */
    public static List<String> findings(
            AwsBatchComputeEnvironmentSpec spec, String identity, @Nullable GuardRails guardRails) {
        if (guardRails == null) {
            return List.of();
        }
        GuardRailCheck check = new GuardRailCheck(identity, guardRails);
        check.roles(spec);
        check.buckets(spec);
        if (spec.forge() != null) {
            check.size(spec);
            check.boundary(spec.forge());
        }
        return List.copyOf(check.findings);
    }

    private void roles(AwsBatchComputeEnvironmentSpec spec) {
        if (guardRails.allowedRoleArns().isEmpty()) {
            return;
        }
        roleArns(spec).forEach((field, arn) -> {
            if (!isAllowed(guardRails.allowedRoleArns(), arn.replace(":instance-profile/", ":role/"))) {
                findings.add("`" + field + "`: " + of("the roles") + " do not include " + arn + ". Name one of "
                        + listed(guardRails.allowedRoleArns()) + ", or leave it out.");
            }
        });
    }

    private static Map<String, String> roleArns(AwsBatchComputeEnvironmentSpec spec) {
        Map<String, String> arns = new LinkedHashMap<>();
        RolesSpec roles = spec.forge() == null ? null : spec.forge().roles();
        if (roles != null) {
            arns.put("spec.forge.roles.serviceRoleArn", roles.serviceRoleArn());
            arns.put("spec.forge.roles.instanceProfileArn", roles.instanceProfileArn());
            arns.put("spec.forge.roles.spotFleetRoleArn", roles.spotFleetRoleArn());
        }
        arns.put(
                "spec.headJob.roleArn",
                spec.headJob() == null ? null : spec.headJob().roleArn());
        arns.put(
                "spec.computeJob.roleArn",
                spec.computeJob() == null ? null : spec.computeJob().roleArn());
        arns.put("spec.executionRoleArn", spec.executionRoleArn());
        arns.values().removeIf(arn -> arn == null);
        return arns;
    }

    private void buckets(AwsBatchComputeEnvironmentSpec spec) {
        if (guardRails.allowedBuckets().isEmpty()) {
            return;
        }
        bucket("spec.workDirectory", spec.workDirectory());
        if (spec.forge() != null) {
            spec.forge().allowedBuckets().forEach(uri -> bucket("spec.forge.allowedBuckets", uri));
        }
    }

    private void bucket(String field, String uri) {
        if (!uri.startsWith(BUCKET_SCHEME)) {
            return;
        }
        String bucket = uri.substring(BUCKET_SCHEME.length()).split("/", 2)[0];
        if (!isAllowed(guardRails.allowedBuckets(), bucket)) {
            findings.add("`" + field + "`: " + of("the buckets") + " do not include '" + bucket + "'. Use one of "
                    + listed(guardRails.allowedBuckets()) + ".");
        }
    }

    private void size(AwsBatchComputeEnvironmentSpec spec) {
        size("spec.forge.maxCpus", spec.forge().maxCpus(), "an environment");
        if (spec.headJob() != null) {
            size("spec.headJob.cpus", spec.headJob().cpus(), "a head job, whose environment grows with it,");
        }
    }

    private void size(String field, @Nullable Integer cpus, String what) {
        Integer most = guardRails.maxCpus();
        if (most != null && cpus != null && cpus > most) {
            findings.add("`" + field + "`: AwsIdentity '" + identity + "' allows " + what + " at most " + most
                    + " vCPUs, not " + cpus + ". Lower it.");
        }
    }

    private void boundary(ForgeSpec forge) {
        String must = guardRails.permissionsBoundaryArn();
        String own = forge.roles() == null ? null : forge.roles().permissionsBoundaryArn();
        if (must != null && own != null && !own.equals(must)) {
            findings.add("`spec.forge.roles.permissionsBoundaryArn`: AwsIdentity '" + identity + "' puts the boundary "
                    + must + " on every role. Leave the field out.");
        }
    }

    private String of(String what) {
        return what + " that AwsIdentity '" + identity + "' allows";
    }

    private static String listed(List<String> patterns) {
        return patterns.stream().map(pattern -> "'" + pattern + "'").collect(Collectors.joining(", "));
    }

    /** An asterisk stands for any characters, slashes included. */
    private static boolean isAllowed(List<String> patterns, String name) {
        return patterns.stream()
                .anyMatch(pattern -> Pattern.matches(
                        Pattern.compile("\\*")
                                .splitAsStream(pattern + " ")
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")),
                        name + " "));
    }
}
