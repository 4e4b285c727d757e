package dev.opflow.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A scale along a side of a plot.
 *
 * @param low value at its beginning
 * @param high value at its end
 * @param isLog whether equal distances are equal ratios
 * @param from coordinate of its beginning
 * @param to coordinate of its end
 * @param step between values that are written at it; of a logarithmic one, ratio
 */
record Axis(double low, double high, boolean isLog, double from, double to, double step) {

    /** One from a round value to another that takes in all from least to most. */
    static Axis round(double least, double most, double from, double to) {
        double high = most > least ? most : least + Math.max(1e-3, Math.abs(least) / 10);
        double step = roundStep((high - least) / 5);
        return new Axis(
                Math.floor(least / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step, false, from, to, step);
    }

    /** One that ends where the values do. */
    static Axis tight(double least, double most, double from, double to) {
        double high = most > least ? most : least + 1;
        return new Axis(least, high, false, from, to, roundStep((high - least) / 6));
    }

    /** One from zero to a number of things, written where it is whole. */
    static Axis counts(int most, double from, double to) {
        int high = Math.max(1, most);
        return new Axis(0, high, false, from, to, Math.max(1, roundStep(high / 6.0)));
    }

    /** One of things numbered from 1, written where it is whole. */
    static Axis numbers(int count, double from, double to) {
        int high = Math.max(2, count);
        return new Axis(1, high, false, from, to, Math.max(1, roundStep((high - 1) / 6.0)));
    }

    /** One from a power of ten to another; what is not positive is at its beginning. */
    static Axis powers(double least, double most, double from, double to) {
        double low = Math.floor(Math.log10(least));
        double high = Math.max(low + 1, Math.ceil(Math.log10(most)));
        return new Axis(
                Math.pow(10, low), Math.pow(10, high), true, from, to, Math.pow(10, Math.ceil((high - low) / 7)));
    }

    private static double roundStep(double about) {
        double power = Math.pow(10, Math.floor(Math.log10(about)));
        double digit = about / power;
        return (digit <= 1.0001 ? 1 : digit <= 2.0001 ? 2 : digit <= 5.0001 ? 5 : 10) * power;
    }

    /** The coordinate of a value; one beyond an end is at the end. */
    double at(double value) {
        double clipped = Math.max(low, Math.min(high, value));
        double share = isLog ? Math.log(clipped / low) / Math.log(high / low) : (clipped - low) / (high - low);
        return from + share * (to - from);
    }

    /** The values to be written at it. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (isLog) {
            for (double value = low; value <= high * 1.001; value *= step) {
                ticks.add(value);
            }
        } else {
            for (long k = (long) Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
                ticks.add(k * step);
            }
        }
        return ticks;
    }

    /** How a value of it is written. */
    String text(double value) {
        if (isLog) {
            return "1e" + Math.round(Math.log10(value));
        }
        int decimals = step >= 1 ? 0 : (int) Math.min(6, Math.ceil(-Math.log10(step) - 1e-9));
        return Numbers.fixed(value, decimals);
    }
}
