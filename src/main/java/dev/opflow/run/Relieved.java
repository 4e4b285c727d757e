package dev.opflow.run;

import dev.opflow.engine.Relief;
import dev.opflow.engine.Solution;
import dev.opflow.engine.Verification;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A case with one limit changed, and how far it makes sense to change it. */
final class Relieved {
    private static final double MOST_VOLTAGE_PU = 0.2;
    private static final double MOST_ANGLE_DEGREES = 90;
    /** Limits of power rise by the case's whole demand, or this many times the estimate. */
    private static final double MANY = 10;

    private final Network network;
    private final Relief relief;

    Relieved(Network network, Relief relief) {
        this.network = network;
        this.relief = relief;
    }

    /** A value by which the limit is as good as removed; nothing where it is none that a case can change. */
    Optional<Double> farthest() {
        double bound = relief.bound();
        double power = bound + relief.direction() * Math.max(MANY * Math.abs(relief.relieved() - bound), demand());
        double voltage = bound + relief.direction() * MOST_VOLTAGE_PU;
        return switch (relief.limit()) {
            case RATE_A_FROM, RATE_A_TO, QMAX, QMIN, QMAX_AT_PG, QMIN_AT_PG, PFMAX, PTMIN -> Optional.of(power);
            case PMAX -> Optional.of(bound < 0 ? 0 : power);
            case PMIN -> bound > 0 ? Optional.of(0.0) : Optional.empty();
            case PTMAX, PFMIN -> Optional.of(0.0);
            case VMAX, VMIN -> voltage > 0 ? Optional.of(voltage) : Optional.empty();
            case ANGMAX, ANGMIN ->
                Math.abs(bound) < MOST_ANGLE_DEGREES
                        ? Optional.of(relief.direction() * MOST_ANGLE_DEGREES)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private double demand() {
        return network.buses().stream()
                .mapToDouble(bus -> Math.abs(bus.pdMw()) + Math.abs(bus.qdMvar()))
                .sum();
    }

    /** What a solution makes of the limit: with this value, the solution meets it. NaN where that is not told. */
    double used(Solution solution, Verification verification) {
        int at = relief.element().index();
        return switch (relief.limit()) {
            case RATE_A_FROM, RATE_A_TO -> verification.flows().largestMva(at);
            case PMAX, PMIN -> solution.pgMw()[at];
            case QMAX, QMIN -> solution.qgMvar()[at];
            case VMAX, VMIN -> solution.vmPu()[at];
            default -> Double.NaN;
        };
    }

    /** The case with the limit at a value, in its unit. */
    Network at(double value) {
        List<Bus> buses = new ArrayList<>(network.buses());
        List<Generator> generators = new ArrayList<>(network.generators());
        List<Branch> branches = new ArrayList<>(network.branches());
        List<DcLine> dcLines = new ArrayList<>(network.dcLines());
        int at = relief.element().index();
        switch (relief.element().kind()) {
            case BUS -> buses.set(at, changed(buses.get(at), value));
            case GENERATOR -> generators.set(at, changed(generators.get(at), value));
            case BRANCH -> branches.set(at, changed(branches.get(at), value));
            case DC_LINE -> dcLines.set(at, changed(dcLines.get(at), value));
            default -> throw new IllegalArgumentException("no limit of a case: " + relief);
        }
        return new Network(
                network.name(), network.baseMva(), buses, generators, branches, dcLines, network.extensions());
    }

    private Bus changed(Bus bus, double value) {
        return relief.limit() == Limit.VMAX
                ? bus.withVoltageLimits(value, bus.vminPu())
                : bus.withVoltageLimits(bus.vmaxPu(), value);
    }

    private Generator changed(Generator g, double value) {
        return switch (relief.limit()) {
            case PMAX -> g.withLimits(value, g.pminMw(), g.qmaxMvar(), g.qminMvar());
            case PMIN -> g.withLimits(g.pmaxMw(), value, g.qmaxMvar(), g.qminMvar());
            case QMAX -> g.withLimits(g.pmaxMw(), g.pminMw(), value, g.qminMvar());
            case QMIN -> g.withLimits(g.pmaxMw(), g.pminMw(), g.qmaxMvar(), value);
            case QMAX_AT_PG -> Relaxation.withCurve(g, 0, value - relief.bound());
            case QMIN_AT_PG -> Relaxation.withCurve(g, value - relief.bound(), 0);
            default -> throw new IllegalArgumentException("no limit of a generator's row: " + relief);
        };
    }

    private Branch changed(Branch branch, double value) {
        return switch (relief.limit()) {
            case ANGMAX -> branch.withLimits(branch.rateAMva(), branch.angminDegrees(), value);
            case ANGMIN -> branch.withLimits(branch.rateAMva(), value, branch.angmaxDegrees());
            default -> branch.withLimits(value, branch.angminDegrees(), branch.angmaxDegrees());
        };
    }

    private DcLine changed(DcLine line, double value) {
        return switch (relief.limit()) {
            case PFMAX, PTMAX -> line.withFlowLimits(line.pminMw(), value);
            case PFMIN, PTMIN -> line.withFlowLimits(value, line.pmaxMw());
            default -> throw new IllegalArgumentException("no limit of a DC line's flow: " + relief);
        };
    }
}
