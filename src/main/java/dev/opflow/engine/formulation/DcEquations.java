package dev.opflow.engine.formulation;

import dev.opflow.grid.Branch;

/**
 * The equations of DC power flow, all of them linear: with d the angle difference from minus to, a branch carries
 * {@code (d - shift) / x} from its from end to its to end. Its limits are {@code |p| <= rate}, one inequality for each end, and
 * those of d. The voltages' magnitudes are fixed by their bounds and enter nothing; the reactive balance holds anyhow, and its
 * prices stay zero.
 */
final class DcEquations implements NetworkEquations {
    private final BusData buses;
    private final BranchData branches;
    private final int nb;
    private final BranchLimits limits;
    private final double[] susceptance;
    private final double[] shift;

    /**
     * The equations of a network.
     *
     * @param network of a {@link DcCase}
     * @param rated whether rates limit flows
     */
    DcEquations(AcNetwork network, boolean rated) {
        buses = network.buses();
        branches = network.branches();
        nb = buses.count();
        limits = new BranchLimits(branches, rated);
        susceptance = new double[branches.count()];
        shift = new double[branches.count()];
        for (int l = 0; l < branches.count(); l++) {
            Branch branch = network.network().branches().get(branches.place()[l]);
            susceptance[l] = 1 / branch.xPu();
            shift[l] = Math.toRadians(branch.shiftDegrees());
        }
    }

    @Override
    public BranchLimits limits() {
        return limits;
    }

    private double difference(double[] angles, int l) {
        return angles[branches.from()[l]] - angles[branches.to()[l]];
    }

    @Override
    public void evaluate(double[] x, double[] balance, double[] inequalities) {
        System.arraycopy(buses.pd(), 0, balance, 0, nb);
        for (int i = 0; i < nb; i++) {
            balance[nb + i] = 0;
        }
        for (int l = 0; l < branches.count(); l++) {
            double d = difference(x, l);
            double p = susceptance[l] * (d - shift[l]);
            balance[branches.from()[l]] += p;
            balance[branches.to()[l]] -= p;
            int rated = limits.ratedAt(l);
            if (rated >= 0) {
                inequalities[rated] = p - limits.rate(l);
                inequalities[rated + 1] = -p - limits.rate(l);
            }
            if (limits.angmaxAt(l) >= 0) {
                inequalities[limits.angmaxAt(l)] = d - branches.angmax()[l];
            }
            if (limits.angminAt(l) >= 0) {
                inequalities[limits.angminAt(l)] = branches.angmin()[l] - d;
            }
        }
    }

    @Override
    public void addJacobianTransposed(double[] x, double[] lambda, double[] y, double[] out) {
        for (int l = 0; l < branches.count(); l++) {
            int f = branches.from()[l];
            int t = branches.to()[l];
            int rated = limits.ratedAt(l);
            double price = lambda[f] - lambda[t] + (rated < 0 ? 0 : y[rated] - y[rated + 1]);
            double slope = susceptance[l] * price + at(limits.angmaxAt(l), y) - at(limits.angminAt(l), y);
            out[f] += slope;
            out[t] -= slope;
        }
    }

    /** Zero where there is no such inequality. */
    private static double at(int inequality, double[] values) {
        return inequality < 0 ? 0 : values[inequality];
    }

    @Override
    public void inequalityChange(double[] x, double[] dx, double[] out) {
        for (int l = 0; l < branches.count(); l++) {
            double d = difference(dx, l);
            int rated = limits.ratedAt(l);
            if (rated >= 0) {
                out[rated] = susceptance[l] * d;
                out[rated + 1] = -out[rated];
            }
            if (limits.angmaxAt(l) >= 0) {
                out[limits.angmaxAt(l)] = d;
            }
            if (limits.angminAt(l) >= 0) {
                out[limits.angminAt(l)] = -d;
            }
        }
    }

    @Override
    public void addKkt(double[] x, double[] lambda, double[] y, double[] sigma, double[] diagonal, double[] off) {
        for (int i = 0; i < nb; i++) {
            // any number but zero keeps the idle row regular; a negative one gives it the sign of a balance's pivot
            diagonal[16 * i + 15] -= 1;
        }
        for (int l = 0; l < branches.count(); l++) {
            double b = susceptance[l];
            int rated = limits.ratedAt(l);
            double ends = rated < 0 ? 0 : sigma[rated] + sigma[rated + 1];
            double h = b * b * ends + at(limits.angmaxAt(l), sigma) + at(limits.angminAt(l), sigma);
            addEnd(diagonal, 16 * branches.from()[l], h, b);
            addEnd(diagonal, 16 * branches.to()[l], h, b);
            // the same for an edge in either direction
            int at = 16 * branches.edge()[l];
            off[at] -= h;
            off[at + 2] -= b;
            off[at + 8] -= b;
        }
    }

    private static void addEnd(double[] diagonal, int at, double h, double b) {
        diagonal[at] += h;
        diagonal[at + 2] += b;
        diagonal[at + 8] += b;
    }
}
