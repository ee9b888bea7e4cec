package io.towerforge.operator.preflight;

import io.towerforge.operator.model.Facts;
import java.util.function.Consumer;

/**
 * Decides one thing the spec leaves open, or finds out one thing that is not in it, and adds it to the facts. What was chosen once is
 * chosen again, so that nothing moves by itself.
 */
interface Choice {
    /**
     * The facts with one more.
     *
     * @param findings takes a sentence, with a remedy, for each reason why there is nothing to choose
     */
    Facts choose(Inquiry inquiry, Facts facts, Consumer<String> findings);
}
