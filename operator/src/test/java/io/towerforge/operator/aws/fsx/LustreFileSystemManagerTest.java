package io.towerforge.operator.aws.fsx;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.Meddling;
import io.towerforge.operator.aws.ResourceManagerContract;
import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.LustreFileSystem;
import io.towerforge.operator.model.StackId;
import io.towerforge.operator.model.Tags;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.fsx.FSxClient;

class LustreFileSystemManagerTest extends ResourceManagerContract<LustreFileSystem> {
    @Override
    protected LustreFileSystem prepare() {
        return ExampleStack.lustreFileSystem(world.network());
    }

    @Override
    protected List<LustreFileSystem> edits() {
        Tags other = Tags.of(ExampleStack.STACK, "fsx", Map.of("Name", desired.name(), "team", "proteomics"));
        return List.of(with(2400, desired.tags()), with(2400, other));
    }

    @Override
    protected List<Meddling> meddlings() {
        FSxClient fsx = world.somebody().fsx();
        return List.of(
                new Meddling("a label is taken off", () -> untag("team")),
                new Meddling(
                        "a label is changed",
                        () -> fsx.tagResource(request -> request.resourceARN(arn())
                                .tags(tag -> tag.key("team").value("others")))));
    }

    /** FSx has no names, so that a stranger's is found by the tag Name that it shares with ours. */
    @Override
    protected void plant(Map<String, String> tags) {
        Map<String, String> all = new TreeMap<>(tags);
        all.put("Name", desired.name());
        world.somebody()
                .fsx()
                .createFileSystem(LustreRequests.create(desired).toBuilder()
                        .clientRequestToken("stranger")
                        .tags(FsxTags.write(all))
                        .build());
    }

    @Override
    protected boolean hasANameToTake() {
        return false;
    }

    @Override
    protected void untag(String key) {
        world.somebody()
                .fsx()
                .untagResource(request -> request.resourceARN(arn()).tagKeys(key));
    }

    @Test
    void aTokenDependsOnWhoseItIsAndOnNothingThatMayBeEdited() {
        Tags others = Tags.of(
                new StackId("prod", "uid-2", "genomics", "rnaseq", ExampleStack.STACK.environmentId()),
                "fsx",
                Map.of());

        assertThat(LustreRequests.token(desired))
                .hasSizeLessThanOrEqualTo(63)
                .isEqualTo(LustreRequests.token(edits().get(1)))
                .isNotEqualTo(LustreRequests.token(with(1200, others)));
    }

    @Test
    void lessCapacityWouldBeAnotherFileSystem() {
        LustreFileSystem larger = with(4800, desired.tags());

        assertThat(FieldDiff.forcesReplacement(FieldDiff.between(desired, larger)))
                .isTrue();
        assertThat(FieldDiff.forcesReplacement(FieldDiff.between(larger, desired)))
                .isFalse();
    }

    private LustreFileSystem with(int capacity, Tags tags) {
        return new LustreFileSystem(
                desired.name(),
                capacity,
                desired.deploymentType(),
                desired.subnetId(),
                desired.vpcId(),
                desired.securityGroupIds(),
                tags,
                null,
                null);
    }

    private String arn() {
        return world.arn("fsx", "file-system/" + ours().get(0).id());
    }
}
