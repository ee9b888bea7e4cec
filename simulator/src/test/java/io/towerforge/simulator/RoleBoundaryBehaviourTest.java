package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.Role;

/** The limit that can be put on what a role may be given. */
class RoleBoundaryBehaviourTest extends AccountFixture {
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";

    @Test
    void aBoundaryComesAndGoes() {
        aws.iam().createRole(create -> create.roleName("limited").assumeRolePolicyDocument(TRUST));

        aws.iam().putRolePermissionsBoundary(put -> put.roleName("limited").permissionsBoundary(BOUNDARY));
        assertThat(role().permissionsBoundary().permissionsBoundaryArn()).isEqualTo(BOUNDARY);

        aws.iam().deleteRolePermissionsBoundary(delete -> delete.roleName("limited"));
        assertThat(role().permissionsBoundary()).isNull();
    }

    private Role role() {
        return aws.iam().getRole(get -> get.roleName("limited")).role();
    }
}
