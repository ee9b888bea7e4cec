package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.RolesSpec;
import io.towerforge.operator.model.ComputeEnvironment;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.Grants;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.IamRoleBuilder;
import io.towerforge.operator.model.InstanceProfile;
import io.towerforge.operator.model.Observation;
import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.ResourceId;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The roles of an environment. */
final class Roles {
    static final String POLICY_NAME = "nextflow-policy";

    private final StackId stack;
    private final AwsBatchComputeEnvironmentSpec spec;
    private final Facts facts;
    private final Observation seen;
    private final Grants earlierGrants;
    private final RolesSpec own;

    Roles(StackRequest request) {
        this.stack = request.stack();
        this.spec = request.spec();
        this.facts = request.facts();
        this.seen = request.seen();
        this.earlierGrants = request.earlierGrants();
        this.own = spec.forge() == null || spec.forge().roles() == null
                ? new RolesSpec(null, null, null, null)
                : spec.forge().roles();
    }

    /**
     * The roles to create: none that the user brings, and the one of instances all the same while some still run with it.
     *
     * @param uses what they allow for
     */
    List<Resource> resources(Uses uses) {
        List<Resource> all = new ArrayList<>();
        if (own.instanceProfileArn() == null || isProfileInUse()) {
            all.add(instanceRole(uses));
            all.add(new InstanceProfile(
                    instanceRoleName(), facts.rolePath(), instanceRoleName(), tags("instance-profile"), null));
        }
        if (spec.executionRoleArn() == null) {
            all.add(executionRole(uses.secrets()));
        }
        if (spec.forge().usesFargateHead() && !bringsHeadJobRole()) {
            all.add(fargateRole(uses));
        }
        return all;
    }

    /** An environment that drains goes on with the profile it was made with; without it, AWS Batch rejects the environment. */
    private boolean isProfileInUse() {
        return seen.all(ComputeEnvironment.class).stream()
                .map(one -> one.resource().instances())
                .anyMatch(instances ->
                        instances != null && instances.instanceProfile().endsWith("/" + instanceRoleName()));
    }

    String instanceProfileArn() {
        return own.instanceProfileArn() != null
                ? own.instanceProfileArn()
                : arn(ResourceKind.INSTANCE_PROFILE, "instance-profile", instanceRoleName());
    }

    /** What head jobs run as; empty where they use the role of their instance. */
    Optional<String> headJobRoleArn() {
        if (bringsHeadJobRole()) {
            return Optional.of(spec.headJob().roleArn());
        }
        return spec.forge() != null && spec.forge().usesFargateHead()
                ? Optional.of(arn(ResourceKind.IAM_ROLE, "role", fargateRoleName()))
                : Optional.empty();
    }

    private boolean bringsHeadJobRole() {
        return spec.headJob() != null && spec.headJob().roleArn() != null;
    }

    private String fargateRoleName() {
        return stack.prefix() + "-FargateRole";
    }

    /** Empty for Batch's service-linked role, the only one that allows updates of instances in place. */
    String serviceRoleArn() {
        return own.serviceRoleArn() == null ? "" : own.serviceRoleArn();
    }

    String executionRoleArn() {
        return spec.executionRoleArn() != null
                ? spec.executionRoleArn()
                : arn(ResourceKind.IAM_ROLE, "role", executionRoleName());
    }

    private String instanceRoleName() {
        return stack.prefix() + "-InstanceRole";
    }

    private String executionRoleName() {
        return stack.prefix() + "-ExecutionRole";
    }

    private IamRole instanceRole(Uses uses) {
        return role(instanceRoleName(), "ec2.amazonaws.com", "instance-role")
                .managedPolicies(Set.of(managed("service-role/AmazonEC2ContainerServiceforEC2Role")))
                .inlinePolicies(Map.of(POLICY_NAME, instancePolicy(uses)))
                .build();
    }

    /** What a head job on Fargate runs as: there is no instance whose role it could use. */
    private IamRole fargateRole(Uses uses) {
        return role(fargateRoleName(), "ecs-tasks.amazonaws.com", "fargate-role")
                .managedPolicies(Set.of())
                .inlinePolicies(Map.of(POLICY_NAME, instancePolicy(uses)))
                .build();
    }

    private IamRole executionRole(boolean secrets) {
        return role(executionRoleName(), "ecs-tasks.amazonaws.com", "execution-role")
                .managedPolicies(Set.of(managed("service-role/AmazonECSTaskExecutionRolePolicy")))
                .inlinePolicies(
                        secrets ? Map.of(POLICY_NAME, new SecretPolicy(stack, facts).forContainers()) : Map.of())
                .build();
    }

    private Policy instancePolicy(Uses uses) {
        return new InstancePolicy(stack, facts, granted()).policy(uses);
    }

    /** What the spec lets jobs use, and what it let those use that still run. */
    Grants granted() {
        return new Grants(NamedBuckets.of(spec), jobRoles(), Set.of(new Logs(stack, spec).name())).plus(earlierGrants);
    }

    /** What all roles that are created have in common. */
    private IamRoleBuilder role(String name, String service, String resource) {
        return IamRoleBuilder.builder()
                .name(name)
                .path(facts.rolePath())
                .trust(Policy.trust(service))
                .permissionsBoundary(own.permissionsBoundaryArn())
                .tags(tags(resource));
    }

    private Set<String> jobRoles() {
        Set<String> roles = new TreeSet<>(Set.of(executionRoleArn()));
        if (spec.computeJob() != null && spec.computeJob().roleArn() != null) {
            roles.add(spec.computeJob().roleArn());
        }
        return roles;
    }

    /** AWS's word for what is there, as its path is that of the day it was made; else what it will be. */
    private String arn(ResourceKind kind, String type, String name) {
        return seen.find(new ResourceId(kind, name))
                .map(one -> one.resource().awsId(facts))
                .orElseGet(() -> facts.iamArn(type + (facts.rolePath() == null ? "/" : facts.rolePath()) + name));
    }

    private String managed(String policy) {
        return "arn:" + facts.partition() + ":iam::aws:policy/" + policy;
    }

    private Tags tags(String resource) {
        return Tags.of(stack, resource, spec.resourceLabels());
    }
}
