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
import java.util.stream.DoubleStream;

/**
 * A case that is changed so that a point meets all limits, each with a hair to spare: demands are less by what their buses lack,
 * rates are what flows, limits of angles and capability curves as wide as they are taken.
 */
final class Relaxation {
    private static final double LEAST_PU = 1e-5;
    private static final double LEAST_DEGREES = 1e-3;

    /**
     * How much is allowed.
     *
     * @param hair of what is missed, this much more is allowed, so that a method has room to move in
     * @param leastPu what is missed by less is passed over, p.u. or radians
     * @param keepsSign whether a demand is at most taken off wholly
     */
    record Manner(double hair, double leastPu, boolean keepsSign) {}

    private final Manner manner;

    private final double base;
    private final List<Bus> buses;
    private final List<Generator> generators;
    private final List<Branch> branches;

    private Relaxation(Network network, Manner manner) {
        this.manner = manner;
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
     * @return the case with voltages and outputs of the point
     */
    static Network of(Network network, Solution point, List<Violation> missed, Manner manner) {
        Relaxation relaxation = new Relaxation(network, manner);
        relaxation.operateAt(point);
        BusPower loadloss = point.loadloss();
        if (loadloss != null) {
            double[] mw = relaxation.gathered(loadloss.mw());
            double[] mvar = relaxation.gathered(loadloss.mvar());
            for (int i = 0; i < mw.length; i++) {
                relaxation.takeOff(i, relaxation.more(mw[i]), relaxation.more(mvar[i]));
            }
        }
        missed.stream()
                .filter(violation -> violation.excess() >= manner.leastPu)
                .forEach(relaxation::allow);
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

    /** Losses without those that are too small, which the others make up for in proportion. */
    private double[] gathered(double[] losses) {
        double least = manner.leastPu * base;
        double all = DoubleStream.of(losses).map(Math::abs).sum();
        double kept = DoubleStream.of(losses)
                .map(Math::abs)
                .filter(loss -> loss >= least)
                .sum();
        return DoubleStream.of(losses)
                .map(loss -> Math.abs(loss) >= least ? loss * all / kept : 0)
                .toArray();
    }

    private double more(double missed) {
        return missed == 0 ? 0 : missed * (1 + manner.hair) + Math.copySign(LEAST_PU * base, missed);
    }

    private double wider(Violation violation) {
        double missed = violation.value() - violation.bound();
        return violation.value() + missed * manner.hair + Math.copySign(LEAST_DEGREES, missed);
    }

    private void takeOff(int at, double mw, double mvar) {
        Bus bus = buses.get(at);
        buses.set(at, bus.withDemand(less(bus.pdMw(), mw), less(bus.qdMvar(), mvar)));
    }

    /** A demand less an amount; past zero only where it must be. */
    private double less(double demand, double amount) {
        double left = demand - amount;
        boolean turns = Math.abs(left) > Math.abs(demand) ? demand == 0 : left * demand < 0;
        return manner.keepsSign && turns ? 0 : left;
    }

    /** Moves the sides of a curve as they are. */
    static Generator withCurve(Generator generator, double lowerMvar, double upperMvar) {
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
