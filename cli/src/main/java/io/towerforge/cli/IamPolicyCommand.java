package io.towerforge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the policy for the operator's role; the same file that the documentation links. */
@Command(
        name = "iam-policy",
        description = {
            "Prints the IAM policy that the operator's role needs, as JSON. It is too long for a managed policy; give it to the role",
            "itself:",
            "towerforge iam-policy > policy.json",
            "aws iam put-role-policy --role-name towerforge --policy-name towerforge --policy-document file://policy.json"
        })
final class IamPolicyCommand implements Callable<Integer> {
    private static final String FILE = "iam-policy.json";
    private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9+=,.@_-]+/)*");

    /** The ARNs of what the operator makes in IAM, alone or as one of a list: what changes with the path. */
    private static final Pattern IAM_NAMES =
            Pattern.compile("(\"Resource\": )?\"(arn:aws:iam::\\*:(?:role|instance-profile))/TowerForge-\\*\"");

    @Spec
    private CommandSpec command;

    @Option(
            names = "--role-path",
            paramLabel = "PATH",
            description = {
                "The IAM path in `guardRails.rolePath` of an AwsIdentity, such as /towerforge/; once for each path in use.",
                "Default: /."
            })
    private List<String> rolePaths = List.of("/");

    @Override
    public Integer call() {
        rolePaths.stream()
                .filter(path -> !PATH.matcher(path).matches())
                .findFirst()
                .ifPresent(path -> {
                    throw new ParameterException(
                            command.commandLine(),
                            "--role-path must be an IAM path such as '/towerforge/', with a slash at both ends, and is '"
                                    + path + "'.");
                });
        command.commandLine().getOut().print(IAM_NAMES.matcher(policy()).replaceAll(this::underThePaths));
        command.commandLine().getOut().flush();
        return 0;
    }

    private String underThePaths(MatchResult found) {
        boolean alone = found.group(1) != null;
        String arns = rolePaths.stream()
                .map(path -> "\"" + found.group(2) + path + "TowerForge-*\"")
                .collect(Collectors.joining(", "));
        return Matcher.quoteReplacement(
                !alone ? arns : found.group(1) + (rolePaths.size() == 1 ? arns : "[" + arns + "]"));
    }

    private static String policy() {
        try (InputStream file = IamPolicyCommand.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("The policy is missing in this build; run ./mvnw package again.");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
