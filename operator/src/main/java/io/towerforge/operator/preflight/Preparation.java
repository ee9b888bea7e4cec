package io.towerforge.operator.preflight;

import io.towerforge.operator.model.Facts;
import java.util.List;

/**
 * What preflight found.
 *
 * @param facts what to build with, as far as it is known
 * @param findings what is wrong, a sentence with a remedy each; while there are any, nothing is written
 */
public record Preparation(Facts facts, List<String> findings) {
    public Preparation {
        findings = List.copyOf(findings);
    }
}
