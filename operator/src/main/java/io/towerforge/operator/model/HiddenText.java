package io.towerforge.operator.model;

/** A text that must not be shown: neither in a plan nor in a log, an event, a status or a message. No record, so that nothing takes it apart. */
public final class HiddenText {
    private final String text;

    public HiddenText(String text) {
        this.text = text;
    }

    /** For the one call it is meant for. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
