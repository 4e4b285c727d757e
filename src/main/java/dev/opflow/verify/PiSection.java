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
    private double r;
    private double x;
    private double half;
    /** Voltages behind the transformer and at the to end, currents into the circuit at both; real and imaginary. */
    private double ur;

    private double ui;
    private double wr;
    private double wi;
    private double fr;
    private double fi;
    private double tr;
    private double ti;
    private double dpf;
    private double dqf;
    private double dpt;
    private double dqt;

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
        r = branch.rPu();
        x = branch.xPu();
        half = branch.bPu() / 2;
        // voltage behind the transformer: u = v_from / (tap e^(j shift))
        ur = vf / tap * Math.cos(af - shift);
        ui = vf / tap * Math.sin(af - shift);
        wr = vt * Math.cos(at);
        wi = vt * Math.sin(at);
        double ir = seriesReal(ur - wr, ui - wi);
        double ii = seriesImaginary(ur - wr, ui - wi);
        // currents into the two sides, with the charging's j b/2 times the voltage
        fr = ir - half * ui;
        fi = ii + half * ur;
        tr = -ir - half * wi;
        ti = -ii + half * wr;
        // s = v conj(i); the ideal transformer passes power unchanged
        pf = ur * fr + ui * fi;
        qf = ui * fr - ur * fi;
        pt = wr * tr + wi * ti;
        qt = wi * tr - wr * ti;
    }

    /** Series current i = d / (r + j x) for a voltage d along the series impedance. */
    private double seriesReal(double dr, double di) {
        return (dr * r + di * x) / (r * r + x * x);
    }

    private double seriesImaginary(double dr, double di) {
        return (di * r - dr * x) / (r * r + x * x);
    }

    @Override
    public double from() {
        return Math.hypot(pf, qf);
    }

    @Override
    public double to() {
        return Math.hypot(pt, qt);
    }

    @Override
    public void byFromAngle() {
        // which turns u
        move(-ui, ur, 0, 0);
    }

    @Override
    public void byFromMagnitude(double vf) {
        move(ur / vf, ui / vf, 0, 0);
    }

    @Override
    public void byToAngle() {
        move(0, 0, -wi, wr);
    }

    @Override
    public void byToMagnitude(double vt) {
        move(0, 0, wr / vt, wi / vt);
    }

    @Override
    public double change(double byPf, double byQf, double byPt, double byQt) {
        return byPf * dpf + byQf * dqf + byPt * dpt + byQt * dqt;
    }

    /** Change of s = v conj(i) when u changes by du and w by dw: the currents are linear in both. */
    private void move(double dur, double dui, double dwr, double dwi) {
        double dir = seriesReal(dur - dwr, dui - dwi);
        double dii = seriesImaginary(dur - dwr, dui - dwi);
        double dfr = dir - half * dui;
        double dfi = dii + half * dur;
        double dtr = -dir - half * dwi;
        double dti = -dii + half * dwr;
        dpf = dur * fr + ur * dfr + dui * fi + ui * dfi;
        dqf = dui * fr + ui * dfr - dur * fi - ur * dfi;
        dpt = dwr * tr + wr * dtr + dwi * ti + wi * dti;
        dqt = dwi * tr + wi * dtr - dwr * ti - wr * dti;
    }
}
