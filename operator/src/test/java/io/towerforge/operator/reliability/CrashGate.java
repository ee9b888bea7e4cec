package io.towerforge.operator.reliability;

import io.towerforge.operator.world.World;
import io.towerforge.simulator.core.Call;
import io.towerforge.simulator.core.Interceptor;

/**
 * Kills the operator at its k-th write, to AWS or to Kubernetes, just before it takes effect or just after. From then on every
 * call of the dead operator fails, also those a {@code finally} block would make.
 */
final class CrashGate implements Interceptor {
    /** Counts and never kills. */
    static final int NEVER = Integer.MAX_VALUE;

    /** On which side of the write the operator dies. */
    enum Moment {
        BEFORE,
        AFTER
    }

    private final int point;
    private final Moment moment;
    private int writes;
    private boolean dead;

    CrashGate(int point, Moment moment) {
        this.point = point;
        this.moment = moment;
    }

    void guard(World world) {
        world.aws().interceptor(this);
        world.cluster().aroundWrites(this::beforeWrite, this::afterWrite);
    }

    void release(World world) {
        world.aws().removeInterceptor(this);
        world.cluster().aroundWrites(() -> {}, () -> {});
    }

    int writes() {
        return writes;
    }

    @Override
    public void before(Call call) {
        if (call.actor().equals(World.OPERATOR)) {
            if (dead) {
                throw new OperatorIsDead();
            }
            if (call.write()) {
                beforeWrite();
            }
        }
    }

    @Override
    public void after(Call call) {
        if (call.actor().equals(World.OPERATOR) && call.write()) {
            afterWrite();
        }
    }

    private void beforeWrite() {
        if (dead) {
            throw new OperatorIsDead();
        }
        if (++writes == point && moment == Moment.BEFORE) {
            dead = true;
            throw new OperatorIsDead();
        }
    }

    private void afterWrite() {
        if (writes == point && moment == Moment.AFTER) {
            dead = true;
            throw new OperatorIsDead();
        }
    }
}
