package io.towerforge.cli.terminal;

/** How a piece of text looks (ECMA-48, Select Graphic Rendition); colour never carries meaning that the text does not. */
public enum Style {
    BOLD("1"),
    FAINT("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private static final String ESCAPE = "\u001B[";

    private final String parameter;

    Style(String parameter) {
        this.parameter = parameter;
    }

    /** The text in this style; unchanged where the terminal shows no colours. */
    public String of(String text, Terminal terminal) {
        return terminal.coloured() ? ESCAPE + parameter + "m" + text + ESCAPE + "0m" : text;
    }
}
