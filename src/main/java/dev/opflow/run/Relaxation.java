package dev.opflow.run;

import dev.opflow.engine.BusPower;
import dev.opflow.engine.Solution;
import dev.opflow.engine.Violation;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * A case that is changed so that a point meets all limits, each with a hair to spare: demands are less by what their buses lack,
 * rates are what flows, limits of angles and capability curves as wide as they are taken.
 */
final class Relaxation {
    private static final double LEAST_PU = 1e-5;
    private static final double LEAST_DEGREES = 1e-3;

    /** Of what is missed, this much more is allowed. */
    private final double hair;

    private final double base;
    private final List<Bus> buses;
    private final List<Generator> generators;
    private final List<Branch> branches;

    private Relaxation(Network network, double hair) {
        this.hair = hair;
        base = network.baseMva();
        buses = new ArrayList<>(network.buses());
        generators = new ArrayList<>(network.generators());
        branches = new ArrayList<>(network.branches());
    }

    /**
     * Relaxes a case.
     *
     * @param point an operating point within the limits of voltages and outputs; demand that it does not serve is taken off too
     * @param missed what cannot but be missed there; what else is, by a little, the hair has room for
     * @param hair of what is missed, this much more is allowed, so that a method has room to move in
     * @return the case with voltages and outputs of the point
     */
    static Network of(Network network, Solution point, List<Violation> missed, double hair) {
        Relaxation relaxation = new Relaxation(network, hair);
        relaxation.operateAt(point);
        BusPower loadloss = point.loadloss();
        for (int i = 0; loadloss != null && i < network.buses().size(); i++) {
            relaxation.takeOff(i, relaxation.more(loadloss.mw()[i]), relaxation.more(loadloss.mvar()[i]));
        }
        missed.forEach(relaxation::allow);
        return new Network(
                network.name(),
                network.baseMva(),
                relaxation.buses,
                relaxation.generators,
                relaxation.branches,
                network.dcLines(),
                network.extensions());
    }

    private void operateAt(Solution point) {
        for (int i = 0; i < buses.size(); i++) {
            if (buses.get(i).type() != BusType.ISOLATED) {
                buses.set(i, buses.get(i).withVoltage(point.vmPu()[i], point.vaDegrees()[i]));
            }
        }
        for (int g = 0; g < generators.size(); g++) {
            generators.set(g, generators.get(g).withOutput(point.pgMw()[g], point.qgMvar()[g]));
        }
    }

    private void allow(Violation violation) {
        int at = violation.element().index();
        double missed = violation.value() - violation.bound();
        switch (violation.limit()) {
            case ACTIVE_POWER_BALANCE -> takeOff(at, more(missed), 0);
            case REACTIVE_POWER_BALANCE -> takeOff(at, 0, more(missed));
            case RATE_A_FROM, RATE_A_TO -> {
                Branch branch = branches.get(at);
                double rate = Math.max(branch.rateAMva(), violation.bound() + more(missed));
                branches.set(at, branch.withLimits(rate, branch.angminDegrees(), branch.angmaxDegrees()));
            }
            case ANGMIN -> {
                Branch branch = branches.get(at);
                branches.set(at, branch.withLimits(branch.rateAMva(), wider(violation), branch.angmaxDegrees()));
            }
            case ANGMAX -> {
                Branch branch = branches.get(at);
                branches.set(at, branch.withLimits(branch.rateAMva(), branch.angminDegrees(), wider(violation)));
            }
            case QMIN_AT_PG -> generators.set(at, withCurve(generators.get(at), more(missed), 0));
            case QMAX_AT_PG -> generators.set(at, withCurve(generators.get(at), 0, more(missed)));
            default -> {
                // all others are limits of variables, within which every point of the engine is; else solving will tell
            }
        }
    }

    private double more(double missed) {
        return missed == 0 ? 0 : missed * (1 + hair) + Math.copySign(LEAST_PU * base, missed);
    }

    private double wider(Violation violation) {
        double missed = violation.value() - violation.bound();
        return violation.value() + missed * hair + Math.copySign(LEAST_DEGREES, missed);
    }

    private void takeOff(int at, double mw, double mvar) {
        Bus bus = buses.get(at);
        buses.set(at, bus.withDemand(bus.pdMw() - mw, bus.qdMvar() - mvar));
    }

    /** Moves the sides of a curve as they are. */
    private static Generator withCurve(Generator generator, double lowerMvar, double upperMvar) {
        Generator.CapabilityCurve c = generator.capability();
        return generator.withCapability(new Generator.CapabilityCurve(
                c.pc1Mw(),
                c.pc2Mw(),
                c.qc1minMvar() + lowerMvar,
                c.qc1maxMvar() + upperMvar,
                c.qc2minMvar() + lowerMvar,
                c.qc2maxMvar() + upperMvar));
    }
}
