package dev.opflow.matpower;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows the text of a case: lines, and matrices with tabs between their numbers. */
final class MatrixText {
    private static final int LONGEST_NUMBER = 32;

    private byte[] text;
    private int size;

    MatrixText(int expected) {
        text = new byte[Math.max(1024, expected)];
    }

    byte[] bytes() {
        return Arrays.copyOf(text, size);
    }

    MatrixText text(String words) {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        reserve(bytes.length);
        System.arraycopy(bytes, 0, text, size, bytes.length);
        size += bytes.length;
        return this;
    }

    void line(String words) {
        text(words);
        endLine();
    }

    void open(String field, String columns) {
        line("%\t" + columns.replace(' ', '\t'));
        line("mpc." + field + " = [");
    }

    void endRow() {
        text(";");
        endLine();
    }

    void close() {
        line("];");
    }

    private void endLine() {
        reserve(1);
        text[size++] = '\n';
    }

    /** A whole number, preceded by a tab in a row. */
    MatrixText number(int value) {
        separate();
        return text(Integer.toString(value));
    }

    /** The shortest text that reads back to the same number, preceded by a tab in a row. */
    MatrixText number(double value) {
        separate();
        if (Double.isInfinite(value)) {
            return text(value > 0 ? "Inf" : "-Inf");
        }
        String shortest = Double.toString(value);
        int length = shortest.endsWith(".0") ? shortest.length() - 2 : shortest.length();
        for (int k = 0; k < length; k++) {
            text[size++] = (byte) shortest.charAt(k);
        }
        return this;
    }

    private void separate() {
        reserve(LONGEST_NUMBER);
        if (size > 0 && text[size - 1] != ' ') {
            text[size++] = '\t';
        }
    }

    private void reserve(int more) {
        if (size + more > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, size + more));
        }
    }
}
