package io.towerforge.operator.plan;

/** What a step does. */
public enum Verb {
    CREATE("create"),
    UPDATE("update"),
    DELETE("delete"),
    /** Nothing to write now: something it depends on, or AWS itself, is not there yet. */
    WAIT("wait"),
    /** It is as it should be. */
    NONE("keep"),
    /** An edit that would replace something that must not be replaced. */
    REFUSE("refuse");

    private final String word;

    Verb(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Whether carrying it out writes to AWS. */
    public boolean writes() {
        return this == CREATE || this == UPDATE || this == DELETE;
    }
}
