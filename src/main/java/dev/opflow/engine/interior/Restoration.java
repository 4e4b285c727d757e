package dev.opflow.engine.interior;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.formulation.AcOpf;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Looks for a point that misses the constraints least, near where the search for an optimum is stuck; Waechter and Biegler 2006,
 * section 3.3. Minimised is {@code sum |c| + sum max(0, h) + zeta / 2 ||D (x - x0)||^2} within the bounds of x, with
 * {@code c = p - n}, {@code h = p - s} and a barrier for all of p, n and s. For a given x, the best of these are known in closed
 * form: x alone is stepped, nothing is left to be met but bounds, and whatever lowers the barrier function is a good step.
 */
final class Restoration {
    /** How it ended. */
    enum End {
        /** The search for an optimum can go on from here. */
        ACCEPTABLE,
        /** All constraints are met, though not at a point that the search would have gone on from. */
        MET,
        /** No way leads to a smaller violation from here. */
        STATIONARY,
        ITERATION_LIMIT,
        DEADLINE,
        /** No step lowers the violation, though it is not stationary as far as can be told. */
        STALLED
    }

    private static final double KAPPA_EPSILON = 10;
    private static final double KAPPA_MU = 0.1;
    private static final double TAU = 0.99;
    private static final double ETA = 1e-4;
    private static final double SHORTEST = 1e-12;
    /** Weight of a p.u. of violation against the barrier and the distance from the start, as in Ipopt. */
    private static final double RHO = 1000;

    private static final double LEAST_MU = 1e-9;
    /**
     * Part of the violation by which it could still fall, to first order and nearby, at a point that is taken for
     * stationary: the sum of all products of distances and multipliers, and of the residuals times how far is near.
     */
    private static final double PROVEN = 1e-2;
    /** The same after many iterations. */
    private static final double ROUGHLY_PROVEN = 0.05;

    private static final int PATIENCE = 60;
    /** Part of a violation that remains where it has clearly fallen. */
    private static final double CLEARLY_LESS = 0.99;
    /** The same where nothing is left to be made more exact. */
    private static final double FINE = 1e-4;
    /** Iterations after a proof that are spent on that; where all is linear, they are few anyway. */
    private static final int REFINEMENTS = 10;

    private static final double NEAR = 0.1;

    private static final double TINY = 1e-16;
    /** Part of a slack that is kept where its inequality is nearly or not met. */
    private static final double LEAST_PART = 0.1;

    private static final double[] NONE = {};
    /** Round-off that a comparison of barrier functions forgives, relative. */
    private static final double ROUND_OFF = 10 * Math.ulp(1.0);

    private final AcOpf problem;
    private final Bounds bounds;
    private final Barrier barrier;
    private final KktSystem kkt;
    private final Deadline deadline;
    private final Iterate point;
    private final Weights weights;
    private final double[] reference;
    private final double[] balancePull;
    private final double[] inequalityPush;
    private final double[] gradient;
    private final double[] bx;
    private final double[] trialX;
    private final double[] dx;
    private final double[] dlambda;
    private final double[] dy;
    private final double[] dzl;
    private final double[] dzu;
    private final double[] bend;
    private final double[] curved;
    private final double[] trialC;
    private final double[] trialH;
    private final double[] none;
    /** Least violation so far that was a clear fall, and when. */
    private double leastViolation;

    private int fellAt;
    private double mu;
    private double sumOfResiduals;
    private double sumOfProducts;
    private int iterations;

    Restoration(AcOpf problem, Bounds bounds, Barrier barrier, KktSystem kkt, Deadline deadline) {
        this.problem = problem;
        this.bounds = bounds;
        this.barrier = barrier;
        this.kkt = kkt;
        this.deadline = deadline;
        int n = problem.variables();
        int equations = problem.balance().length;
        int inequalities = problem.inequalities().length;
        point = Iterate.sized(n, equations, inequalities);
        weights = Weights.sized(n, equations, inequalities);
        reference = new double[n];
        balancePull = new double[equations];
        inequalityPush = new double[inequalities];
        gradient = new double[n];
        bx = new double[n];
        trialX = new double[n];
        dx = new double[n];
        dlambda = new double[equations];
        dy = new double[inequalities];
        dzl = new double[n];
        dzu = new double[n];
        bend = new double[n];
        curved = new double[n];
        trialC = new double[equations];
        trialH = new double[inequalities];
        none = new double[equations];
    }

    /** Its last point: x and s to go on from; the multipliers are prices of the violation. */
    Iterate point() {
        return point;
    }

