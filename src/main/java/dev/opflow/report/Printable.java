package dev.opflow.report;

/** Text of unknown origin, as names of files and keys of objects, made fit for a line of a log or a terminal. */
public final class Printable {
    private Printable() {}

    /** The text with a backslash, u and four digits for every control character: it then neither ends a line nor steers a terminal. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                printable.append(String.format("\\u%04x", c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return printable.toString();
    }
}
