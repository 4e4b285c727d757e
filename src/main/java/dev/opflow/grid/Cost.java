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
        public PiecewiseLinear {
            points = List.copyOf(points);
            if (points.size() < 2) {
                throw new IllegalArgumentException(
                        "a piecewise-linear cost needs at least two points, not " + points.size());
            }
        }

        @Override
        public double at(double power) {
            int last = points.size() - 1;
            int segment = 1;
            while (segment < last && power > points.get(segment).power()) {
                segment++;
            }
            Point a = points.get(segment - 1);
            Point b = points.get(segment);
            return a.cost() + (power - a.power()) * (b.cost() - a.cost()) / (b.power() - a.power());
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
