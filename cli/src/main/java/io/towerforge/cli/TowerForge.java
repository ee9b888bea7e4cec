package io.towerforge.cli;

import io.towerforge.cli.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The main class of the command line. */
@Command(
        name = "towerforge",
        description = "AWS Batch environments for Nextflow, kept by Kubernetes.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DemoCommand.class, OperatorCommand.class, IamPolicyCommand.class})
public final class TowerForge {
    private TowerForge() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Without a command it prints what there is and ends with picocli's code for wrong usage, 2. */
    static CommandLine commandLine() {
        return new CommandLine(new TowerForge());
    }
}
