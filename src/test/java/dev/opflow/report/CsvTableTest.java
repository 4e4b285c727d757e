package dev.opflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    private static String text(CsvTable table) {
        return new String(table.bytes(), StandardCharsets.UTF_8);
    }

    private static String cell(String value) {
        CsvTable table = new CsvTable("name", 1).text(value);
        table.endRow();
        return text(table).substring("name\r\n".length());
    }

    @Test
    void endsLinesAsRfc4180Does() {
        CsvTable table = new CsvTable("row name in_service pg_mw", 2);
        table.number(1).text("Süd").truth(true).number(0.1).endRow();
        table.number(2).text("").truth(false).number(Double.NaN).endRow();

        assertThat(text(table)).isEqualTo("row,name,in_service,pg_mw\r\n1,Süd,true,0.1\r\n2,,false,\r\n");
    }

    @Test
    void leavesCellsEmptyThatHaveNoNumber() {
        CsvTable table = new CsvTable("a b c d", 1);
        table.number(Double.POSITIVE_INFINITY).number(null, 7).number(new double[] {3, -0.0}, 1);
        table.number(1e-300).endRow();

        assertThat(text(table)).endsWith("\r\n,,-0.0,1.0E-300\r\n");
    }

    @Test
    void quotesWhatWouldEndACell() {
        assertThat(cell("a,b")).isEqualTo("\"a,b\"\r\n");
        assertThat(cell("a \"b\"")).isEqualTo("\"a \"\"b\"\"\"\r\n");
        assertThat(cell("a\r\nb")).isEqualTo("\"a\r\nb\"\r\n");
        assertThat(cell("a'b;c")).isEqualTo("a'b;c\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\uFF1D1"})
    void marksTextThatASpreadsheetWouldCompute(String formula) {
        assertThat(cell(formula)).isEqualTo("'" + formula + "\r\n");
    }

    @Test
    void marksAFormulaWhereASemicolonEndsACell() {
        assertThat(cell("a;=1+1;b;-2")).isEqualTo("a;'=1+1;b;'-2\r\n");
    }

    @Test
    void marksAndQuotesAFormulaWithCommas() {
        assertThat(cell("=HYPERLINK(\"http://x\",\"y\")")).isEqualTo("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n");
    }

    @Test
    void refusesARowOfAnotherLengthThanTheHead() {
        assertThatThrownBy(() -> new CsvTable("a b", 1).number(1).endRow())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("1 cells in a row of 2 columns");
    }
}
