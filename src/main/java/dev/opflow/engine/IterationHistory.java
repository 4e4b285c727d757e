package dev.opflow.engine;

import java.util.Arrays;

/**
 * What the points of a solve came to, the start first, for a plot of its convergence. One entry a point in every array; they
 * are not to be changed. Where a solve takes several rounds, those of the last.
 *
 * @param iteration iterations done by then; a restoration of feasibility counts some between two points
 * @param objective cost, $/h
 * @param primalResidualPu largest violation of a constraint, p.u.
 * @param dualResidual largest scaled residual of stationarity
 * @param barrierParameter mu of the barrier
 */
public record IterationHistory(
        int[] iteration,
        double[] objective,
        double[] primalResidualPu,
        double[] dualResidual,
        double[] barrierParameter) {
    /** Nothing is known. */
    public static final IterationHistory NONE =
            new IterationHistory(new int[0], new double[0], new double[0], new double[0], new double[0]);

    /** How many points there are. */
    public int size() {
        return iteration.length;
    }

    /** Collects points as they come; a point costs five numbers. */
    public static final class Recorder {
        private int[] iteration = new int[64];
        private final double[][] values = new double[4][64];
        private int size;

        /** A point, with what the history's fields of these names say. */
        public void add(
                int at, double objective, double primalResidualPu, double dualResidual, double barrierParameter) {
            if (size == iteration.length) {
                iteration = Arrays.copyOf(iteration, 2 * size);
                for (int k = 0; k < values.length; k++) {
                    values[k] = Arrays.copyOf(values[k], 2 * size);
                }
            }
            iteration[size] = at;
            values[0][size] = objective;
            values[1][size] = primalResidualPu;
            values[2][size] = dualResidual;
            values[3][size] = barrierParameter;
            size++;
        }

        /** All so far. */
        public IterationHistory history() {
            return new IterationHistory(
                    Arrays.copyOf(iteration, size),
                    Arrays.copyOf(values[0], size),
                    Arrays.copyOf(values[1], size),
                    Arrays.copyOf(values[2], size),
                    Arrays.copyOf(values[3], size));
        }
    }
}
