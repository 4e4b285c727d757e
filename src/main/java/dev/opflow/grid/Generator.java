package dev.opflow.grid;

import org.jspecify.annotations.Nullable;

/**
 * A generator, or a dispatchable load (negative output), with the columns of MATPOWER's {@code mpc.gen} and its rows of
 * {@code mpc.gencost}.
 *
 * @param bus number of its bus
 * @param pgMw active output, MW (a starting point)
 * @param qgMvar reactive output, MVAr (a starting point)
 * @param qmaxMvar largest reactive output, MVAr
 * @param qminMvar smallest reactive output, MVAr
 * @param vgPu voltage magnitude set-point, p.u.
 * @param mBaseMva base of the machine, MVA
 * @param inService whether it takes part
 * @param pmaxMw largest active output, MW
 * @param pminMw smallest active output, MW
 * @param capability PQ capability curve; {@link CapabilityCurve#NONE} where there is none
 * @param ramps ramp rates and participation factor; {@link RampRates#NONE} where there are none
 * @param pCost cost of active power; null where the case gives none
 * @param qCost cost of reactive power; null where the case gives none
 * @param name the user's name, empty where there is none
 * @param type MATPOWER's {@code mpc.gentype}, as "ST" or "WT"; empty where there is none
 * @param fuel MATPOWER's {@code mpc.genfuel}, as "coal"; empty where there is none
 */
public record Generator(
        int bus,
        double pgMw,
        double qgMvar,
        double qmaxMvar,
        double qminMvar,
        double vgPu,
        double mBaseMva,
        boolean inService,
        double pmaxMw,
        double pminMw,
        CapabilityCurve capability,
        RampRates ramps,
        @Nullable Cost pCost,
        @Nullable Cost qCost,
        String name,
        String type,
        String fuel) {

    /** The same generator with another output to start at. */
    public Generator withOutput(double pgNewMw, double qgNewMvar) {
        return with(pgNewMw, qgNewMvar, capability);
    }

    /** The same generator with another capability curve. */
    public Generator withCapability(CapabilityCurve newCapability) {
        return with(pgMw, qgMvar, newCapability);
    }

    /** The same generator with other limits. */
    public Generator withLimits(double pmaxNewMw, double pminNewMw, double qmaxNewMvar, double qminNewMvar) {
        return new Generator(
                bus,
                pgMw,
                qgMvar,
                qmaxNewMvar,
                qminNewMvar,
                vgPu,
                mBaseMva,
                inService,
                pmaxNewMw,
                pminNewMw,
                capability,
                ramps,
                pCost,
                qCost,
                name,
                type,
                fuel);
    }

    private Generator with(double pg, double qg, CapabilityCurve curve) {
        return new Generator(
                bus, pg, qg, qmaxMvar, qminMvar, vgPu, mBaseMva, inService, pmaxMw, pminMw, curve, ramps, pCost, qCost,
                name, type, fuel);
    }

    /** Cost of an active output alone, as of a DC power flow, $/h. */
    public double costAt(double pg) {
        return pCost == null ? 0 : pCost.at(pg);
    }

    /** Cost of an active output in MW and a reactive one in MVAr, $/h. */
    public double costAt(double pg, double qg) {
        return costAt(pg) + (qCost == null ? 0 : qCost.at(qg));
    }

    /** Whether this is a dispatchable load in MATPOWER's sense: it can only take active power ({@code isload}). */
    public boolean isDispatchableLoad() {
        return pminMw < 0 && pmaxMw == 0;
    }

    /**
     * Whether this is a dispatchable load that keeps the power factor of its corner, Pmin and the one reactive limit that is not
     * zero ({@code makeAvl}). One with two limits has no one power factor: MATPOWER refuses it, and it counts as a generator.
     */
    public boolean hasConstantPowerFactor() {
        return isDispatchableLoad() && (qminMvar == 0) != (qmaxMvar == 0);
    }

    /**
     * Whether the capability curve cuts off a part of the box of the limits, as MATPOWER's {@code hasPQcap} asks: a curve
     * that leaves the whole box is none.
     */
    public boolean hasCapabilityCurve() {
        return hasUpperCapability() || hasLowerCapability();
    }

    /** Whether the curve's upper side cuts off a part of the box. */
    public boolean hasUpperCapability() {
        return capability.isGiven() && cuts(capability.qc1maxMvar(), capability.qc2maxMvar(), qmaxMvar, 1);
    }

    /** Whether the curve's lower side cuts off a part of the box. */
    public boolean hasLowerCapability() {
        return capability.isGiven() && cuts(capability.qc1minMvar(), capability.qc2minMvar(), qminMvar, -1);
    }

    /** Whether a line through two points of the curve runs inside a limit somewhere between Pmin and Pmax; so at an end. */
    private boolean cuts(double qc1, double qc2, double limit, int side) {
        return side * capability.between(qc1, qc2, pminMw) < side * limit
                || side * capability.between(qc1, qc2, pmaxMw) < side * limit;
    }

    /**
     * The sloped sides of a PQ capability curve: reactive limits at two active outputs ({@code PC1} to {@code QC2MAX}).
     *
     * @param pc1Mw lower active output, MW
     * @param pc2Mw upper active output, MW
     * @param qc1minMvar smallest reactive output at pc1, MVAr
     * @param qc1maxMvar largest reactive output at pc1, MVAr
     * @param qc2minMvar smallest reactive output at pc2, MVAr
     * @param qc2maxMvar largest reactive output at pc2, MVAr
     */
    public record CapabilityCurve(
            double pc1Mw, double pc2Mw, double qc1minMvar, double qc1maxMvar, double qc2minMvar, double qc2maxMvar) {
        /** No curve: all columns zero. */
        public static final CapabilityCurve NONE = new CapabilityCurve(0, 0, 0, 0, 0, 0);

        /** Whether a curve is given at all: the two active outputs differ. */
        public boolean isGiven() {
            return pc1Mw != pc2Mw;
        }

        /** Whether all columns are zero, as those of {@link #NONE}. */
        public boolean isZero() {
            return pc1Mw == 0 && pc2Mw == 0 && qc1minMvar == 0 && qc1maxMvar == 0 && qc2minMvar == 0 && qc2maxMvar == 0;
        }

        /** The reactive limit at an active output, on the line through those at pc1 and pc2. */
        private double between(double qc1, double qc2, double pMw) {
            return qc1 == qc2 ? qc1 : qc1 + (pMw - pc1Mw) * (qc2 - qc1) / (pc2Mw - pc1Mw);
        }
    }

    /**
     * Ramp rates and area participation factor; kept, not used by a single-period optimal power flow.
     *
     * @param agcMwPerMinute for load following, MW/min
     * @param tenMinutesMw for 10 minute reserves, MW
     * @param thirtyMinutesMw for 30 minute reserves, MW
     * @param reactiveMvarPerMinute for reactive power, MVAr/min
     * @param participationFactor {@code APF}
     */
    public record RampRates(
            double agcMwPerMinute,
            double tenMinutesMw,
            double thirtyMinutesMw,
            double reactiveMvarPerMinute,
            double participationFactor) {
        /** All columns zero. */
        public static final RampRates NONE = new RampRates(0, 0, 0, 0, 0);
    }
}
