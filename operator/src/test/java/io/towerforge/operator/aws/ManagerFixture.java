package io.towerforge.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.towerforge.operator.aws.account.AwsDouble;
import io.towerforge.operator.aws.account.Differences;
import io.towerforge.operator.aws.account.Endpoint;
import io.towerforge.operator.aws.account.TestAccount;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.Tags;
import io.towerforge.simulator.core.LiveObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A manager and the world of a test, which holds what its resource builds on. */
@Tag(Endpoint.TAG)
@ExtendWith(Differences.class)
@ParameterizedClass
@MethodSource("io.towerforge.operator.aws.account.AwsDouble#ofThisRun")
public abstract class ManagerFixture<R extends Resource> {
    @Parameter
    protected AwsDouble aws;

    protected TestAccount world;
    protected R desired;
    ResourceManager<R> manager;
    Passes<R> passes;

    /** Makes what the resource builds on; returns the resource. */
    protected abstract R prepare();

    /** The resource with one component changed, one for every component that may change. */
    protected abstract List<R> edits();

    @BeforeEach
    void open() {
        world = aws.open();
        desired = prepare();
        world.catchUp();
        forgetEverything();
        assertThat(manager.observe(ExampleStack.STACK, world.clock().instant())).isEmpty();
    }

    void forgetEverything() {
        manager = manager(world.open());
        passes = new Passes<>(manager, world.clock());
    }

    @SuppressWarnings("unchecked") // each kind's manager takes each kind's record
    private ResourceManager<R> manager(AwsAccount account) {
        return (ResourceManager<R>) account.managers().get(desired.id().kind());
    }

    protected List<LiveObject> ours() {
        return world.find(desired.id().kind(), desired.id().name());
    }

    Tags tags(R resource) {
        try {
            return (Tags) resource.getClass().getMethod("tags").invoke(resource);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Every resource has tags.", e);
        }
    }
}
