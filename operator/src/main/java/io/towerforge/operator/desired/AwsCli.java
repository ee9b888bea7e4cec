package io.towerforge.operator.desired;

import io.towerforge.api.v1alpha1.AwsBatchComputeEnvironmentSpec;
import java.util.Optional;

/**
 * The AWS CLI on the instances, which Nextflow mounts into every task container to move files. Nextflow mounts the directory
 * two levels above the binary (Nextflow documentation, {@code aws.batch.cliPath}), so the CLI must be complete below it. AWS's own
 * executable is not: it takes zlib from where it runs, which many containers, BioContainers' among them, do not have
 * (aws-samples/aws-genomics-workflows, issue 185).
 */
final class AwsCli {
    /** Where Batch Forge puts it, so that configurations written for Batch Forge keep working. */
    static final String DEFAULT_PATH = "/home/ec2-user/miniconda/bin/aws";

    private AwsCli() {}

    /** The path tasks use. */
    static String path(AwsBatchComputeEnvironmentSpec spec) {
        return spec.awsCliPath() == null ? DEFAULT_PATH : spec.awsCliPath();
    }

    /** Whether tasks use one: Fusion moves files by itself. A path that a manual environment names is passed on in any case. */
    static boolean isUsed(AwsBatchComputeEnvironmentSpec spec) {
        return spec.awsCliPath() != null || (spec.forge() != null && !spec.usesFusion());
    }

    /** Whether instances install it at boot; a path given by the user is one the user's image has already. */
    static boolean isInstalledAtBoot(AwsBatchComputeEnvironmentSpec spec) {
        return spec.awsCliPath() == null && isUsed(spec);
    }

    /**
     * Not with Fusion, which needs none, nor where the user names a path: their image has it already. What is at the path is a script,
     * so that the CLI, and nothing else in a container, takes zlib from beside it; it is a copy of the instance's, unless AWS puts one
     * there. An image that has a CLI at the path keeps it.
     */
    static Optional<BootStep> bootStep(AwsBatchComputeEnvironmentSpec spec) {
        if (!isInstalledAtBoot(spec)) {
            return Optional.empty();
        }
        return Optional.of(BootStep.of("aws-cli", """
                CLI_PATH=$(setting CLI_PATH)
                if [ -x "$CLI_PATH" ]; then
                  echo "TowerForge: the image has an AWS CLI at $CLI_PATH, which is used as it is"
                else
                  CLI_BIN=$(dirname "$CLI_PATH")
                  CLI_HOME=$(dirname "$CLI_BIN")/aws-cli
                  wget -q -O /tmp/awscli.zip "https://awscli.amazonaws.com/awscli-exe-linux-$(uname -m).zip"
                  unzip -q -o /tmp/awscli.zip -d /tmp
                  /tmp/aws/install --update --bin-dir "$CLI_HOME/bin" --install-dir "$CLI_HOME"
                  rm -rf /tmp/aws /tmp/awscli.zip
                  CLI=$(readlink -f "$CLI_HOME/bin/aws")
                  CLI_LIBRARIES=$(dirname "$CLI")
                  ZLIB=$(ldd "$CLI" | sed -n 's|.*libz\\.so\\.1 => \\(/[^ ]*\\).*|\\1|p')
                  if [ -n "$ZLIB" ] && [ ! -e "$CLI_LIBRARIES/libz.so.1" ]; then
                    cp -L "$ZLIB" "$CLI_LIBRARIES/libz.so.1"
                  fi
                  mkdir -p "$CLI_BIN"
                  rm -f "$CLI_PATH"
                  cat > "$CLI_PATH" <<END
                #!/bin/sh
                # Many containers have no zlib: the AWS CLI takes it from its own folder.
                export LD_LIBRARY_PATH="$CLI_LIBRARIES\\${LD_LIBRARY_PATH:+:\\$LD_LIBRARY_PATH}"
                exec "$CLI" "\\$@"
                END
                  chmod 0755 "$CLI_PATH"
                fi
                "$CLI_PATH" --version
                """));
    }
}
