package io.towerforge.operator.reliability;

import java.util.ArrayList;
import java.util.List;

/** What is not as it should be, in words. */
final class Complaints {
    private final List<String> words = new ArrayList<>();

    void add(String complaint) {
        words.add(complaint);
    }

    void require(boolean holds, String otherwise) {
        if (!holds) {
            words.add(otherwise);
        }
    }

    List<String> all() {
        return List.copyOf(words);
    }
}
