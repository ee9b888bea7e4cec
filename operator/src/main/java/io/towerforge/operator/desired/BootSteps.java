package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import io.towerforge.operator.model.StackId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which steps the instances of an environment take at boot, in the order in which they are taken. A step that only some environments
 * need is an {@code Optional} that is empty for the others.
 */
final class BootSteps {
    private final StackId stack;
    private final AwsBatchComputeEnvironmentSpec spec;
    private final List<BootStep> storage;

    /** Of an environment that mounts nothing. */
    BootSteps(StackId stack, AwsBatchComputeEnvironmentSpec spec) {
        this(stack, spec, List.of());
    }

    /** @param storage mounts the file systems */
    BootSteps(StackId stack, AwsBatchComputeEnvironmentSpec spec, List<BootStep> storage) {
        this.stack = stack;
        this.spec = spec;
        this.storage = List.copyOf(storage);
    }

    BootScript script() {
        return new BootScript(settings(), all());
    }

    /** What any step may read. */
    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("LOG_GROUP", new Logs(stack, spec).name());
        if (AwsCli.isUsed(spec)) {
            settings.put("CLI_PATH", AwsCli.path(spec));
        }
        return settings;
    }

    private List<BootStep> all() {
        List<BootStep> steps = new ArrayList<>();
        Stream.of(packages(), logs(), fastStorage(), ecsAgent())
                .flatMap(Optional::stream)
                .forEach(steps::add);
        steps.addAll(storage);
        AwsCli.bootStep(spec).ifPresent(steps::add);
        DockerDisk.of(spec.forge()).ifPresent(disk -> steps.add(disk.bootStep()));
        return steps;
    }

    /** What the other steps are written with. */
    private Optional<BootStep> packages() {
        return Optional.of(BootStep.of("packages", """
                yum install -y -q jq sed wget unzip nvme-cli lvm2
                """));
    }

    /** The boot log and the agent's own, so that an instance that took no job can still be asked why. */
    private Optional<BootStep> logs() {
        return Optional.of(BootStep.of("logs", """
                LOG_GROUP=$(setting LOG_GROUP)
                yum install -y -q amazon-cloudwatch-agent
                jq -n --arg group "$LOG_GROUP" '{logs: {logs_collected: {files: {collect_list: [
                  {file_path: "/var/log/towerforge.log", log_group_name: $group, log_stream_name: "boot/{instance_id}"},
                  {file_path: "/var/log/ecs/ecs-agent.log", log_group_name: $group, log_stream_name: "ecs-agent/{instance_id}"}
                ]}}}}' > /etc/towerforge/cloudwatch-agent.json
                /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \\
                  -c file:/etc/towerforge/cloudwatch-agent.json
                """));
    }

    private Optional<BootStep> fastStorage() {
        return spec.usesFastInstanceStorage() ? Optional.of(FastStorage.step()) : Optional.empty();
    }

    /** Docker stays down from here to the end, so that steps may prepare its disk. */
    private Optional<BootStep> ecsAgent() {
        Map<String, String> settings = Map.of("ECS_CONFIG", EcsAgentConfig.lines(spec.forge()));
        return Optional.of(new BootStep("ecs-agent", settings, """
                ECS_CONFIG=$(setting ECS_CONFIG)
                echo "$ECS_CONFIG" >> /etc/ecs/ecs.config
                systemctl stop docker
                """));
    }
}
