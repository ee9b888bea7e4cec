package io.towerforge.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private static final String UP_ONE = "\u001B[1F\u001B[J";
    private static final String UP_TWO = "\u001B[2F\u001B[J";

    private final StringWriter output = new StringWriter();

    private Screen screen(Terminal terminal) {
        return new Screen(new PrintWriter(output), terminal);
    }

    private Screen redrawing() {
        return screen(new Terminal(true, true, 20, 10));
    }

    @Test
    void aBlockIsRedrawnInPlace() {
        Screen screen = redrawing();

        screen.show(List.of("queue: creating", "roles: ready"));
        screen.show(List.of("queue: ready"));

        assertThat(output).hasToString("queue: creating\nroles: ready\n" + UP_TWO + "queue: ready\n");
    }

    @Test
    void nothingIsWrittenWhenNothingChanged() {
        Screen screen = redrawing();

        screen.show(List.of("same"));
        screen.show(List.of("same"));

        assertThat(output).hasToString("same\n");
    }

    @Test
    void aLineForGoodMovesTheBlockDown() {
        Screen screen = redrawing();
        screen.show(List.of("block"));

        screen.print("news");

        assertThat(output).hasToString("block\n" + UP_ONE + "news\nblock\n");
    }

    @Test
    void aLineThatIsTooLongIsCutSoThatItStaysOneLine() {
        redrawing().show(List.of("0123456789012345678901234"));

        assertThat(output).hasToString("0123456789012345678…\n");
    }

    @Test
    void aBlockThatIsTooHighIsCutSoThatItCanBeRedrawn() {
        Screen screen = screen(new Terminal(true, false, 80, 4));

        screen.show(List.of("1", "2", "3", "4", "5"));
        screen.show(List.of("1"));

        assertThat(output)
                .hasToString("1\n2\n… 3 more lines; a higher window shows them\n" + "\u001B[3F\u001B[J" + "1\n");
    }

    @Test
    void aClosedBlockStaysWhereItIs() {
        Screen screen = redrawing();
        screen.show(List.of("first"));
        screen.close();

        screen.show(List.of("second"));

        assertThat(output).hasToString("first\nsecond\n");
    }

    @Test
    void withoutATerminalOnlyWhatIsNewIsPrintedAndNothingIsEscaped() {
        Screen screen = screen(Terminal.plain());

        screen.show(List.of("queue: creating", "roles: ready"));
        screen.show(List.of("queue: ready", "roles: ready"));
        screen.show(List.of("queue: ready", "roles: ready"));
        screen.print("done");

        assertThat(output).hasToString("queue: creating\nroles: ready\nqueue: ready\ndone\n");
    }

    @Test
    void withoutATerminalALineIsNeverCut() {
        String line = "x".repeat(300);

        screen(Terminal.plain()).show(List.of(line));

        assertThat(output).hasToString(line + "\n");
    }
}
