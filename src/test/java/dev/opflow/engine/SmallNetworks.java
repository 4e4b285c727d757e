package dev.opflow.engine;

import static dev.opflow.engine.NetworkSketch.piecewise;
import static dev.opflow.engine.NetworkSketch.polynomial;
import static dev.opflow.engine.NetworkSketch.sketch;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Cost;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Networks for tests of equations and engines: small enough to be checked by hand, or random. */
public final class SmallNetworks {
    private SmallNetworks() {}

    /**
     * A generator of 20 $/MWh and a load of 100 MW, joined by a lossless line of x = 0.1 p.u. Both voltages are fixed at 1 p.u.:
     * sin d = p x = 0.1, and both ends of the line take q = (1 - cos d) / x p.u.
     */
    public static Network twoBus() {
        return sketch().reference(1)
                .voltage(1, 1)
                .generator(1, 0, 200, -100, 100)
                .cost(20, 0)
                .bus(2)
                .load(100, 0)
                .voltage(1, 1)
                .generator(2, 0, 0, -100, 100)
                .line(1, 2, 0, 0.1, 0)
                .build();
    }

    /**
     * Three buses in a ring of like lines, a cheap generator at bus 1, a dear one at bus 2, a load at bus 3. Without a rate the
     * cheap one would carry all of it, two thirds by the direct line; this line's rate doesn't allow that.
     */
    public static Network threeBusCongested() {
        return sketch().reference(1)
                .generator(1, 0, 300, -200, 200)
                .cost(0.01, 10, 0)
                .bus(2, BusType.PV)
                .generator(2, 0, 300, -200, 200)
                .cost(0.02, 30, 0)
                .bus(3)
                .load(150, 40)
                .line(1, 2, 0.01, 0.1, 0.02)
                .line(2, 3, 0.01, 0.1, 0.02)
                .line(1, 3, 0.01, 0.1, 0.02)
                .rate(80)
                .build();
    }

    /**
     * All kinds of elements that an engine has to tell apart: a transformer with a shift, one from a higher bus number to a
     * lower, parallel branches in both directions, shunts, several generators at a bus, costs of reactive power, and of each
     * kind one that takes no part: a generator and a line out of service, an isolated bus with a generator and a line in service.
     */
    public static Network allKinds() {
        return sketch(50)
                .bus(7)
                .load(40, 10)
                .shunt(2, 15)
                .reference(3)
                .voltage(0.95, 1.05, 1.0, 10)
                .generator(3, 0, 80, -60, 60)
                .cost(0.05, 12, 100)
                .generator(3, 5, 40, -20, 30)
                .cost(NetworkSketch.polynomial(15, 20), NetworkSketch.polynomial(0.02, 0, 0))
                .bus(12)
                .load(55, -5)
                .bus(99, BusType.ISOLATED)
                .load(10, 10)
                .voltage(0.9, 1.1, 0.97, -4)
                .generator(99, 0, 50, -10, 10)
                .cost(1, 0)
                .bus(5, BusType.PV)
                .load(20, 5)
                .shunt(0, -8)
                .generator(5, 0, 60, -40, 40)
                .cost(0.1, 18, 0)
                .generator(5, 0, 60, -40, 40)
                .cost(0, 0)
                .generatorOutOfService()
                .line(3, 7, 0.01, 0.08, 0.04)
                .rate(60)
                .transformer(0.97, 3)
                .line(7, 3, 0.02, 0.12, 0)
                .rate(45)
                .transformer(1.04, -2)
                .line(12, 7, 0.015, 0.1, 0.06)
                .angles(-20, 20)
                .line(12, 7, 0.02, 0.11, 0.05)
                .rate(70)
                .line(5, 12, 0.01, 0.09, 0.03)
                .rate(50)
                .angles(-360, 8)
                .line(5, 7, 0.03, 0.2, 0.02)
                .angles(-15, 360)
                .line(5, 3, 0.01, 0.05, 0)
                .lineOutOfService()
                .line(99, 3, 0.01, 0.05, 0)
                .rate(30)
                .build();
    }

