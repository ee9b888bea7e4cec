package io.towerforge.operator.aws.efs;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.ExampleStack;
import io.towerforge.operator.aws.Meddling;
import io.towerforge.operator.aws.ResourceManagerContract;
import io.towerforge.operator.model.EfsFileSystem;
import io.towerforge.operator.model.FieldDiff;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.efs.EfsClient;

class EfsFileSystemManagerTest extends ResourceManagerContract<EfsFileSystem> {
    @Override
    protected EfsFileSystem prepare() {
        return ExampleStack.efsFileSystem();
    }

    @Override
    protected List<EfsFileSystem> edits() {
        return List.of(new EfsFileSystem(desired.name(), true, "", ExampleStack.otherTags("efs"), null));
    }

    @Override
    protected List<Meddling> meddlings() {
        EfsClient efs = world.somebody().efs();
        return List.of(
                new Meddling("a label is taken off", () -> untag("team")),
                new Meddling(
                        "a label is changed",
                        () -> efs.tagResource(request -> request.resourceId(id())
                                .tags(tag -> tag.key("team").value("others")))));
    }

    @Override
    protected void plant(Map<String, String> tags) {
        world.somebody()
                .efs()
                .createFileSystem(request ->
                        request.creationToken(desired.name()).encrypted(true).tags(EfsTags.write(tags)));
    }

    @Override
    protected void untag(String key) {
        world.somebody().efs().untagResource(request -> request.resourceId(id()).tagKeys(key));
    }

    @Test
    void whereAndHowDataIsKeptNeverChanges() {
        EfsFileSystem elsewhere = new EfsFileSystem(desired.name(), true, "eu-west-1a", desired.tags(), null);

        assertThat(FieldDiff.forcesReplacement(FieldDiff.between(elsewhere, desired)))
                .isTrue();
    }

    private String id() {
        return ours().get(0).id();
    }
}