    /** Iterations of the last run. */
    int iterations() {
        return iterations;
    }

    /**
     * Runs to an end; the problem's values are then those at the last point.
     *
     * @param from where to begin: inside the bounds, and the problem's last evaluation
     * @param outerMu barrier parameter of the search for an optimum
     * @param acceptable whether that search can go on from this point, the problem's last evaluation
     * @param maxIterations most iterations
     */
    End run(double[] from, double outerMu, BooleanSupplier acceptable, int maxIterations) {
        start(from, outerMu);
        leastViolation = Double.POSITIVE_INFINITY;
        int provenAt = -1;
        for (iterations = 0; ; iterations++) {
            if (iterations > 0) {
                tightenSlacks();
                if (acceptable.getAsBoolean()) {
                    return End.ACCEPTABLE;
                }
                setMu(mu);
            }
            double dual = stationarity();
            double complementarity = complementarity();
            boolean solved = Math.max(dual, complementarity) <= KAPPA_EPSILON * mu;
            double fall = sumOfProducts + NEAR * sumOfResiduals;
            double all = violation();
            if (provenAt < 0 && fall <= (iterations < PATIENCE ? PROVEN : ROUGHLY_PROVEN) * all) {
                provenAt = iterations;
            }
            if ((solved && mu <= LEAST_MU) || fall <= FINE * all || isRefined(provenAt)) {
                return end();
            }
            if (deadline.isReached()) {
                return provenAt < 0 ? End.DEADLINE : end();
            }
            if (iterations >= maxIterations) {
                return provenAt < 0 ? End.ITERATION_LIMIT : end();
            }
            if (solved) {
                setMu(KAPPA_MU * mu);
            }
            if (isStuck(all) || !factor() || !descend()) {
                return provenAt >= 0 ? end() : deadline.isReached() ? End.DEADLINE : End.STALLED;
            }
            barrier.safeguard(point, mu);
        }
    }

    /** Whether the violation has not clearly fallen for long: more iterations would not change it. */
    private boolean isStuck(double violation) {
        if (violation < CLEARLY_LESS * leastViolation) {
            leastViolation = violation;
            fellAt = iterations;
        }
        return iterations >= fellAt + 2 * PATIENCE;
    }

    /** Whether enough was done after the proof to make the amounts that are missed more exact. */
    private boolean isRefined(int provenAt) {
        return provenAt >= 0 && iterations >= provenAt + (problem.isLinear() ? PATIENCE : REFINEMENTS);
    }

    private End end() {
        return Diagnosis.worst(problem) > Diagnosis.FORGIVEN ? End.STATIONARY : End.MET;
    }

    private void start(double[] from, double outerMu) {
        System.arraycopy(from, 0, point.x(), 0, from.length);
        System.arraycopy(from, 0, reference, 0, from.length);
        double largest = outerMu;
        for (double c : problem.balance()) {
            largest = Math.max(largest, Math.abs(c));
        }
        for (double h : problem.inequalities()) {
            largest = Math.max(largest, h);
        }
        setMu(largest / RHO);
        System.arraycopy(balancePull, 0, point.lambda(), 0, balancePull.length);
        barrier.centre(point, mu);
    }

    private void setMu(double value) {
        mu = Math.max(LEAST_MU, value);
        pull();
        for (int k = 0; k < inequalityPush.length; k++) {
            point.s()[k] = mu / inequalityPush[k];
        }
    }

    /** Slacks that leave no residual where the inequality is met with some distance. */
    private void tightenSlacks() {
        for (int k = 0; k < point.s().length; k++) {
            point.s()[k] = Math.max(-problem.inequalities()[k], LEAST_PART * point.s()[k]);
        }
    }

    /** Derivatives of the barrier function by balances and inequalities: {@code mu / n - 1 = 1 - mu / p} and {@code mu / s}. */
    private void pull() {
        for (int i = 0; i < balancePull.length; i++) {
            balancePull[i] = share(2 * problem.balance()[i]) - share(-2 * problem.balance()[i]);
        }
        for (int k = 0; k < inequalityPush.length; k++) {
            inequalityPush[k] = share(problem.inequalities()[k]);
        }
    }

    /** The y in (0, 1) for which {@code h = mu / (1 - y) - mu / y}; that for -h is 1 - y. */
    private double share(double h) {
        double root = Math.hypot(2 * mu, h);
        return h < 0
                ? mu * (2 * mu + root - h) / ((root - h) * (2 * mu + root))
                : (2 * mu + root + h) / (2 * (2 * mu + root));
    }

