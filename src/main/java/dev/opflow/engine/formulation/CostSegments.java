package dev.opflow.engine.formulation;

import dev.opflow.grid.Cost;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The piecewise-linear cost of a power between its limits, in per unit: as many linear ones as it has segments there, to be used
 * one after the other. One of slope zero where no cost is piecewise linear.
 *
 * @param corners where one segment ends and the next begins, rising
 * @param slopes of the segments, $/h per p.u.; one more than corners
 * @param atZero cost where the first segment's line meets a power of zero, $/h
 */
record CostSegments(double[] corners, double[] slopes, double atZero) {
    /** Slopes that differ by less, relatively, are one. */
    private static final double ALIKE = 1e-9;

    /**
     * The segments of a cost, or of the sum of two.
     *
     * @param cost of the power itself
     * @param other of another power that is in proportion to it
     * @param ratio the other power over it
     * @param lower least power, p.u.
     * @param upper largest power, p.u.
     * @param base p.u. of power, MW
     */
    static CostSegments of(
            @Nullable Cost cost, @Nullable Cost other, double ratio, double lower, double upper, double base) {
        double[] inner = DoubleStream.concat(corners(cost, base), corners(other, ratio * base))
                .filter(corner -> corner > lower && corner < upper)
                .sorted()
                .distinct()
                .toArray();
        double[] corners = new double[inner.length];
        double[] slopes = new double[inner.length + 1];
        double middle = middle(lower, inner.length == 0 ? upper : inner[0]);
        slopes[0] = slope(cost, middle * base) * base + slope(other, middle * ratio * base) * ratio * base;
        double atZero = at(cost, middle * base) + at(other, middle * ratio * base) - slopes[0] * middle;
        int n = 0;
        for (int k = 0; k < inner.length; k++) {
            middle = middle(inner[k], k + 1 < inner.length ? inner[k + 1] : upper);
            double next = slope(cost, middle * base) * base + slope(other, middle * ratio * base) * ratio * base;
            if (Math.abs(next - slopes[n]) > ALIKE * Math.abs(next)) {
                corners[n++] = inner[k];
                slopes[n] = next;
            }
        }
        return new CostSegments(Arrays.copyOf(corners, n), Arrays.copyOf(slopes, n + 1), atZero);
    }

    private static DoubleStream corners(@Nullable Cost cost, double base) {
        return cost instanceof Cost.PiecewiseLinear piecewise && base != 0
                ? IntStream.range(1, piecewise.points().size() - 1)
                        .mapToDouble(k -> piecewise.points().get(k).power() / base)
                : DoubleStream.empty();
    }

    /** Cost of a power, p.u., in $/h. */
    double at(double power) {
        double cost = atZero + slopes[0] * power;
        for (int k = 0; k < corners.length && power > corners[k]; k++) {
            cost += (slopes[k + 1] - slopes[k]) * (power - corners[k]);
        }
        return cost;
    }

    /** A power between two, of which either may be infinite. */
    private static double middle(double low, double high) {
        double least = Double.isFinite(low) ? low : Math.min(-1, high - 1);
        double most = Double.isFinite(high) ? high : Math.max(1, low + 1);
        return least + (most - least) / 2;
    }

    private static double slope(@Nullable Cost cost, double power) {
        return cost instanceof Cost.PiecewiseLinear piecewise ? piecewise.slopeAt(power) : 0;
    }

    private static double at(@Nullable Cost cost, double power) {
        return cost instanceof Cost.PiecewiseLinear piecewise ? piecewise.at(power) : 0;
    }
}
