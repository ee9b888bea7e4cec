package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.Facts;
import io.towerforge.operator.model.IamRole;
import io.towerforge.operator.model.InstanceProfile;
import io.towerforge.operator.model.Policy;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The roles of an environment. */
final class Roles {
    static final String POLICY_NAME = "nextflow-policy";

    private final StackId stack;
    private final AwsBatchComputeEnvironmentSpec spec;
    private final Facts facts;

    Roles(StackId stack, AwsBatchComputeEnvironmentSpec spec, Facts facts) {
        this.stack = stack;
        this.spec = spec;
        this.facts = facts;
    }

    /** @param secrets whether pipelines may read secrets */
    List<Resource> resources(boolean secrets) {
        List<Resource> all = new ArrayList<>();
        all.add(instanceRole(secrets));
        all.add(new InstanceProfile(instanceRoleName(), instanceRoleName(), tags("instance-profile"), null));
        if (spec.executionRoleArn() == null) {
            all.add(new IamRole(
                    executionRoleName(),
                    Policy.trust("ecs-tasks.amazonaws.com"),
                    Set.of(managed("service-role/AmazonECSTaskExecutionRolePolicy")),
                    secrets ? Map.of(POLICY_NAME, new SecretPolicy(stack, facts).forContainers()) : Map.of(),
                    tags("execution-role"),
                    null));
        }
        return all;
    }

    String instanceProfileArn() {
        return facts.iamArn("instance-profile/" + instanceRoleName());
    }

    String executionRoleArn() {
        return spec.executionRoleArn() != null ? spec.executionRoleArn() : facts.iamArn("role/" + executionRoleName());
    }

    private String instanceRoleName() {
        return stack.prefix() + "-InstanceRole";
    }

    private String executionRoleName() {
        return stack.prefix() + "-ExecutionRole";
    }

    private IamRole instanceRole(boolean secrets) {
        Policy policy = new InstancePolicy(stack, spec, facts).policy(jobRoles(), secrets);
        return new IamRole(
                instanceRoleName(),
                Policy.trust("ec2.amazonaws.com"),
                Set.of(managed("service-role/AmazonEC2ContainerServiceforEC2Role")),
                Map.of(POLICY_NAME, policy),
                tags("instance-role"),
                null);
    }

    private Set<String> jobRoles() {
        Set<String> roles = new TreeSet<>(Set.of(executionRoleArn()));
        if (spec.computeJob() != null && spec.computeJob().roleArn() != null) {
            roles.add(spec.computeJob().roleArn());
        }
        return roles;
    }

    private String managed(String policy) {
        return "arn:" + facts.partition() + ":iam::aws:policy/" + policy;
    }

    private Tags tags(String resource) {
        return Tags.of(stack, resource, spec.resourceLabels());
    }
}