    /** Leaves in {@code gradient} the gradient of the violation priced with the point's multipliers; answers the residual. */
    private double stationarity() {
        addProximity(gradient);
        problem.addJacobianTransposed(point.x(), point.lambda(), point.y(), gradient);
        double largest = 0;
        sumOfResiduals = 0;
        for (int i = 0; i < gradient.length; i++) {
            if (!bounds.fixed()[i]) {
                double residual = Math.abs(gradient[i] - point.zl()[i] + point.zu()[i]);
                largest = Math.max(largest, residual);
                sumOfResiduals += residual;
            }
        }
        return largest;
    }

    /** Sum of all violations, p.u. and radians. */
    private double violation() {
        double sum = 0;
        for (double c : problem.balance()) {
            sum += Math.abs(c);
        }
        for (double h : problem.inequalities()) {
            sum += Math.max(0, h);
        }
        return sum;
    }

    /** The largest difference of a product of distance and multiplier from mu; leaves the sum of all in a field. */
    private double complementarity() {
        double largest = barrier.complementarity(point, mu);
        sumOfProducts = barrier.sumOfProducts(point);
        for (int i = 0; i < balancePull.length; i++) {
            double c = problem.balance()[i];
            double lambda = point.lambda()[i];
            double p = mu * (1 - lambda) / (2 * share(-2 * c));
            double n = mu * (1 + lambda) / (2 * share(2 * c));
            largest = Math.max(largest, Math.max(Math.abs(p - mu), Math.abs(n - mu)));
            sumOfProducts += p + n;
        }
        for (int k = 0; k < inequalityPush.length; k++) {
            double p = mu * (1 - point.y()[k]) / share(-problem.inequalities()[k]);
            largest = Math.max(largest, Math.abs(p - mu));
            sumOfProducts += p;
        }
        return largest;
    }

    private double zeta(int i) {
        double d = 1 / Math.max(1, Math.abs(reference[i]));
        return Math.sqrt(mu / RHO) * d * d;
    }

