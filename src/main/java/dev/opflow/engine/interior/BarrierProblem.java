package dev.opflow.engine.interior;

/**
 * A barrier problem at a point, with a step from it: what a line search has to know. The problem's values are always those of the
 * point, or of the trial that was evaluated last.
 */
interface BarrierProblem {
    /** Sum of the residuals of all constraints at the point. */
    double infeasibility();

    /** What is minimised, barrier included, at the point. */
    double objective(double mu);

    /** Its derivative along the step. */
    double slope(double mu);

    /** The largest part of the step, at most 1, that leaves a fraction 1 - tau of each distance. */
    double longest(double tau);

    /** Evaluates the trial that a part of the step leads to. */
    void tryStep(double alpha);

    /** Sum of the residuals of all constraints at the trial. */
    double trialInfeasibility();

    /** What is minimised, barrier included, at the trial. */
    double trialObjective(double mu);

    /** Makes the trial the point, and steps the multipliers: alpha is the part of the step that they go along, as far as tau lets. */
    void accept(double alpha, double tau);

    /** Evaluates the point again, and computes its own step again if it was corrected. */
    void retreat(double mu);

    /** Takes over the residuals at the point, for corrections to start from. */
    void holdResiduals();

    /** Computes the step anew, for the trial's residuals besides alpha times those held, which it takes the place of. */
    void correct(double alpha, double mu);
}
