package dev.opflow;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Real grids under changed conditions. */
final class Stressed {
    private Stressed() {}

    /** With loads and rates times a factor each. */
    static Network scaled(Network network, double load, double rate) {
        return with(
                network,
                load,
                network.branches().stream()
                        .map(b -> b.withLimits(b.rateAMva() * rate, b.angminDegrees(), b.angmaxDegrees()))
                        .toList());
    }

    /** With loads times a factor and so many branches out of service. */
    static Network withOutages(Network network, double load, int outages, Random random) {
        List<Branch> branches = new ArrayList<>(network.branches());
        for (int k = 0; k < outages; k++) {
            int l = random.nextInt(branches.size());
            branches.set(l, outOfService(branches.get(l)));
        }
        return with(network, load, branches);
    }

    private static Network with(Network network, double load, List<Branch> branches) {
        return new Network(
                network.name(),
                network.baseMva(),
                network.buses().stream()
                        .map(bus -> bus.withDemand(bus.pdMw() * load, bus.qdMvar() * load))
                        .toList(),
                network.generators(),
                branches,
                network.dcLines());
    }

    private static Branch outOfService(Branch b) {
        return new Branch(
                b.fromBus(),
                b.toBus(),
                b.rPu(),
                b.xPu(),
                b.bPu(),
                b.rateAMva(),
                b.rateBMva(),
                b.rateCMva(),
                b.ratio(),
                b.shiftDegrees(),
                /* inService= */ false,
                b.angminDegrees(),
                b.angmaxDegrees(),
                b.name());
    }
}
