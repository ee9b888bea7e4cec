package io.towerforge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the policy for the operator's role; the same file that the documentation links. */
@Command(
        name = "iam-policy",
        description = {
            "Prints the IAM policy that the operator's role needs, as JSON:",
            "towerforge iam-policy > policy.json",
            "aws iam create-policy --policy-name towerforge --policy-document file://policy.json"
        })
final class IamPolicyCommand implements Callable<Integer> {
    private static final String FILE = "iam-policy.json";

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        try (InputStream file = IamPolicyCommand.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("The policy is missing in this build; run ./mvnw package again.");
            }
            command.commandLine().getOut().print(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            command.commandLine().getOut().flush();
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
