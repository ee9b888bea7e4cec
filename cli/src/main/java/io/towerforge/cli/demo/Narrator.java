package io.towerforge.cli.demo;

import io.towerforge.cli.terminal.PlanSymbol;
import io.towerforge.cli.terminal.Screen;
import io.towerforge.cli.terminal.Style;
import io.towerforge.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.util.List;

/** Everything the demo says, in a few kinds of line. */
final class Narrator {
    private static final String INDENT = "  ";

    private final Screen screen;
    private final Terminal terminal;
    private int chapter;

    Narrator(PrintWriter output, Terminal terminal) {
        this.screen = new Screen(output, terminal);
        this.terminal = terminal;
    }

    void headline(String text) {
        chapter++;
        screen.print("");
        screen.print(Style.BOLD.of(chapter + "  " + text, terminal));
    }

    void say(String text) {
        screen.print(INDENT + text);
    }

    /** What a person would type to do what happens next. */
    void command(String text) {
        screen.print(INDENT + Style.CYAN.of("$ " + text, terminal));
    }

    /** Something that was checked, and was so. */
    void proved(String text) {
        screen.print(INDENT + Style.GREEN.of("✓", terminal) + " " + text);
    }

    void failed(String text) {
        screen.close();
        screen.print("");
        screen.print(Style.RED.of("✗ " + text, terminal));
    }

    /** Output of a command, or a file. */
    void quote(List<String> lines) {
        lines.forEach(line -> screen.print(INDENT + INDENT + line));
    }

    /** Lines of a plan, each with the sign of its verb. */
    void plan(List<String> lines) {
        lines.forEach(line -> screen.print(INDENT + INDENT + symbol(line).line(line, terminal)));
    }

    /** The block at the end that is kept up to date: lines whose first word is a state. */
    void show(List<String> lines) {
        screen.show(lines.stream().map(line -> INDENT + INDENT + coloured(line)).toList());
    }

    /** Leaves the block as it is. */
    void settle() {
        screen.close();
    }

    private String coloured(String line) {
        String state = line.substring(0, line.indexOf(' '));
        Style style = switch (state.substring(state.indexOf('/') + 1)) {
            case "VALID", "exists", "RUNNING", "SUCCEEDED" -> Style.GREEN;
            case "INVALID", "FAILED" -> Style.RED;
            case "gone" -> Style.FAINT;
            default -> Style.YELLOW;
        };
        return style.of(state, terminal) + line.substring(state.length());
    }

    private static PlanSymbol symbol(String line) {
        return switch (line.substring(0, line.indexOf(' '))) {
            case "create" -> PlanSymbol.CREATE;
            case "update" -> PlanSymbol.UPDATE;
            case "delete" -> PlanSymbol.DELETE;
            case "refuse" -> PlanSymbol.REFUSE;
            default -> PlanSymbol.WAIT;
        };
    }
}
