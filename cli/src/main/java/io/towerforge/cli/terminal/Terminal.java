package io.towerforge.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What the output can do.
 *
 * @param interactive whether lines can be redrawn in place
 * @param coloured whether colours are wanted and possible
 * @param columns the width in characters
 * @param rows the height in lines
 */
public record Terminal(boolean interactive, boolean coloured, int columns, int rows) {

    /** Wide enough for a table, narrow enough for half a screen; used where nobody says how wide the output is. */
    static final int DEFAULT_COLUMNS = 100;

    static final int DEFAULT_ROWS = 40;

    private static final int NARROWEST = 20;

    /** An output that takes one line after another and nothing else. */
    public static Terminal plain() {
        return new Terminal(false, false, DEFAULT_COLUMNS, DEFAULT_ROWS);
    }

    /**
     * The terminal of this process.
     *
     * @param plain whether the user asked for plain lines
     */
    public static Terminal ofThisProcess(boolean plain) {
        return detect(System.getenv(), System.console() != null, plain, Terminal::sizeFromStty);
    }

    /**
     * Decides from the environment: {@code TERM=dumb} means plain lines, {@code NO_COLOR} with any value means no colours
     * (no-color.org), {@code COLUMNS} and {@code LINES} win over what the terminal says of its size.
     *
     * @param size asks the terminal for its size, as rows and columns with a blank between them
     */
    static Terminal detect(
            Map<String, String> environment, boolean isTerminal, boolean plain, Supplier<Optional<String>> size) {
        boolean interactive =
                isTerminal && !plain && !environment.getOrDefault("TERM", "").equals("dumb");
        boolean coloured =
                interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        String[] rowsAndColumns = (interactive ? size.get() : Optional.<String>empty())
                .orElse("")
                .strip()
                .split(" ", -1);
        int columns = number(environment.get("COLUMNS"))
                .or(() -> rowsAndColumns.length == 2 ? number(rowsAndColumns[1]) : Optional.empty())
                .orElse(DEFAULT_COLUMNS);
        int rows = number(environment.get("LINES"))
                .or(() -> number(rowsAndColumns[0]))
                .orElse(DEFAULT_ROWS);
        return new Terminal(interactive, coloured, Math.max(NARROWEST, columns), rows);
    }

    private static Optional<Integer> number(String text) {
        return Optional.ofNullable(text)
                .filter(digits -> digits.matches("[1-9]\\d{0,4}"))
                .map(Integer::valueOf);
    }

    private static Optional<String> sizeFromStty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0 ? Optional.of(answer) : Optional.empty();
        } catch (IOException noStty) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
