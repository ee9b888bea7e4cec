package io.towerforge.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.Grants;
import io.towerforge.operator.model.Policy.Statement;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What instances may do in S3. */
class InstancePolicyTest {
    @Test
    void instancesUseTheBucketsOfTheSpecAsWholesAndNoOthers() {
        assertThat(bucketsOf(Scene.forge("allowedBuckets: ['s3://acme-references/human', 's3://acme-references/mouse']")
                        .withWorkDirectory("s3://acme-nextflow/work")))
                .containsExactlyInAnyOrder(
                        "arn:aws:s3:::acme-nextflow",
                        "arn:aws:s3:::acme-nextflow/*",
                        "arn:aws:s3:::acme-references",
                        "arn:aws:s3:::acme-references/*");
    }

    @Test
    void withoutBucketsNothingIsAllowedInS3() {
        assertThat(bucketsOf(Scene.forge("efs: { create: {} }").withWorkDirectory("/mnt/efs/work")))
                .isEmpty();
    }

    private static Set<String> bucketsOf(AwsBatchComputeEnvironmentSpec spec) {
        Grants granted = new Roles(Scene.first(spec)).granted();
        return new InstancePolicy(Scene.STACK, Scene.facts(0), granted)
                .policy(Uses.NOTHING).statements().stream()
                        .filter(statement -> statement.actions().stream().anyMatch(action -> action.startsWith("s3:")))
                        .map(Statement::resources)
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet());
    }
}
