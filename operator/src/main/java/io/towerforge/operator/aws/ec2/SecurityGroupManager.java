package io.towerforge.operator.aws.ec2;

import io.towerforge.operator.aws.Aws;
import io.towerforge.operator.aws.Mark;
import io.towerforge.operator.aws.ResourceManager;
import io.towerforge.operator.aws.SharedList;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.SecurityGroup;
import io.towerforge.operator.model.SecurityGroup.Ingress;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * Security groups. All groups of environments are listed by their tag, in one call, with what they let in; those of other clusters too,
 * as they may be adopted.
 */
public final class SecurityGroupManager implements ResourceManager<SecurityGroup> {
    private static final String DESCRIPTION = "Lets instances of TowerForge reach the file systems they mount";

    private final Ec2Client ec2;
    private final SharedList<software.amazon.awssdk.services.ec2.model.SecurityGroup> groups;

    public SecurityGroupManager(Ec2Client ec2, InstantSource clock) {
        this.ec2 = ec2;
        this.groups = new SharedList<>(
                        clock,
                        software.amazon.awssdk.services.ec2.model.SecurityGroup::groupName,
                        group -> false,
                        () -> list("list the security groups of environments", Map.of("tag-key", Tags.CLUSTER)))
                .rarelyUsed();
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.SECURITY_GROUP;
    }

    @Override
    public List<Observed<SecurityGroup>> observe(StackId stack, Instant notOlderThan) {
        return groups.get(notOlderThan).stream()
                .filter(group -> Tags.marks(Ec2Tags.read(group.tags()), stack))
                .map(group -> Mark.observed(read(group), groups.isShown(group.groupName())))
                .toList();
    }

    /** A stranger's group of the name is not in the list, so the name is asked for first. */
    @Override
    public void create(SecurityGroup desired) {
        Supplier<Optional<Map<String, String>>> holder = () -> lookUp(desired);
        Mark.in(desired.tags(), desired.id()).claim(desired.id(), holder, holder, () -> {
            String id = groups.write(
                            "create " + desired.id(),
                            () -> ec2.createSecurityGroup(request -> request.groupName(desired.name())
                                    .description(DESCRIPTION)
                                    .vpcId(desired.vpcId())
                                    .tagSpecifications(tags -> tags.resourceType(ResourceType.SECURITY_GROUP)
                                            .tags(Ec2Tags.write(desired.tags().all())))))
                    .groupId();
            groups.wrote(software.amazon.awssdk.services.ec2.model.SecurityGroup.builder()
                    .groupName(desired.name())
                    .groupId(id)
                    .vpcId(desired.vpcId())
                    .tags(Ec2Tags.write(desired.tags().all()))
                    .build());
            allow(desired, id, desired.ingress());
        });
    }

    @Override
    public void update(SecurityGroup desired, Observed<SecurityGroup> actual, List<FieldDiff> diff) {
        String id = owned(actual);
        if (FieldDiff.touches(diff, "ingress")) {
            Set<Ingress> surplus = new TreeSet<>(actual.resource().ingress());
            surplus.removeAll(desired.ingress());
            if (!surplus.isEmpty()) {
                groups.write(
                        "close ports of " + desired.id(),
                        () -> ec2.revokeSecurityGroupIngress(
                                request -> request.groupId(id).ipPermissions(IngressMapping.write(surplus, id))));
            }
            Set<Ingress> missing = new TreeSet<>(desired.ingress());
            missing.removeAll(actual.resource().ingress());
            allow(desired, id, missing);
        }
        Ec2Tags.replace(ec2, groups, desired.id(), id, actual.resource().tags(), desired.tags());
    }

    @Override
    public void delete(Observed<SecurityGroup> actual) {
        String id = owned(actual);
        groups.remove(
                "delete " + actual.id(),
                actual.resource().name(),
                () -> ec2.deleteSecurityGroup(request -> request.groupId(id)));
    }

    private void allow(SecurityGroup desired, String id, Set<Ingress> rules) {
        if (!rules.isEmpty()) {
            groups.write(
                    "open ports of " + desired.id(),
                    () -> ec2.authorizeSecurityGroupIngress(
                            request -> request.groupId(id).ipPermissions(IngressMapping.write(rules, id))));
        }
    }

    private String owned(Observed<SecurityGroup> actual) {
        software.amazon.awssdk.services.ec2.model.SecurityGroup group =
                groups.known(actual.resource().name()).orElseThrow(() -> Mark.gone(actual.id()));
        Mark.in(actual.resource().tags(), actual.id()).mustBeOn(actual.id(), Ec2Tags.read(group.tags()));
        return group.groupId();
    }

    private Optional<Map<String, String>> lookUp(SecurityGroup desired) {
        return list("look up " + desired.id(), Map.of("group-name", desired.name(), "vpc-id", desired.vpcId())).stream()
                .map(group -> Ec2Tags.read(group.tags()))
                .findFirst();
    }

    private List<software.amazon.awssdk.services.ec2.model.SecurityGroup> list(
            String what, Map<String, String> filters) {
        DescribeSecurityGroupsRequest request = DescribeSecurityGroupsRequest.builder()
                .filters(Ec2Filters.of(filters))
                .build();
        return Aws.call(
                what,
                () -> ec2.describeSecurityGroupsPaginator(request).securityGroups().stream()
                        .toList());
    }

    private static SecurityGroup read(software.amazon.awssdk.services.ec2.model.SecurityGroup group) {
        return new SecurityGroup(
                group.groupName(),
                group.vpcId(),
                IngressMapping.read(group.ipPermissions(), group.groupId()),
                Tags.read(Ec2Tags.read(group.tags())),
                group.groupId());
    }
}
