package dev.opflow.engine;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Cost;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws networks for tests: what a call says of an element holds for the last one added. Voltages are bound to 0.9 and 1.1 p.u.
 * and start at 1 p.u., nothing else is limited, generators have no reactive reach and cost nothing unless told.
 */
public final class NetworkSketch {
    private final double baseMva;
    private final List<Bus> buses = new ArrayList<>();
    private final List<Generator> generators = new ArrayList<>();
    private final List<Branch> branches = new ArrayList<>();
    private final List<DcLine> dcLines = new ArrayList<>();

    private NetworkSketch(double baseMva) {
        this.baseMva = baseMva;
    }

    /** An empty network on a base of 100 MVA. */
    public static NetworkSketch sketch() {
        return new NetworkSketch(100);
    }

    /** An empty network on a base of so many MVA. */
    public static NetworkSketch sketch(double baseMva) {
        return new NetworkSketch(baseMva);
    }

    /** A sketch to change a network with: what is added comes after what is there. */
    public static NetworkSketch of(Network network) {
        NetworkSketch sketch = new NetworkSketch(network.baseMva());
        sketch.buses.addAll(network.buses());
        sketch.generators.addAll(network.generators());
        sketch.branches.addAll(network.branches());
        sketch.dcLines.addAll(network.dcLines());
        return sketch;
    }

    public Network build() {
        return new Network("sketch", baseMva, buses, generators, branches, dcLines);
    }

    public NetworkSketch reference(int number) {
        return bus(number, BusType.REF);
    }

    public NetworkSketch bus(int number) {
        return bus(number, BusType.PQ);
    }

    public NetworkSketch bus(int number, BusType type) {
        buses.add(new Bus(number, type, 0, 0, 0, 0, 1, 1, 0, 110, 1, 1.1, 0.9, ""));
        return this;
    }

    public NetworkSketch load(double pdMw, double qdMvar) {
        Bus b = buses.removeLast();
        buses.add(new Bus(
                b.number(),
                b.type(),
                pdMw,
                qdMvar,
                b.gsMw(),
                b.bsMvar(),
                b.area(),
                b.vmPu(),
                b.vaDegrees(),
                b.baseKv(),
                b.zone(),
                b.vmaxPu(),
                b.vminPu(),
                b.name()));
        return this;
    }

    public NetworkSketch shunt(double gsMw, double bsMvar) {
        Bus b = buses.removeLast();
        buses.add(new Bus(
                b.number(),
                b.type(),
                b.pdMw(),
                b.qdMvar(),
                gsMw,
                bsMvar,
                b.area(),
                b.vmPu(),
                b.vaDegrees(),
                b.baseKv(),
                b.zone(),
                b.vmaxPu(),
                b.vminPu(),
                b.name()));
        return this;
    }

    public NetworkSketch voltage(double vminPu, double vmaxPu) {
        return voltage(vminPu, vmaxPu, buses.getLast().vmPu(), buses.getLast().vaDegrees());
    }

    public NetworkSketch voltage(double vminPu, double vmaxPu, double vmPu, double vaDegrees) {
        Bus b = buses.removeLast();
        buses.add(new Bus(
                b.number(),
                b.type(),
                b.pdMw(),
                b.qdMvar(),
                b.gsMw(),
                b.bsMvar(),
                b.area(),
                vmPu,
                vaDegrees,
                b.baseKv(),
                b.zone(),
                vmaxPu,
                vminPu,
                b.name()));
        return this;
    }

    public NetworkSketch generator(int bus, double pminMw, double pmaxMw, double qminMvar, double qmaxMvar) {
        return generator(bus, pminMw, pmaxMw, qminMvar, qmaxMvar, true, Generator.CapabilityCurve.NONE, polynomial());
    }

    private NetworkSketch generator(
            int bus,
            double pminMw,
            double pmaxMw,
            double qminMvar,
            double qmaxMvar,
            boolean inService,
            Generator.CapabilityCurve capability,
            Cost cost) {
        generators.add(new Generator(
                bus,
                0,
                0,
                qmaxMvar,
                qminMvar,
                1,
                100,
                inService,
                pmaxMw,
                pminMw,
                capability,
                Generator.RampRates.NONE,
                cost,
                null,
                "",
                "",
                ""));
        return this;
    }

