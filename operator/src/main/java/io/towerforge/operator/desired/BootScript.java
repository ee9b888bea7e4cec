package io.towerforge.operator.desired;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an instance runs at boot, before the ECS agent starts. Steps are named; the first that fails, or ends the script in whatever
 * other way, stops the agent from starting and says so on the console, so that a half-prepared instance never takes a job. Values
 * reach the script through a file of base64 text and are never pasted into it.
 *
 * @param settings values that any step may read with {@code setting NAME}
 * @param steps what is done, in this order
 */
record BootScript(Map<String, String> settings, List<BootStep> steps) {
    private static final String BEGINNING = """
            #!/bin/bash
            # Prepares an instance for Nextflow tasks. Written by TowerForge; changes made here are lost.
            set -euo pipefail
            exec > >(tee -a /var/log/towerforge.log | logger -t TowerForge -s 2>/dev/console) 2>&1
            STEP=start
            give_up() {
              systemctl mask --now ecs || true
              echo "TowerForge: boot step '$STEP' failed; the ECS agent is kept from starting, no job will run here"
              exit 1
            }
            trap give_up EXIT
            setting() { grep "^$1=" /etc/towerforge/settings | cut -d= -f2- | base64 -d; }
            """;

    /** The agent's unit is ordered after the end of cloud-init, so a start that waited for it would wait for ever. */
    private static final String END = """
            STEP=kernel
            sysctl -q -w vm.dirty_bytes=1258291200 vm.dirty_background_bytes=629145600
            STEP=start
            systemctl start docker
            systemctl enable --now --no-block ecs
            trap - EXIT
            echo "TowerForge: ready for jobs"
            """;

    BootScript {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        steps = List.copyOf(steps);
    }

    String script() {
        List<String> parts = new ArrayList<>(List.of(BEGINNING));
        steps.forEach(step -> parts.add(step.script()));
        parts.add(END);
        return String.join("\n", parts);
    }

    /** The file the script reads its values from: {@code NAME=base64}, a line each. */
    String settingsFile() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        steps.forEach(step -> all.putAll(step.settings()));
        return all.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + base64(setting.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
