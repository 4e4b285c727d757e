package dev.opflow.report.page;

import java.util.Arrays;

/**
 * How many values lie where, in bins of equal width. Values far from all others would leave the rest one bin: they count in the
 * first or the last.
 *
 * @param low where the first bin begins
 * @param width of a bin
 * @param counts values per bin
 * @param hasBelow whether the first bin has values from below it too
 * @param hasAbove whether the last bin has values from above it too
 */
record Histogram(double low, double width, int[] counts, boolean hasBelow, boolean hasAbove) {
    /** Share of the values at either end that may be far off. */
    private static final double TAIL = 0.01;

    static Histogram of(double[] values, int bins) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double least = sorted[0];
        double most = sorted[sorted.length - 1];
        double low = sorted[(int) (TAIL * (sorted.length - 1))];
        double high = sorted[(int) Math.ceil((1 - TAIL) * (sorted.length - 1))];
        if (most - least <= 3 * (high - low)) {
            low = least;
            high = most;
        }
        double width = (high - low) / bins;
        if (!(width > 1e-9 * Math.max(1, Math.abs(high)))) {
            width = Math.max(1, Math.abs(high)) / 100;
            low -= width * bins / 2;
        }
        int[] counts = new int[bins];
        for (double value : sorted) {
            counts[(int) Math.max(0, Math.min(bins - 1, (value - low) / width))]++;
        }
        return new Histogram(low, width, counts, least < low, most > low + width * bins);
    }

    double high() {
        return low + width * counts.length;
    }

    int most() {
        return Arrays.stream(counts).max().orElse(0);
    }
}
