package dev.opflow.engine.interior;

import dev.opflow.engine.formulation.AcOpf;

/** How far a point is from satisfying the optimality conditions. */
final class Residuals {
    /** Average multiplier above which residuals are scaled down, as in Ipopt (s_max). */
    private static final double LARGE_MULTIPLIER = 100;
    /** Where all prices are less than this, nothing costs anything and they are round-off. */
    private static final double LEAST_PRICE = 1;

    private final AcOpf problem;
    private final Bounds bounds;
    private final Barrier barrier;
    private final double[] stationarity;
    private double primal;
    private double dual;
    private double dualScale;
    private double complementarityScale;
    private double price;

    Residuals(AcOpf problem, Bounds bounds, Barrier barrier) {
        this.problem = problem;
        this.bounds = bounds;
        this.barrier = barrier;
        stationarity = new double[problem.variables()];
    }

    /** Computes them at the point of the problem's last evaluation. */
    void compute(Iterate point) {
        problem.gradient(point.x(), stationarity);
        problem.addJacobianTransposed(point.x(), point.lambda(), point.y(), stationarity);
        dual = 0;
        double boundMultipliers = 0;
        for (int i = 0; i < stationarity.length; i++) {
            boundMultipliers += point.zl()[i] + point.zu()[i];
            if (!bounds.fixed()[i]) {
                dual = Math.max(dual, Math.abs(stationarity[i] - point.zl()[i] + point.zu()[i]));
            }
        }
        primal = 0;
        for (double c : problem.balance()) {
            primal = Math.max(primal, Math.abs(c));
        }
        double[] h = problem.inequalities();
        for (int k = 0; k < h.length; k++) {
            primal = Math.max(primal, Math.abs(h[k] + point.s()[k]));
            boundMultipliers += point.y()[k];
        }
        double all = boundMultipliers;
        price = LEAST_PRICE;
        for (double multiplier : point.lambda()) {
            all += Math.abs(multiplier);
            price = Math.max(price, Math.abs(multiplier));
        }
        int inequalities = 2 * point.x().length + h.length;
        dualScale = Math.max(LARGE_MULTIPLIER, all / (inequalities + point.lambda().length)) / LARGE_MULTIPLIER;
        complementarityScale = Math.max(LARGE_MULTIPLIER, boundMultipliers / inequalities) / LARGE_MULTIPLIER;
    }

    /** Largest residual of a balance or an inequality with its slack, p.u. or radians. */
    double primal() {
        return primal;
    }

    /** Largest residual of stationarity, scaled. */
    double dual() {
        return dual / dualScale;
    }

    /** Largest difference of a complementarity product from mu, scaled. */
    double complementarity(Iterate point, double mu) {
        return barrier.complementarity(point, mu) / complementarityScale;
    }

    /** The largest of all three for a barrier parameter. */
    double error(Iterate point, double mu) {
        return Math.max(primal, Math.max(dual(), complementarity(point, mu)));
    }

    /** Whether a point is near enough to a solution: residuals are per unit of power at the largest price, as in its verification. */
    boolean reach(Iterate point, Target target) {
        return primal <= target.feasibility()
                && dual <= target.stationarity() * price
                && barrier.complementarity(point, 0) <= target.complementarity() * price
                && gap(point) <= target.gap();
    }

    /**
     * Sum of all products of distances and multipliers, relative to the cost: as much as the cost of a convex problem could still
     * fall. Zero where nothing is minimised.
     */
    double gap(Iterate point) {
        return problem.isFree() ? 0 : barrier.sumOfProducts(point) / Math.max(1, Math.abs(problem.objective()));
    }

    /** Gradient of cost and constraints by each variable, without the bounds' multipliers. */
    double[] stationarity() {
        return stationarity;
    }
}