    /**
     * The network of {@link #allKinds} with all that may be dispatched: costs with corners, of active and of reactive power,
     * capability curves, dispatchable loads at constant power factor, and DC lines, of which two lie side by side.
     */
    public static Network allDispatch() {
        return NetworkSketch.of(allKinds())
                .generator(7, 0, 90, -30, 40)
                .cost(piecewise(0, 0, 20, 200, 50, 600, 90, 1400), polynomial(0.02, 0.1, 0))
                .generator(5, 10, 60, -30, 30)
                .cost(polynomial(0.01, 0.05, 11, 3), piecewise(-30, 60, -5, 1, 0, 0, 30, 90))
                .capability(new Generator.CapabilityCurve(0, 50, -30, 30, -10, 8))
                .generator(3, 0, 50, -40, 20)
                .cost(piecewise(-10, 1, 25, 300, 100, 2100), piecewise(-40, 80, 0, 0, 20, 60))
                .capability(new Generator.CapabilityCurve(10, 60, -35, 25, -5, 5))
                .generator(12, -30, 0, -9, 0)
                .cost(30, 0)
                .generator(7, -24, 0, 0, 6)
                .cost(piecewise(-24, -900, -10, -500, 0, 0), piecewise(0, 0, 3, 5, 6, 20))
                .generator(5, -20, 0, -5, 0)
                .cost(piecewise(-20, -700, -10, -400, 0, 0), polynomial(0.3, -0.2, 0))
                .generator(12, -15, 0, -4, 3)
                .cost(0.1, 33, 0)
                .dcLine(12, 3)
                .flow(-20, 30, 1, 0.03)
                .reactive(-5, 6, -7, 8)
                .flowCost(polynomial(0.001, 0.02, 1, 2))
                .dcLine(3, 12)
                .flow(2, 15, 0, 0.1)
                .reactive(0, 0, 0, 0)
                .flowCost(piecewise(0, 0, 5, 3, 10, 9, 15, 20))
                .dcLine(5, 7)
                .flow(-25, 0, 0.5, 0.02)
                .reactive(-3, 3, -4, 4)
                .dcLine(99, 3)
                .dcLine(3, 7)
                .dcLineOutOfService()
                .build();
    }

    /** Two islands, the second without a reference bus, and a bus on its own that neither takes nor gives. */
    public static Network islands() {
        return sketch().reference(1)
                .generator(1, 0, 100, -50, 50)
                .cost(0.1, 10, 0)
                .bus(2)
                .load(50, 10)
                .bus(3)
                .load(30, 5)
                .voltage(0.9, 1.1, 1, 2)
                .bus(4)
                .voltage(0.9, 1.1, 1, -7)
                .generator(4, 0, 100, -50, 50)
                .cost(0.1, 20, 0)
                .bus(5)
                .voltage(0.9, 1.1, 1.02, 33)
                .line(1, 2, 0.01, 0.1, 0)
                .line(4, 3, 0.02, 0.2, 0)
                .build();
    }

    /** A connected network of so many buses with some more lines than a tree, taps and shunts, that has a solution. */
    public static Network random(int buses, Random random) {
        NetworkSketch sketch = sketch();
        for (int i = 0; i < buses; i++) {
            sketch.bus(i + 1, i == 0 ? BusType.REF : BusType.PQ)
                    .load(random.nextDouble(5, 30), random.nextDouble(-2, 8))
                    .shunt(0, random.nextInt(3) == 0 ? random.nextDouble(0, 5) : 0);
            if (i % 3 == 0) {
                sketch.generator(i + 1, 0, 150, -80, 80)
                        .cost(random.nextDouble(0.01, 0.1), random.nextDouble(5, 30), random.nextDouble(50));
            }
        }
        for (int i = 1; i < buses; i++) {
            line(sketch, i + 1, 1 + random.nextInt(i), random);
        }
        for (int k = 0; k < buses / 2; k++) {
            int from = 1 + random.nextInt(buses);
            int to = 1 + random.nextInt(buses);
            if (from != to) {
                line(sketch, from, to, random);
            }
        }
        return sketch.build();
    }

    private static void line(NetworkSketch sketch, int from, int to, Random random) {
        double x = random.nextDouble(0.02, 0.1);
        sketch.line(from, to, x * random.nextDouble(0.1, 0.4), x, random.nextDouble(0.05))
                .rate(120);
        if (random.nextInt(4) == 0) {
            sketch.transformer(random.nextDouble(0.95, 1.05), random.nextDouble(-5, 5));
        }
    }

