package dev.opflow.engine;

/**
 * Power entering each branch at its ends; zero for a branch out of service.
 *
 * @param pfMw active power into the from end per branch, MW
 * @param qfMvar reactive power into the from end per branch, MVAr
 * @param ptMw active power into the to end per branch, MW
 * @param qtMvar reactive power into the to end per branch, MVAr
 */
public record BranchFlows(double[] pfMw, double[] qfMvar, double[] ptMw, double[] qtMvar) {

    /** Apparent power at the from end of a branch, MVA. */
    public double sfMva(int branch) {
        return Math.hypot(pfMw[branch], qfMvar[branch]);
    }

    /** Apparent power at the to end of a branch, MVA. */
    public double stMva(int branch) {
        return Math.hypot(ptMw[branch], qtMvar[branch]);
    }

    /** The larger of both, which rateA limits, MVA. */
    public double largestMva(int branch) {
        return Math.max(sfMva(branch), stMva(branch));
    }
}
