package dev.opflow.matpower;

/** The matrix of a field, whose numbers are read as what they mean. */
final class Table {
    private final String field;
    private final Matrix matrix;
    private final ValueReader reader;
    private final Scanner scanner;

    Table(String field, Matrix matrix, ValueReader reader, Scanner scanner) {
        this.field = field;
        this.matrix = matrix;
        this.reader = reader;
        this.scanner = scanner;
    }

    int rows() {
        return matrix.rows();
    }

    int columns() {
        return matrix.columns();
    }

    int[] lines() {
        return matrix.lines();
    }

    double at(int row, int column) {
        return matrix.at(row, column);
    }

    void requireColumns(int least) throws MatpowerFormatException {
        if (matrix.rows() > 0 && matrix.columns() < least) {
            throw error(
                    0,
                    0,
                    "a row of " + field + " with " + matrix.columns() + " numbers",
                    "at least " + least,
                    "See MATPOWER's caseformat for the columns.");
        }
    }

    /** A whole number, as a bus's. */
    int whole(int row, int column, String columnName) throws MatpowerFormatException {
        double value = matrix.at(row, column);
        if ((int) value != value) {
            boolean isTooLarge = Math.rint(value) == value && Double.isFinite(value);
            throw cell(
                    row,
                    column,
                    columnName,
                    isTooLarge
                            ? "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE
                            : "a whole number");
        }
        return (int) value;
    }

    /** A status of 0 or 1. */
    boolean status(int row, int column, String columnName) throws MatpowerFormatException {
        double value = matrix.at(row, column);
        if (value != 0 && value != 1) {
            throw cell(row, column, columnName, "1 (in service) or 0 (out of service)");
        }
        return value == 1;
    }

    /** An error about what stands in a column. */
    MatpowerFormatException cell(int row, int column, String columnName, String expected) {
        double value = matrix.at(row, column);
        String shown = (long) value == value ? String.valueOf((long) value) : String.valueOf(value);
        return error(
                row,
                column,
                shown + " as " + columnName + " (column " + (column + 1) + " of " + field + ")",
                expected,
                "Correct it.");
    }

    MatpowerFormatException error(int row, int column, String found, String expected, String advice) {
        return scanner.error(reader.placeOf(matrix, row, column), found, expected, advice);
    }
}
