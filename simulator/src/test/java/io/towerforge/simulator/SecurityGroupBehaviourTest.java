package io.towerforge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** What EC2 does with security groups. */
class SecurityGroupBehaviourTest extends AccountFixture {

    @Test
    void aGroupsNameIsTakenInItsVpcOnly() {
        create("nfs");
        refusedWith("InvalidGroup.Duplicate", () -> create("nfs"));
        String other = aws.network().addVpc("10.0.0.0/16");
        aws.ec2()
                .createSecurityGroup(
                        request -> request.groupName("nfs").description("NFS").vpcId(other));
    }

    @Test
    void aNewGroupLetsNothingIn() {
        assertThat(group(create("nfs")).ipPermissions()).isEmpty();
    }

    @Test
    void theDefaultGroupLetsInWhatComesFromItself() {
        String id = aws.network().defaultSecurityGroup(aws.network().defaultVpcId());
        assertThat(group(id).ipPermissions()).singleElement().satisfies(permission -> {
            assertThat(permission.ipProtocol()).isEqualTo("-1");
            assertThat(permission.userIdGroupPairs())
                    .singleElement()
                    .satisfies(pair -> assertThat(pair.groupId()).isEqualTo(id));
        });
    }

    @Test
    void aRuleThatIsThereIsNotAddedTwice() {
        String id = create("nfs");
        authorize(id, 2049);
        refusedWith("InvalidPermission.Duplicate", () -> authorize(id, 2049));
    }

    @Test
    void aRuleThatIsNotThereIsNotRevoked() {
        String id = create("nfs");
        authorize(id, 2049);
        refusedWith("InvalidPermission.NotFound", () -> revoke(id, 988));
        revoke(id, 2049);
        assertThat(group(id).ipPermissions()).isEmpty();
    }

    @Test
    void aGroupThatANetworkInterfaceCarriesIsNotDeleted() {
        String id = create("nfs");
        String subnet = aws.network().subnetIds(aws.network().defaultVpcId()).get(0);
        String fileSystem = aws.efs()
                .createFileSystem(request -> request.creationToken("work"))
                .fileSystemId();
        String target = aws.efs()
                .createMountTarget(request ->
                        request.fileSystemId(fileSystem).subnetId(subnet).securityGroups(id))
                .mountTargetId();
        refusedWith("DependencyViolation", () -> delete(id));
        aws.efs().deleteMountTarget(request -> request.mountTargetId(target));
        delete(id);
        refusedWith("InvalidGroup.NotFound", () -> delete(id));
    }

    @Test
    void aGroupIsTaggedAsItIsMadeAndFoundByItsTag() {
        String id = aws.ec2()
                .createSecurityGroup(request -> request.groupName("nfs")
                        .description("NFS")
                        .vpcId(aws.network().defaultVpcId())
                        .tagSpecifications(tags -> tags.resourceType(ResourceType.SECURITY_GROUP)
                                .tags(tag -> tag.key("team").value("genomics"))))
                .groupId();
        assertThat(aws.ec2()
                        .describeSecurityGroups(describe -> describe.filters(
                                filter -> filter.name("tag:team").values("genomics")))
                        .securityGroups())
                .extracting(SecurityGroup::groupId)
                .containsExactly(id);
    }

    private String create(String name) {
        return aws.ec2()
                .createSecurityGroup(request -> request.groupName(name)
                        .description("NFS")
                        .vpcId(aws.network().defaultVpcId()))
                .groupId();
    }

    private void authorize(String id, int port) {
        aws.ec2().authorizeSecurityGroupIngress(request -> request.groupId(id).ipPermissions(rule(id, port)));
    }

    private void revoke(String id, int port) {
        aws.ec2().revokeSecurityGroupIngress(request -> request.groupId(id).ipPermissions(rule(id, port)));
    }

    private void delete(String id) {
        aws.ec2().deleteSecurityGroup(request -> request.groupId(id));
    }

    private SecurityGroup group(String id) {
        return aws.ec2()
                .describeSecurityGroups(describe -> describe.groupIds(id))
                .securityGroups()
                .get(0);
    }

    private static IpPermission rule(String group, int port) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .userIdGroupPairs(pair -> pair.groupId(group))
                .build();
    }
}
