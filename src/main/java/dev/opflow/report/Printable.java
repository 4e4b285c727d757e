package dev.opflow.report;

/** Text of unknown origin, as names of files and keys of objects, made fit for a line of a log or a terminal. */
public final class Printable {
    private Printable() {}

    /**
     * The text with a backslash, u and four digits for every control character, also those that turn the direction of writing: it
     * then neither ends a line, nor steers a terminal, nor shows what follows in another order.
     */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::isControl)) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isControl(c)) {
                printable.append(String.format("\\u%04x", c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return printable.toString();
    }

    /** Whether a character is not seen, but changes how others are: a control character, a line's end, or a mark of direction. */
    public static boolean isControl(int c) {
        return Character.isISOControl(c)
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200E
                || c == 0x200F
                || c == 0x061C;
    }
}
