package dev.opflow.engine;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;

/**
 * What tests hold everything else against: a network's equations as dense complex matrices, as MATPOWER's {@code makeYbus} and
 * {@code makeSbus} have them. In MW, MVAr, MVA, p.u. of voltage, degrees.
 */
public final class ComplexNetwork {
    private final Network network;
    private final int nb;
    /** Yff, Yft, Ytf, Ytt of each branch; null for one that takes no part. */
    private final Complex[][] branch;

    private final Complex[][] ybus;

    public ComplexNetwork(Network network) {
        this.network = network;
        nb = network.buses().size();
        branch = new Complex[network.branches().size()][];
        ybus = new Complex[nb][nb];
        for (int i = 0; i < nb; i++) {
            for (int j = 0; j < nb; j++) {
                ybus[i][j] = new Complex(0, 0);
            }
            Bus bus = network.buses().get(i);
            if (bus.type() != BusType.ISOLATED) {
                ybus[i][i] = new Complex(bus.gsMw() / network.baseMva(), bus.bsMvar() / network.baseMva());
            }
        }
        for (int l = 0; l < branch.length; l++) {
            Branch data = network.branches().get(l);
            int f = place(data.fromBus());
            int t = place(data.toBus());
            if (data.inService() && takesPart(f) && takesPart(t)) {
                branch[l] = admittances(data);
                ybus[f][f] = ybus[f][f].plus(branch[l][0]);
                ybus[f][t] = ybus[f][t].plus(branch[l][1]);
                ybus[t][f] = ybus[t][f].plus(branch[l][2]);
                ybus[t][t] = ybus[t][t].plus(branch[l][3]);
            }
        }
    }

    private static Complex[] admittances(Branch data) {
        Complex series = new Complex(1, 0).over(new Complex(data.rPu(), data.xPu()));
        Complex charged = series.plus(new Complex(0, data.bPu() / 2));
        Complex tap = Complex.polar(data.ratio() == 0 ? 1 : data.ratio(), data.shiftDegrees());
        return new Complex[] {
            charged.over(tap.times(tap.conjugate())),
            series.times(new Complex(-1, 0)).over(tap.conjugate()),
            series.times(new Complex(-1, 0)).over(tap),
            charged
        };
    }

    public int place(int busNumber) {
        for (int i = 0; i < nb; i++) {
            if (network.buses().get(i).number() == busNumber) {
                return i;
            }
        }
        throw new IllegalArgumentException("no bus " + busNumber);
    }

    public boolean takesPart(int bus) {
        return network.buses().get(bus).type() != BusType.ISOLATED;
    }

    public boolean takesPart(Generator generator) {
        return generator.inService() && takesPart(place(generator.bus()));
    }

    public boolean isConnected(int l) {
        return branch[l] != null;
    }

    public boolean takesPart(DcLine line) {
        return line.inService() && takesPart(place(line.fromBus())) && takesPart(place(line.toBus()));
    }

    /** Active power that is missing at each bus, MW, then reactive power, MVAr; what DC lines deliver follows from pf. */
    public double[] surplus(double[] vm, double[] va, double[] pg, double[] qg, DcLineFlows dc) {
        Complex[] v = voltages(vm, va);
        double[] surplus = new double[2 * nb];
        for (int i = 0; i < nb; i++) {
            if (!takesPart(i)) {
                continue;
            }
            Complex current = new Complex(0, 0);
            for (int j = 0; j < nb; j++) {
                current = current.plus(ybus[i][j].times(v[j]));
            }
            Complex power = v[i].times(current.conjugate());
            surplus[i] = power.re() * network.baseMva() + network.buses().get(i).pdMw();
            surplus[nb + i] =
                    power.im() * network.baseMva() + network.buses().get(i).qdMvar();
        }
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (takesPart(generator)) {
                surplus[place(generator.bus())] -= pg[g];
                surplus[nb + place(generator.bus())] -= qg[g];
            }
        }
        for (int d = 0; d < network.dcLines().size(); d++) {
            DcLine line = network.dcLines().get(d);
            if (takesPart(line)) {
                double pf = dc.pfMw()[d];
                surplus[place(line.fromBus())] += pf;
                surplus[place(line.toBus())] -= pf - line.loss0Mw() - line.loss1() * pf;
                surplus[nb + place(line.fromBus())] -= dc.qfMvar()[d];
                surplus[nb + place(line.toBus())] -= dc.qtMvar()[d];
            }
        }
        return surplus;
    }

    /** Power into a branch's from end, MVA. */
    public Complex from(int l, double[] vm, double[] va) {
        return end(l, vm, va, true);
    }

    /** Power into a branch's to end, MVA. */
    public Complex to(int l, double[] vm, double[] va) {
        return end(l, vm, va, false);
    }

    private Complex end(int l, double[] vm, double[] va, boolean from) {
        if (branch[l] == null) {
            return new Complex(0, 0);
        }
        Complex[] v = voltages(vm, va);
        Complex vf = v[place(network.branches().get(l).fromBus())];
        Complex vt = v[place(network.branches().get(l).toBus())];
        Complex current = from
                ? branch[l][0].times(vf).plus(branch[l][1].times(vt))
                : branch[l][2].times(vf).plus(branch[l][3].times(vt));
        return (from ? vf : vt).times(current.conjugate()).times(new Complex(network.baseMva(), 0));
    }

    /** Cost of the generators and DC lines that take part, $/h. */
    public double cost(double[] pg, double[] qg, DcLineFlows dc) {
        double sum = 0;
        for (int g = 0; g < pg.length; g++) {
            Generator generator = network.generators().get(g);
            if (takesPart(generator)) {
                sum += generator.pCost() == null ? 0 : generator.pCost().at(pg[g]);
                sum += generator.qCost() == null ? 0 : generator.qCost().at(qg[g]);
            }
        }
        for (int d = 0; d < network.dcLines().size(); d++) {
            DcLine line = network.dcLines().get(d);
            sum += takesPart(line) && line.cost() != null ? line.cost().at(dc.pfMw()[d]) : 0;
        }
        return sum;
    }

    private static Complex[] voltages(double[] vm, double[] va) {
        Complex[] v = new Complex[vm.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = Complex.polar(vm[i], va[i]);
        }
        return v;
    }

    /** A complex number. */
    public record Complex(double re, double im) {
        static Complex polar(double size, double degrees) {
            return new Complex(size * Math.cos(Math.toRadians(degrees)), size * Math.sin(Math.toRadians(degrees)));
        }

        Complex plus(Complex other) {
            return new Complex(re + other.re, im + other.im);
        }

        Complex times(Complex other) {
            return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
        }

        Complex over(Complex other) {
            double square = other.re * other.re + other.im * other.im;
            Complex product = times(other.conjugate());
            return new Complex(product.re / square, product.im / square);
        }

        Complex conjugate() {
            return new Complex(re, -im);
        }

        public double size() {
            return Math.hypot(re, im);
        }
    }
}
