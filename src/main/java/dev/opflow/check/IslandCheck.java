package dev.opflow.check;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.BusType;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.Arrays;
import java.util.Locale;

/** Findings about the connected parts of a network: references, supply and demand. Needs buses that are known and unique. */
final class IslandCheck {
    private static final int NONE = -1;

    private final Network network;
    private final BusIndex index;
    private final FindingList list;
    private final int buses;
    private final int[] parent;
    /** By root: count of buses, first bus, count of references and generators, first reference, and sums of MW. */
    private final int[] size;

    private final int[] firstBus;
    private final int[] references;
    private final int[] generators;
    private final int[] firstReference;
    private final double[] load;
    private final double[] least;
    private final double[] most;

    IslandCheck(Network network, BusIndex index, FindingList list) {
        this.network = network;
        this.index = index;
        this.list = list;
        buses = network.buses().size();
        parent = new int[buses];
        size = new int[buses];
        firstBus = new int[buses];
        references = new int[buses];
        generators = new int[buses];
        firstReference = new int[buses];
        load = new double[buses];
        least = new double[buses];
        most = new double[buses];
    }

    void run() {
        connect();
        gather();
        int islands = 0;
        for (int root = 0; root < buses; root++) {
            if (parent[root] == root && network.buses().get(root).type() != BusType.ISOLATED) {
                islands++;
                judge(root);
            }
        }
        if (islands == 0) {
            list.error(
                    "no-buses", Element.NETWORK, "every bus is isolated (type 4).", "Make the connected ones type 1.");
        } else if (islands > 1) {
            list.information(
                    "islands",
                    Element.NETWORK,
                    "the network has " + islands + " islands.",
                    "Each is solved by itself.");
        }
    }

    private void connect() {
        Arrays.setAll(parent, i -> i);
        Arrays.fill(firstReference, NONE);
        for (Branch branch : network.branches()) {
            int from = index.at(branch.fromBus());
            int to = index.at(branch.toBus());
            if (branch.inService() && takesPart(from) && takesPart(to)) {
                parent[find(from)] = find(to);
            }
        }
        for (int i = 0; i < buses; i++) {
            parent[i] = find(i);
        }
    }

    private boolean takesPart(int bus) {
        return network.buses().get(bus).type() != BusType.ISOLATED;
    }

    private int find(int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private void gather() {
        for (int i = 0; i < buses; i++) {
            Bus bus = network.buses().get(i);
            int root = parent[i];
            firstBus[root] = size[root] == 0 ? i : firstBus[root];
            size[root]++;
            load[root] += bus.pdMw();
            if (bus.type() == BusType.REF) {
                references[root]++;
                firstReference[root] = firstReference[root] == NONE ? i : firstReference[root];
            }
        }
        for (Generator generator : network.generators()) {
            int bus = index.at(generator.bus());
            if (generator.inService() && takesPart(bus)) {
                generators[parent[bus]]++;
                least[parent[bus]] += generator.pminMw();
                most[parent[bus]] += generator.pmaxMw();
            }
        }
        for (DcLine line : network.dcLines()) {
            int from = index.at(line.fromBus());
            int to = index.at(line.toBus());
            if (line.inService() && takesPart(from) && takesPart(to)) {
                addDcEnd(from, line);
                addDcEnd(to, line);
            }
        }
    }

    /** A DC line can feed or drain either end. */
    private void addDcEnd(int bus, DcLine line) {
        double reach = Math.max(Math.abs(line.pminMw()), Math.abs(line.pmaxMw()));
        generators[parent[bus]]++;
        least[parent[bus]] -= reach;
        most[parent[bus]] += reach;
    }

    private void judge(int root) {
        Element element = Element.bus(network, firstBus[root]);
        String island = size[root] == buses
                ? "the network"
                : "its island of " + size[root] + (size[root] == 1 ? " bus" : " buses");
        if (generators[root] == 0) {
            judgeDead(root, element, island);
            return;
        }
        if (references[root] == 0) {
            list.warning(
                    "no-reference",
                    element,
                    island + " has no reference bus (type 3).",
                    "The angle of the bus of its first generator is kept at that of the case.");
        } else if (references[root] > 1) {
            list.warning(
                    "several-references",
                    Element.bus(network, firstReference[root]),
                    island + " has " + references[root] + " reference buses (type 3).",
                    "All their angles are kept, which forces flows between them; one is usual.");
        }
        judgeBalance(root, element, island);
    }

    private void judgeDead(int root, Element element, String island) {
        if (load[root] > 0) {
            list.error(
                    "unserved-island",
                    element,
                    text("%s has a load of %.6g MW and no generator in service.", island, load[root]),
                    "Connect it, add a generator, or make its buses isolated (type 4).");
        } else {
            list.warning(
                    "dead-island",
                    element,
                    island + " has no generator in service.",
                    "Make its buses isolated (type 4) or connect it.");
        }
    }

    private void judgeBalance(int root, Element element, String island) {
        if (most[root] < load[root]) {
            list.warning(
                    "short-of-capacity",
                    element,
                    text(
                            "in %s all Pmax add up to %.6g MW, below the load of %.6g MW.",
                            island, most[root], load[root]),
                    "Unless shunts feed it, no solution exists: raise Pmax or lower the load.");
        } else if (least[root] > load[root] && load[root] >= 0) {
            list.warning(
                    "excess-generation",
                    element,
                    text(
                            "in %s all Pmin add up to %.6g MW, above the load of %.6g MW.",
                            island, least[root], load[root]),
                    "Unless losses take it, no solution exists: lower Pmin or take generators out of service.");
        }
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
