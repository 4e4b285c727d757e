package dev.opflow.engine.interior;

import dev.opflow.engine.formulation.AcOpf;
import java.util.function.BooleanSupplier;

/** Chooses how far to go along a step: backtracking on a filter, with second-order corrections; section 2.3 of the paper. */
final class LineSearch {
    private static final double GAMMA_THETA = 1e-5;
    private static final double GAMMA_PHI = 1e-8;
    private static final double GAMMA_ALPHA = 0.05;
    private static final double S_THETA = 1.1;
    private static final double S_PHI = 2.3;
    private static final double ETA_PHI = 1e-8;
    private static final double KAPPA_SOC = 0.99;
    /** Part of the infeasibility that the first restoration may leave; each further one has to do better by a factor. */
    private static final double KAPPA_RESTO = 0.9;

    private static final double RESTO_DECREASE = 0.1;

    private static final int CORRECTIONS = 4;
    /** Round-off that a comparison of barrier objectives forgives, relative. */
    private static final double ROUND_OFF = 10 * Math.ulp(1.0);

    private final AcOpf problem;
    private final Barrier barrier;
    private final NewtonStep step;
    private final Iterate point;
    private final BooleanSupplier stop;
    private final Filter filter = new Filter();
    private final double[] trialX;
    private final double[] trialS;
    private final double[] correctedC;
    private final double[] correctedR;
    private double thetaMax;
    private double thetaMin;
    private double theta;
    private double phi;
    private double slope;
    private double mu;
    private double restored = KAPPA_RESTO / RESTO_DECREASE;

    /** @param stop whether to give up: then no step is found any more */
    LineSearch(AcOpf problem, Barrier barrier, NewtonStep step, Iterate point, BooleanSupplier stop) {
        this.stop = stop;
        this.problem = problem;
        this.barrier = barrier;
        this.step = step;
        this.point = point;
        trialX = new double[point.x().length];
        trialS = new double[point.s().length];
        correctedC = new double[point.lambda().length];
        correctedR = new double[point.s().length];
    }

    /** Begins anew at a first point, evaluated already. */
    void start() {
        double first = infeasibility(point.s());
        thetaMax = 1e4 * Math.max(1, first);
        thetaMin = 1e-4 * Math.max(1, first);
        forget();
    }

    /** Empties the filter, as for a new barrier parameter. */
    void forget() {
        filter.clear();
    }

    /** Closes the filter to the present point and its like, before a restoration. */
    void block(double newMu) {
        mu = newMu;
        theta = infeasibility(point.s());
        phi = problem.objective() + mu * barrier.value(point.x(), point.s());
        filter.add((1 - GAMMA_THETA) * theta, phi - GAMMA_PHI * theta);
        restored *= RESTO_DECREASE;
    }

    /** Whether a point, the problem's last evaluation, is clearly less infeasible than the blocked one, and passes the filter. */
    boolean restores(Iterate other) {
        double otherTheta = infeasibility(other.s());
        double otherPhi = problem.objective() + mu * barrier.value(other.x(), other.s());
        return otherTheta <= restored * theta && otherTheta <= thetaMax && filter.accepts(otherTheta, otherPhi);
    }

    /**
     * Moves the point along the step.
     *
     * @return false where no length of step is acceptable; the point is then unchanged
     */
    boolean search(double newMu, double tau, double[] sigma) {
        mu = newMu;
        theta = infeasibility(point.s());
        holdResiduals();
        phi = problem.objective() + mu * barrier.value(point.x(), point.s());
        slope = objectiveSlope() + mu * barrier.slope(point.x(), point.s(), step.dx, step.ds);
        double longest = barrier.largestPrimalStep(point.x(), point.s(), step.dx, step.ds, tau);
        double shortest = shortest();
        for (double alpha = longest; alpha >= shortest && !stop.getAsBoolean(); alpha /= 2) {
            double trialTheta = tryStep(alpha);
            double trialPhi = trialPhi();
            if (acceptable(trialTheta, trialPhi, alpha)) {
                accept(alpha, trialPhi, tau);
                return true;
            }
            if (alpha == longest && trialTheta >= theta && correct(alpha, trialTheta, tau, sigma)) {
                return true;
            }
        }
        problem.evaluate(point.x());
        return false;
    }

    private double objectiveSlope() {
        // trialX is free here: it holds the gradient
        problem.gradient(point.x(), trialX);
        double sum = 0;
        for (int i = 0; i < trialX.length; i++) {
            sum += trialX[i] * step.dx[i];
        }
        return sum;
    }

    private double shortest() {
        if (slope >= 0) {
            return GAMMA_ALPHA * GAMMA_THETA;
        }
        double least = Math.min(GAMMA_THETA, GAMMA_PHI * theta / -slope);
        if (theta <= thetaMin) {
            least = Math.min(least, Math.pow(theta, S_THETA) / Math.pow(-slope, S_PHI));
        }
        return GAMMA_ALPHA * least;
    }

