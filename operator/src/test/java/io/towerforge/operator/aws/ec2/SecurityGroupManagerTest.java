package io.towerforge.operator.aws.ec2;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.Meddling;
import io.towerforge.operator.aws.ResourceManagerContract;
import io.towerforge.operator.model.Ports;
import io.towerforge.operator.model.SecurityGroup;
import io.towerforge.operator.model.SecurityGroup.Ingress;
import io.towerforge.operator.model.Tags;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;

class SecurityGroupManagerTest extends ResourceManagerContract<SecurityGroup> {
    private static final Ingress NFS = Ingress.fromItself(new Ports(2049, 2049));

    @Override
    protected SecurityGroup prepare() {
        return ExampleStack.securityGroup(world.network());
    }

    @Override
    protected List<SecurityGroup> edits() {
        Tags other = ExampleStack.otherTags("storage-group");
        Set<Ingress> lustre =
                Set.of(Ingress.fromItself(new Ports(988, 988)), Ingress.fromItself(new Ports(1018, 1023)));
        return List.of(
                new SecurityGroup(desired.name(), desired.vpcId(), lustre, desired.tags(), null),
                new SecurityGroup(desired.name(), desired.vpcId(), lustre, other, null));
    }

    @Override
    protected List<Meddling> meddlings() {
        Ec2Client ec2 = world.somebody().ec2();
        Set<Ingress> world4 = Set.of(new Ingress("tcp", 22, 22, "0.0.0.0/0"));
        Set<Ingress> world6 = Set.of(new Ingress("-1", -1, -1, "::/0"));
        return List.of(
                new Meddling(
                        "a port is closed",
                        () -> ec2.revokeSecurityGroupIngress(request ->
                                request.groupId(id()).ipPermissions(IngressMapping.write(Set.of(NFS), id())))),
                new Meddling(
                        "a port is opened to everybody",
                        () -> ec2.authorizeSecurityGroupIngress(
                                request -> request.groupId(id()).ipPermissions(IngressMapping.write(world4, id())))),
                new Meddling(
                        "everything is opened to everybody",
                        () -> ec2.authorizeSecurityGroupIngress(
                                request -> request.groupId(id()).ipPermissions(IngressMapping.write(world6, id())))),
                new Meddling("a label is taken off", () -> untag("team")));
    }

    @Override
    protected void plant(Map<String, String> tags) {
        world.somebody()
                .ec2()
                .createSecurityGroup(request -> request.groupName(desired.name())
                        .description("by hand")
                        .vpcId(desired.vpcId())
                        .tagSpecifications(specification -> specification
                                .resourceType(ResourceType.SECURITY_GROUP)
                                .tags(Ec2Tags.write(tags))));
    }

    @Override
    protected void untag(String key) {
        world.somebody().ec2().deleteTags(request -> request.resources(id()).tags(tag -> tag.key(key)));
    }

    private String id() {
        return ours().get(0).id();
    }
}
