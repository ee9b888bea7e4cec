package io.towerforge.cli.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures and cuts text by what is seen of it: escape sequences take no room. */
final class StyledText {

    private static final Pattern ESCAPE_SEQUENCE = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final String RESET = "\u001B[0m";
    private static final String ELLIPSIS = "…";

    private StyledText() {}

    static int width(String text) {
        String seen = ESCAPE_SEQUENCE.matcher(text).replaceAll("");
        return seen.codePointCount(0, seen.length());
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** The text when it fits; else its beginning with an ellipsis, and with the style switched off behind it. */
    static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        Matcher escape = ESCAPE_SEQUENCE.matcher(text);
        boolean styled = false;
        int position = 0;
        int seen = 0;
        while (position < text.length() && seen < width - 1) {
            if (escape.find(position) && escape.start() == position) {
                kept.append(escape.group());
                styled = true;
                position = escape.end();
            } else {
                int codePoint = text.codePointAt(position);
                kept.appendCodePoint(codePoint);
                position += Character.charCount(codePoint);
                seen++;
            }
        }
        return kept + ELLIPSIS + (styled ? RESET : "");
    }
}
