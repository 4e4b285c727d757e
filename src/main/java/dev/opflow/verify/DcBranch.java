package dev.opflow.verify;

import dev.opflow.grid.Branch;

/** The flow of a DC power flow, by MATPOWER's {@code makeBdc}: voltages are 1 p.u., and what goes in comes out. */
final class DcBranch implements BranchFlow {
    private double pf;
    private double susceptance;
    /** The last derivative of pf. */
    private double dpf;

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
        susceptance = 1 / branch.xPu() / branch.tap();
        pf = (behindShift - at) * susceptance;
    }

    @Override
    public double from() {
        return pf;
    }

    @Override
    public double to() {
        return -pf;
    }

    @Override
    public void byFromAngle() {
        dpf = susceptance;
    }

    @Override
    public void byFromMagnitude(double vf) {
        dpf = 0;
    }

    @Override
    public void byToAngle() {
        dpf = -susceptance;
    }

    @Override
    public void byToMagnitude(double vt) {
        dpf = 0;
    }

    @Override
    public double change(double byPf, double byQf, double byPt, double byQt) {
        return (byPf - byPt) * dpf;
    }
}
