package io.towerforge.operator.desired;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What an instance runs at boot, before the ECS agent starts. Steps are numbered and named; the first that fails stops the
 * agent from starting and says so on the console, so that a half-prepared instance never takes a job. Values reach the script
 * through a file of base64 text and are never pasted into it.
 */
final class BootScript {
    private static final String PREAMBLE = """
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
            trap give_up ERR
            setting() { grep "^$1=" /etc/towerforge/settings | cut -d= -f2- | base64 -d; }
            """;

    private static final String PACKAGES = """
            STEP=packages
            yum install -y -q jq sed wget unzip nvme-cli lvm2
            """;

    private static final String LOGS = """
            STEP=logs
            LOG_GROUP=$(setting LOG_GROUP)
            yum install -y -q amazon-cloudwatch-agent
            jq -n --arg group "$LOG_GROUP" '{logs: {logs_collected: {files: {collect_list: [
              {file_path: "/var/log/towerforge.log", log_group_name: $group, log_stream_name: "boot/{instance_id}"},
              {file_path: "/var/log/ecs/ecs-agent.log", log_group_name: $group, log_stream_name: "ecs-agent/{instance_id}"}
            ]}}}}' > /etc/towerforge/cloudwatch-agent.json
            /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \\
              -c file:/etc/towerforge/cloudwatch-agent.json
            """;

    private static final String ECS_AGENT = """
            STEP=ecs-agent
            cat >> /etc/ecs/ecs.config <<'END'
            ECS_IMAGE_PULL_BEHAVIOR=once
            ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true
            ECS_ENABLE_SPOT_INSTANCE_DRAINING=true
            ECS_CONTAINER_CREATE_TIMEOUT=10m
            ECS_CONTAINER_START_TIMEOUT=10m
            ECS_CONTAINER_STOP_TIMEOUT=10m
            ECS_MANIFEST_PULL_TIMEOUT=10m
            ECS_TASK_METADATA_RPS_LIMIT=120,180
            END
            systemctl stop docker
            """;

    private static final String AWS_CLI = """
            STEP=aws-cli
            CLI_PATH=$(setting CLI_PATH)
            CLI_HOME=$(dirname "$(dirname "$CLI_PATH")")
            wget -q -O /tmp/awscli.zip "https://awscli.amazonaws.com/awscli-exe-linux-$(uname -m).zip"
            unzip -q -o /tmp/awscli.zip -d /tmp
            /tmp/aws/install --update --bin-dir "$CLI_HOME/bin" --install-dir "$CLI_HOME/aws-cli"
            rm -rf /tmp/aws /tmp/awscli.zip
            """;

    /** The agent's unit is ordered after the end of cloud-init, so a start that waited for it would wait for ever. */
    private static final String START = """
            STEP=kernel
            sysctl -q -w vm.dirty_bytes=1258291200 vm.dirty_background_bytes=629145600
            STEP=start
            systemctl start docker
            systemctl enable --now --no-block ecs
            echo "TowerForge: ready for jobs"
            """;

    private final String logGroup;
    private final String cliPath;
    private final boolean installCli;

    BootScript(String logGroup, String cliPath, boolean installCli) {
        this.logGroup = logGroup;
        this.cliPath = cliPath;
        this.installCli = installCli;
    }

    String script() {
        List<String> steps = new ArrayList<>(List.of(PREAMBLE, PACKAGES, LOGS, ECS_AGENT));
        if (installCli) {
            steps.add(AWS_CLI);
        }
        steps.add(START);
        return String.join("\n", steps);
    }

    /** The file the script reads its values from: {@code NAME=base64}, a line each. */
    String settings() {
        return "LOG_GROUP=" + base64(logGroup) + "\nCLI_PATH=" + base64(cliPath) + "\n";
    }

    private static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