    private double tryStep(double alpha) {
        for (int i = 0; i < trialX.length; i++) {
            trialX[i] = point.x()[i] + alpha * step.dx[i];
        }
        for (int k = 0; k < trialS.length; k++) {
            trialS[k] = point.s()[k] + alpha * step.ds[k];
        }
        problem.evaluate(trialX);
        return infeasibility(trialS);
    }

    private double trialPhi() {
        return problem.objective() + mu * barrier.value(trialX, trialS);
    }

    private double infeasibility(double[] s) {
        double sum = 0;
        for (double c : problem.balance()) {
            sum += Math.abs(c);
        }
        double[] h = problem.inequalities();
        for (int k = 0; k < s.length; k++) {
            sum += Math.abs(h[k] + s[k]);
        }
        return sum;
    }

    private boolean isSwitching(double alpha) {
        return slope < 0 && alpha * Math.pow(-slope, S_PHI) > Math.pow(theta, S_THETA);
    }

    private boolean descends(double trialPhi, double alpha) {
        return trialPhi - phi - ROUND_OFF * Math.abs(phi) <= ETA_PHI * alpha * slope;
    }

    private boolean acceptable(double trialTheta, double trialPhi, double alpha) {
        if (!(trialTheta <= thetaMax) || !Double.isFinite(trialPhi) || !filter.accepts(trialTheta, trialPhi)) {
            return false;
        }
        if (theta <= thetaMin && isSwitching(alpha)) {
            return descends(trialPhi, alpha);
        }
        return trialTheta <= (1 - GAMMA_THETA) * theta
                || trialPhi - phi - ROUND_OFF * Math.abs(phi) <= -GAMMA_PHI * theta;
    }

    /** Takes over the trial point that was evaluated last, and steps the multipliers. */
    private void accept(double alpha, double trialPhi, double tau) {
        if (!(isSwitching(alpha) && descends(trialPhi, alpha))) {
            filter.add((1 - GAMMA_THETA) * theta, phi - GAMMA_PHI * theta);
        }
        System.arraycopy(trialX, 0, point.x(), 0, trialX.length);
        System.arraycopy(trialS, 0, point.s(), 0, trialS.length);
        Iterate.add(alpha, step.dlambda, point.lambda());
        stepInequalityMultipliers(tau);
    }

    /** Steps the multipliers alone; the point stays where it is. */
    void stepMultipliers(double tau) {
        Iterate.add(1, step.dlambda, point.lambda());
        stepInequalityMultipliers(tau);
    }

    private void stepInequalityMultipliers(double tau) {
        double dual = Math.min(
                Barrier.largestStep(point.y(), step.dy, tau),
                Math.min(
                        Barrier.largestStep(point.zl(), step.dzl, tau),
                        Barrier.largestStep(point.zu(), step.dzu, tau)));
        Iterate.add(dual, step.dy, point.y());
        Iterate.add(dual, step.dzl, point.zl());
        Iterate.add(dual, step.dzu, point.zu());
    }

    /** Second-order corrections: Newton steps on the constraints' curvature that the full step met. */
    private boolean correct(double firstAlpha, double firstTheta, double tau, double[] sigma) {
        double[] c = problem.balance();
        double[] h = problem.inequalities();
        double alpha = firstAlpha;
        double before = firstTheta;
        for (int round = 0; round < CORRECTIONS; round++) {
            trialResiduals(c, h, alpha);
            problem.evaluate(point.x());
            step.compute(sigma, mu, correctedC, correctedR);
            alpha = barrier.largestPrimalStep(point.x(), point.s(), step.dx, step.ds, tau);
            double trialTheta = tryStep(alpha);
            double trialPhi = trialPhi();
            if (acceptable(trialTheta, trialPhi, firstAlpha)) {
                accept(alpha, trialPhi, tau);
                return true;
            }
            if (trialTheta > KAPPA_SOC * before) {
                break;
            }
            before = trialTheta;
        }
        problem.evaluate(point.x());
        step.compute(sigma, mu);
        return false;
    }

    /** Takes over the residuals at the point itself, for corrections to start from. */
    private void holdResiduals() {
        System.arraycopy(problem.balance(), 0, correctedC, 0, correctedC.length);
        for (int k = 0; k < correctedR.length; k++) {
            correctedR[k] = problem.inequalities()[k] + point.s()[k];
        }
    }

    private void trialResiduals(double[] c, double[] h, double alpha) {
        for (int i = 0; i < correctedC.length; i++) {
            correctedC[i] = alpha * correctedC[i] + c[i];
        }
        for (int k = 0; k < correctedR.length; k++) {
            correctedR[k] = alpha * correctedR[k] + h[k] + trialS[k];
        }
    }
}
