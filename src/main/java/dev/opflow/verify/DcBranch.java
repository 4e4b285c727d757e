package dev.opflow.verify;

import dev.opflow.grid.Branch;

/** The flow of a DC power flow, by MATPOWER's {@code makeBdc}: voltages are 1 p.u., and what goes in comes out. */
final class DcBranch implements BranchFlow {
    private double pf;

    @Override
    public double pf() {
        return pf;
    }

    @Override
    public double qf() {
        return 0;
    }

    @Override
    public double pt() {
        return -pf;
    }

    @Override
    public double qt() {
        return 0;
    }

    @Override
    public void compute(Branch branch, double vf, double af, double vt, double at) {
        double behindShift = af - Math.toRadians(branch.shiftDegrees());
        pf = (behindShift - at) / branch.xPu() / branch.tap();
    }
}
