package io.towerforge.operator.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpecBuilder;
import io.towerforge.api.v1alpha1.ComputeJobSpec;
import io.towerforge.api.v1alpha1.ForgeSpecBuilder;
import io.towerforge.api.v1alpha1.GuardRails;
import io.towerforge.api.v1alpha1.GuardRailsBuilder;
import io.towerforge.api.v1alpha1.HeadJobSpec;
import io.towerforge.api.v1alpha1.HeadJobSpecBuilder;
import io.towerforge.api.v1alpha1.ManualSpec;
import io.towerforge.api.v1alpha1.RolesSpec;
import io.towerforge.api.v1alpha1.RolesSpecBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a tenant may ask for of the identity an administrator lends. */
class GuardRailCheckTest {
    private static final String ALLOWED = "arn:aws:iam::111122223333:role/nextflow/";
    private static final GuardRails ROLES =
            GuardRailsBuilder.builder().allowedRoleArns(List.of(ALLOWED + "*")).build();
    private static final AwsBatchComputeEnvironmentSpec SPEC = AwsBatchComputeEnvironmentSpecBuilder.builder()
            .region("eu-west-1")
            .workDirectory("s3://acme-nextflow/work")
            .forge(ForgeSpecBuilder.builder().maxCpus(256).build())
            .build();

    /** Every field that names a role, with a way to put one there. */
    private static final Map<String, Function<String, AwsBatchComputeEnvironmentSpec>> FIELDS = Map.of(
            "spec.headJob.roleArn", arn -> SPEC.withHeadJob(new HeadJobSpec(null, null, arn, null)),
            "spec.computeJob.roleArn", arn -> SPEC.withComputeJob(new ComputeJobSpec(arn)),
            "spec.executionRoleArn", SPEC::withExecutionRoleArn,
            "spec.forge.roles.serviceRoleArn", arn -> roles(with -> with.serviceRoleArn(arn)),
            "spec.forge.roles.spotFleetRoleArn", arn -> roles(with -> with.spotFleetRoleArn(arn)),
            "spec.forge.roles.instanceProfileArn",
                    arn -> roles(with -> with.instanceProfileArn(arn.replace(":role/", ":instance-profile/"))));

