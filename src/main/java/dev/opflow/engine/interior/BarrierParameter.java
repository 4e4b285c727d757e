package dev.opflow.engine.interior;

import java.util.Arrays;

/**
 * The barrier parameter mu. As long as points get better it is free: chosen anew at each, by the rule of LOQO. Else it is held until
 * its barrier problem is solved, and lowered then. See J. Nocedal, A. Waechter, R. A. Waltz, "Adaptive barrier update strategies for
 * nonlinear interior methods", SIAM J. Optim. 19 (2009) 1674-1693, and for the second mode Waechter and Biegler 2006.
 */
final class BarrierParameter {
    /** Before the first point. */
    private static final double FIRST = 1;

    private static final double LARGEST = 1e3;
    /** Below this, products of distances and multipliers are round-off. */
    private static final double LEAST = 1e-15;

    private static final double KAPPA_EPSILON = 10;
    private static final double KAPPA_MU = 0.2;
    private static final double THETA_MU = 1.5;
    /** What is held first when points got worse, in parts of the mean product. */
    private static final double HELD = 0.8;
    /** A point has to be better by this factor than the worst of those that were free last. */
    private static final double BETTER = 0.9999;

    /** A free mu is not below this times the violation of constraints: a point that nears bounds before it is feasible gets stuck there. */
    private static final double AHEAD = 1e-2;

    private static final int REMEMBERED = 4;
    /** Product of distance and multiplier, scaled, that is aimed at in the end. */
    private final double aim;

    private final Barrier barrier;
    private final double[] last = new double[REMEMBERED];
    private double value = FIRST;
    private double least;
    private int updates;
    private boolean isFree = true;

    /** @param aim largest product of distance and multiplier, scaled, at a solution */
    BarrierParameter(Barrier barrier, double aim) {
        this.barrier = barrier;
        this.aim = aim;
        least = aim / (KAPPA_EPSILON + 1);
        Arrays.fill(last, Double.POSITIVE_INFINITY);
    }

    double value() {
        return value;
    }

    /**
     * Chooses mu for a point.
     *
     * @return whether it is another one now
     */
    boolean update(Iterate point, Residuals residuals) {
        if (residuals.error(point, 0) <= aim && value <= least) {
            // each product is small, their sum is not yet
            least = Math.max(LEAST, KAPPA_MU * least);
        }
        double before = value;
        double mean = barrier.meanProduct(point);
        // without stationarity, which suffers from any step that is cut short and is mended by the next that is not
        double error = residuals.primal() + mean;
        boolean better = error <= BETTER * Arrays.stream(last).max().orElseThrow();
        if (better) {
            last[updates++ % REMEMBERED] = error;
            set(Math.max(centring(point, mean) * mean, Math.min(mean, AHEAD * residuals.primal())));
        } else if (isFree) {
            set(HELD * mean);
        }
        isFree = better;
        if (!isFree) {
            lower(point, residuals);
        }
        return value != before;
    }

    /** Makes it the least at once; points before don't count any more. */
    void fall() {
        set(0);
        Arrays.fill(last, Double.POSITIVE_INFINITY);
    }

    /** LOQO's: the less the products differ, the less. */
    private double centring(Iterate point, double mean) {
        if (mean == 0) {
            return 0;
        }
        double evenness = barrier.leastProduct(point) / mean;
        return 0.1 * Math.pow(Math.min(0.05 * (1 - evenness) / evenness, 2), 3);
    }

    private void set(double wanted) {
        value = Math.max(least, Math.min(LARGEST, wanted));
    }

    /** Lowers mu for as long as its barrier problem is solved well enough already. */
    private void lower(Iterate point, Residuals residuals) {
        while (value > least && residuals.error(point, value) <= KAPPA_EPSILON * value) {
            set(Math.min(KAPPA_MU * value, Math.pow(value, THETA_MU)));
        }
    }
}
