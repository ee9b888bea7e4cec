package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** What IAM does with the policies of a role: trust, inline and managed. */
class RolePolicyBehaviourTest extends AccountFixture {
    private static final String MANAGED = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role";

    @Test
    void trustAndManagedPoliciesAreLimited() {
        role("head");
        String large = TRUST.replace("ec2.amazonaws.com", "e".repeat(2_048));
        assertThatThrownBy(() -> aws.iam()
                        .updateAssumeRolePolicy(
                                update -> update.roleName("head").policyDocument(large)))
                .isInstanceOf(LimitExceededException.class);
        for (int number = 1; number <= 10; number++) {
            String arn = "arn:aws:iam::aws:policy/Policy" + number;
            aws.iam().attachRolePolicy(attach -> attach.roleName("head").policyArn(arn));
        }
        assertThatThrownBy(() -> attach("head")).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void documentsAreReturnedUrlEncoded() {
        role("head");
        put("head", "access", POLICY);
        String document = aws.iam()
                .getRolePolicy(get -> get.roleName("head").policyName("access"))
                .policyDocument();
        assertThat(document).startsWith("%7B%22Version%22%3A").doesNotContain("+", "*");
        assertThat(URLDecoder.decode(document, StandardCharsets.UTF_8)).isEqualTo(POLICY);
        assertThat(URLDecoder.decode(get("head").assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(TRUST);
    }

    @Test
    void aMalformedDocumentIsRefused() {
        role("head");
        for (String document : List.of("{not json", "{}", "", "{", "[]", "text")) {
            assertThatThrownBy(() -> put("head", "access", document))
                    .isInstanceOf(MalformedPolicyDocumentException.class);
        }
    }

    @Test
    void puttingAPolicyReplacesIt() {
        role("head");
        put("head", "b", POLICY);
        put("head", "a", POLICY);
        put("head", "b", TRUST);
        assertThat(aws.iam().listRolePolicies(list -> list.roleName("head")).policyNames())
                .containsExactly("a", "b");
    }

    @Test
    void inlinePoliciesAreLimitedInSize() {
        role("head");
        assertThatThrownBy(() -> put("head", "large", POLICY.replace("bucket", "b".repeat(10_240))))
                .isInstanceOf(LimitExceededException.class);
        put("head", "spaced", POLICY.replace(":", ":" + " ".repeat(2_000)));
    }

    @Test
    void attachingIsIdempotentAndDetachingIsNot() {
        role("head");
        attach("head");
        attach("head");
        assertThat(aws.iam()
                        .listAttachedRolePolicies(list -> list.roleName("head"))
                        .attachedPolicies())
                .extracting(policy -> policy.policyName())
                .containsExactly("AmazonEC2ContainerServiceforEC2Role");
        aws.iam().detachRolePolicy(detach -> detach.roleName("head").policyArn(MANAGED));
        assertThatThrownBy(() -> aws.iam()
                        .detachRolePolicy(detach -> detach.roleName("head").policyArn(MANAGED)))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void aTrustPolicyIsReplaced() {
        role("head");
        String other = TRUST.replace("ec2", "ecs-tasks");
        aws.iam().updateAssumeRolePolicy(update -> update.roleName("head").policyDocument(other));
        assertThat(URLDecoder.decode(get("head").assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(other);
    }

    @Test
    void aTrustPolicyHasOnlyActionsOfSts() {
        role("head");
        for (String actions : List.of("\"s3:GetObject\"", "[\"sts:AssumeRole\", \"s3:GetObject\"]")) {
            String document = TRUST.replace("\"sts:AssumeRole\"", actions);
            assertThatThrownBy(() -> aws.iam()
                            .updateAssumeRolePolicy(
                                    update -> update.roleName("head").policyDocument(document)))
                    .isInstanceOf(MalformedPolicyDocumentException.class)
                    .hasMessageContaining("may only specify STS AssumeRole actions");
        }
        String several = TRUST.replace("\"sts:AssumeRole\"", "[\"sts:AssumeRole\", \"sts:TagSession\"]");
        aws.iam().updateAssumeRolePolicy(update -> update.roleName("head").policyDocument(several));
    }

    private Role get(String name) {
        return aws.iam().getRole(get -> get.roleName(name)).role();
    }

    private void put(String role, String policy, String document) {
        aws.iam().putRolePolicy(put -> put.roleName(role).policyName(policy).policyDocument(document));
    }

    private void attach(String role) {
        aws.iam().attachRolePolicy(attach -> attach.roleName(role).policyArn(MANAGED));
    }
}
