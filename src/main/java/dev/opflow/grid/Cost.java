package dev.opflow.grid;

import java.util.List;

/** A cost in $/h of power in MW (or MVAr), as in MATPOWER's {@code mpc.gencost}. */
public sealed interface Cost {

    /** Cost of starting up, $. Not part of an optimal power flow; kept. */
    double startup();

    /** Cost of shutting down, $. Not part of an optimal power flow; kept. */
    double shutdown();

    /**
     * The cost of a power.
     *
     * @param power MW (or MVAr)
     * @return $/h
     */
    double at(double power);

    /**
     * Its slope at a power; at a corner that of the segment before it.
     *
     * @param power MW (or MVAr)
     * @return $/h per MW (or MVAr)
     */
    double slopeAt(double power);

    /**
     * A polynomial (MODEL 2).
     *
     * @param coefficients highest power first: c(n-1), ..., c1, c0, in $/h per MW to that power; empty means no cost
     */
    record Polynomial(double startup, double shutdown, List<Double> coefficients) implements Cost {
        public Polynomial {
            coefficients = List.copyOf(coefficients);
        }

        @Override
        public double at(double power) {
            double value = 0;
            for (double coefficient : coefficients) {
                value = value * power + coefficient;
            }
            return value;
        }

        @Override
        public double slopeAt(double power) {
            double value = 0;
            double slope = 0;
            for (double coefficient : coefficients) {
                slope = slope * power + value;
                value = value * power + coefficient;
            }
            return slope;
        }

        /** The highest power with a coefficient other than zero; 0 for a constant or no cost. */
        public int degree() {
            int n = coefficients.size();
            for (int k = 0; k < n; k++) {
                if (coefficients.get(k) != 0) {
                    return n - 1 - k;
                }
            }
            return 0;
        }
    }

    /**
     * Straight segments between given points (MODEL 1); the first and last segment reach on beyond the ends.
     *
     * @param points at least two, by strictly increasing power
     */
    record PiecewiseLinear(double startup, double shutdown, List<Point> points) implements Cost {
        private static final double ROUND_OFF = 1e-9;

        public PiecewiseLinear {
            points = List.copyOf(points);
            if (points.size() < 2) {
                throw new IllegalArgumentException(
                        "a piecewise-linear cost needs at least two points, not " + points.size());
            }
        }

        @Override
        public double at(double power) {
            int segment = segment(power);
            Point a = points.get(segment);
            return a.cost() + (power - a.power()) * slope(segment);
        }

        @Override
        public double slopeAt(double power) {
            return slope(segment(power));
        }

        private int segment(double power) {
            int segment = 0;
            while (segment < points.size() - 2
                    && power > points.get(segment + 1).power()) {
                segment++;
            }
            return segment;
        }

        private double slope(int segment) {
            Point a = points.get(segment);
            Point b = points.get(segment + 1);
            return (b.cost() - a.cost()) / (b.power() - a.power());
        }

        /**
         * The first corner between two powers where the slope falls by more than round-off, so that the cost is not convex.
         *
         * @return its place among the points; -1 where there is none
         */
        public int dentBetween(double low, double high) {
            for (int k = 1; k < points.size() - 1; k++) {
                double power = points.get(k).power();
                double before = slope(k - 1);
                if (power > low && power < high && slope(k) < before - ROUND_OFF * Math.abs(before)) {
                    return k;
                }
            }
            return -1;
        }
    }

    /**
     * A corner of a piecewise-linear cost.
     *
     * @param power MW (or MVAr)
     * @param cost $/h
     */
    record Point(double power, double cost) {}
}
