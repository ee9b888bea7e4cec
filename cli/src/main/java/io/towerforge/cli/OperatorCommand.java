package io.towerforge.cli;

import io.towerforge.operator.OperatorMain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the main class of the image in this process, with its JSON log on the standard output. */
@Command(
        name = "operator",
        description = {
            "Runs the operator against the cluster of the current kubeconfig until it is stopped.",
            "The TOWERFORGE_* environment variables are those of the image."
        })
final class OperatorCommand implements Runnable {
    @Option(
            names = "--simulated-aws",
            description = "Keeps the AWS account in memory, so that nothing is created and nothing is billed.")
    private boolean simulatedAws;

    @Override
    public void run() {
        OperatorMain.main(simulatedAws ? new String[] {"--simulated-aws"} : new String[0]);
    }
}
