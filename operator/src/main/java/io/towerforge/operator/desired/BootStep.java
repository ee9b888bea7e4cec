package io.towerforge.operator.desired;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing an instance does at boot.
 *
 * @param name as the console names it when it fails, such as {@code logs}
 * @param settings the values only its lines read, with {@code setting NAME}; they travel beside the script and are never pasted into it
 * @param lines bash, run under {@code set -euo pipefail} as root; ends in a line feed
 */
record BootStep(String name, Map<String, String> settings, String lines) {
    BootStep {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    static BootStep of(String name, String lines) {
        return new BootStep(name, Map.of(), lines);
    }

    String script() {
        return "STEP=" + name + "\n" + lines;
    }
}
