package dev.opflow.engine.interior;

import dev.opflow.engine.formulation.AcOpf;
import java.util.Arrays;

/** The Newton step of the barrier problem at a point, from a factorised {@link KktSystem}. */
final class NewtonStep {
    /** At a start, least-squares multipliers beyond this are worse than none (Ipopt's constr_mult_init_max). */
    static final double LARGEST_FIRST_MULTIPLIER = 1000;

    private final AcOpf problem;
    private final Barrier barrier;
    private final KktSystem kkt;
    private final Iterate point;
    private final StepProducts products;
    /** The step before it was corrected. */
    private final Iterate plain;

    private final double[] bx;
    private final double[] bc;
    private final double[] yTarget;
    final double[] dx;
    final double[] ds;
    final double[] dlambda;
    final double[] dy;
    final double[] dzl;
    final double[] dzu;

    NewtonStep(AcOpf problem, Bounds bounds, Barrier barrier, KktSystem kkt, Iterate point) {
        this.problem = problem;
        this.barrier = barrier;
        this.kkt = kkt;
        this.point = point;
        int n = point.x().length;
        products = new StepProducts(bounds, point.s().length);
        plain = Iterate.sized(n, point.lambda().length, point.s().length);
        bx = new double[n];
        bc = new double[point.lambda().length];
        yTarget = new double[point.y().length];
        dx = new double[n];
        ds = new double[point.s().length];
        dlambda = new double[bc.length];
        dy = new double[yTarget.length];
        dzl = new double[n];
        dzu = new double[n];
    }

    /** The step at the point of the problem's last evaluation. */
    void compute(double[] sigma, double mu) {
        products.clear();
        computeAgain(sigma, mu);
    }

    /** Computes the step again such that products of distances and multipliers come out right to second order; see {@link #takeBack}. */
    void correctProducts(double[] sigma, double mu) {
        plain.become(dx, ds, dlambda, dy, dzl, dzu);
        products.take(dx, ds, dy, dzl, dzu);
        computeAgain(sigma, mu);
    }

    /** Makes it the step before {@link #correctProducts} again. */
    void takeBack() {
        products.clear();
        plain.copyTo(dx, ds, dlambda, dy, dzl, dzu);
    }

    /** The step at the point of the problem's last evaluation, with products corrected if they are. */
    void computeAgain(double[] sigma, double mu) {
        double[] h = problem.inequalities();
        for (int k = 0; k < ds.length; k++) {
            ds[k] = h[k] + point.s()[k];
        }
        compute(sigma, mu, problem.balance(), ds);
    }

    /**
     * The step for given residuals of the constraints; derivatives are those of the last evaluation at the point itself.
     *
     * @param c residual of the balance
     * @param r residual of inequalities and slacks; may be {@code ds}
     */
    void compute(double[] sigma, double mu, double[] c, double[] r) {
        double[] x = point.x();
        for (int k = 0; k < yTarget.length; k++) {
            double s = point.s()[k];
            double y = point.y()[k];
            yTarget[k] = y + sigma[k] * (r[k] - s + (mu - products.slack(k)) / y);
        }
        problem.gradient(x, bx);
        problem.addJacobianTransposed(x, point.lambda(), yTarget, bx);
        barrier.addGradient(x, mu, bx);
        products.addGradient(x, bx);
        negate(bx, bx);
        negate(c, bc);
        kkt.solve(bx, bc, dx, dlambda);
        problem.inequalityChange(x, dx, dy);
        for (int k = 0; k < ds.length; k++) {
            dy[k] = yTarget[k] - point.y()[k] + sigma[k] * dy[k];
            ds[k] = (mu - products.slack(k) - point.s()[k] * dy[k]) / point.y()[k] - point.s()[k];
        }
        barrier.multiplierSteps(point, dx, mu, dzl, dzu);
        products.takeOut(x, dzl, dzu);
    }

    private static void negate(double[] from, double[] to) {
        for (int i = 0; i < from.length; i++) {
            to[i] = -from[i];
        }
    }

    /** Sets the balance's multipliers to those that leave the least residual of stationarity; zero if they are larger than a limit. */
    void leastSquaresMultipliers(double limit) {
        Arrays.fill(point.lambda(), 0);
        if (!kkt.factorLeastSquares(point)) {
            return;
        }
        problem.gradient(point.x(), bx);
        problem.addJacobianTransposed(point.x(), point.lambda(), point.y(), bx);
        for (int i = 0; i < bx.length; i++) {
            bx[i] = -(bx[i] - point.zl()[i] + point.zu()[i]);
        }
        Arrays.fill(bc, 0);
        kkt.solve(bx, bc, dx, dlambda);
        double largest = 0;
        for (double value : dlambda) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (largest <= limit) {
            System.arraycopy(dlambda, 0, point.lambda(), 0, dlambda.length);
        }
    }
}
