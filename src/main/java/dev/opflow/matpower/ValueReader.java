package dev.opflow.matpower;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads values of the kinds that data come in: numbers, matrices, strings and cell arrays of them. */
final class ValueReader {
    private final Scanner scanner;
    private final ReaderLimits limits;
    /** Numbers and strings that are kept so far; a string counts as two. */
    private long values;

    ValueReader(Scanner scanner, ReaderLimits limits) {
        this.scanner = scanner;
        this.limits = limits;
    }

    /** A number that stands alone. */
    double number() throws MatpowerFormatException {
        return number("a number");
    }

    private double number(String expected) throws MatpowerFormatException {
        int end = scanner.tokenEnd();
        if (end - scanner.at() > limits.rowBytes()) {
            refuseLong("a number", scanner.mark(), end);
        }
        double value = Numerals.parse(scanner.text(), scanner.at(), end);
        if (Double.isNaN(value) && !Numerals.isNan(scanner.text(), scanner.at(), end)) {
            throw scanner.unexpected(expected, Scanner.REWRITE);
        }
        scanner.skipTo(end);
        return value;
    }

    /** A matrix of numbers, from its opening bracket to its closing one. */
    Matrix matrix(String field) throws MatpowerFormatException {
        int begun = scanner.line();
        String expected = "a number in " + field;
        scanner.skip();
        Matrix matrix = new Matrix();
        int rowBegin = scanner.at();
        boolean comma = true;
        while (true) {
            scanner.skipBlanks();
            int c = scanner.peek();
            if (c == ',' && !comma) {
                comma = true;
                scanner.skip();
            } else if (c == ';' || c == '\n' || c == ']') {
                endRow(matrix, field);
                scanner.newLine();
                if (c != '\n') {
                    scanner.skip();
                }
                if (c == ']') {
                    return matrix;
                }
                rowBegin = scanner.at();
                comma = true;
            } else if (Scanner.isComment(c)) {
                scanner.skipComment();
            } else if (scanner.isAtEnd()) {
                throw scanner.unexpected("] to close " + field + " = [ of line " + begun, "Upload the whole file.");
            } else {
                count(1);
                matrix.beginAt(scanner.at(), scanner.line());
                matrix.add(number(expected));
                comma = false;
                if (scanner.at() - rowBegin > limits.rowBytes()) {
                    throw scanner.error(
                            rowPlace(matrix),
                            "a row of " + field + " of more than " + limits.rowBytes() + " bytes",
                            "at most that many (the limit on row bytes)",
                            "Break it into rows, or raise the limit.");
                }
            }
        }
    }

    private void count(int more) throws MatpowerFormatException {
        values += more;
        if (values > limits.values()) {
            throw scanner.error(
                    "more than " + limits.values() + " numbers and strings in all",
                    "at most that many (the limit on values, where a string counts as two)",
                    "Make the case smaller, or raise the limit, for which there must be memory.");
        }
    }

    private Scanner.Mark rowPlace(Matrix matrix) {
        return scanner.mark(matrix.place(matrix.rows()), matrix.line(matrix.rows()));
    }

    private void endRow(Matrix matrix, String field) throws MatpowerFormatException {
        int width = matrix.width();
        if (width == 0) {
            return;
        }
        if (matrix.rows() == limits.rows()) {
            throw scanner.error(
                    rowPlace(matrix),
                    "row " + (limits.rows() + 1L) + " of " + field,
                    "at most " + limits.rows() + " (the limit on rows)",
                    "Raise the limit.");
        }
        if (matrix.rows() > 0 && matrix.columns() != width) {
            throw scanner.error(
                    rowPlace(matrix),
                    "a row of " + field + " with " + width + " numbers",
                    matrix.columns() + " as in the rows above",
                    "Give every row of a matrix the same number of columns.");
        }
        matrix.endRow();
    }

    /** The place of a number in a matrix that was read. */
    Scanner.Mark placeOf(Matrix matrix, int row, int column) {
        scanner.reset(scanner.mark(matrix.place(row), matrix.line(row)));
        for (int k = 0; k < column; k++) {
            scanner.skipTo(scanner.tokenEnd());
            do {
                scanner.skipBlanks();
            } while (scanner.take(','));
        }
        return scanner.mark();
    }

    /**
     * A cell array of strings, from its opening brace to its closing one.
     *
     * @param table the table whose rows it names; null where it is not known yet
     */
    List<String> strings(String field, @Nullable Table table) throws MatpowerFormatException {
        int begun = scanner.line();
        scanner.skip();
        List<String> strings = new ArrayList<>();
        while (true) {
            scanner.skipBlanks();
            int c = scanner.peek();
            if (c == ',' || c == ';') {
                scanner.skip();
            } else if (c == '\n') {
                scanner.newLine();
            } else if (Scanner.isComment(c)) {
                scanner.skipComment();
            } else if (c == '}') {
                scanner.skip();
                return strings;
            } else if (isQuote(c)) {
                requireRoom(strings.size(), field, table);
                count(2);
                strings.add(string());
            } else if (scanner.isAtEnd()) {
                throw scanner.unexpected("} to close " + field + " = { of line " + begun, "Upload the whole file.");
            } else {
                throw scanner.unexpected("a quoted string in " + field, "Write the names as {'north'; 'south'}.");
            }
        }
    }

    /** Checks that one more string may come. */
    private void requireRoom(int strings, String field, @Nullable Table table) throws MatpowerFormatException {
        if (table != null && strings == table.rows()) {
            throw scanner.error(
                    "string " + (strings + 1L) + " of " + field,
                    "at most " + strings + ", one for each row of " + KnownFields.matrixOf(field),
                    "Remove what is too many.");
        }
        if (strings == limits.rows()) {
            throw scanner.error(
                    "string " + (strings + 1L) + " of " + field,
                    "at most " + strings + " (the limit on rows)",
                    "Raise the limit.");
        }
    }

    static boolean isQuote(int c) {
        return c == '\'' || c == '"';
    }

    /** A quoted string; a doubled quote stands for one. */
    String string() throws MatpowerFormatException {
        Scanner.Mark begin = scanner.mark();
        String quote = String.valueOf((char) scanner.peek());
        skipString();
        refuseLong("a string", begin, scanner.at());
        return decode(begin.at() + 1, scanner.at() - 1).replace(quote + quote, quote);
    }

    /** Skips a quoted string. */
    void skipString() throws MatpowerFormatException {
        int quote = scanner.peek();
        scanner.skip();
        do {
            while (scanner.isAtEnd() || scanner.peek() != quote) {
                if (scanner.isAtEnd() || scanner.peek() == '\n') {
                    throw scanner.unexpected((char) quote + " to close the string", "Close it on its line.");
                }
                scanner.skip();
            }
            scanner.skip();
        } while (scanner.take(quote));
    }

    private void refuseLong(String what, Scanner.Mark begin, int end) throws MatpowerFormatException {
        if (end - begin.at() > limits.rowBytes()) {
            throw scanner.error(
                    begin,
                    what + " of more than " + limits.rowBytes() + " bytes",
                    "at most that many (the limit on row bytes)",
                    "Shorten it, or raise the limit.");
        }
    }

    /** UTF-8, or Latin-1 where the bytes are no UTF-8. */
    private String decode(int begin, int end) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(scanner.text(), begin, end - begin))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(scanner.text(), begin, end - begin, StandardCharsets.ISO_8859_1);
        }
    }
}
