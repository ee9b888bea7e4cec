package io.towerforge.operator.aws;

import io.towerforge.operator.model.FieldDiff;
import io.towerforge.operator.model.Observed;
import io.towerforge.operator.model.Resource;
import io.towerforge.operator.model.ResourceKind;
import io.towerforge.operator.model.StackId;
import java.time.Instant;
import java.util.List;

/**
 * The four verbs for one kind of AWS resource. Every call returns at once; none waits for AWS to finish. Every call may throw
 * {@link AwsFailure}, and nothing else that comes from AWS.
 */
public interface ResourceManager<R extends Resource> {
    ResourceKind kind();

    /**
     * All of this kind that carry the stack's mark, wanted or not. Reads only.
     *
     * @param notOlderThan how fresh the answer must be; it is always newer than this process's own last write, and than the
     *     last change seen under way
     */
    List<Observed<R>> observe(StackId stack, Instant notOlderThan);

    /**
     * Makes it, marked as the stack's in the create call itself. Making what is there already and carries the mark is
     * harmless; what carries no mark of ours is left alone and reported as {@link ErrorClass#CONFLICT}.
     */
    void create(R desired);

    /**
     * Changes what differs.
     *
     * @param diff what to change; empty asks AWS to look again at a resource it has rejected
     */
    void update(R desired, Observed<R> actual, List<FieldDiff> diff);

    /** One step towards absence: disable, detach or delete. Called again until observe no longer returns it. */
    void delete(Observed<R> actual);
}
