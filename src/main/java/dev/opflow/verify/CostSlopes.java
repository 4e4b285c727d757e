package dev.opflow.verify;

import dev.opflow.grid.Cost;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a power costs at the margin: the slopes of the cost of a power, and of that of another in proportion to it, between the
 * corners of both. They rise, but for rounding: engines take convex costs only.
 */
final class CostSlopes {
    /** Rising. */
    private final double[] corners;
    /** Of the segments that corners end, $/h per MW; one more than these. */
    private final double[] slopes;

    /**
     * Slopes near a power.
     *
     * @param cost cost of a power; null for none
     * @param other cost of another; null for none
     * @param ratio the other power over the first
     * @param power where polynomials have the slope that they count with, MW or MVAr
     */
    CostSlopes(@Nullable Cost cost, @Nullable Cost other, double ratio, double power) {
        corners = DoubleStream.concat(corners(cost, 1), corners(other, ratio))
                .sorted()
                .distinct()
                .toArray();
        slopes = new double[corners.length + 1];
        for (int k = 0; k < slopes.length; k++) {
            double inside = corners.length == 0
                    ? power
                    : k == 0
                            ? corners[0] - 1
                            : k == corners.length ? corners[k - 1] + 1 : (corners[k - 1] + corners[k]) / 2;
            double slope = slope(cost, power, inside) + ratio * slope(other, ratio * power, ratio * inside);
            slopes[k] = k == 0 ? slope : Math.max(slope, slopes[k - 1]);
        }
    }

    private static DoubleStream corners(@Nullable Cost cost, double ratio) {
        return cost instanceof Cost.PiecewiseLinear lines && ratio != 0
                ? IntStream.range(1, lines.points().size() - 1)
                        .mapToDouble(k -> lines.points().get(k).power() / ratio)
                : DoubleStream.empty();
    }

    private static double slope(@Nullable Cost cost, double power, double inside) {
        return cost instanceof Cost.PiecewiseLinear ? slope(cost, inside) : slope(cost, power);
    }

    /** The slope of a cost, $/h per MW or MVAr; at a corner one of two. */
    static double slope(@Nullable Cost cost, double power) {
        return cost == null ? 0 : cost.slopeAt(power);
    }

    /**
     * How far a power is from the best at a price, $/h. A price between the slopes at the sides of a corner is right there, and
     * at a distance from it as wrong as that of any limit that is not met: by the product of distance and price, which here is
     * what the power costs too much. Where that is more, the difference of price and slope counts, for a p.u. of power.
     *
     * @param price what a MW is worth, $/h
     * @param power MW or MVAr
     * @param base p.u. of power
     */
    double miss(double price, double power, double base) {
        int at = 0;
        while (at < corners.length && power > corners[at]) {
            at++;
        }
        double nearest = Math.clamp(price, slopes[0], slopes[corners.length]);
        double difference = Math.abs(nearest - slopes[at]) * base;
        int step = nearest > slopes[at] ? 1 : -1;
        double excess = 0;
        double position = power;
        for (int k = at; step * (nearest - slopes[k]) > 0; k += step) {
            double corner = corners[step > 0 ? k : k - 1];
            excess += (nearest - slopes[k]) * (corner - position);
            position = corner;
        }
        return Math.abs(price - nearest) * base + Math.min(difference, excess);
    }
}
