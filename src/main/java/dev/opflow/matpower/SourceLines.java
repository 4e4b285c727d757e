package dev.opflow.matpower;

import dev.opflow.grid.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lines of a case's text that findings are about, fit to be shown. */
public final class SourceLines {
    /** Of a longer line, so many bytes around the place. */
    private static final int MOST = 200;

    private static final int FIRST_COLUMN = 1;

    private final byte[] text;
    /** The line found last, and where it begins: findings mostly come in the order of the text. */
    private int line = 1;

    private int start;

    private SourceLines(byte[] text) {
        this.text = text;
    }

    /** Findings of a case with the lines they are about, where they name one. */
    public static List<Finding> quoted(List<Finding> findings, byte[] content, ReaderLimits limits) {
        return quoted(findings, content, limits, FIRST_COLUMN);
    }

    /** The one finding of a case that can't be read, with its line. */
    public static List<Finding> quoted(MatpowerFormatException failure, byte[] content, ReaderLimits limits) {
        return quoted(List.of(failure.toFinding()), content, limits, failure.column());
    }

    private static List<Finding> quoted(List<Finding> findings, byte[] content, ReaderLimits limits, int column) {
        if (findings.stream().noneMatch(finding -> finding.line() > 0)) {
            return findings;
        }
        SourceLines lines;
        try {
            lines = new SourceLines(Text.withLineFeeds(Text.of(content, "", limits)));
        } catch (MatpowerFormatException e) {
            // what has no text has no lines, and was refused for that
            return findings;
        }
        return findings.stream()
                .map(finding -> finding.line() > 0 ? finding.quoting(lines.quote(finding.line(), column)) : finding)
                .toList();
    }

    private String quote(int wanted, int column) {
        if (wanted < line) {
            line = 1;
            start = 0;
        }
        while (line < wanted && start < text.length) {
            start = endOfLine(start) + 1;
            line++;
        }
        int end = endOfLine(Math.min(start, text.length));
        int from = Math.max(start, Math.min(start + column - 1 - MOST / 2, end - MOST));
        int to = Math.min(end, from + MOST);
        while (from > start && from < to && (text[from] & 0xC0) == 0x80) {
            from++;
        }
        while (to < end && to > from && (text[to] & 0xC0) == 0x80) {
            to--;
        }
        String shown = new String(text, from, Math.max(0, to - from), StandardCharsets.UTF_8);
        return printable((from > start ? "..." : "") + shown.strip() + (to < end ? "..." : ""));
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Blanks for tabs, and a sign of replacement for what steers a terminal or turns the direction of writing. */
    private static String printable(String quote) {
        StringBuilder printable = new StringBuilder(quote.length());
        quote.codePoints()
                .forEach(c -> printable.appendCodePoint(
                        c == '\t'
                                ? ' '
                                : Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xFFFD : c));
        return printable.toString();
    }
}