    /** Highest power first, $/h per MW to that power. */
    public NetworkSketch cost(double... coefficients) {
        return cost(polynomial(coefficients), null);
    }

    /** Costs of active and of reactive power. */
    public NetworkSketch cost(Cost pCost, @Nullable Cost qCost) {
        Generator g = generators.removeLast();
        generators.add(new Generator(
                g.bus(),
                g.pgMw(),
                g.qgMvar(),
                g.qmaxMvar(),
                g.qminMvar(),
                g.vgPu(),
                g.mBaseMva(),
                g.inService(),
                g.pmaxMw(),
                g.pminMw(),
                g.capability(),
                g.ramps(),
                pCost,
                qCost,
                g.name(),
                g.type(),
                g.fuel()));
        return this;
    }

    public static Cost polynomial(double... coefficients) {
        List<Double> list = new ArrayList<>();
        for (double coefficient : coefficients) {
            list.add(coefficient);
        }
        return new Cost.Polynomial(0, 0, list);
    }

    public NetworkSketch capability(Generator.CapabilityCurve curve) {
        Generator g = generators.removeLast();
        return generator(
                        g.bus(), g.pminMw(), g.pmaxMw(), g.qminMvar(), g.qmaxMvar(), g.inService(), curve, polynomial())
                .cost(g.pCost() == null ? polynomial() : g.pCost(), g.qCost());
    }

    public NetworkSketch generatorOutOfService() {
        Generator g = generators.removeLast();
        return generator(
                g.bus(),
                g.pminMw(),
                g.pmaxMw(),
                g.qminMvar(),
                g.qmaxMvar(),
                false,
                g.capability(),
                g.pCost() == null ? polynomial() : g.pCost());
    }

    public NetworkSketch line(int from, int to, double rPu, double xPu, double bPu) {
        branches.add(new Branch(from, to, rPu, xPu, bPu, 0, 0, 0, 0, 0, true, -360, 360, ""));
        return this;
    }

    public NetworkSketch rate(double rateAMva) {
        Branch b = branches.getLast();
        return replace(rateAMva, b.ratio(), b.shiftDegrees(), b.inService(), b.angminDegrees(), b.angmaxDegrees());
    }

    public NetworkSketch transformer(double ratio, double shiftDegrees) {
        Branch b = branches.getLast();
        return replace(b.rateAMva(), ratio, shiftDegrees, b.inService(), b.angminDegrees(), b.angmaxDegrees());
    }

    public NetworkSketch angles(double angminDegrees, double angmaxDegrees) {
        Branch b = branches.getLast();
        return replace(b.rateAMva(), b.ratio(), b.shiftDegrees(), b.inService(), angminDegrees, angmaxDegrees);
    }

    public NetworkSketch lineOutOfService() {
        Branch b = branches.getLast();
        return replace(b.rateAMva(), b.ratio(), b.shiftDegrees(), false, b.angminDegrees(), b.angmaxDegrees());
    }

    private NetworkSketch replace(
            double rateAMva,
            double ratio,
            double shiftDegrees,
            boolean inService,
            double angminDegrees,
            double angmaxDegrees) {
        Branch b = branches.removeLast();
        branches.add(new Branch(
                b.fromBus(),
                b.toBus(),
                b.rPu(),
                b.xPu(),
                b.bPu(),
                rateAMva,
                b.rateBMva(),
                b.rateCMva(),
                ratio,
                shiftDegrees,
                inService,
                angminDegrees,
                angmaxDegrees,
                b.name()));
        return this;
    }

    /** From 0 to 10 MW, 10 MVAr either way at both ends, without losses, at no cost. */
    public NetworkSketch dcLine(int from, int to) {
        dcLines.add(new DcLine(from, to, true, 0, 0, 0, 0, 1, 1, 0, 10, -10, 10, -10, 10, 0, 0, null));
        return this;
    }

    NetworkSketch dcLine(DcLine line) {
        dcLines.add(line);
        return this;
    }

    public NetworkSketch dcLineOutOfService() {
        DcLine d = dcLines.getLast();
        return replace(false, d.pminMw(), d.pmaxMw(), d.loss0Mw(), d.loss1(), d.cost());
    }

