package dev.opflow.engine;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random network that is known to have a solution: an operating point was chosen first, then demands to meet it and limits
 * around it.
 *
 * @param network the network
 * @param cost of the operating point, $/h: a solution need not be dearer
 */
public record KnownPoint(Network network, double cost) {
    private static final double BASE = 100;

    private static final DcLineFlows NO_DC =
            new DcLineFlows(new double[0], new double[0], new double[0], new double[0]);

    /**
     * Chooses a point and a network around it.
     *
     * @param margin room between the point and all limits: p.u. of power, radians, tenths of a p.u. of voltage; of rates, a part of them
     */
    public static KnownPoint random(int buses, double margin, Random random) {
        Network bare = bare(buses, random);
        double[] vm = random.doubles(buses, 0.95, 1.05).toArray();
        double[] va = random.doubles(buses).map(u -> 12 * random.nextGaussian()).toArray();
        va[0] = 0;
        int generators = bare.generators().size();
        double[] pg = random.doubles(generators, 0, 300).toArray();
        double[] qg = random.doubles(generators, -50, 100).toArray();
        ComplexNetwork complex = new ComplexNetwork(bare);
        double[] surplus = complex.surplus(vm, va, pg, qg, NO_DC);
        List<Bus> around = new ArrayList<>();
        for (int i = 0; i < buses; i++) {
            around.add(bare.buses()
                    .get(i)
                    .withDemand(-surplus[i], -surplus[buses + i])
                    .withVoltageLimits(vm[i] + margin / 10, vm[i] - margin / 10));
        }
        List<Generator> outputs = new ArrayList<>();
        double room = margin * BASE;
        for (int g = 0; g < generators; g++) {
            outputs.add(bare.generators().get(g).withLimits(pg[g] + room, pg[g] - room, qg[g] + room, qg[g] - room));
        }
        List<Branch> branches = new ArrayList<>();
        for (int l = 0; l < bare.branches().size(); l++) {
            Branch branch = bare.branches().get(l);
            double flow = Math.max(
                    complex.from(l, vm, va).size(), complex.to(l, vm, va).size());
            double angle = va[branch.fromBus() - 1] - va[branch.toBus() - 1];
            double spread = Math.toDegrees(margin);
            branches.add(branch.withLimits(flow * (1 + margin), angle - spread, angle + spread));
        }
        Network network = new Network("known point", BASE, around, outputs, branches, List.of());
        return new KnownPoint(network, complex.cost(pg, qg, NO_DC));
    }

    /** A connected network with a third more lines than a tree has, transformers, shifts and shunts among them. */
    private static Network bare(int buses, Random random) {
        NetworkSketch sketch = NetworkSketch.sketch(BASE);
        boolean[] hasGenerator = new boolean[buses];
        for (int k = 0; k < buses; k += 3) {
            hasGenerator[random.nextInt(buses)] = true;
        }
        hasGenerator[0] = true;
        for (int i = 0; i < buses; i++) {
            if (i == 0) {
                sketch.reference(1);
            } else {
                sketch.bus(i + 1);
            }
            if (random.nextInt(4) == 0) {
                sketch.shunt(random.nextDouble(5), random.nextDouble(-20, 40));
            }
        }
        for (int i = 0; i < buses; i++) {
            for (int k = hasGenerator[i] ? 1 + random.nextInt(2) : 0; k > 0; k--) {
                sketch.generator(i + 1, 0, 0, 0, 0).cost(random.nextDouble(0.05), random.nextDouble(5, 50), 0);
            }
        }
        for (int i = 1; i < buses; i++) {
            addLine(sketch, i, random.nextInt(i), random);
        }
        for (int k = 0; k < buses / 3; k++) {
            int from = random.nextInt(buses);
            addLine(sketch, from, (from + 1 + random.nextInt(buses - 1)) % buses, random);
        }
        return sketch.build();
    }

    private static void addLine(NetworkSketch sketch, int from, int to, Random random) {
        double rPu = random.nextDouble(0.002, 0.03);
        double xPu = random.nextDouble(0.03, 0.2);
        sketch.line(from + 1, to + 1, rPu, xPu, random.nextDouble(0.1));
        if (random.nextInt(3) == 0) {
            sketch.transformer(random.nextDouble(0.95, 1.05), random.nextInt(3) == 0 ? random.nextDouble(-15, 15) : 0);
        }
    }

    /** The same with all limits wider, each by a part of what is between it and the other, rates by a part of themselves. */
    public Network widened(double factor) {
        List<Bus> buses = network.buses().stream()
                .map(b -> {
                    double spread = factor * (b.vmaxPu() - b.vminPu());
                    return b.withVoltageLimits(b.vmaxPu() + spread, b.vminPu() - spread);
                })
                .toList();
        List<Generator> generators = network.generators().stream()
                .map(g -> {
                    double p = factor * (g.pmaxMw() - g.pminMw());
                    double q = factor * (g.qmaxMvar() - g.qminMvar());
                    return g.withLimits(g.pmaxMw() + p, g.pminMw() - p, g.qmaxMvar() + q, g.qminMvar() - q);
                })
                .toList();
        List<Branch> branches = network.branches().stream()
                .map(b -> {
                    double spread = factor * (b.angmaxDegrees() - b.angminDegrees());
                    double rate = b.rateAMva() * (1 + factor);
                    return b.withLimits(rate, b.angminDegrees() - spread, b.angmaxDegrees() + spread);
                })
                .toList();
        return new Network(network.name(), network.baseMva(), buses, generators, branches, List.of());
    }

    /** The same whose generators can't give a part of the demand, whatever the losses. */
    public Network without(double part) {
        double supply =
                network.generators().stream().mapToDouble(Generator::pmaxMw).sum();
        double less = (supply - (1 - part) * demand()) / network.generators().size();
        List<Generator> generators = network.generators().stream()
                .map(g -> {
                    double pmax = g.pmaxMw() - less;
                    return g.withLimits(pmax, Math.min(g.pminMw(), pmax), g.qmaxMvar(), g.qminMvar());
                })
                .toList();
        return new Network(
                network.name(), network.baseMva(), network.buses(), generators, network.branches(), List.of());
    }

    /** The least that has to be given, MW. */
    public double demand() {
        return network.buses().stream()
                .mapToDouble(bus -> bus.pdMw() + bus.gsMw() * bus.vminPu() * bus.vminPu())
                .sum();
    }
}
