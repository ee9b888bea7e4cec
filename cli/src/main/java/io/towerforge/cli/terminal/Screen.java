package io.towerforge.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of lines at the end of the output that is always up to date.
 *
 * <p>On a terminal the block is redrawn in place. Elsewhere nothing can be taken back, so that only the lines of the block
 * that were not in its last state are printed, and nothing at all when nothing changed. May be used by several threads.
 */
public final class Screen implements AutoCloseable {

    private static final String UP_TO_LINE_START = "\u001B[%dF";
    private static final String ERASE_TO_END = "\u001B[J";

    private final PrintWriter output;
    private final Terminal terminal;
    private List<String> block = List.of();

    /** Shows nothing yet. */
    public Screen(PrintWriter output, Terminal terminal) {
        this.output = output;
        this.terminal = terminal;
    }

    /** Replaces the block. */
    public synchronized void show(List<String> lines) {
        List<String> next = List.copyOf(lines);
        if (next.equals(block)) {
            return;
        }
        if (terminal.interactive()) {
            erase();
            block = next;
            draw();
        } else {
            List<String> news = new ArrayList<>(next);
            for (String known : block) {
                news.remove(known);
            }
            block = next;
            news.forEach(line -> output.print(line + "\n"));
        }
        output.flush();
    }

    /** Prints a line for good, above the block. */
    public synchronized void print(String line) {
        if (terminal.interactive()) {
            erase();
            output.print(line + "\n");
            draw();
        } else {
            output.print(line + "\n");
        }
        output.flush();
    }

    /** Leaves the block where it is; what is shown next begins a new one below it. */
    @Override
    public synchronized void close() {
        block = List.of();
        output.flush();
    }

    private void erase() {
        int drawn = visible().size();
        if (drawn > 0) {
            output.print(UP_TO_LINE_START.formatted(drawn) + ERASE_TO_END);
        }
    }

    private void draw() {
        visible().forEach(line -> output.print(StyledText.cut(line, terminal.columns()) + "\n"));
    }

    /** The part of the block that fits: what has scrolled out of sight could not be redrawn. */
    private List<String> visible() {
        int room = Math.max(2, terminal.rows() - 1);
        if (block.size() <= room) {
            return block;
        }
        List<String> visible = new ArrayList<>(block.subList(0, room - 1));
        visible.add("… %d more lines; a higher window shows them".formatted(block.size() - visible.size()));
        return visible;
    }
}