    public NetworkSketch flow(double pminMw, double pmaxMw, double loss0Mw, double loss1) {
        return replace(true, pminMw, pmaxMw, loss0Mw, loss1, dcLines.getLast().cost());
    }

    public NetworkSketch flowCost(Cost cost) {
        DcLine d = dcLines.getLast();
        return replace(d.inService(), d.pminMw(), d.pmaxMw(), d.loss0Mw(), d.loss1(), cost);
    }

    private NetworkSketch replace(
            boolean inService, double pminMw, double pmaxMw, double loss0Mw, double loss1, @Nullable Cost cost) {
        DcLine d = dcLines.removeLast();
        dcLines.add(new DcLine(
                d.fromBus(),
                d.toBus(),
                inService,
                d.pfMw(),
                d.ptMw(),
                d.qfMvar(),
                d.qtMvar(),
                d.vfPu(),
                d.vtPu(),
                pminMw,
                pmaxMw,
                d.qminfMvar(),
                d.qmaxfMvar(),
                d.qmintMvar(),
                d.qmaxtMvar(),
                loss0Mw,
                loss1,
                cost));
        return this;
    }

    public NetworkSketch reactive(double qminfMvar, double qmaxfMvar, double qmintMvar, double qmaxtMvar) {
        DcLine d = dcLines.removeLast();
        dcLines.add(new DcLine(
                d.fromBus(),
                d.toBus(),
                d.inService(),
                d.pfMw(),
                d.ptMw(),
                d.qfMvar(),
                d.qtMvar(),
                d.vfPu(),
                d.vtPu(),
                d.pminMw(),
                d.pmaxMw(),
                qminfMvar,
                qmaxfMvar,
                qmintMvar,
                qmaxtMvar,
                d.loss0Mw(),
                d.loss1(),
                d.cost()));
        return this;
    }

    /** Pairs of power (MW or MVAr) and cost ($/h). */
    public static Cost piecewise(double... powersAndCosts) {
        List<Cost.Point> points = new ArrayList<>();
        for (int k = 0; k < powersAndCosts.length; k += 2) {
            points.add(new Cost.Point(powersAndCosts[k], powersAndCosts[k + 1]));
        }
        return new Cost.PiecewiseLinear(0, 0, points);
    }

    /** A network that holds the voltages and the dispatch of a solution. */
    public static Network holding(Network network, Solution solution) {
        NetworkSketch sketch = new NetworkSketch(network.baseMva());
        for (int i = 0; i < network.buses().size(); i++) {
            Bus b = network.buses().get(i);
            sketch.buses.add(b);
            sketch.voltage(b.vminPu(), b.vmaxPu(), solution.vmPu()[i], solution.vaDegrees()[i]);
        }
        for (int g = 0; g < network.generators().size(); g++) {
            Generator gen = network.generators().get(g);
            sketch.generators.add(new Generator(
                    gen.bus(),
                    solution.pgMw()[g],
                    solution.qgMvar()[g],
                    gen.qmaxMvar(),
                    gen.qminMvar(),
                    gen.vgPu(),
                    gen.mBaseMva(),
                    gen.inService(),
                    gen.pmaxMw(),
                    gen.pminMw(),
                    gen.capability(),
                    gen.ramps(),
                    gen.pCost(),
                    gen.qCost(),
                    gen.name(),
                    gen.type(),
                    gen.fuel()));
        }
        DcLineFlows flows = solution.dcLines();
        for (int d = 0; d < network.dcLines().size(); d++) {
            DcLine line = network.dcLines().get(d);
            sketch.dcLines.add(new DcLine(
                    line.fromBus(),
                    line.toBus(),
                    line.inService(),
                    flows.pfMw()[d],
                    flows.ptMw()[d],
                    flows.qfMvar()[d],
                    flows.qtMvar()[d],
                    line.vfPu(),
                    line.vtPu(),
                    line.pminMw(),
                    line.pmaxMw(),
                    line.qminfMvar(),
                    line.qmaxfMvar(),
                    line.qmintMvar(),
                    line.qmaxtMvar(),
                    line.loss0Mw(),
                    line.loss1(),
                    line.cost()));
        }
        sketch.branches.addAll(network.branches());
        return sketch.build();
    }
}
