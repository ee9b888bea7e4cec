package io.towerforge.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns, three blanks apart, as kubectl prints them. */
public final class TextTable {

    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    /** A table that begins with these headings; without any it has none. */
    public TextTable(String... headings) {
        if (headings.length > 0) {
            rows.add(List.of(headings));
        }
    }

    /** Adds a row; it may have fewer or more cells than the others. */
    public TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The table as lines without blanks at their ends. */
    public List<String> lines() {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int width = StyledText.width(row.get(column));
                if (column == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(column, Math.max(widths.get(column), width));
                }
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            if (column > 0) {
                line.append(GAP);
            }
            line.append(StyledText.padded(row.get(column), widths.get(column)));
        }
        return line.toString().stripTrailing();
    }
}
