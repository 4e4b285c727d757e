package dev.opflow.engine;

/**
 * How far a solve came.
 *
 * @param iterations iterations done
 * @param objective cost at the last point, $/h; NaN where unknown
 * @param primalResidualPu largest violation of a constraint at the last point, p.u.; NaN where unknown
 * @param dualResidual largest scaled residual of stationarity; NaN where unknown
 * @param complementarity largest scaled product of slack and multiplier; NaN where unknown
 * @param history the points it came by
 */
public record Progress(
        int iterations,
        double objective,
        double primalResidualPu,
        double dualResidual,
        double complementarity,
        IterationHistory history) {
    /** Nothing was done. */
    public static final Progress NONE = new Progress(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Where the points it came by are not known. */
    public Progress(
            int iterations, double objective, double primalResidualPu, double dualResidual, double complementarity) {
        this(iterations, objective, primalResidualPu, dualResidual, complementarity, IterationHistory.NONE);
    }

    /** With so many iterations more, which a run before it took. */
    public Progress after(int spent) {
        return new Progress(iterations + spent, objective, primalResidualPu, dualResidual, complementarity, history);
    }
}
