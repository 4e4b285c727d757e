package dev.opflow.verify;

import dev.opflow.grid.Generator;

/** What a generator with a capability curve may give: half-planes {@code byP pg + byQ qg <= bound}, MW and MVAr. */
record CapabilityRegion(double[] byP, double[] byQ, double[] bound) {
    /** Stands for a limit that is infinite, MW or MVAr. */
    private static final double FAR = 1e6;
    /** By which a corner may miss a side, from rounding, MW or MVAr. */
    private static final double ROUND_OFF = 1e-9;

    /** The limits and the curve's two sides. */
    static CapabilityRegion of(Generator generator) {
        Generator.CapabilityCurve curve = generator.capability();
        double width = curve.pc2Mw() - curve.pc1Mw();
        double upper = (curve.qc2maxMvar() - curve.qc1maxMvar()) / width;
        double lower = (curve.qc2minMvar() - curve.qc1minMvar()) / width;
        return new CapabilityRegion(
                new double[] {1, -1, 0, 0, -upper, lower}, new double[] {0, 0, 1, -1, 1, -1}, new double[] {
                    Math.min(FAR, generator.pmaxMw()),
                    Math.min(FAR, -generator.pminMw()),
                    Math.min(FAR, generator.qmaxMvar()),
                    Math.min(FAR, -generator.qminMvar()),
                    curve.qc1maxMvar() - upper * curve.pc1Mw(),
                    lower * curve.pc1Mw() - curve.qc1minMvar()
                });
    }

    /** The most that p pg + q qg can be: at a corner, where two sides meet; minus infinity where there is none. */
    double most(double p, double q) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < bound.length; i++) {
            for (int j = i + 1; j < bound.length; j++) {
                double determinant = byP[i] * byQ[j] - byQ[i] * byP[j];
                if (determinant != 0) {
                    double pg = (bound[i] * byQ[j] - byQ[i] * bound[j]) / determinant;
                    double qg = (byP[i] * bound[j] - bound[i] * byP[j]) / determinant;
                    most = isWithin(pg, qg) ? Math.max(most, p * pg + q * qg) : most;
                }
            }
        }
        return most;
    }

    private boolean isWithin(double pg, double qg) {
        for (int k = 0; k < bound.length; k++) {
            if (byP[k] * pg + byQ[k] * qg > bound[k] + ROUND_OFF * Math.max(1, Math.abs(bound[k]))) {
                return false;
            }
        }
        return true;
    }
}
