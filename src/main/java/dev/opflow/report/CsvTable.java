package dev.opflow.report;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Grows a table as RFC 4180 has it: a head, then rows of as many cells, each line ended by CR and LF, in UTF-8. A cell is empty
 * where it has no value.
 */
final class CsvTable {
    private static final int CELL_LENGTH = 14;
    /** What a spreadsheet takes for the beginning of a formula, or skips in front of one. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /** Where a spreadsheet of another locale begins a cell with a formula. */
    private static final Pattern FORMULA_AFTER_SEMICOLON = Pattern.compile(";(?=[" + Pattern.quote(FORMULA) + "])");

    private final StringBuilder text;
    private final int columns;
    private int cells;

    /**
     * A table without rows yet.
     *
     * @param columns what the columns are called, with a blank between two
     * @param rows how many rows to expect
     */
    CsvTable(String columns, int rows) {
        String[] names = columns.split(" ");
        this.columns = names.length;
        text = new StringBuilder(columns.length() + 2 + rows * names.length * CELL_LENGTH);
        text.append(String.join(",", names)).append("\r\n");
    }

    CsvTable number(int value) {
        next().append(value);
        return this;
    }

    /** The shortest text that reads back to the same number, as in JSON; nothing for what is not finite. */
    CsvTable number(double value) {
        StringBuilder cell = next();
        if (Double.isFinite(value)) {
            cell.append(value);
        }
        return this;
    }

    /** A number of a column that may have none at all. */
    CsvTable number(double @Nullable [] values, int at) {
        return number(values == null ? Double.NaN : values[at]);
    }

    CsvTable truth(boolean value) {
        next().append(value);
        return this;
    }

    /**
     * A text; what a spreadsheet would take for a formula gets an apostrophe in front, after a semicolon too: in many locales it
     * begins a cell.
     */
    CsvTable text(String value) {
        String marked = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        String safe = marked.indexOf(';') < 0
                ? marked
                : FORMULA_AFTER_SEMICOLON.matcher(marked).replaceAll(";'");
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        next().append(plain ? safe : '"' + safe.replace("\"", "\"\"") + '"');
        return this;
    }

    private StringBuilder next() {
        return cells++ == 0 ? text : text.append(',');
    }

    void endRow() {
        if (cells != columns) {
            throw new IllegalStateException(cells + " cells in a row of " + columns + " columns");
        }
        cells = 0;
        text.append("\r\n");
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
