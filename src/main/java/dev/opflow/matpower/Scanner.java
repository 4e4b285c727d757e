package dev.opflow.matpower;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Walks over the text of a case: blanks, comments and continued lines, and values of the kinds that data come in. */
final class Scanner {
    private static final int END = -1;
    private static final String REWRITE =
            "A case is read as data, not run: save it from MATPOWER with savecase(), which writes plain numbers.";

    private final byte[] text;
    private final String file;
    private final ReaderLimits limits;
    private int at;
    private int line = 1;
    private int lineStart;

    Scanner(byte[] text, String file, ReaderLimits limits) {
        this.text = text;
        this.file = file;
        this.limits = limits;
        boolean mark =
                text.length > 2 && (text[0] & 0xff) == 0xef && (text[1] & 0xff) == 0xbb && (text[2] & 0xff) == 0xbf;
        at = mark ? 3 : 0;
        lineStart = at;
    }

    int line() {
        return line;
    }

    /** The byte at hand, or -1 at the end. */
    int peek() {
        return at < text.length ? text[at] : END;
    }

    /** The byte after the one at hand, or -1 at the end. */
    int peekNext() {
        return at + 1 < text.length ? text[at + 1] : END;
    }

    void skip() {
        at++;
    }

    /** A place to come back to. */
    record Mark(int at, int line, int lineStart) {}

    Mark mark() {
        return new Mark(at, line, lineStart);
    }

    void reset(Mark mark) {
        at = mark.at();
        line = mark.line();
        lineStart = mark.lineStart();
    }

    boolean take(int expected) {
        if (peek() == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** Skips blanks and continued lines, not line ends or comments. */
    void skipBlanks() {
        while (at < text.length) {
            int c = text[at];
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '.' && isContinuation()) {
                skipLine();
                newLine();
            } else {
                return;
            }
        }
    }

    private boolean isContinuation() {
        return at + 2 < text.length && text[at + 1] == '.' && text[at + 2] == '.';
    }

    /** Skips blanks, line ends, comments, and the separators ; and , between statements. */
    void skipToStatement() throws MatpowerFormatException {
        while (true) {
            skipBlanks();
            int c = peek();
            if (c == '%' || c == '#') {
                skipComment();
            } else if (c == '\n') {
                newLine();
            } else if (c == ';' || c == ',') {
                at++;
            } else {
                return;
            }
        }
    }

    /** Skips a comment up to its line's end; a block comment, %{ to %} on lines of their own, as a whole. */
    void skipComment() throws MatpowerFormatException {
        if (!isBlockMark('{')) {
            skipLine();
            return;
        }
        int begun = line;
        int depth = 0;
        do {
            if (isBlockMark('{')) {
                depth++;
            } else if (isBlockMark('}')) {
                depth--;
            }
            skipLine();
            if (depth > 0) {
                if (peek() == END) {
                    throw error("the block comment that begins at line " + begun + " has no end.", "Add a line %}.");
                }
                newLine();
                skipBlanks();
            }
        } while (depth > 0);
    }

    private boolean isBlockMark(char brace) {
        if (at + 1 >= text.length || (text[at] != '%' && text[at] != '#') || text[at + 1] != brace) {
            return false;
        }
        for (int k = at - 1; k >= lineStart; k--) {
            if (text[k] != ' ' && text[k] != '\t') {
                return false;
            }
        }
        for (int k = at + 2; k < text.length && text[k] != '\n'; k++) {
            if (text[k] != ' ' && text[k] != '\t' && text[k] != '\r') {
                return false;
            }
        }
        return true;
    }

    void skipLine() {
        while (at < text.length && text[at] != '\n') {
            at++;
        }
    }

    void newLine() {
        if (take('\n')) {
            line++;
            lineStart = at;
        }
    }

    /** A name: letters, digits, underscores and dots; empty where there is none. */
    String name() {
        int begin = at;
        while (at < text.length && isNamePart(text[at])) {
            at++;
        }
        return new String(text, begin, at - begin, StandardCharsets.UTF_8);
    }

    private static boolean isNamePart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    }

    /** A number that stands alone. */
    double number() throws MatpowerFormatException {
        int end = tokenEnd();
        if (!Numerals.isNumber(text, at, end)) {
            throw unexpected("a number", REWRITE);
        }
        double value = Numerals.parse(text, at, end);
        at = end;
        return value;
    }

    private int tokenEnd() {
        int end = at;
        while (end < text.length) {
            int c = text[end];
            if (c <= ' ' || c == ',' || c == ';' || c == ']' || c == '}' || c == '%' || c == '#' || c == '['
                    || c == '\'') {
                break;
            }
            if (c == '.' && end + 2 < text.length && text[end + 1] == '.' && text[end + 2] == '.') {
                break;
            }
            end++;
        }
        return end;
    }

