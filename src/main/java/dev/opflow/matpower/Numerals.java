package dev.opflow.matpower;

import java.nio.charset.StandardCharsets;

/** Turns digits into the nearest double, as {@link Double#parseDouble} does, without its cost for ordinary numbers. */
final class Numerals {
    /** Powers of ten that a double holds exactly. */
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final int MOST_DIGITS = 18;
    private static final long EXACT = 1L << 53;

    private Numerals() {}

    /**
     * The value of a number's text.
     *
     * @return the number; NaN also where the text is none, which {@link #isNan} tells apart
     */
    static double parse(byte[] text, int begin, int end) {
        int at = begin;
        boolean negative = false;
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            negative = text[at] == '-';
            at++;
        }
        long mantissa = 0;
        int digits = 0;
        int exponent = 0;
        boolean point = false;
        int first = at;
        for (; at < end; at++) {
            int c = text[at];
            if (c >= '0' && c <= '9') {
                mantissa = 10 * mantissa + (c - '0');
                digits += mantissa != 0 ? 1 : 0;
                exponent -= point ? 1 : 0;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
            if (digits > MOST_DIGITS) {
                return slow(text, begin, end);
            }
        }
        if (at == first || (at < end && text[at] != 'e' && text[at] != 'E')) {
            return slow(text, begin, end);
        }
        if (at < end) {
            int sign = at + 1 < end && text[at + 1] == '-' ? -1 : 1;
            int k = at + (at + 1 < end && (text[at + 1] == '-' || text[at + 1] == '+') ? 2 : 1);
            if (k >= end || end - k > 4) {
                return slow(text, begin, end);
            }
            int written = 0;
            for (; k < end; k++) {
                if (text[k] < '0' || text[k] > '9') {
                    return slow(text, begin, end);
                }
                written = 10 * written + (text[k] - '0');
            }
            exponent += sign * written;
        }
        if (mantissa > EXACT || exponent < -22 || exponent > 22 || (point && at - first == 1)) {
            return slow(text, begin, end);
        }
        double value = exponent < 0 ? mantissa / TENS[-exponent] : mantissa * TENS[exponent];
        return negative ? -value : value;
    }

    /** Whether a text is MATLAB's NaN. */
    static boolean isNan(byte[] text, int begin, int end) {
        return named(text, afterSign(text, begin, end), end, "nan");
    }

    private static double slow(byte[] text, int begin, int end) {
        if (named(text, afterSign(text, begin, end), end, "inf")) {
            return text[begin] == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        for (int k = begin; k < end; k++) {
            int c = text[k];
            boolean allowed = (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '-'
                    || c == '+'
                    || c == 'e'
                    || c == 'E'
                    || c == 'd'
                    || c == 'D';
            if (!allowed) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(new String(text, begin, end - begin, StandardCharsets.US_ASCII)
                    .replace('d', 'e')
                    .replace('D', 'e'));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Where the digits or the name begin: one sign may stand before. */
    private static int afterSign(byte[] text, int begin, int end) {
        return begin < end && (text[begin] == '-' || text[begin] == '+') ? begin + 1 : begin;
    }

    /** Whether a text is a name such as inf or nan, in any case. */
    private static boolean named(byte[] text, int at, int end, String lowerCase) {
        if (end - at != lowerCase.length()) {
            return false;
        }
        for (int k = 0; k < lowerCase.length(); k++) {
            if ((text[at + k] | 0x20) != lowerCase.charAt(k)) {
                return false;
            }
        }
        return true;
    }
}
