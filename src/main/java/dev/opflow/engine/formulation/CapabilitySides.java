package dev.opflow.engine.formulation;

import dev.opflow.grid.Generator;
import java.util.Arrays;

/**
 * The sloped sides of capability curves that cut off a part of their generator's box, as inequalities of its outputs, as in
 * MATPOWER's {@code makeApq}: {@code byP pg + byQ qg - bound <= 0}, how far beyond the line an operating point is, p.u.
 */
public final class CapabilitySides {
    private final int[] generator;
    private final double[] byP;
    private final double[] byQ;
    private final double[] bound;
    private int count;

    CapabilitySides(AcNetwork network) {
        int[] place = network.generators().place();
        int[] some = new int[2 * place.length];
        double[][] columns = new double[3][some.length];
        for (int g = 0; g < place.length; g++) {
            Generator data = network.network().generators().get(place[g]);
            Generator.CapabilityCurve curve = data.capability();
            double width = curve.pc2Mw() - curve.pc1Mw();
            if (data.hasUpperCapability()) {
                double fall = curve.qc1maxMvar() - curve.qc2maxMvar();
                some[count] = g;
                put(columns, fall, width, (fall * curve.pc1Mw() + width * curve.qc1maxMvar()) / network.baseMva());
            }
            if (data.hasLowerCapability()) {
                double rise = curve.qc2minMvar() - curve.qc1minMvar();
                some[count] = g;
                put(columns, rise, -width, (rise * curve.pc1Mw() - width * curve.qc1minMvar()) / network.baseMva());
            }
        }
        generator = Arrays.copyOf(some, count);
        byP = Arrays.copyOf(columns[0], count);
        byQ = Arrays.copyOf(columns[1], count);
        bound = Arrays.copyOf(columns[2], count);
    }

    private void put(double[][] columns, double p, double q, double most) {
        double length = Math.hypot(p, q);
        columns[0][count] = p / length;
        columns[1][count] = q / length;
        columns[2][count++] = most / length;
    }

    /** Number of sides. */
    public int count() {
        return count;
    }

    /** Whose side it is. */
    public int generator(int side) {
        return generator[side];
    }

    double byP(int side) {
        return byP[side];
    }

    /** Derivative by qg; positive where it is an upper side. */
    public double byQ(int side) {
        return byQ[side];
    }

    /** Sets the inequalities, from place {@code at} on, for outputs of all generators. */
    void evaluate(double[] pg, double[] qg, double[] out, int at) {
        change(pg, qg, out, at);
        for (int c = 0; c < count; c++) {
            out[at + c] -= bound[c];
        }
    }

    /** Sets the change of the inequalities for changes of outputs. */
    void change(double[] pg, double[] qg, double[] out, int at) {
        for (int c = 0; c < count; c++) {
            out[at + c] = byP[c] * pg[generator[c]] + byQ[c] * qg[generator[c]];
        }
    }

    /** Adds the gradient of y . inequalities by active and by reactive outputs. */
    void addGradient(double[] y, int at, double[] byPg, double[] byQg) {
        for (int c = 0; c < count; c++) {
            byPg[generator[c]] += y[at + c] * byP[c];
            byQg[generator[c]] += y[at + c] * byQ[c];
        }
    }

    /** Adds the inequalities' {@code J' diag(sigma) J}, three a generator: by pg, by both, by qg. */
    void addWeights(double[] sigma, int at, double[] powers) {
        for (int c = 0; c < count; c++) {
            int k = 3 * generator[c];
            powers[k] += sigma[at + c] * byP[c] * byP[c];
            powers[k + 1] += sigma[at + c] * byP[c] * byQ[c];
            powers[k + 2] += sigma[at + c] * byQ[c] * byQ[c];
        }
    }
}
