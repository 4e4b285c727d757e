package dev.opflow.engine.interior;

import dev.opflow.engine.formulation.AcOpf;

/** The barrier problem whose solutions lead to an optimum. */
final class OptimumProblem implements BarrierProblem {
    /** Part of a slack that is kept where its inequality is nearly or not met. */
    private static final double LEAST_PART = 0.1;
    /** A step that goes this far needs no correction. */
    private static final double FULL = 0.999;

    private final AcOpf problem;
    private final Barrier barrier;
    private final NewtonStep step;
    private final Iterate point;
    private final Weights weights;
    private final double[] trialX;
    private final double[] trialS;
    private final double[] heldC;
    private final double[] heldR;
    private boolean isCorrected;
    /** Whether the last correction of products did: the next step goes without, as most likely it would not either. */
    private boolean gainedNothing;

    OptimumProblem(AcOpf problem, Barrier barrier, NewtonStep step, Iterate point, Weights weights) {
        this.problem = problem;
        this.barrier = barrier;
        this.step = step;
        this.point = point;
        this.weights = weights;
        trialX = new double[point.x().length];
        trialS = new double[point.s().length];
        heldC = new double[point.lambda().length];
        heldR = new double[point.s().length];
    }

    @Override
    public double infeasibility() {
        return infeasibility(point.s());
    }

    @Override
    public double trialInfeasibility() {
        return infeasibility(trialS);
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

    @Override
    public double objective(double mu) {
        return problem.objective() + mu * barrier.value(point.x(), point.s());
    }

    @Override
    public double trialObjective(double mu) {
        return problem.objective() + mu * barrier.value(trialX, trialS);
    }

    @Override
    public double slope(double mu) {
        // trialX is free here: it holds the gradient
        problem.gradient(point.x(), trialX);
        double sum = 0;
        for (int i = 0; i < trialX.length; i++) {
            sum += trialX[i] * step.dx[i];
        }
        return sum + mu * barrier.slope(point.x(), point.s(), step.dx, step.ds);
    }

    @Override
    public double longest(double tau) {
        return barrier.largestPrimalStep(point.x(), point.s(), step.dx, step.ds, tau);
    }

    @Override
    public void tryStep(double alpha) {
        Iterate.move(point.x(), alpha, step.dx, trialX);
        Iterate.move(point.s(), alpha, step.ds, trialS);
        problem.evaluate(trialX);
    }

    /**
     * Makes a point the trial, with slacks that leave no residual where an inequality is met with some distance.
     *
     * @param x the point of the last evaluation
     * @param s slacks that need not belong to it
     */
    void tryPoint(double[] x, double[] s) {
        System.arraycopy(x, 0, trialX, 0, trialX.length);
        for (int k = 0; k < trialS.length; k++) {
            trialS[k] = Math.max(-problem.inequalities()[k], LEAST_PART * s[k]);
        }
    }

    /** Makes the trial the point. */
    void takeOver() {
        System.arraycopy(trialX, 0, point.x(), 0, trialX.length);
        System.arraycopy(trialS, 0, point.s(), 0, trialS.length);
    }

    @Override
    public void accept(double alpha, double tau) {
        takeOver();
        isCorrected = false;
        stepMultipliers(alpha, tau);
    }

    /**
     * Corrects the step's products of distances and multipliers, if it can be gone further then; {@link NewtonStep#takeBack} makes it what it was.
     *
     * @return whether it is corrected now
     */
    boolean correctProducts(double mu, double tau) {
        double primal = longest(tau);
        double dual = longestDual(tau);
        if (Math.min(primal, dual) > FULL || gainedNothing) {
            gainedNothing = false;
            return false;
        }
        step.correctProducts(weights.inequality(), mu);
        if (longest(tau) + longestDual(tau) > primal + dual) {
            return true;
        }
        gainedNothing = true;
        step.takeBack();
        return false;
    }

    private double longestDual(double tau) {
        return point.largestDualStep(step.dy, step.dzl, step.dzu, tau);
    }

    /** Steps the multipliers alone: those of the balance by a part of the step, the others as far as they stay positive. */
    void stepMultipliers(double alpha, double tau) {
        Iterate.add(alpha, step.dlambda, point.lambda());
        double dual = longestDual(tau);
        point.stepDual(dual, step.dy, step.dzl, step.dzu);
    }

    @Override
    public void retreat(double mu) {
        problem.evaluate(point.x());
        if (isCorrected) {
            step.computeAgain(weights.inequality(), mu);
            isCorrected = false;
        }
    }

    @Override
    public void holdResiduals() {
        System.arraycopy(problem.balance(), 0, heldC, 0, heldC.length);
        for (int k = 0; k < heldR.length; k++) {
            heldR[k] = problem.inequalities()[k] + point.s()[k];
        }
    }

    @Override
    public void correct(double alpha, double mu) {
        for (int i = 0; i < heldC.length; i++) {
            heldC[i] = alpha * heldC[i] + problem.balance()[i];
        }
        for (int k = 0; k < heldR.length; k++) {
            heldR[k] = alpha * heldR[k] + problem.inequalities()[k] + trialS[k];
        }
        problem.evaluate(point.x());
        step.compute(weights.inequality(), mu, heldC, heldR);
        isCorrected = true;
    }
}
