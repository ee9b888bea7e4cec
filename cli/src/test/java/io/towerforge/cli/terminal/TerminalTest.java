package io.towerforge.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static Terminal onATerminal(Map<String, String> environment) {
        return Terminal.detect(environment, true, false, () -> Optional.of("50 132\n"));
    }

    @Test
    void aTerminalIsRedrawnInColourAtItsOwnSize() {
        assertThat(onATerminal(Map.of("TERM", "xterm"))).isEqualTo(new Terminal(true, true, 132, 50));
    }

    @Test
    void theEnvironmentKnowsTheSizeBetter() {
        assertThat(onATerminal(Map.of("COLUMNS", "90", "LINES", "30"))).isEqualTo(new Terminal(true, true, 90, 30));
    }

    @Test
    void noColorTakesTheColoursButNotTheRedrawing() {
        Terminal terminal = onATerminal(Map.of("NO_COLOR", "1"));

        assertThat(terminal.coloured()).isFalse();
        assertThat(terminal.interactive()).isTrue();
    }

    @Test
    void anEmptyNoColorMeansNothing() {
        assertThat(onATerminal(Map.of("NO_COLOR", "")).coloured()).isTrue();
    }

    @Test
    void theUserMayAskForPlainLines() {
        assertThat(Terminal.detect(Map.of(), true, true, Optional::empty)).isEqualTo(Terminal.plain());
    }

    @Test
    void aPipeAndADumbTerminalGetPlainLines() {
        assertThat(Terminal.detect(Map.of(), false, false, Optional::empty)).isEqualTo(Terminal.plain());
        assertThat(onATerminal(Map.of("TERM", "dumb")).interactive()).isFalse();
    }

    @Test
    void aTerminalThatDoesNotKnowItsSizeIsTakenToBeOfTheUsualOne() {
        Terminal terminal = Terminal.detect(Map.of("COLUMNS", "wide"), true, false, () -> Optional.of("0 0"));

        assertThat(terminal.columns()).isEqualTo(Terminal.DEFAULT_COLUMNS);
        assertThat(terminal.rows()).isEqualTo(Terminal.DEFAULT_ROWS);
    }
}
