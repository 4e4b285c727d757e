package dev.opflow.engine.interior;

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

    private final BarrierProblem problem;
    private final BooleanSupplier stop;
    private final Filter filter = new Filter();
    private double thetaMax;
    private double thetaMin;
    private double theta;
    private double phi;
    private double slope;
    private double mu;
    private double restored = KAPPA_RESTO / RESTO_DECREASE;

    /** @param stop whether to give up: then no step is found any more */
    LineSearch(BarrierProblem problem, BooleanSupplier stop) {
        this.stop = stop;
        this.problem = problem;
    }

    /** Begins anew, with an infeasibility that is usual there. */
    void start(double first) {
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
        look(newMu);
        filter.add((1 - GAMMA_THETA) * theta, phi - GAMMA_PHI * theta);
        restored *= RESTO_DECREASE;
    }

    private void look(double newMu) {
        mu = newMu;
        theta = problem.infeasibility();
        phi = problem.objective(mu);
    }

    /** Whether the trial is clearly less infeasible than the blocked point, and passes the filter. */
    boolean restores() {
        double trialTheta = problem.trialInfeasibility();
        return trialTheta <= restored * theta
                && trialTheta <= thetaMax
                && filter.accepts(trialTheta, problem.trialObjective(mu));
    }

    /**
     * Moves the point along the step.
     *
     * @return false where no length of step is acceptable; the point is then unchanged
     */
    boolean search(double newMu, double tau) {
        look(newMu);
        problem.holdResiduals();
        slope = problem.slope(mu);
        double longest = problem.longest(tau);
        double shortest = shortest();
        for (double alpha = longest; alpha >= shortest && !stop.getAsBoolean(); alpha /= 2) {
            problem.tryStep(alpha);
            double trialTheta = problem.trialInfeasibility();
            if (isAccepted(trialTheta, alpha, alpha, tau)
                    || (alpha == longest && trialTheta >= theta && correct(alpha, trialTheta, tau))) {
                return true;
            }
        }
        problem.retreat(mu);
        return false;
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

    private boolean isSwitching(double alpha) {
        return slope < 0 && alpha * Math.pow(-slope, S_PHI) > Math.pow(theta, S_THETA);
    }

    private boolean descends(double trialPhi, double alpha) {
        return trialPhi - phi - ROUND_OFF * Math.abs(phi) <= ETA_PHI * alpha * slope;
    }

    private boolean isAcceptable(double trialTheta, double trialPhi, double alpha) {
        if (!(trialTheta <= thetaMax) || !Double.isFinite(trialPhi) || !filter.accepts(trialTheta, trialPhi)) {
            return false;
        }
        if (theta <= thetaMin && isSwitching(alpha)) {
            return descends(trialPhi, alpha);
        }
        return trialTheta <= (1 - GAMMA_THETA) * theta
                || trialPhi - phi - ROUND_OFF * Math.abs(phi) <= -GAMMA_PHI * theta;
    }

    /** Goes to the trial if it is acceptable as what alpha of the step should bring. */
    private boolean isAccepted(double trialTheta, double alpha, double way, double tau) {
        double trialPhi = problem.trialObjective(mu);
        if (!isAcceptable(trialTheta, trialPhi, alpha)) {
            return false;
        }
        if (!(isSwitching(way) && descends(trialPhi, way))) {
            filter.add((1 - GAMMA_THETA) * theta, phi - GAMMA_PHI * theta);
        }
        problem.accept(way, tau);
        return true;
    }

    /** Second-order corrections: Newton steps on the constraints' curvature that the full step met. */
    private boolean correct(double firstAlpha, double firstTheta, double tau) {
        double alpha = firstAlpha;
        double before = firstTheta;
        for (int round = 0; round < CORRECTIONS; round++) {
            problem.correct(alpha, mu);
            alpha = problem.longest(tau);
            problem.tryStep(alpha);
            double trialTheta = problem.trialInfeasibility();
            if (isAccepted(trialTheta, firstAlpha, alpha, tau)) {
                return true;
            }
            if (trialTheta > KAPPA_SOC * before) {
                break;
            }
            before = trialTheta;
        }
        problem.retreat(mu);
        return false;
    }
}
