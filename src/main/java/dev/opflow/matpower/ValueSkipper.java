package dev.opflow.matpower;

/** Skips a value that no one asks for, whatever it is, with what it nests, its strings and comments. */
final class ValueSkipper {
    private static final int DEEPEST_NESTING = 100;

    private final Scanner scanner;
    private final ValueReader values;
    /** The brackets that are open, outermost first, and the line of each. */
    private final byte[] open = new byte[DEEPEST_NESTING];

    private final int[] openLine = new int[DEEPEST_NESTING];
    private int depth;
    /** Whether what stands before is a value, which a quote transposes; else it begins a string. */
    private boolean afterValue;
    /** Whether the value is no more than brackets without anything in them. */
    private boolean empty = true;

    ValueSkipper(Scanner scanner, ValueReader values) {
        this.scanner = scanner;
        this.values = values;
    }

    /** Skips up to the end of the statement. */
    void skip() throws MatpowerFormatException {
        if (isAtStatementEnd()) {
            throw scanner.unexpected("a value", "Give it one, or remove the line.");
        }
        while (depth > 0 || !isAtStatementEnd()) {
            if (scanner.isAtEnd()) {
                throw scanner.unexpected(
                        closing(open[depth - 1]) + " to close the " + (char) open[depth - 1] + " of line "
                                + openLine[depth - 1],
                        "Upload the whole file.");
            }
            skipPart();
            skipBlanks();
        }
    }

    /** Whether what was skipped is {@code []}, {@code {}} or <code>''</code>. */
    boolean wasEmpty() {
        return empty;
    }

    private boolean isAtStatementEnd() {
        int c = scanner.peek();
        return scanner.isAtEnd() || c == ';' || c == ',' || c == '\n' || Scanner.isComment(c);
    }

    /** In a list, a blank ends a value: {@code [a 'b']} holds a string, {@code [a' b]} a transpose. */
    private void skipBlanks() {
        int before = scanner.at();
        scanner.skipBlanks();
        boolean inList = depth > 0 && open[depth - 1] != '(';
        afterValue &= !inList || scanner.at() == before;
    }

    private void skipPart() throws MatpowerFormatException {
        int c = scanner.peek();
        if (c == '\n') {
            scanner.newLine();
            afterValue = false;
        } else if (Scanner.isComment(c)) {
            scanner.skipComment();
        } else if (c == '"' || (c == '\'' && !afterValue)) {
            int begin = scanner.at();
            values.skipString();
            empty &= scanner.at() == begin + 2;
            afterValue = true;
        } else {
            if (c == '[' || c == '{' || c == '(') {
                open(c);
            } else if (c == ']' || c == '}' || c == ')') {
                close(c);
            }
            empty &= "[]{},;".indexOf(c) >= 0;
            afterValue = c < 0 || c == ']' || c == '}' || c == ')' || c == '\'' || Scanner.isNamePart(c);
            scanner.skip();
        }
    }

    private void open(int bracket) throws MatpowerFormatException {
        if (depth == DEEPEST_NESTING) {
            throw scanner.unexpected("at most " + DEEPEST_NESTING + " brackets in each other", "Simplify it.");
        }
        open[depth] = (byte) bracket;
        openLine[depth++] = scanner.line();
    }

    private void close(int bracket) throws MatpowerFormatException {
        if (depth == 0 || closing(open[depth - 1]) != bracket) {
            String expected = depth == 0 ? "the end of the statement" : String.valueOf(closing(open[depth - 1]));
            throw scanner.unexpected(expected, "Match the brackets.");
        }
        depth--;
    }

    private static char closing(int bracket) {
        return bracket == '(' ? ')' : bracket == '[' ? ']' : '}';
    }
}