    /** Overwrites with the gradient of the distance's share. */
    private void addProximity(double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = zeta(i) * (point.x()[i] - reference[i]);
        }
    }

    private boolean factor() {
        barrier.weights(point, weights);
        for (int i = 0; i < balancePull.length; i++) {
            double c = problem.balance()[i];
            double lambda = point.lambda()[i];
            weights.balance()[i] = mu / (2 * share(-2 * c) * Math.max(1 - lambda, TINY))
                    + mu / (2 * share(2 * c) * Math.max(1 + lambda, TINY));
        }
        for (int k = 0; k < inequalityPush.length; k++) {
            double p = mu / share(-problem.inequalities()[k]);
            double y = point.y()[k];
            weights.inequality()[k] = 1 / (point.s()[k] / y + p / Math.max(1 - y, TINY));
        }
        for (int i = 0; i < reference.length; i++) {
            weights.variable()[i] += zeta(i);
        }
        double scale = problem.objectiveScale();
        problem.setObjectiveScale(0);
        boolean usable = kkt.factor(point, weights, this::newton, KktSystem.INEXACT);
        problem.setObjectiveScale(scale);
        return usable;
    }

    /** The step: one of a descent of the barrier function, whatever the point's multipliers are. */
    private void newton() {
        addProximity(bx);
        problem.addJacobianTransposed(point.x(), balancePull, inequalityPush, bx);
        barrier.addGradient(point.x(), mu, bx);
        for (int i = 0; i < bx.length; i++) {
            bx[i] = -bx[i];
        }
        kkt.solve(bx, none, dx, dlambda);
        for (int i = 0; i < dlambda.length; i++) {
            dlambda[i] += balancePull[i] - point.lambda()[i];
        }
        problem.inequalityChange(point.x(), dx, dy);
        for (int k = 0; k < dy.length; k++) {
            dy[k] = inequalityPush[k] - point.y()[k] + weights.inequality()[k] * dy[k];
        }
        barrier.multiplierSteps(point, dx, mu, dzl, dzu);
    }

    /**
     * Moves the point along the step as far as that lowers the barrier function enough. Where the full step does not, the way
     * is bent by the constraints' curvature: what they are met by must not be lost again.
     *
     * @return false where no length does; the point is then unchanged
     */
    private boolean descend() {
        double before = value(point.x());
        double slope = 0;
        for (int i = 0; i < dx.length; i++) {
            slope -= bx[i] * dx[i];
        }
        double longest = barrier.largestPrimalStep(point.x(), NONE, dx, NONE, TAU);
        boolean bent = false;
        Arrays.fill(bend, 0);
        for (double alpha = longest; alpha >= SHORTEST; ) {
            if (walk(alpha) && value(trialX) - before - ROUND_OFF * Math.abs(before) <= ETA * alpha * slope) {
                System.arraycopy(trialX, 0, point.x(), 0, trialX.length);
                stepMultipliers();
                setMu(mu);
                return true;
            }
            if (bent) {
                alpha /= 2;
            } else {
                bendBy(alpha);
                bent = true;
            }
        }
        problem.evaluate(point.x());
        return false;
    }

    /** Evaluates the trial point; false where it is not inside the bounds. */
    private boolean walk(double alpha) {
        for (int i = 0; i < trialX.length; i++) {
            double way = alpha * dx[i] + alpha * alpha * bend[i];
            trialX[i] = point.x()[i] + way;
            double roomBelow = (1 - TAU) * (bounds.hasLower(i) ? point.x()[i] - bounds.lower()[i] : 0);
            double roomAbove = (1 - TAU) * (bounds.hasUpper(i) ? bounds.upper()[i] - point.x()[i] : 0);
            if (trialX[i] < bounds.lower()[i] + roomBelow || trialX[i] > bounds.upper()[i] - roomAbove) {
                return false;
            }
        }
        problem.evaluate(trialX);
        return true;
    }

    /** Computes the bend from the constraints at the trial point, where the step leads by alpha. */
    private void bendBy(double alpha) {
        double[] c = problem.balance();
        double[] h = problem.inequalities();
        for (int i = 0; i < c.length; i++) {
            trialC[i] = c[i];
        }
        System.arraycopy(h, 0, trialH, 0, h.length);
        problem.evaluate(point.x());
        for (int i = 0; i < c.length; i++) {
            // by the step's own equation, J dx is the change of the multiplier times its weight
            double linear = weights.balance()[i] * (dlambda[i] + point.lambda()[i] - balancePull[i]);
            trialC[i] = -(trialC[i] - c[i] - alpha * linear) / (alpha * alpha);
        }
        for (int k = 0; k < h.length; k++) {
            double linear = (dy[k] + point.y()[k] - inequalityPush[k]) / weights.inequality()[k];
            trialH[k] = -weights.inequality()[k] * (trialH[k] - h[k] - alpha * linear) / (alpha * alpha);
        }
        Arrays.fill(curved, 0);
        problem.addJacobianTransposed(point.x(), none, trialH, curved);
        kkt.solve(curved, trialC, bend, trialC);
    }

    private double value(double[] x) {
        double linear = 0;
        double logarithms = 0;
        for (double c : problem.balance()) {
            double n = 1 / (2 * share(2 * c));
            double p = 1 / (2 * share(-2 * c));
            linear += n + p;
            logarithms += Math.log(n) + Math.log(p);
        }
        for (double h : problem.inequalities()) {
            double s = 1 / share(h);
            double p = 1 / share(-h);
            linear += p;
            logarithms += Math.log(s) + Math.log(p);
        }
        double distance = 0;
        for (int i = 0; i < x.length; i++) {
            double d = x[i] - reference[i];
            distance += zeta(i) * d * d / 2;
        }
        return mu * (linear - logarithms + barrier.value(x, NONE)) + distance;
    }

    private void stepMultipliers() {
        double alpha = Math.min(Barrier.largestStep(point.zl(), dzl, TAU), Barrier.largestStep(point.zu(), dzu, TAU));
        for (int i = 0; i < dlambda.length; i++) {
            alpha = Math.min(alpha, within(1, point.lambda()[i], dlambda[i]));
            alpha = Math.min(alpha, within(1, -point.lambda()[i], -dlambda[i]));
        }
        for (int k = 0; k < dy.length; k++) {
            alpha = Math.min(alpha, within(1, point.y()[k], dy[k]));
            alpha = Math.min(alpha, within(0, -point.y()[k], -dy[k]));
        }
        Iterate.add(alpha, dlambda, point.lambda());
        Iterate.add(alpha, dy, point.y());
        Iterate.add(alpha, dzl, point.zl());
        Iterate.add(alpha, dzu, point.zu());
    }

    /** The part of a change that leaves a fraction of the distance to a limit. */
    private static double within(double limit, double value, double change) {
        return change > 0 ? TAU * (limit - value) / change : 1;
    }
}
