package io.towerforge.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

    private static final Terminal COLOURED = new Terminal(true, true, 80, 40);

    @Test
    void columnsAreAlignedAndLinesHaveNoBlanksAtTheirEnd() {
        TextTable table = new TextTable("NAME", "READY", "AGE")
                .row("rnaseq", "True", "5m")
                .row("x", "", "");

        assertThat(table.lines()).containsExactly("NAME     READY   AGE", "rnaseq   True    5m", "x");
    }

    @Test
    void coloursDoNotDisturbTheAlignment() {
        TextTable table =
                new TextTable().row(Style.GREEN.of("a", COLOURED), "1").row("bbb", "2");

        assertThat(table.lines()).containsExactly("\u001B[32ma\u001B[0m     1", "bbb   2");
    }

    @Test
    void rowsMayDifferInTheirNumberOfCells() {
        assertThat(new TextTable("A").row("1", "2").lines()).containsExactly("A", "1   2");
    }

    @Test
    void textThatIsCutEndsItsStyle() {
        assertThat(StyledText.cut("\u001B[31mabcdef\u001B[0m", 4)).isEqualTo("\u001B[31mabc…\u001B[0m");
    }

    @Test
    void aPlanLineBeginsWithItsSign() {
        assertThat(PlanSymbol.CREATE.line("queue", Terminal.plain())).isEqualTo("+ queue");
        assertThat(PlanSymbol.UPDATE.line("queue", Terminal.plain())).isEqualTo("~ queue");
        assertThat(PlanSymbol.DELETE.line("queue", COLOURED)).isEqualTo("\u001B[31m-\u001B[0m queue");
    }
}
