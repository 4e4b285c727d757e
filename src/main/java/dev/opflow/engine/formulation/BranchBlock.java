package dev.opflow.engine.formulation;

/**
 * What one branch adds to the matrix of the bus graph. Second derivatives are taken by angle difference d and the magnitudes
 * at both ends, then spread over the two buses: d rises with the from bus's angle and falls with the to bus's.
 */
final class BranchBlock {
    private static final int FLOWS = BranchData.FLOWS;

    private final BranchData branches;
    private final FlowEquations flows;
    private final BranchLimits limits;
    /** First derivatives of the four flows, three each. */
    private final double[][] by = new double[FLOWS][3];

    private final double[] limitGradient = new double[3];
    private int branch;
    private double hdd;
    private double hdf;
    private double hdt;
    private double hff;
    private double hft;
    private double htt;

    BranchBlock(BranchData branches, FlowEquations flows, BranchLimits limits) {
        this.branches = branches;
        this.flows = flows;
        this.limits = limits;
    }

    void compute(int l, double[] x, double[] y, double[] sigma) {
        branch = l;
        for (int k = 0; k < FLOWS; k++) {
            flows.derivatives(FLOWS * l + k, x, by[k]);
        }
        addFlowCurvature(l, x);
        int rated = limits.ratedAt(l);
        if (rated >= 0) {
            addRate(BranchData.PF, limits.rate(l), y[rated], sigma[rated]);
            addRate(BranchData.PT, limits.rate(l), y[rated + 1], sigma[rated + 1]);
        }
        if (limits.angmaxAt(l) >= 0) {
            hdd += sigma[limits.angmaxAt(l)];
        }
        if (limits.angminAt(l) >= 0) {
            hdd += sigma[limits.angminAt(l)];
        }
    }

    private void addFlowCurvature(int l, double[] x) {
        int k = FLOWS * l;
        double vf = x[flows.buses() + branches.from()[l]];
        double vt = x[flows.buses() + branches.to()[l]];
        double[] w = flows.weight();
        double[] own = branches.own();
        double sum = 0;
        double slope = 0;
        for (int q = k; q < k + FLOWS; q++) {
            sum += w[q] * flows.swing()[q];
            slope += w[q] * flows.swingSlope()[q];
        }
        hdd = -vf * vt * sum;
        hdf = vt * slope;
        hdt = vf * slope;
        hff = 2 * (w[k] * own[k] + w[k + 1] * own[k + 1]);
        hft = sum;
        htt = 2 * (w[k + 2] * own[k + 2] + w[k + 3] * own[k + 3]);
    }

    /** Of h = (P^2 + Q^2 - rate^2) / (2 rate): y (grad P grad P' + grad Q grad Q') / rate + sigma grad h grad h'. */
    private void addRate(int active, double rate, double y, double sigma) {
        double[] byP = by[active];
        double[] byQ = by[active + 1];
        double p = flows.flow()[FLOWS * branch + active] / rate;
        double q = flows.flow()[FLOWS * branch + active + 1] / rate;
        for (int i = 0; i < 3; i++) {
            limitGradient[i] = p * byP[i] + q * byQ[i];
        }
        addOuterProduct(byP, y / rate);
        addOuterProduct(byQ, y / rate);
        addOuterProduct(limitGradient, sigma);
    }

    private void addOuterProduct(double[] g, double factor) {
        hdd += factor * g[0] * g[0];
        hdf += factor * g[0] * g[1];
        hdt += factor * g[0] * g[2];
        hff += factor * g[1] * g[1];
        hft += factor * g[1] * g[2];
        htt += factor * g[2] * g[2];
    }

    void addTo(double[] diagonal, double[] off) {
        addEnd(diagonal, 16 * branches.from()[branch], hdd, hdf, hff);
        addEnd(diagonal, 16 * branches.to()[branch], hdd, -hdt, htt);
        for (int row = 2; row < 4; row++) {
            int kind = row - 2;
            addJacobian(diagonal, 16 * branches.from()[branch], row, by[BranchData.PF + kind], 1, 1);
            addJacobian(diagonal, 16 * branches.to()[branch], row, by[BranchData.PT + kind], -1, 2);
        }
        addEdge(off);
    }

    private static void addEnd(double[] diagonal, int at, double angle2, double angleV, double v2) {
        diagonal[at] += angle2;
        diagonal[at + 1] += angleV;
        diagonal[at + 4] += angleV;
        diagonal[at + 5] += v2;
    }

    /** Derivatives of a balance, in its row and its column: row 2 for active, 3 for reactive power. */
    private static void addJacobian(double[] diagonal, int at, int row, double[] flow, int sign, int magnitude) {
        diagonal[at + 4 * row] += sign * flow[0];
        diagonal[at + row] += sign * flow[0];
        diagonal[at + 4 * row + 1] += flow[magnitude];
        diagonal[at + 4 + row] += flow[magnitude];
    }

    /** The block of the from bus's rows and the to bus's columns, or its transpose where the edge runs the other way. */
    private void addEdge(double[] off) {
        int at = 16 * branches.edge()[branch];
        int row = branches.reversed()[branch] ? 1 : 4;
        int column = branches.reversed()[branch] ? 4 : 1;
        off[at] -= hdd;
        off[at + column] += hdt;
        off[at + row] -= hdf;
        off[at + row + column] += hft;
        off[at + 2 * row] -= by[BranchData.PF][0];
        off[at + 2 * row + column] += by[BranchData.PF][2];
        off[at + 3 * row] -= by[BranchData.QF][0];
        off[at + 3 * row + column] += by[BranchData.QF][2];
        off[at + 2 * column] += by[BranchData.PT][0];
        off[at + row + 2 * column] += by[BranchData.PT][1];
        off[at + 3 * column] += by[BranchData.QT][0];
        off[at + row + 3 * column] += by[BranchData.QT][1];
    }
}
