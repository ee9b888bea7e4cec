package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.EfsCreateSpec;
import io.towerforge.api.v1alpha1.EfsSpec;
import io.towerforge.api.v1alpha1.NetworkSpec;
import io.towerforge.simulator.core.LiveObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/** Through which security groups instances reach an EFS file system that is made for them. */
class EfsGroupsTest extends EfsFixture {
    private static final String GROUP = "AWS::EC2::SecurityGroup";
    private static final EfsSpec CREATED = new EfsSpec(new EfsCreateSpec(null), null, null);

    @Test
    void groupsThatLetNfsThroughNeedNoOther() {
        ready(forge -> forge.withEfs(CREATED));

        assertThat(story.objects(GROUP)).isEmpty();
    }

    @Test
    void closedGroupsGetOneBesideThemThatOpensNfsToItself() {
        String closed = closedGroup();
        ready(forge -> forge.withEfs(CREATED).withNetwork(new NetworkSpec(null, null, List.of(closed))));

        LiveObject group = story.one(GROUP);
        assertThat(group.attributes()).containsEntry("ingress", List.of("tcp 2049-2049 from " + group.id()));
        assertThat(story.serving("work").attributes().toString()).contains(group.id(), closed);
        assertThat(story.one(TARGET).attributes()).containsEntry("securityGroups", List.of(group.id()));
    }

    @Test
    void groupsThatAreExchangedForClosedOnesGetOursAndInstancesOfBeforeKeepTheirWayIn() {
        String closed = closedGroup();
        ready(forge -> forge.withEfs(CREATED));
        List<String> open = targetGroups().get(0);
        story.submit("work", 4);
        story.passes(Story.UNTIL_THE_NEXT_PASS);

        story.editForge(forge -> forge.withNetwork(new NetworkSpec(null, null, List.of(closed))));
        story.passes(Duration.ofMinutes(30));
        String ours = story.one(GROUP).id();
        assertThat(story.serving("work").attributes().toString()).contains(ours, closed);
        assertThat(targetGroups())
                .allSatisfy(groups ->
                        assertThat(groups).contains(ours).containsAll(open).doesNotContain(closed));
        assertThat(story.lostJobs()).isEmpty();

        story.finishAllJobs();
        story.passes(Duration.ofMinutes(30));
        assertThat(targetGroups()).containsOnly(List.of(ours));
        assertThat(story.isSettled()).isTrue();
    }

    @SuppressWarnings("unchecked") // the simulator lists ids
    private List<List<String>> targetGroups() {
        return story.objects(TARGET).stream()
                .map(target -> (List<String>) target.attributes().get("securityGroups"))
                .toList();
    }

    @Test
    void aLostStatusDoesNotTakeOurGroupForOneThatWasChosen() {
        var network = story.world().aws().network();
        String chosen = network.defaultSecurityGroup(network.defaultVpcId());
        story.person()
                .ec2()
                .revokeSecurityGroupIngress(request -> request.groupId(chosen)
                        .ipPermissions(IpPermission.builder()
                                .ipProtocol("-1")
                                .userIdGroupPairs(pair -> pair.groupId(chosen))
                                .build()));
        ready(forge -> forge.withEfs(CREATED));
        assertThat(story.objects(GROUP)).hasSize(1);
        List<LiveObject> before = story.objects();

        story.world().cluster().writeStatus(story.environment(), null);
        story.world().startOperator();
        story.passes(Duration.ofMinutes(20));

        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects()).isEqualTo(before);
        assertThat(story.environment().getStatus().effective().securityGroupIds())
                .containsExactly(chosen);
    }
}
