package dev.opflow.verify;

import dev.opflow.engine.Violation.Limit;
import dev.opflow.grid.Element.Kind;
import dev.opflow.grid.Generator;

/** What a generator that takes part may give: a box, the sloped sides of a capability curve, a load's power factor. */
final class GeneratorLimits {
    private final Violations violations;
    private final double base;

    GeneratorLimits(Violations violations, double baseMva) {
        this.violations = violations;
        base = baseMva;
    }

    /**
     * Checks an active output.
     *
     * @param generator the generator
     * @param g its place in the network
     * @param pg active output, MW
     */
    void checkActive(Generator generator, int g, double pg) {
        violations.above(Limit.PMAX, Kind.GENERATOR, g, pg, generator.pmaxMw(), base);
        violations.below(Limit.PMIN, Kind.GENERATOR, g, pg, generator.pminMw(), base);
    }

    /**
     * Checks a reactive output, by itself and at the active one.
     *
     * @param generator the generator
     * @param g its place in the network
     * @param pg active output, MW
     * @param qg reactive output, MVAr
     */
    void checkReactive(Generator generator, int g, double pg, double qg) {
        violations.above(Limit.QMAX, Kind.GENERATOR, g, qg, generator.qmaxMvar(), base);
        violations.below(Limit.QMIN, Kind.GENERATOR, g, qg, generator.qminMvar(), base);
        checkCapability(generator.capability(), g, pg, qg);
        checkPowerFactor(generator, g, pg, qg);
    }

    /**
     * The straight lines through the curve's points, at any active output, as in MATPOWER's {@code makeApq}. That leaves a side
     * out where it can't bind within the box, which changes nothing.
     */
    private void checkCapability(Generator.CapabilityCurve curve, int g, double pg, double qg) {
        double width = curve.pc2Mw() - curve.pc1Mw();
        if (width == 0) {
            return;
        }
        double beyond = pg - curve.pc1Mw();
        double maxSlope = (curve.qc2maxMvar() - curve.qc1maxMvar()) / width;
        double minSlope = (curve.qc2minMvar() - curve.qc1minMvar()) / width;
        double most = curve.qc1maxMvar() + maxSlope * beyond;
        double least = curve.qc1minMvar() + minSlope * beyond;
        // distances from the line, not along qg
        violations.above(Limit.QMAX_AT_PG, Kind.GENERATOR, g, qg, most, base * Math.hypot(1, maxSlope));
        violations.below(Limit.QMIN_AT_PG, Kind.GENERATOR, g, qg, least, base * Math.hypot(1, minSlope));
    }

    /**
     * A dispatchable load of which one reactive limit is zero keeps the power factor of its other corner, as in MATPOWER's
     * {@code makeAvl}. One with two limits has no one power factor: MATPOWER refuses it, and the engines take it for a generator.
     */
    private void checkPowerFactor(Generator generator, int g, double pg, double qg) {
        boolean load = generator.pminMw() < 0 && generator.pmaxMw() == 0;
        if (load && (generator.qminMvar() == 0) != (generator.qmaxMvar() == 0)) {
            double corner = generator.qminMvar() + generator.qmaxMvar();
            double ratio = corner / generator.pminMw();
            double excess = Math.abs(qg - ratio * pg) / Math.hypot(1, ratio) / base;
            violations.check(Limit.POWER_FACTOR, Kind.GENERATOR, g, qg, ratio * pg, excess);
        }
    }
}
