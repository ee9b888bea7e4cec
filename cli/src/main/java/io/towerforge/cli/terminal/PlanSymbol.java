package io.towerforge.cli.terminal;

/** The sign in front of a line of a plan, in the colour that goes with it. */
public enum PlanSymbol {
    CREATE("+", Style.GREEN),
    UPDATE("~", Style.YELLOW),
    DELETE("-", Style.RED),
    WAIT("…", Style.FAINT),
    REFUSE("!", Style.RED);

    private final String sign;
    private final Style style;

    PlanSymbol(String sign, Style style) {
        this.sign = sign;
        this.style = style;
    }

    /** The line with its sign in front: {@code + AWS::Batch::JobQueue TowerForge-…-work}. */
    public String line(String text, Terminal terminal) {
        return style.of(sign, terminal) + " " + text;
    }
}
