package io.towerforge.operator.reconciler;

/** Nothing is done for an object as it is; checked, so that nobody forgets to say so in its status. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason of the condition
     * @param message a sentence with a remedy
     */
    Refusal(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
