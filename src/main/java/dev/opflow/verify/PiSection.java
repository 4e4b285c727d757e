package dev.opflow.verify;

import dev.opflow.grid.Branch;

/**
 * The flow through one branch, step by step from its circuit: an ideal transformer at the from end, then a series impedance with
 * half the charging at either side. Plain complex arithmetic on purpose: this is what the engines' formulas are held against.
 */
final class PiSection implements BranchFlow {
    private double pf;
    private double qf;
    private double pt;
    private double qt;

    @Override
    public double pf() {
        return pf;
    }

    @Override
    public double qf() {
        return qf;
    }

    @Override
    public double pt() {
        return pt;
    }

    @Override
    public double qt() {
        return qt;
    }

    @Override
    public void compute(Branch branch, double vf, double af, double vt, double at) {
        double tap = branch.tap();
        double shift = Math.toRadians(branch.shiftDegrees());
        // voltage behind the transformer: u = v_from / (tap e^(j shift))
        double ur = vf / tap * Math.cos(af - shift);
        double ui = vf / tap * Math.sin(af - shift);
        double wr = vt * Math.cos(at);
        double wi = vt * Math.sin(at);
        // series current i = (u - w) / (r + j x)
        double r = branch.rPu();
        double x = branch.xPu();
        double z2 = r * r + x * x;
        double dr = ur - wr;
        double di = ui - wi;
        double ir = (dr * r + di * x) / z2;
        double ii = (di * r - dr * x) / z2;
        double half = branch.bPu() / 2;
        // currents into the two sides, with the charging's j b/2 times the voltage
        double fr = ir - half * ui;
        double fi = ii + half * ur;
        double tr = -ir - half * wi;
        double ti = -ii + half * wr;
        // s = v conj(i); the ideal transformer passes power unchanged
        pf = ur * fr + ui * fi;
        qf = ui * fr - ur * fi;
        pt = wr * tr + wi * ti;
        qt = wi * tr - wr * ti;
    }
}
