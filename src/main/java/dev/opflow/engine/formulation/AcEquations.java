package dev.opflow.engine.formulation;

/** The equations of alternating current: {@link BranchData} has that of a flow, and limits are of apparent power. */
final class AcEquations implements NetworkEquations {
    private static final int FLOWS = BranchData.FLOWS;

    private final BusData buses;
    private final BranchData branches;
    private final int nb;
    private final FlowEquations flows;
    private final BranchLimits limits;
    private final BranchBlock block;

    /** @param rated whether rates limit flows */
    AcEquations(AcNetwork network, boolean rated) {
        buses = network.buses();
        branches = network.branches();
        nb = buses.count();
        flows = new FlowEquations(branches, nb);
        limits = new BranchLimits(branches, rated);
        block = new BranchBlock(branches, flows, limits);
    }

    @Override
    public BranchLimits limits() {
        return limits;
    }

    @Override
    public void evaluate(double[] x, double[] balance, double[] inequalities) {
        flows.evaluate(x);
        double[] s = flows.flow();
        for (int i = 0; i < nb; i++) {
            double v2 = x[nb + i] * x[nb + i];
            balance[i] = buses.pd()[i] + buses.gs()[i] * v2;
            balance[nb + i] = buses.qd()[i] - buses.bs()[i] * v2;
        }
        for (int l = 0; l < branches.count(); l++) {
            int f = branches.from()[l];
            int t = branches.to()[l];
            balance[f] += s[FLOWS * l];
            balance[nb + f] += s[FLOWS * l + 1];
            balance[t] += s[FLOWS * l + 2];
            balance[nb + t] += s[FLOWS * l + 3];
        }
        limits.evaluate(x, s, inequalities);
    }

    @Override
    public void addJacobianTransposed(double[] x, double[] lambda, double[] y, double[] out) {
        for (int i = 0; i < nb; i++) {
            out[nb + i] += 2 * x[nb + i] * (buses.gs()[i] * lambda[i] - buses.bs()[i] * lambda[nb + i]);
        }
        flows.weigh(lambda);
        limits.addWeights(flows.flow(), y, flows.weight());
        flows.addGradient(x, out);
        limits.addAngleGradient(y, out);
    }

    @Override
    public void inequalityChange(double[] x, double[] dx, double[] out) {
        limits.change(x, dx, flows, out);
    }

    @Override
    public void addKkt(double[] x, double[] lambda, double[] y, double[] sigma, double[] diagonal, double[] off) {
        for (int i = 0; i < nb; i++) {
            double v = x[nb + i];
            int at = 16 * i;
            diagonal[at + 5] += 2 * (buses.gs()[i] * lambda[i] - buses.bs()[i] * lambda[nb + i]);
            double jp = 2 * buses.gs()[i] * v;
            double jq = -2 * buses.bs()[i] * v;
            diagonal[at + 6] += jp;
            diagonal[at + 9] += jp;
            diagonal[at + 7] += jq;
            diagonal[at + 13] += jq;
        }
        flows.weigh(lambda);
        limits.addWeights(flows.flow(), y, flows.weight());
        for (int l = 0; l < branches.count(); l++) {
            block.compute(l, x, y, sigma);
            block.addTo(diagonal, off);
        }
    }
}
