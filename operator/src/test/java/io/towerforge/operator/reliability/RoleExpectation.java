package io.towerforge.operator.reliability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.ForgeSpec;
import io.towerforge.simulator.core.LiveObject;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user may expect of the roles that are made, and of the instance profile: who may take them on, and what they allow, to the
 * resource. Of actions only that the ones nobody can do without are there, and none goes for all of a service.
 */
final class RoleExpectation {
    private static final String ROLE = "AWS::IAM::Role";
    private static final String HERE = "eu-west-1:111122223333:";

    private static final Set<String> INDISPENSABLE = Set.of(
            "batch:SubmitJob",
            "iam:PassRole",
            "s3:ListBucket",
            "s3:GetObject",
            "s3:PutObject",
            "logs:PutLogEvents",
            "secretsmanager:GetSecretValue",
            "ec2:CreateVolume",
            "ec2:AttachVolume");

    private final AwsBatchComputeEnvironmentSpec spec;
    private final ForgeSpec forge;
    private final String id;
    private final Belongings mine;
    private final Complaints complaints;

    /** @param id the environment's, in AWS's names */
    RoleExpectation(AwsBatchComputeEnvironmentSpec spec, String id, Belongings mine, Complaints complaints) {
        this.spec = spec;
        this.id = id;
        this.forge = spec.forge();
        this.mine = mine;
        this.complaints = complaints;
    }

    /** @param nothingElse whether nothing runs any more that began with other permissions */
    void check(boolean nothingElse) {
        for (LiveObject role : mine.all(ROLE)) {
            String part = role.name().substring(role.name().lastIndexOf('-') + 1);
            switch (part) {
                case "InstanceRole" -> {
                    trust(role, "ec2");
                    attached(role, "service-role/AmazonEC2ContainerServiceforEC2Role");
                    allows(role, ofJobs(), nothingElse);
                }
                case "FargateRole" -> {
                    trust(role, "ecs-tasks");
                    attached(role, "");
                    allows(role, ofJobs(), nothingElse);
                }
                case "ExecutionRole" -> {
                    trust(role, "ecs-tasks");
                    attached(role, "service-role/AmazonECSTaskExecutionRolePolicy");
                    allows(role, readSecrets(), nothingElse);
                }
                default -> complaints.add("nobody knows what role " + role.name() + " is for");
            }
        }
        for (LiveObject profile : mine.all("AWS::IAM::InstanceProfile")) {
            Object roles = profile.attributes().get("roles");
            complaints.require(
                    roles.equals(List.of(profile.name())), "profile " + profile.name() + " holds roles " + roles);
        }
    }

    private void trust(LiveObject role, String service) {
        List<JsonNode> statements = statements(role.attributes().get("assumeRolePolicyDocument"));
        JsonNode trust = statements.get(0);
        complaints.require(
                statements.size() == 1
                        && trust.path("Effect").asText().equals("Allow")
                        && texts(trust.path("Action")).equals(List.of("sts:AssumeRole"))
                        && texts(trust.at("/Principal/Service")).equals(List.of(service + ".amazonaws.com")),
                role.name() + " is trusted to " + statements);
    }

    private void attached(LiveObject role, String managed) {
        Object attached = role.attributes().get("managedPolicyArns");
        complaints.require(
                attached.equals(managed.isEmpty() ? List.of() : List.of("arn:aws:iam::aws:policy/" + managed)),
                role.name() + " has policies " + attached);
    }

    private void allows(LiveObject role, Set<String> wanted, boolean nothingElse) {
        Set<String> allowed = permissions(role);
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(allowed);
        complaints.require(missing.isEmpty(), role.name() + " does not allow " + missing);
        if (nothingElse) {
            allowed.removeAll(wanted);
            complaints.require(allowed.isEmpty(), role.name() + " allows also " + allowed);
        }
    }

