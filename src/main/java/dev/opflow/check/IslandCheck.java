package dev.opflow.check;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.BusType;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Islands;
import dev.opflow.grid.Network;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Findings about the connected parts of a network: references, supply and demand. Needs buses that are known and unique. */
final class IslandCheck {
    private final Network network;
    private final BusIndex index;
    private final FindingList list;
    private final int buses;
    private final Islands islands;
    // By island, at the place of the bus that stands for it.

    /** Number of buses. */
    private final int[] size;
    /** Place of its first bus. */
    private final int[] firstBus;
    /** Number of its reference buses. */
    private final int[] references;
    /** Number of generators in service, and of ends of DC lines. */
    private final int[] generators;
    /** What needs a source: the first bus with a load or shunt, else the first branch with charging; null where nothing does. */
    private final @Nullable Element[] needy;
    /** Sum of Pd, MW. */
    private final double[] load;
    /** Sum of Pmin, MW. */
    private final double[] least;
    /** Sum of Pmax, MW. */
    private final double[] most;

    IslandCheck(Network network, BusIndex index, FindingList list) {
        this.network = network;
        this.index = index;
        this.list = list;
        buses = network.buses().size();
        islands = Islands.of(network);
        size = new int[buses];
        firstBus = new int[buses];
        references = new int[buses];
        generators = new int[buses];
        needy = new Element[buses];
        load = new double[buses];
        least = new double[buses];
        most = new double[buses];
    }

    void run() {
        gather();
        int count = 0;
        for (int root = 0; root < buses; root++) {
            if (islands.of(root) == root) {
                count++;
                judge(root);
            }
        }
        if (count == 0) {
            list.error(
                    "no-buses", Element.NETWORK, "every bus is isolated (type 4).", "Make the connected ones type 1.");
        } else if (count > 1) {
            list.information(
                    "islands", Element.NETWORK, "the network has " + count + " islands.", "Each is solved by itself.");
        }
    }

    private boolean takesPart(int bus) {
        return islands.of(bus) != Islands.NONE;
    }

    private void gather() {
        for (int i = 0; i < buses; i++) {
            Bus bus = network.buses().get(i);
            int root = islands.of(i);
            if (root == Islands.NONE) {
                continue;
            }
            firstBus[root] = size[root] == 0 ? i : firstBus[root];
            size[root]++;
            load[root] += bus.pdMw();
            if (bus.type() == BusType.REF) {
                references[root]++;
            }
            if (bus.pdMw() != 0 || bus.qdMvar() != 0 || bus.gsMw() != 0 || bus.bsMvar() != 0) {
                need(root, Element.bus(network, i));
            }
        }
        gatherCharging();
        for (Generator generator : network.generators()) {
            int bus = index.at(generator.bus());
            if (generator.inService() && takesPart(bus)) {
                generators[islands.of(bus)]++;
                least[islands.of(bus)] += generator.pminMw();
                most[islands.of(bus)] += generator.pmaxMw();
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

    private void gatherCharging() {
        for (int l = 0; l < network.branches().size(); l++) {
            Branch branch = network.branches().get(l);
            int from = index.at(branch.fromBus());
            if (branch.inService() && branch.bPu() != 0 && takesPart(from) && takesPart(index.at(branch.toBus()))) {
                need(islands.of(from), Element.branch(network, l));
            }
        }
    }

    private void need(int root, Element element) {
        needy[root] = needy[root] == null ? element : needy[root];
    }

    /** A DC line can feed or drain either end. */
    private void addDcEnd(int bus, DcLine line) {
        double reach = Math.max(Math.abs(line.pminMw()), Math.abs(line.pmaxMw()));
        generators[islands.of(bus)]++;
        least[islands.of(bus)] -= reach;
        most[islands.of(bus)] += reach;
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
                    Element.bus(network, islands.referenceOf(root)),
                    island + " has " + references[root] + " reference buses (type 3).",
                    "All their angles are kept, which forces flows between them; one is usual.");
        }
        judgeBalance(root, element, island);
    }

    private void judgeDead(int root, Element element, String island) {
        Element needs = needy[root];
        if (needs != null) {
            list.error(
                    "unserved-island",
                    element,
                    island + " has no generator in service, yet " + needs.label()
                            + (needs.kind() == Element.Kind.BUS ? " has a load or a shunt." : " has charging (b)."),
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
