package dev.opflow.engine.formulation;

/**
 * The flows of all branches and their derivatives by the branch's own three quantities: angle difference d, and magnitudes at
 * its two ends. {@link BranchData} has the equation.
 */
final class FlowEquations {
    private static final int FLOWS = BranchData.FLOWS;

    private final BranchData branches;
    private final int nb;
    /** Four flows a branch, p.u. */
    private final double[] flow;
    /** cosine * cos d + sine * sin d, and its derivative by d. */
    private final double[] swing;

    private final double[] swingSlope;
    /** Weight of each flow in a weighted sum. */
    private final double[] weight;

    FlowEquations(BranchData branches, int nb) {
        this.branches = branches;
        this.nb = nb;
        int n = FLOWS * branches.count();
        flow = new double[n];
        swing = new double[n];
        swingSlope = new double[n];
        weight = new double[n];
    }

    double[] flow() {
        return flow;
    }

    double[] swing() {
        return swing;
    }

    double[] swingSlope() {
        return swingSlope;
    }

    double[] weight() {
        return weight;
    }

    void evaluate(double[] x) {
        for (int l = 0; l < branches.count(); l++) {
            int f = branches.from()[l];
            int t = branches.to()[l];
            evaluate(FLOWS * l, x[f] - x[t], x[nb + f], x[nb + t]);
        }
    }

    private void evaluate(int at, double d, double vf, double vt) {
        double cos = Math.cos(d);
        double sin = Math.sin(d);
        double product = vf * vt;
        for (int k = at; k < at + FLOWS; k++) {
            double a = branches.cosine()[k];
            double b = branches.sine()[k];
            double w = a * cos + b * sin;
            swing[k] = w;
            swingSlope[k] = b * cos - a * sin;
            double v = k < at + BranchData.PT ? vf : vt;
            flow[k] = branches.own()[k] * v * v + product * w;
        }
    }

    /** Sets each flow's weight to the multiplier of the balance it enters. */
    void weigh(double[] lambda) {
        for (int l = 0; l < branches.count(); l++) {
            int f = branches.from()[l];
            int t = branches.to()[l];
            weight[FLOWS * l] = lambda[f];
            weight[FLOWS * l + 1] = lambda[nb + f];
            weight[FLOWS * l + 2] = lambda[t];
            weight[FLOWS * l + 3] = lambda[nb + t];
        }
    }

    /** Adds the gradient of the weighted sum of flows. */
    void addGradient(double[] x, double[] out) {
        double[] own = branches.own();
        for (int l = 0; l < branches.count(); l++) {
            int f = branches.from()[l];
            int t = branches.to()[l];
            int k = FLOWS * l;
            double vf = x[nb + f];
            double vt = x[nb + t];
            double w0 = weight[k];
            double w1 = weight[k + 1];
            double w2 = weight[k + 2];
            double w3 = weight[k + 3];
            double sum = w0 * swing[k] + w1 * swing[k + 1] + w2 * swing[k + 2] + w3 * swing[k + 3];
            double slope =
                    w0 * swingSlope[k] + w1 * swingSlope[k + 1] + w2 * swingSlope[k + 2] + w3 * swingSlope[k + 3];
            double byAngle = vf * vt * slope;
            out[f] += byAngle;
            out[t] -= byAngle;
            out[nb + f] += 2 * vf * (w0 * own[k] + w1 * own[k + 1]) + vt * sum;
            out[nb + t] += 2 * vt * (w2 * own[k + 2] + w3 * own[k + 3]) + vf * sum;
        }
    }

    /**
     * The derivatives of one flow.
     *
     * @param k the flow: four times the branch plus one of {@link BranchData}'s constants
     * @param x the point of the last evaluation
     * @param out by angle difference, from magnitude and to magnitude
     */
    void derivatives(int k, double[] x, double[] out) {
        int l = k / FLOWS;
        double vf = x[nb + branches.from()[l]];
        double vt = x[nb + branches.to()[l]];
        boolean fromEnd = k % FLOWS < BranchData.PT;
        out[0] = vf * vt * swingSlope[k];
        out[1] = vt * swing[k] + (fromEnd ? 2 * branches.own()[k] * vf : 0);
        out[2] = vf * swing[k] + (fromEnd ? 0 : 2 * branches.own()[k] * vt);
    }

    int buses() {
        return nb;
    }
}
