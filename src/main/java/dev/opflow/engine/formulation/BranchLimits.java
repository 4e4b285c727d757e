package dev.opflow.engine.formulation;

import java.util.Arrays;

/** The inequalities of branches: two for each rate, then one for each limit on an angle difference. */
public final class BranchLimits {
    private static final int FLOWS = BranchData.FLOWS;
    private static final int NONE = -1;

    private final BranchData branches;
    /** Branches with a rate. */
    private final int[] rated;
    /** Branches with an angle limit, once for each limit; +1 for angmax, -1 for angmin. */
    private final int[] angled;

    private final double[] angleSign;
    /** Per branch: where its inequalities are, or -1. */
    private final int[] ratedAt;

    private final int[] angmaxAt;
    private final int[] angminAt;
    /** Derivatives of one flow. */
    private final double[] by = new double[3];

    BranchLimits(BranchData branches, boolean withRates) {
        this.branches = branches;
        int n = branches.count();
        ratedAt = filled(n);
        angmaxAt = filled(n);
        angminAt = filled(n);
        int[] someRated = new int[n];
        int rates = 0;
        for (int l = 0; l < n; l++) {
            if (withRates && branches.rate()[l] < Double.POSITIVE_INFINITY) {
                ratedAt[l] = 2 * rates;
                someRated[rates++] = l;
            }
        }
        rated = Arrays.copyOf(someRated, rates);
        int[] someAngled = new int[2 * n];
        double[] signs = new double[2 * n];
        int angles = 0;
        for (int l = 0; l < n; l++) {
            if (branches.angmax()[l] < Double.POSITIVE_INFINITY) {
                angmaxAt[l] = 2 * rates + angles;
                signs[angles] = 1;
                someAngled[angles++] = l;
            }
            if (branches.angmin()[l] > Double.NEGATIVE_INFINITY) {
                angminAt[l] = 2 * rates + angles;
                signs[angles] = -1;
                someAngled[angles++] = l;
            }
        }
        angled = Arrays.copyOf(someAngled, angles);
        angleSign = Arrays.copyOf(signs, angles);
    }

    private static int[] filled(int n) {
        int[] array = new int[n];
        Arrays.fill(array, NONE);
        return array;
    }

    /** Number of inequalities. */
    public int count() {
        return 2 * rated.length + angled.length;
    }

    /** Where the inequality of a branch's rate at its from end is; the to end's follows; -1 for none. */
    public int ratedAt(int branch) {
        return ratedAt[branch];
    }

    /** Where the inequality of a branch's angmax is; -1 for none. */
    public int angmaxAt(int branch) {
        return angmaxAt[branch];
    }

    /** Where the inequality of a branch's angmin is; -1 for none. */
    public int angminAt(int branch) {
        return angminAt[branch];
    }

    double rate(int branch) {
        return branches.rate()[branch];
    }

    void evaluate(double[] x, double[] flow, double[] out) {
        for (int r = 0; r < rated.length; r++) {
            int k = FLOWS * rated[r];
            double rate = branches.rate()[rated[r]];
            out[2 * r] = excess(flow[k], flow[k + 1], rate);
            out[2 * r + 1] = excess(flow[k + 2], flow[k + 3], rate);
        }
        for (int a = 0; a < angled.length; a++) {
            int l = angled[a];
            double d = x[branches.from()[l]] - x[branches.to()[l]];
            out[2 * rated.length + a] = angleSign[a] > 0 ? d - branches.angmax()[l] : branches.angmin()[l] - d;
        }
    }

    /** (|S|^2 - rate^2) / (2 rate): near the limit this is |S| - rate. */
    private static double excess(double p, double q, double rate) {
        return (p * p + q * q - rate * rate) / (2 * rate);
    }

    /** Adds to each flow's weight what it weighs in y . inequalities. */
    void addWeights(double[] flow, double[] y, double[] weight) {
        for (int r = 0; r < rated.length; r++) {
            int k = FLOWS * rated[r];
            double from = y[2 * r] / branches.rate()[rated[r]];
            double to = y[2 * r + 1] / branches.rate()[rated[r]];
            weight[k] += from * flow[k];
            weight[k + 1] += from * flow[k + 1];
            weight[k + 2] += to * flow[k + 2];
            weight[k + 3] += to * flow[k + 3];
        }
    }

    void addAngleGradient(double[] y, double[] out) {
        for (int a = 0; a < angled.length; a++) {
            double value = angleSign[a] * y[2 * rated.length + a];
            out[branches.from()[angled[a]]] += value;
            out[branches.to()[angled[a]]] -= value;
        }
    }

    /** Linear change along dx. */
    void change(double[] x, double[] dx, FlowEquations flows, double[] out) {
        int nb = flows.buses();
        for (int r = 0; r < rated.length; r++) {
            int l = rated[r];
            int f = branches.from()[l];
            int t = branches.to()[l];
            double rate = branches.rate()[l];
            for (int end = 0; end < 2; end++) {
                double sum = 0;
                for (int k = FLOWS * l + 2 * end; k < FLOWS * l + 2 * end + 2; k++) {
                    flows.derivatives(k, x, by);
                    double change = by[0] * (dx[f] - dx[t]) + by[1] * dx[nb + f] + by[2] * dx[nb + t];
                    sum += flows.flow()[k] * change;
                }
                out[2 * r + end] = sum / rate;
            }
        }
        for (int a = 0; a < angled.length; a++) {
            int l = angled[a];
            out[2 * rated.length + a] = angleSign[a] * (dx[branches.from()[l]] - dx[branches.to()[l]]);
        }
    }
}
