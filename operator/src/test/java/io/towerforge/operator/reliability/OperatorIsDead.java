package io.towerforge.operator.reliability;

/** The process is gone: an error, so that no handler of the operator mistakes it for something to deal with. */
final class OperatorIsDead extends Error {
    private static final long serialVersionUID = 1L;

    OperatorIsDead() {
        super("the operator was killed here", null, false, false);
    }
}