    /** The same network with another demand at one bus. */
    public static Network withLoad(Network network, int bus, double pdMw, double qdMvar) {
        List<Bus> buses = new ArrayList<>(network.buses());
        Bus b = buses.get(bus);
        buses.set(
                bus,
                new Bus(
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
        return new Network(
                network.name(), network.baseMva(), buses, network.generators(), network.branches(), network.dcLines());
    }

    /** The same network, reactive power for nothing. */
    public static Network withoutReactiveCosts(Network network) {
        return withReactiveCosts(network, cost -> null);
    }

    /** The same network, where a missing cost is one of zero: MATPOWER's format has those of one kind for all elements or none. */
    public static Network withAllCosts(Network network) {
        Cost nothing = NetworkSketch.polynomial(0);
        Network whole = withReactiveCosts(network, cost -> cost == null ? nothing : cost);
        NetworkSketch sketch = NetworkSketch.of(
                new Network("whole", whole.baseMva(), whole.buses(), whole.generators(), whole.branches(), List.of()));
        for (DcLine line : network.dcLines()) {
            sketch.dcLine(line).flowCost(line.cost() == null ? nothing : line.cost());
        }
        return sketch.build();
    }

    private static Network withReactiveCosts(Network network, UnaryOperator<@Nullable Cost> change) {
        List<Generator> generators = new ArrayList<>();
        for (Generator g : network.generators()) {
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
                    g.pCost(),
                    change.apply(g.qCost()),
                    g.name(),
                    g.type(),
                    g.fuel()));
        }
        return new Network(
                network.name(), network.baseMva(), network.buses(), generators, network.branches(), network.dcLines());
    }

    /** The same network with other voltage limits at one bus, and another angle of the case. */
    public static Network withVoltage(Network network, int bus, double vminPu, double vmaxPu, double vaDegrees) {
        List<Bus> buses = new ArrayList<>(network.buses());
        Bus b = buses.get(bus);
        buses.set(
                bus,
                new Bus(
                        b.number(),
                        b.type(),
                        b.pdMw(),
                        b.qdMvar(),
                        b.gsMw(),
                        b.bsMvar(),
                        b.area(),
                        b.vmPu(),
                        vaDegrees,
                        b.baseKv(),
                        b.zone(),
                        vmaxPu,
                        vminPu,
                        b.name()));
        return new Network(
                network.name(), network.baseMva(), buses, network.generators(), network.branches(), network.dcLines());
    }

    /** The same network with other limits of one branch. */
    public static Network withLimits(
            Network network, int branch, double rateAMva, double angminDegrees, double angmaxDegrees) {
        List<Branch> branches = new ArrayList<>(network.branches());
        Branch b = branches.get(branch);
        branches.set(
                branch,
                new Branch(
                        b.fromBus(),
                        b.toBus(),
                        b.rPu(),
                        b.xPu(),
                        b.bPu(),
                        rateAMva,
                        b.rateBMva(),
                        b.rateCMva(),
                        b.ratio(),
                        b.shiftDegrees(),
                        b.inService(),
                        angminDegrees,
                        angmaxDegrees,
                        b.name()));
        return new Network(
                network.name(), network.baseMva(), network.buses(), network.generators(), branches, network.dcLines());
    }

    /** The same network with other reactive limits and costs of one generator. */
    public static Network withReactive(
            Network network, int generator, double qminMvar, double qmaxMvar, @Nullable Cost qCost) {
        List<Generator> generators = new ArrayList<>(network.generators());
        Generator g = generators.get(generator);
        generators.set(
                generator,
                new Generator(
                        g.bus(),
                        g.pgMw(),
                        g.qgMvar(),
                        qmaxMvar,
                        qminMvar,
                        g.vgPu(),
                        g.mBaseMva(),
                        g.inService(),
                        g.pmaxMw(),
                        g.pminMw(),
                        g.capability(),
                        g.ramps(),
                        g.pCost(),
                        qCost,
                        g.name(),
                        g.type(),
                        g.fuel()));
        return new Network(
                network.name(), network.baseMva(), network.buses(), generators, network.branches(), network.dcLines());
    }

    /** The same network with other active limits of one generator. */
    public static Network withOutput(Network network, int generator, double pminMw, double pmaxMw) {
        List<Generator> generators = new ArrayList<>(network.generators());
        Generator g = generators.get(generator);
        generators.set(
                generator,
                new Generator(
                        g.bus(),
                        g.pgMw(),
                        g.qgMvar(),
                        g.qmaxMvar(),
                        g.qminMvar(),
                        g.vgPu(),
                        g.mBaseMva(),
                        g.inService(),
                        pmaxMw,
                        pminMw,
                        g.capability(),
                        g.ramps(),
                        g.pCost(),
                        g.qCost(),
                        g.name(),
                        g.type(),
                        g.fuel()));
        return new Network(
                network.name(), network.baseMva(), network.buses(), generators, network.branches(), network.dcLines());
    }
}