    /** What a role's own policies allow: services, and of each the actions that count, with the resource. */
    private Set<String> permissions(LiveObject role) {
        Set<String> allowed = new TreeSet<>();
        Map<?, ?> policies = (Map<?, ?>) role.attributes().get("policies");
        for (Object document : policies.values()) {
            for (JsonNode statement : statements(document)) {
                complaints.require(
                        statement.path("Effect").asText().equals("Allow"), role.name() + " has " + statement);
                for (String action : texts(statement.path("Action"))) {
                    complaints.require(!action.contains("*"), role.name() + " allows " + action);
                    for (String resource : texts(statement.path("Resource"))) {
                        allowed.add(action.replaceAll(":.*", "") + " " + resource);
                        if (INDISPENSABLE.contains(action)) {
                            allowed.add(action + " " + resource);
                        }
                    }
                }
            }
        }
        return allowed;
    }

    private Set<String> ofJobs() {
        Set<String> wanted = new TreeSet<>(List.of("ec2 *", "ecs *"));
        wanted.addAll(allow("*", "batch:SubmitJob"));
        jobRoles().forEach(role -> wanted.addAll(allow(role, "iam:PassRole")));
        for (String bucket : buckets()) {
            wanted.addAll(allow("arn:aws:s3:::" + bucket, "s3:ListBucket"));
            wanted.addAll(allow("arn:aws:s3:::" + bucket + "/*", "s3:GetObject", "s3:PutObject"));
        }
        String logs = spec.logGroup() == null || spec.logGroup().name() == null
                ? "TowerForge-" + id
                : spec.logGroup().name();
        wanted.addAll(allow("arn:aws:logs:" + HERE + "log-group:" + logs + ":*", "logs:PutLogEvents"));
        if (!spec.pipelineSecrets().isEmpty()) {
            wanted.add("secretsmanager *");
        }
        wanted.addAll(readSecrets());
        if (forge.usesEbsAutoScale()) {
            wanted.addAll(allow("arn:aws:ec2:" + HERE + "volume/*", "ec2:CreateVolume", "ec2:AttachVolume"));
            wanted.addAll(allow("arn:aws:ec2:" + HERE + "instance/*", "ec2:AttachVolume"));
        }
        return wanted;
    }

    private Set<String> readSecrets() {
        return spec.pipelineSecrets().isEmpty()
                ? Set.of()
                : allow(
                        "arn:aws:secretsmanager:" + HERE + "secret:tower-" + id + "/*",
                        "secretsmanager:GetSecretValue");
    }

    private Set<String> jobRoles() {
        Set<String> roles = new TreeSet<>();
        if (spec.executionRoleArn() != null) {
            roles.add(spec.executionRoleArn());
        } else {
            mine.all(ROLE).stream()
                    .filter(role -> role.name().endsWith("-ExecutionRole"))
                    .map(LiveObject::id)
                    .forEach(roles::add);
        }
        if (spec.computeJob() != null && spec.computeJob().roleArn() != null) {
            roles.add(spec.computeJob().roleArn());
        }
        return roles;
    }

    private Set<String> buckets() {
        return Stream.concat(Stream.of(spec.workDirectory()), forge.allowedBuckets().stream())
                .filter(uri -> uri.startsWith("s3://"))
                .map(uri -> uri.substring("s3://".length()).replaceAll("/.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> allow(String resource, String... actions) {
        Set<String> allowed = new TreeSet<>();
        for (String action : actions) {
            allowed.add(action + " " + resource);
            allowed.add(action.replaceAll(":.*", "") + " " + resource);
        }
        return allowed;
    }

    private static List<JsonNode> statements(Object document) {
        try {
            return list(new ObjectMapper().readTree(document.toString()).path("Statement"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode member) {
        return list(member).stream().map(JsonNode::asText).toList();
    }

    /** What is one thing or a list of them, as everything in a policy may be. */
    private static List<JsonNode> list(JsonNode member) {
        List<JsonNode> all = new ArrayList<>();
        if (member.isArray()) {
            member.forEach(all::add);
        } else {
            all.add(member);
        }
        return all;
    }
}
