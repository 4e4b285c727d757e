package dev.opflow.matpower;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/** Lines of a case's text, to be quoted beside what is found about them. */
public final class CaseLines {
    /** Bytes of a line that are quoted at the most. */
    private static final int LONGEST = 240;

    private CaseLines() {}

    /**
     * Some lines of a file, as the reader counts them.
     *
     * @param content the file's bytes, plain or gzip
     * @param limits those of the reader
     * @param wanted numbers of lines, from 1
     * @return text by number, cut off where it is long; without those that the file does not have, and empty where it can't be
     *     unpacked
     */
    public static Map<Integer, String> of(byte[] content, ReaderLimits limits, SortedSet<Integer> wanted) {
        byte[] text;
        try {
            text = Text.of(content, "", limits);
        } catch (MatpowerFormatException e) {
            return Map.of();
        }
        Map<Integer, String> lines = new TreeMap<>();
        int line = 1;
        int begin = 0;
        while (begin < text.length && !wanted.isEmpty() && line <= wanted.last()) {
            int end = begin;
            while (end < text.length && text[end] != '\n' && text[end] != '\r') {
                end++;
            }
            if (wanted.contains(line)) {
                lines.put(line, quote(text, begin, end));
            }
            boolean isPair = end + 1 < text.length && text[end] == '\r' && text[end + 1] == '\n';
            begin = end + (isPair ? 2 : 1);
            line++;
        }
        return lines;
    }

    private static String quote(byte[] text, int begin, int end) {
        int shown = Math.min(end, begin + LONGEST);
        return new String(text, begin, shown - begin, StandardCharsets.UTF_8).strip() + (shown < end ? " …" : "");
    }
}