    static Stream<Arguments> fieldsAndForeignRoles() {
        return FIELDS.keySet().stream()
                .flatMap(field -> Stream.of(
                                "arn:aws:iam::111122223333:role/Admin",
                                "arn:aws:iam::111122223333:role/nextflow-admin",
                                "arn:aws:iam::111122223333:role/nextflow",
                                "arn:aws:iam::111122223333:role/NEXTFLOW/tasks",
                                "arn:aws:iam::111122223333:role/a/nextflow/tasks",
                                "arn:aws:iam::444455556666:role/nextflow/tasks",
                                "arn:aws-cn:iam::111122223333:role/nextflow/tasks",
                                "arn:aws:iam::111122223333:role/nextflow.tasks")
                        .map(arn -> Arguments.of(field, arn)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("fieldsAndForeignRoles")
    void aRoleThatIsNotAllowedIsRefusedWhereverItIsNamed(String field, String arn) {
        assertThat(GuardRailCheck.findings(FIELDS.get(field).apply(arn), "research", ROLES))
                .singleElement()
                .asString()
                .startsWith("`" + field + "`: ")
                .contains("AwsIdentity 'research'", ALLOWED + "*");
    }

    @Test
    void aRoleThatIsAllowedIsFine() {
        assertThat(FIELDS.values()).allSatisfy(field -> {
            assertThat(GuardRailCheck.findings(field.apply(ALLOWED + "tasks"), "research", ROLES))
                    .isEmpty();
            assertThat(GuardRailCheck.findings(field.apply(ALLOWED + "a/b"), "research", ROLES))
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "acme-*, acme-nextflow, true",
        "acme-nextflow, acme-nextflow, true",
        "acme-next, acme-nextflow, false",
        "*, anything, true",
        "acme.*, acme-nextflow, false",
        "*-nextflow, acme-nextflow, true",
        "*-next, acme-nextflow, false",
        "a*e-*w, acme-nextflow, true"
    })
    void anAsteriskStandsForAnyCharactersAndNothingElseIsSpecial(String pattern, String bucket, boolean allowed) {
        GuardRails guardRails =
                GuardRailsBuilder.builder().allowedBuckets(List.of(pattern)).build();

        assertThat(GuardRailCheck.findings(SPEC.withWorkDirectory("s3://" + bucket + "/work"), "research", guardRails)
                        .isEmpty())
                .isEqualTo(allowed);
    }

    @Test
    void everyBucketIsLookedAtAndAFileSystemIsNone() {
        GuardRails guardRails = GuardRailsBuilder.builder()
                .allowedBuckets(List.of("acme-nextflow"))
                .build();
        AwsBatchComputeEnvironmentSpec more = SPEC.withForge(
                SPEC.forge().withAllowedBuckets(List.of("s3://acme-nextflow", "s3://acme-references/genomes")));

        assertThat(GuardRailCheck.findings(more, "research", guardRails))
                .singleElement()
                .asString()
                .contains("`spec.forge.allowedBuckets`", "'acme-references'");
        assertThat(GuardRailCheck.findings(SPEC.withWorkDirectory("/mnt/efs/work"), "research", guardRails))
                .isEmpty();
    }

    @Test
    void queuesThatExistAreWithinTheSameRails() {
        AwsBatchComputeEnvironmentSpec manual = SPEC.withForge(null)
                .withManual(new ManualSpec("head", "tasks"))
                .withExecutionRoleArn("arn:aws:iam::111122223333:role/Admin");

        assertThat(GuardRailCheck.findings(manual, "research", ROLES)).hasSize(1);
    }

    @Test
    void anEnvironmentIsAtMostSoLarge() {
        assertThat(GuardRailCheck.findings(SPEC, "research", maxCpus(256))).isEmpty();
        assertThat(GuardRailCheck.findings(SPEC, "research", maxCpus(255)))
                .singleElement()
                .asString()
                .contains("at most 255 vCPUs, not 256");
    }

    @Test
    void aHeadJobIsNoLargerThanAnEnvironmentMayBe() {
        AwsBatchComputeEnvironmentSpec spec = SPEC.withForge(SPEC.forge().withMaxCpus(64))
                .withHeadJob(HeadJobSpecBuilder.builder().cpus(96).build());

        assertThat(GuardRailCheck.findings(spec, "research", maxCpus(96))).isEmpty();
        assertThat(GuardRailCheck.findings(spec, "research", maxCpus(95)))
                .singleElement()
                .asString()
                .contains("`spec.headJob.cpus`", "at most 95 vCPUs, not 96");
    }

    @Test
    void anotherBoundaryThanTheIdentitysIsRefused() {
        String must = "arn:aws:iam::111122223333:policy/boundary";
        GuardRails guardRails =
                GuardRailsBuilder.builder().permissionsBoundaryArn(must).build();

        assertThat(GuardRailCheck.findings(SPEC, "research", guardRails)).isEmpty();
        assertThat(GuardRailCheck.findings(roles(with -> with.permissionsBoundaryArn(must)), "research", guardRails))
                .isEmpty();
        assertThat(GuardRailCheck.findings(
                        roles(with -> with.permissionsBoundaryArn("arn:aws:iam::aws:policy/AdministratorAccess")),
                        "research",
                        guardRails))
                .singleElement()
                .asString()
                .contains(must);
    }

    @Test
    void withoutRailsEverythingGoes() {
        assertThat(GuardRailCheck.findings(SPEC, "research", null)).isEmpty();
        assertThat(GuardRailCheck.findings(
                        SPEC.withExecutionRoleArn("arn:aws:iam::111122223333:role/Admin"),
                        "research",
                        GuardRailsBuilder.builder().build()))
                .isEmpty();
    }

    private static GuardRails maxCpus(int most) {
        return GuardRailsBuilder.builder().maxCpus(most).build();
    }

    private static AwsBatchComputeEnvironmentSpec roles(Function<RolesSpecBuilder, RolesSpecBuilder> with) {
        RolesSpec roles = with.apply(RolesSpecBuilder.builder()).build();
        return SPEC.withForge(SPEC.forge().withRoles(roles));
    }
}
