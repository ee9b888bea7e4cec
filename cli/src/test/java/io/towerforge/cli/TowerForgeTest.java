package io.towerforge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TowerForgeTest {
    private static final int WRONG_USAGE = 2;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final CommandLine commandLine =
            TowerForge.commandLine().setOut(new PrintWriter(output)).setErr(new PrintWriter(errors));

    @Test
    void theHelpNamesEveryCommand() {
        assertThat(commandLine.execute("--help")).isZero();
        assertThat(output.toString()).contains("demo", "operator");
    }

    @Test
    void theVersionIsTheOneThatWasBuilt() {
        assertThat(commandLine.execute("--version")).isZero();
        assertThat(output.toString()).matches("(?s)towerforge \\d+\\.\\d+\\.\\d+\\S*\\s+");
    }

    @Test
    void aMisspeltOptionIsWrongUsageAndSaysSo() {
        assertThat(commandLine.execute("demo", "--fats")).isEqualTo(WRONG_USAGE);
        assertThat(errors.toString()).contains("--fats");
    }

    @Test
    void withoutACommandNothingRuns() {
        assertThat(commandLine.execute()).isEqualTo(WRONG_USAGE);
    }

    @Test
    void thePolicyOfTheOperatorIsTheDocumentedOne() throws IOException {
        assertThat(commandLine.execute("iam-policy")).isZero();
        assertThat(output).hasToString(Files.readString(Path.of("..", "docs", "iam-policy.json")));
    }

    @Test
    void thePolicyIsForRolesUnderThePathsOfTheIdentities() {
        assertThat(commandLine.execute("iam-policy", "--role-path", "/", "--role-path", "/towerforge/"))
                .isZero();
        assertThat(output.toString())
                .contains("[\"arn:aws:iam::*:role/TowerForge-*\", \"arn:aws:iam::*:role/towerforge/TowerForge-*\"]")
                .contains("\"arn:aws:iam::*:instance-profile/towerforge/TowerForge-*\"");
    }

    @Test
    void aPathWithoutItsSlashesIsWrongUsageAndSaysSo() {
        assertThat(commandLine.execute("iam-policy", "--role-path", "towerforge"))
                .isEqualTo(WRONG_USAGE);
        assertThat(errors.toString()).contains("with a slash at both ends", "'towerforge'");
    }
}
