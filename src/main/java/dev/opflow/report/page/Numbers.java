package dev.opflow.report.page;

/** Numbers as people read them, with commas between thousands. Tables have thousands of them: no formatter is parsed for one. */
final class Numbers {
    /** What stands where there is no number. */
    static final String NONE = "–";

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private Numbers() {}

    /** With so many decimals, at most 6; what is too large for that, in powers of ten. */
    static String fixed(double value, int decimals) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        // a limit from there on is MATPOWER's way to say none
        if (Math.abs(value) >= 1e10) {
            return value > 0 ? "∞" : "-∞";
        }
        long scaled = Math.round(Math.abs(value) * POWERS[decimals]);
        StringBuilder text = new StringBuilder(16);
        if (value < 0 && scaled > 0) {
            text.append('-');
        }
        group(text, scaled / POWERS[decimals]);
        if (decimals > 0) {
            String fraction = Long.toString(scaled % POWERS[decimals] + POWERS[decimals]);
            text.append('.').append(fraction, 1, fraction.length());
        }
        return text.toString();
    }

    /** With about four digits, at most so many decimals. */
    static String brief(double value, int decimals) {
        double size = Math.abs(value);
        int digits = size >= 999.95 ? 0 : size >= 99.995 ? 1 : size >= 9.9995 ? 2 : 3;
        return fixed(value, Math.min(digits, decimals));
    }

    /** Briefly, or in powers of ten where it is too small for that. */
    static String measure(double value) {
        return Math.abs(value) < 1e-3 ? scientific(value) : brief(value, 4);
    }

    /** With two digits and a power of ten, as 1.8e-14. */
    static String scientific(double value) {
        if (!Double.isFinite(value)) {
            return fixed(value, 0);
        }
        if (value == 0) {
            return "0";
        }
        int exponent = (int) Math.floor(Math.log10(Math.abs(value)));
        long tenths = Math.round(Math.abs(value) / Math.pow(10, exponent) * 10);
        if (tenths >= 100) {
            tenths /= 10;
            exponent++;
        }
        return (value < 0 ? "-" : "") + tenths / 10 + "." + tenths % 10 + "e" + exponent;
    }

    /** A share as per cent. */
    static String percent(double share, int decimals) {
        return Double.isNaN(share) ? NONE : fixed(100 * share, decimals) + " %";
    }

    static String count(long number) {
        return fixed((double) number, 0);
    }

    /** A count with the words after it: those for one, or those for any other number. */
    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    private static void group(StringBuilder text, long whole) {
        if (whole >= 1_000) {
            group(text, whole / 1_000);
            text.append(',');
            long rest = whole % 1_000;
            text.append(rest < 10 ? "00" : rest < 100 ? "0" : "").append(rest);
        } else {
            text.append(whole);
        }
    }
}
