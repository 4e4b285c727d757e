package dev.opflow.matpower;

import java.nio.charset.StandardCharsets;

/** Walks over the text of a case: blanks, comments, continued lines and words; and says what is wrong at a place. */
final class Scanner {
    /** What {@link #peek} answers at the end of the text. */
    static final int END = -1;

    static final String REWRITE =
            "A case is read as data, not run: save it from MATPOWER with savecase(), which writes plain numbers.";

    private static final int LONGEST_NAME = 256;
    private static final int SHOWN = 40;

    private final byte[] text;
    private final String file;
    private int at;
    private int line = 1;
    private int lineStart;

    Scanner(byte[] text, String file) {
        this.text = text;
        this.file = file;
        boolean mark = text.length > 2 && text[0] == (byte) 0xef && text[1] == (byte) 0xbb && text[2] == (byte) 0xbf;
        at = mark ? 3 : 0;
        lineStart = at;
    }

    byte[] text() {
        return text;
    }

    /** Place in the text, from 0. */
    int at() {
        return at;
    }

    int line() {
        return line;
    }

    /** The byte at hand, or {@link #END}; negative beyond ASCII. */
    int peek() {
        return at < text.length ? text[at] : END;
    }

    boolean isAtEnd() {
        return at >= text.length;
    }

    /** The byte after the one at hand, or {@link #END}. */
    int peekNext() {
        return at + 1 < text.length ? text[at + 1] : END;
    }

    void skip() {
        at++;
    }

    /** Goes on to a place on the same line. */
    void skipTo(int place) {
        at = place;
    }

    boolean take(int expected) {
        if (at < text.length && text[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** A place to come back to. */
    record Mark(int at, int line, int lineStart) {}

    Mark mark() {
        return new Mark(at, line, lineStart);
    }

    /** A place whose line is known. */
    Mark mark(int place, int itsLine) {
        int start = place;
        while (start > 0 && text[start - 1] != '\n') {
            start--;
        }
        return new Mark(place, itsLine, start);
    }

    void reset(Mark mark) {
        at = mark.at();
        line = mark.line();
        lineStart = mark.lineStart();
    }

    /** Skips blanks and continued lines, not line ends or comments. */
    void skipBlanks() {
        while (at < text.length) {
            int c = text[at];
            if (isBlank(c)) {
                at++;
            } else if (c == '.' && isContinuation(at)) {
                skipLine();
                newLine();
            } else {
                return;
            }
        }
    }

    /** Blanks within a line: also the vertical tab and the form feed. */
    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == 0x0b || c == '\f';
    }

    private boolean isContinuation(int place) {
        return place + 2 < text.length && text[place + 1] == '.' && text[place + 2] == '.';
    }

    /** Skips blanks, line ends, comments, and the separators ; and , between statements. */
    void skipToStatement() throws MatpowerFormatException {
        while (true) {
            skipBlanks();
            int c = peek();
            if (isComment(c)) {
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

    static boolean isComment(int c) {
        return c == '%' || c == '#';
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
                if (isAtEnd()) {
                    throw unexpected("%} to end the block comment of line " + begun, "Add a line %}.");
                }
                newLine();
                skipBlanks();
            }
        } while (depth > 0);
    }

    private boolean isBlockMark(char brace) {
        if (at + 1 >= text.length || !isComment(text[at]) || text[at + 1] != brace) {
            return false;
        }
        for (int k = at - 1; k >= lineStart; k--) {
            if (!isBlank(text[k])) {
                return false;
            }
        }
        for (int k = at + 2; k < text.length && text[k] != '\n'; k++) {
            if (!isBlank(text[k])) {
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
    String name() throws MatpowerFormatException {
        int end = at;
        while (end < text.length && isNamePart(text[end])) {
            end++;
        }
        if (end - at > LONGEST_NAME) {
            throw error("a name of " + (end - at) + " letters", "at most " + LONGEST_NAME, "Shorten it.");
        }
        String name = new String(text, at, end - at, StandardCharsets.US_ASCII);
        at = end;
        return name;
    }

    static boolean isNamePart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    }

    /** Where the number at hand ends, if it is one. */
    int tokenEnd() {
        int end = at;
        while (end < text.length) {
            int c = text[end];
            if (c <= ' ' || c == ',' || c == ';' || c == ']' || c == '}' || c == '%' || c == '#' || c == '['
                    || c == '\'') {
                break;
            }
            if (c == '.' && isContinuation(end)) {
                break;
            }
            end++;
        }
        return end;
    }

    /** Checks that a statement ends here. */
    void endStatement() throws MatpowerFormatException {
        skipBlanks();
        int c = peek();
        if (!isAtEnd() && c != ';' && c != ',' && c != '\n' && !isComment(c)) {
            throw unexpected("the end of the statement", REWRITE);
        }
    }

    /** An error that shows the word at hand. */
    MatpowerFormatException unexpected(String expected, String advice) {
        return error(found(false), expected, advice);
    }

    /** An error that shows the rest of the line. */
    MatpowerFormatException code(String expected) {
        return error(found(true), expected, REWRITE);
    }

    MatpowerFormatException error(String found, String expected, String advice) {
        return new MatpowerFormatException(file, line, at - lineStart + 1, found, expected, advice);
    }

    MatpowerFormatException error(Mark place, String found, String expected, String advice) {
        reset(place);
        return error(found, expected, advice);
    }

    private String found(boolean wholeLine) {
        if (isAtEnd()) {
            return "the end of the file";
        }
        if (text[at] == '\n' || (text[at] == '\r' && peekNext() == '\n')) {
            return "the end of the line";
        }
        int end = at + 1;
        while (end < text.length && text[end] != '\n' && (wholeLine || !endsWord(text[end]))) {
            end++;
        }
        int shown = Math.min(end, at + SHOWN);
        String piece = new String(text, at, shown - at, StandardCharsets.UTF_8).stripTrailing();
        return "\"" + visible(piece) + (shown < end ? "...\"" : "\"");
    }

    private static boolean endsWord(int c) {
        return (c >= 0 && c <= ' ') || c == ';' || c == ',';
    }

    /** What has no shape of its own, or changes the order of what is shown, as marks of direction do. */
    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static String visible(String piece) {
        StringBuilder visible = new StringBuilder();
        piece.codePoints().forEach(c -> {
            if (c == ' ' || !(Character.isISOControl(c) || Character.isSpaceChar(c) || isUnseen(c))) {
                visible.appendCodePoint(c);
            } else {
                visible.append(c == '\t' ? " " : String.format("<U+%04X>", c));
            }
        });
        return visible.toString();
    }
}
