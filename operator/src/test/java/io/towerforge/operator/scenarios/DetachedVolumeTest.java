package io.towerforge.operator.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.api.v1alpha1.Annotations;
import io.towerforge.api.v1alpha1.DetachedVolumeAction;
import io.towerforge.api.v1alpha1.DetachedVolumesSpec;
import io.towerforge.operator.world.World;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Fault;
import io.towerforge.simulator.core.Interceptor;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An EBS volume outlives its instance. */
class DetachedVolumeTest {
    private static final String VOLUME = "AWS::EC2::Volume";
    private static final Duration A_DAY = Duration.ofHours(26);

    private final Story story = Story.ofAnEnvironment();
    private final String left = Leftovers.volume(story);

    @Test
    void itIsNamedAfterADayAndLeftAlone() {
        story.passes(Duration.ofHours(23));
        assertThat(story.condition("Advisory").message()).isEmpty();

        story.passes(Duration.ofHours(3));

        assertThat(story.condition("Advisory").reason()).isEqualTo("DetachedVolumes");
        assertThat(story.condition("Advisory").message()).contains(left, "50 GiB", "Delete");
        assertThat(story.isSettled()).isTrue();
        assertThat(story.objects(VOLUME)).hasSize(1);
    }

    @Test
    void itIsToldOnceAndWritesNothingAfterwards() {
        story.passes(A_DAY);
        int writes = story.world().cluster().writes().size();
        story.passes(A_DAY);

        assertThat(story.events("DetachedVolumes")).singleElement().asString().contains(left);
        assertThat(story.world().cluster().writes()).hasSize(writes);
    }

    @Test
    void itIsDeletedWhereTheSpecSaysSo() {
        delete(null);
        story.passes(A_DAY);

        assertThat(story.objects(VOLUME)).isEmpty();
        assertThat(story.events("Deleted")).singleElement().asString().contains(left);
        assertThat(story.condition("Advisory").message()).isEmpty();
    }

    @Test
    void howOldItMustBeIsForTheSpecToSay() {
        delete(2);
        story.passes(Duration.ofHours(4));

        assertThat(story.objects(VOLUME)).isEmpty();
    }

    @Test
    void oneThatIsAttachedAndOneOfAStrangerStay() {
        story.person()
                .ec2()
                .attachVolume(request ->
                        request.volumeId(left).instanceId("i-0123456789abcdef0").device("/dev/xvdb"));
        story.person()
                .ec2()
                .createVolume(request -> request.availabilityZone("eu-west-1a").size(8));
        delete(null);
        story.passes(A_DAY);

        assertThat(story.objects(VOLUME)).hasSize(2);
    }

    @Test
    void whoMayNotLookForThemIsReadyAllTheSame() {
        story.world()
                .aws()
                .interceptor(Fault.ACCESS_DENIED.on(call ->
                        call.actor().equals(World.OPERATOR) && call.operation().equals("DescribeVolumes")));
        story.passes(A_DAY);

        assertThat(story.isSettled()).isTrue();
    }

    @Test
    void oneThatTheSpecDoesNotGiveUpAnyMoreStays() {
        story.passes(A_DAY);
        delete(null);
        story.annotate(Annotations.RECONCILE_REQUESTED_AT, "now");
        story.world().aws().interceptor(new Interceptor() {
            @Override
            public void before(Call call) {
                if (call.operation().equals("DescribeVolumes")) {
                    story.editForge(forge -> forge.withDetachedVolumes(null));
                }
            }
        });
        story.passes(A_DAY);

        assertThat(story.objects(VOLUME)).hasSize(1);
    }

    @Test
    void deletionTakesItAlongWhereTheSpecSaysSoHoweverNewItIs() {
        delete(null);
        story.delete();
        story.passes(Duration.ofMinutes(20));

        assertThat(story.isGone()).isTrue();
        assertThat(story.objects()).isEmpty();
    }

    @Test
    void deletionNamesItWhereTheSpecDoesNot() {
        story.delete();
        story.passes(Duration.ofMinutes(20));

        assertThat(story.isGone()).isTrue();
        assertThat(story.events("Orphaned")).singleElement().asString().contains(left);
        assertThat(story.objects()).singleElement().extracting("id").isEqualTo(left);
    }

    private void delete(Integer afterHours) {
        story.editForge(
                forge -> forge.withDetachedVolumes(new DetachedVolumesSpec(DetachedVolumeAction.DELETE, afterHours)));
    }
}