    /** A matrix of numbers, from its opening bracket to its closing one. */
    Matrix matrix(String field) throws MatpowerFormatException {
        int begun = line;
        at++;
        Matrix matrix = new Matrix();
        int rowLine = line;
        int rowBegin = at;
        while (true) {
            skipBlanks();
            int c = peek();
            if (c == ',') {
                at++;
            } else if (c == ';' || c == '\n' || c == ']' || c == '%' || c == '#') {
                if (c == '%' || c == '#') {
                    skipComment();
                    continue;
                }
                endRow(matrix, field, rowLine);
                if (c == '\n') {
                    newLine();
                } else {
                    at++;
                }
                if (c == ']') {
                    return matrix;
                }
                rowBegin = at;
            } else if (c == END) {
                throw error(
                        field + " = [ that begins at line " + begun
                                + " has no closing bracket: the file ends inside it.",
                        "Upload the whole file.");
            } else {
                if (matrix.width() == 0) {
                    rowLine = line;
                }
                matrix.add(element(field));
                if (at - rowBegin > limits.rowBytes()) {
                    throw error(
                            "a row of " + field + " is longer than the limit of " + limits.rowBytes() + " bytes.",
                            "Break it into rows or raise the limit on row bytes.");
                }
            }
        }
    }

    private double element(String field) throws MatpowerFormatException {
        int end = tokenEnd();
        double value = Numerals.parse(text, at, end);
        if (Double.isNaN(value) && !Numerals.named(text, at, end, "nan")) {
            throw unexpected("a number in " + field, REWRITE);
        }
        at = end;
        return value;
    }

    private void endRow(Matrix matrix, String field, int rowLine) throws MatpowerFormatException {
        if (matrix.width() == 0) {
            return;
        }
        int width = matrix.width();
        if (!matrix.endRow(rowLine)) {
            throw errorAtLine(
                    rowLine,
                    "this row of " + field + " has " + width + " columns, those above have " + matrix.columns() + ".",
                    "Give every row of a matrix the same number of columns.");
        }
        if (matrix.rows() > limits.rows()) {
            throw error(field + " has more rows than the limit of " + limits.rows() + ".", "Raise the limit on rows.");
        }
    }

    /** A cell array of strings, from its opening brace to its closing one. */
    List<String> strings(String field) throws MatpowerFormatException {
        int begun = line;
        at++;
        List<String> values = new ArrayList<>();
        while (true) {
            skipBlanks();
            int c = peek();
            if (c == ',' || c == ';') {
                at++;
            } else if (c == '\n') {
                newLine();
            } else if (c == '%' || c == '#') {
                skipComment();
            } else if (c == '}') {
                at++;
                return values;
            } else if (c == '\'' || c == '"') {
                values.add(string());
                if (values.size() > limits.rows()) {
                    throw error(field + " has more rows than the limit of " + limits.rows() + ".", "Raise the limit.");
                }
            } else if (c == END) {
                throw error(
                        field + " = { that begins at line " + begun + " has no closing brace: the file ends inside it.",
                        "Upload the whole file.");
            } else {
                throw unexpected("a quoted string in " + field, "Quote every name, as in {'north'; 'south'}.");
            }
        }
    }

    /** A quoted string; a doubled quote stands for one. */
    String string() throws MatpowerFormatException {
        int quote = peek();
        int begin = ++at;
        boolean doubled = false;
        while (true) {
            int c = peek();
            if (c == END || c == '\n') {
                throw error("a string has no closing quote on its line.", "Close it.");
            }
            at++;
            if (c == quote) {
                if (peek() != quote) {
                    break;
                }
                doubled = true;
                at++;
            }
        }
        String value = new String(text, begin, at - 1 - begin, StandardCharsets.UTF_8);
        String one = String.valueOf((char) quote);
        return doubled ? value.replace(one + one, one) : value;
    }

    /** Skips a bracketed value of any content, with what it nests, its strings and comments. */
    void skipBracketed() throws MatpowerFormatException {
        int begun = line;
        int depth = 0;
        do {
            int c = peek();
            if (c == END) {
                throw error("the bracket that opens at line " + begun + " is never closed.", "Upload the whole file.");
            } else if (c == '%' || c == '#') {
                skipComment();
            } else if (c == '\n') {
                newLine();
            } else if (c == '\'' || c == '"') {
                string();
            } else {
                depth += c == '[' || c == '{' || c == '(' ? 1 : c == ']' || c == '}' || c == ')' ? -1 : 0;
                at++;
            }
        } while (depth > 0);
    }

    /** Checks that a statement ends here. */
    void endStatement() throws MatpowerFormatException {
        skipBlanks();
        int c = peek();
        if (c != END && c != ';' && c != ',' && c != '\n' && c != '%' && c != '#') {
            throw unexpected("the end of the statement", REWRITE);
        }
    }

    MatpowerFormatException unexpected(String expected, String advice) {
        return error("found " + found() + ", expected " + expected + ".", advice);
    }

    MatpowerFormatException code() {
        return unexpected("a statement like mpc.bus = [...]", REWRITE);
    }

    MatpowerFormatException error(String problem, String advice) {
        return new MatpowerFormatException(file, line, at - lineStart + 1, problem, advice);
    }

    MatpowerFormatException errorAtLine(int otherLine, String problem, String advice) {
        return new MatpowerFormatException(file, otherLine, 1, problem, advice);
    }

    private String found() {
        if (at >= text.length) {
            return "the end of the file";
        }
        if (text[at] == '\n') {
            return "the end of the line";
        }
        int end = at;
        while (end < text.length && end < at + 24 && text[end] > ' ' && text[end] != ';' && text[end] != ',') {
            end++;
        }
        StringBuilder shown = new StringBuilder();
        String piece = new String(text, at, Math.max(1, end - at), StandardCharsets.UTF_8);
        piece.chars().forEach(c -> shown.append(c < ' ' || c == 127 || c == 0xfffd ? '?' : (char) c));
        return "\"" + shown + "\"";
    }
}
