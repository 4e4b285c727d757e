package dev.opflow.matpower;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows the text of a case: lines, and matrices with tabs between their numbers. */
final class MatrixText {
    private static final int LONGEST_NUMBER = 32;
    /** From here on the shortest text of a number has an exponent. */
    private static final int EXPONENT_FROM = 10_000_000;

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
        return digits(Integer.toString(value));
    }

    /** The shortest text that reads back to the same number, preceded by a tab in a row. */
    MatrixText number(double value) {
        separate();
        int whole = (int) value;
        if (whole == value
                && Math.abs(whole) < EXPONENT_FROM
                && (whole != 0 || Double.doubleToRawLongBits(value) == 0)) {
            // most numbers of a case, and much sooner done
            return digits(Integer.toString(whole));
        }
        if (Double.isInfinite(value)) {
            return text(value > 0 ? "Inf" : "-Inf");
        }
        String shortest = Double.toString(value);
        return digits(shortest.endsWith(".0") ? shortest.substring(0, shortest.length() - 2) : shortest);
    }

    /** ASCII, for which there is room. */
    private MatrixText digits(String number) {
        for (int k = 0; k < number.length(); k++) {
            text[size++] = (byte) number.charAt(k);
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
