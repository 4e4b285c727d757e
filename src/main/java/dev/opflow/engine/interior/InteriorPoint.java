package dev.opflow.engine.interior;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.Progress;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.Prices;

/**
 * A primal-dual interior-point method with a filter line search and second-order corrections, after A. Waechter and L. T.
 * Biegler, "On the implementation of an interior-point filter line-search algorithm for large-scale nonlinear programming",
 * Math. Program. 106 (2006) 25-57; names and constants are that paper's.
 */
final class InteriorPoint {
    /** How a run ended. */
    enum End {
        CONVERGED,
        ITERATION_LIMIT,
        DEADLINE,
        /** No step makes progress any more. */
        STALLED,
        /** The linear system could not be made regular. */
        SINGULAR
    }

    private static final double FIRST_MU = 0.1;
    private static final double KAPPA_EPSILON = 10;
    private static final double KAPPA_MU = 0.2;
    private static final double THETA_MU = 1.5;
    private static final double LEAST_TAU = 0.99;
    /** Largest entry of the scaled cost's gradient at the start. */
    private static final double LARGEST_GRADIENT = 100;

    private final AcOpf problem;
    private final double tolerance;
    private final double enough;
    private final int maxIterations;
    private final Deadline deadline;
    private final Bounds bounds;
    private final Barrier barrier;
    private final Residuals residuals;
    private final KktSystem kkt;
    private final NewtonStep step;
    private final LineSearch lineSearch;
    private final Iterate point;
    private final double[] sigma;
    private final double[] sigmaX;
    private double mu = FIRST_MU;
    private int iterations;

    /**
     * Prepares a run.
     *
     * @param problem what to minimise
     * @param tolerance error to aim at
     * @param enough error with which a run that comes no further has converged all the same
     * @param maxIterations iterations after which to give up
     * @param deadline when to give up
     */
    InteriorPoint(AcOpf problem, double tolerance, double enough, int maxIterations, Deadline deadline) {
        this.problem = problem;
        this.tolerance = tolerance;
        this.enough = enough;
        this.maxIterations = maxIterations;
        this.deadline = deadline;
        bounds = Bounds.of(problem);
        barrier = new Barrier(bounds);
        residuals = new Residuals(problem, bounds, barrier);
        kkt = new KktSystem(problem, bounds);
        int n = problem.variables();
        int inequalities = problem.inequalities().length;
        point = Iterate.sized(n, problem.balance().length, inequalities);
        sigma = new double[inequalities];
        sigmaX = new double[n];
        step = new NewtonStep(problem, barrier, kkt, point);
        lineSearch = new LineSearch(problem, barrier, step, point);
    }

    Iterate point() {
        return point;
    }

    int iterations() {
        return iterations;
    }

    Progress progress() {
        return new Progress(
                iterations, problem.cost(), residuals.primal(), residuals.dual(), residuals.complementarity(point, 0));
    }

    /** Prices at the point of a run that converged. Where a variable is fixed, stationarity alone tells what its bound costs. */
    Prices prices() {
        double[] lower = point.zl().clone();
        double[] upper = point.zu().clone();
        for (int i = 0; i < lower.length; i++) {
            if (bounds.fixed()[i]) {
                double gradient = residuals.stationarity()[i];
                lower[i] = Math.max(0, gradient);
                upper[i] = Math.max(0, -gradient);
            }
        }
        return new Prices(1 / problem.objectiveScale(), point.lambda(), point.y(), lower, upper);
    }

    /**
     * Runs to an end.
     *
     * @param start a point to start near; moved inside the bounds
     */
    End run(double[] start) {
        initialise(start);
        while (true) {
            residuals.compute(point);
            if (residuals.error(point, 0) <= tolerance) {
                return End.CONVERGED;
            }
            if (iterations >= maxIterations) {
                return orConverged(End.ITERATION_LIMIT);
            }
            if (deadline.isReached()) {
                return orConverged(End.DEADLINE);
            }
            lowerMu();
            barrier.weights(point, sigma, sigmaX);
            if (!kkt.factor(point, sigma, sigmaX, () -> step.compute(sigma, mu))) {
                return orConverged(End.SINGULAR);
            }
            if (!lineSearch.search(mu, tau(), sigma)) {
                return orConverged(End.STALLED);
            }
            barrier.safeguard(point, mu);
            iterations++;
        }
    }

    private End orConverged(End end) {
        return residuals.error(point, 0) <= enough ? End.CONVERGED : end;
    }

    private double tau() {
        return Math.max(LEAST_TAU, 1 - mu);
    }

    /** Lowers mu for as long as its barrier problem is solved well enough already. */
    private void lowerMu() {
        double least = tolerance / (KAPPA_EPSILON + 1);
        while (mu > least && residuals.error(point, mu) <= KAPPA_EPSILON * mu) {
            mu = Math.max(least, Math.min(KAPPA_MU * mu, Math.pow(mu, THETA_MU)));
            lineSearch.forget();
        }
    }

    private void initialise(double[] start) {
        double[] x = point.x();
        for (int i = 0; i < x.length; i++) {
            x[i] = bounds.inside(i, start[i]);
        }
        problem.evaluate(x);
        scaleObjective();
        double[] h = problem.inequalities();
        for (int k = 0; k < h.length; k++) {
            point.s()[k] = Math.max(-h[k], 1e-2);
            point.y()[k] = mu / point.s()[k];
        }
        for (int i = 0; i < x.length; i++) {
            point.zl()[i] = bounds.hasLower(i) ? mu / (x[i] - bounds.lower()[i]) : 0;
            point.zu()[i] = bounds.hasUpper(i) ? mu / (bounds.upper()[i] - x[i]) : 0;
        }
        step.leastSquaresMultipliers();
        lineSearch.start();
    }

    private void scaleObjective() {
        double[] gradient = residuals.stationarity();
        problem.setObjectiveScale(1);
        problem.gradient(point.x(), gradient);
        double largest = 0;
        for (double value : gradient) {
            largest = Math.max(largest, Math.abs(value));
        }
        problem.setObjectiveScale(largest > LARGEST_GRADIENT ? LARGEST_GRADIENT / largest : 1);
    }
}
