package io.towerforge.cli.terminal;

import java.io.Console;
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
        return detect(System.getenv(), isTerminal(), plain, Terminal::sizeFromStty);
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

    /** From JDK 22 on there is a console even where there is no terminal, and a method, absent in JDK 17, that tells. */
    @SuppressWarnings("SystemConsoleNull") // Null is only trusted to mean "no terminal", the rest is asked below.
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderThanJdk22) {
            return true;
        }
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
