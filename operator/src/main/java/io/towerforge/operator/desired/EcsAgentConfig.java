package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.ForgeSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What instances add to {@code /etc/ecs/ecs.config}: settings that long pipelines with large images need, and the user's, which win
 * (Amazon ECS developer guide, "Amazon ECS container agent configuration").
 */
final class EcsAgentConfig {
    private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put("ECS_IMAGE_PULL_BEHAVIOR", "once");
        DEFAULTS.put("ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE", "true");
        DEFAULTS.put("ECS_ENABLE_SPOT_INSTANCE_DRAINING", "true");
        DEFAULTS.put("ECS_CONTAINER_CREATE_TIMEOUT", "10m");
        DEFAULTS.put("ECS_CONTAINER_START_TIMEOUT", "10m");
        DEFAULTS.put("ECS_CONTAINER_STOP_TIMEOUT", "10m");
        DEFAULTS.put("ECS_MANIFEST_PULL_TIMEOUT", "10m");
        DEFAULTS.put("ECS_TASK_METADATA_RPS_LIMIT", "120,180");
    }

    private EcsAgentConfig() {}

    /** A line for each setting, each name once; comments and empty lines of the user's text are left out. */
    static String lines(ForgeSpec forge) {
        Map<String, String> settings = new LinkedHashMap<>(DEFAULTS);
        String users = forge.ecsAgentConfig() == null ? "" : forge.ecsAgentConfig();
        users.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    settings.put(line.substring(0, equals), line.substring(equals + 1));
                });
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
