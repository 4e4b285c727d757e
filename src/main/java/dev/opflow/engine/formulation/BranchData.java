package dev.opflow.engine.formulation;

/**
 * The branches that take part, in per unit and radians. A branch has four flows, active and reactive into its from end and
 * into its to end; with d the angle difference from minus to, each is
 *
 * <pre>  own * v(end)^2 + v(from) * v(to) * (cosine * cos d + sine * sin d)</pre>
 *
 * The arrays {@code own}, {@code cosine} and {@code sine} have four entries a branch, in the order pf, qf, pt, qt.
 *
 * @param place place in the network's list
 * @param from bus at the from end, index into {@link BusData}
 * @param to bus at the to end
 * @param own coefficient of the end's own voltage squared
 * @param cosine coefficient of the cosine
 * @param sine coefficient of the sine
 * @param rate limit of apparent power; infinite for none
 * @param angmin smallest angle difference; infinite for none
 * @param angmax largest angle difference; infinite for none
 * @param edge edge of the bus graph that it lies on
 * @param reversed whether its from end is the edge's to end
 */
public record BranchData(
        int[] place,
        int[] from,
        int[] to,
        double[] own,
        double[] cosine,
        double[] sine,
        double[] rate,
        double[] angmin,
        double[] angmax,
        int[] edge,
        boolean[] reversed) {

    /** Flows of a branch. */
    public static final int FLOWS = 4;
    /** Active power into the from end. */
    public static final int PF = 0;
    /** Reactive power into the from end. */
    public static final int QF = 1;
    /** Active power into the to end. */
    public static final int PT = 2;
    /** Reactive power into the to end. */
    public static final int QT = 3;

    /** Number of branches. */
    public int count() {
        return place.length;
    }

    /** Fills in the coefficients of one branch from its pi section, as in MATPOWER's {@code makeYbus}. */
    void setAdmittance(int branch, dev.opflow.grid.Branch data) {
        double r = data.rPu();
        double x = data.xPu();
        double z2 = r * r + x * x;
        double gs = r / z2;
        double bs = -x / z2;
        double tap = data.tap();
        double shift = Math.toRadians(data.shiftDegrees());
        double bTo = bs + data.bPu() / 2;
        double cos = data.shiftDegrees() == 0 ? 1 : Math.cos(shift);
        double sin = data.shiftDegrees() == 0 ? 0 : Math.sin(shift);
        // yft = -ys / conj(tap), ytf = -ys / tap, for a complex tap
        double gft = -(gs * cos - bs * sin) / tap;
        double bft = -(gs * sin + bs * cos) / tap;
        double gtf = -(gs * cos + bs * sin) / tap;
        double btf = -(-gs * sin + bs * cos) / tap;
        int k = FLOWS * branch;
        own[k + PF] = gs / (tap * tap);
        own[k + QF] = -bTo / (tap * tap);
        own[k + PT] = gs;
        own[k + QT] = -bTo;
        cosine[k + PF] = gft;
        sine[k + PF] = bft;
        cosine[k + QF] = -bft;
        sine[k + QF] = gft;
        cosine[k + PT] = gtf;
        sine[k + PT] = -btf;
        cosine[k + QT] = -btf;
        sine[k + QT] = -gtf;
    }
}
