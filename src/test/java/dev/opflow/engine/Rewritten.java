package dev.opflow.engine;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The same network described otherwise. DC lines are left out: networks with some are not for these. */
public final class Rewritten {
    private Rewritten() {}

    /** In another order of everything. */
    public static Network shuffled(Network network, Random random) {
        return with(
                network,
                network.baseMva(),
                shuffled(network.buses(), random),
                shuffled(network.generators(), random),
                shuffled(network.branches(), random));
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    /** With other bus numbers, in falling order. */
    public static Network renumbered(Network network) {
        return with(
                network,
                network.baseMva(),
                network.buses().stream().map(Rewritten::renumbered).toList(),
                network.generators().stream().map(Rewritten::renumbered).toList(),
                network.branches().stream().map(b -> changed(b, true, 1, 1)).toList());
    }

    /** Each line as two in parallel, of twice its impedance and half its rate. */
    public static Network halved(Network network) {
        List<Branch> halves = new ArrayList<>();
        for (Branch branch : network.branches()) {
            halves.add(changed(branch, false, 2, 0.5));
            halves.add(changed(branch, false, 2, 0.5));
        }
        return with(network, network.baseMva(), network.buses(), network.generators(), halves);
    }

    /** On another base, in p.u. of which impedances are other numbers. */
    public static Network rebased(Network network, double factor) {
        return with(
                network,
                network.baseMva() * factor,
                network.buses(),
                network.generators(),
                network.branches().stream()
                        .map(branch -> changed(branch, false, factor, 1))
                        .toList());
    }

    private static Network with(
            Network network, double baseMva, List<Bus> buses, List<Generator> generators, List<Branch> branches) {
        return new Network(network.name(), baseMva, buses, generators, branches, List.of());
    }

    private static int renumbered(int bus) {
        return 100_000_000 - 17 * bus;
    }

    private static Bus renumbered(Bus b) {
        return new Bus(
                renumbered(b.number()),
                b.type(),
                b.pdMw(),
                b.qdMvar(),
                b.gsMw(),
                b.bsMvar(),
                b.area(),
                b.vmPu(),
                b.vaDegrees(),
                b.baseKv(),
                b.zone(),
                b.vmaxPu(),
                b.vminPu(),
                b.name());
    }

    private static Generator renumbered(Generator g) {
        return new Generator(
                renumbered(g.bus()),
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
                g.qCost(),
                g.name(),
                g.type(),
                g.fuel());
    }

    /** With impedances times a factor, admittances by it, and rates times another. */
    private static Branch changed(Branch b, boolean renumber, double impedance, double rate) {
        return new Branch(
                renumber ? renumbered(b.fromBus()) : b.fromBus(),
                renumber ? renumbered(b.toBus()) : b.toBus(),
                b.rPu() * impedance,
                b.xPu() * impedance,
                b.bPu() / impedance,
                b.rateAMva() * rate,
                b.rateBMva(),
                b.rateCMva(),
                b.ratio(),
                b.shiftDegrees(),
                b.inService(),
                b.angminDegrees(),
                b.angmaxDegrees(),
                b.name());
    }
}
