package io.towerforge.operator.preflight;

import io.towerforge.operator.model.Facts;
import java.util.List;

/** Looks for one kind of mistake, by reading only. While anything is found, nothing is written. */
interface Check {
    /** What is wrong, a sentence with a remedy each; empty when nothing is. */
    List<String> findings(Inquiry inquiry, Facts facts);

    /**
     * Whether it looks on every pass, and so must cost no call of its own. Others look until a spec is accepted: AWS may change
     * later, and then says so itself.
     */
    default boolean looksOnEveryPass() {
        return false;
    }
}
