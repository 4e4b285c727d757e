package dev.opflow.grid;

/**
 * Something a user should know about a case.
 *
 * @param severity how much it matters
 * @param code a short stable name of the kind of finding, as "unknown-bus"
 * @param element what it is about
 * @param line line of the case file it is about, from 1; 0 where there is none
 * @param message what was found
 * @param advice what to do about it
 * @param count how many things were found: 1, or for a finding that stands for others, their number
 * @param text that line, or the part of it around the place; empty where there is none
 */
public record Finding(
        Severity severity,
        String code,
        Element element,
        int line,
        String message,
        String advice,
        int count,
        String text) {

    /** A finding that quotes no line. */
    public Finding(
            Severity severity, String code, Element element, int line, String message, String advice, int count) {
        this(severity, code, element, line, message, advice, count, "");
    }

    /** A finding about one thing. */
    public Finding(Severity severity, String code, Element element, int line, String message, String advice) {
        this(severity, code, element, line, message, advice, 1);
    }

    /** How much a finding matters. */
    public enum Severity {
        /** The case cannot be solved as it is. */
        ERROR,
        /** The case can be solved, but is likely not what its author meant. */
        WARNING,
        /** Worth knowing. */
        INFORMATION
    }

    /** The same finding, at a line of the file. */
    public Finding atLine(int newLine) {
        return new Finding(severity, code, element, newLine, message, advice, count, text);
    }

    /** The same finding, with the text of its line. */
    public Finding quoting(String newText) {
        return new Finding(severity, code, element, line, message, advice, count, newText);
    }

    /** One line for people: {@code error: line 12: bus 4: ...}, or {@code error: case.m, line 12, column 3: ...}. */
    @Override
    public String toString() {
        boolean isPlace = element.kind() == Element.Kind.NETWORK && !element.equals(Element.NETWORK);
        return severity.name().toLowerCase(java.util.Locale.ROOT) + ": "
                + (line > 0 && !isPlace ? "line " + line + ": " : "")
                + element.label() + ": " + message + " " + advice
                + (text.isEmpty() || message.contains(text) ? "" : " The line is: " + text);
    }
}
