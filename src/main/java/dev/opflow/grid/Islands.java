package dev.opflow.grid;

import java.util.Arrays;

/**
 * The connected parts of a network, and the buses whose angles theirs refer to. Isolated buses, and branches at them, are in no
 * island. Every island keeps the case's angle at its reference buses (type 3); in one that has none, at the bus of its first
 * generator in service, else at its first bus.
 */
public final class Islands {
    /** What {@link #of} answers for a bus in no island. */
    public static final int NONE = -1;

    /** Per bus: the place of a bus that stands for its island. */
    private final int[] root;

    private final boolean[] reference;
    /** Per root: the place of its island's first reference. */
    private final int[] firstReference;

    private Islands(Network network) {
        BusIndex index = network.busIndex();
        root = roots(network, index);
        reference = new boolean[root.length];
        firstReference = new int[root.length];
        Arrays.fill(firstReference, NONE);
        for (int i = 0; i < root.length; i++) {
            if (network.buses().get(i).type() == BusType.REF) {
                refer(i);
            }
        }
        for (Generator generator : network.generators()) {
            if (generator.inService()) {
                referIfFirst(index.at(generator.bus()));
            }
        }
        for (int i = 0; i < root.length; i++) {
            referIfFirst(i);
        }
    }

    /**
     * Finds them, in nearly linear time.
     *
     * @throws IllegalArgumentException for a generator or branch at a bus that is not there
     */
    public static Islands of(Network network) {
        return new Islands(network);
    }

    /** Number of buses, also those in no island. */
    public int buses() {
        return root.length;
    }

    /** The place of one bus that stands for the whole island of a bus; {@link #NONE} for an isolated one. */
    public int of(int bus) {
        return root[bus];
    }

    /** Whether a bus keeps the case's angle; an isolated one does not count. */
    public boolean isReference(int bus) {
        return reference[bus];
    }

    /**
     * The first reference in a bus's island.
     *
     * @throws IllegalArgumentException for an isolated bus
     */
    public int referenceOf(int bus) {
        if (root[bus] == NONE) {
            throw new IllegalArgumentException("bus at place " + bus + " is isolated");
        }
        return firstReference[root[bus]];
    }

    private void referIfFirst(int bus) {
        if (root[bus] != NONE && firstReference[root[bus]] == NONE) {
            refer(bus);
        }
    }

    private void refer(int bus) {
        reference[bus] = true;
        if (firstReference[root[bus]] == NONE) {
            firstReference[root[bus]] = bus;
        }
    }

    private static int[] roots(Network network, BusIndex index) {
        int[] parent = new int[network.buses().size()];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = network.buses().get(i).type() == BusType.ISOLATED ? NONE : i;
        }
        for (Branch branch : network.branches()) {
            int from = index.at(branch.fromBus());
            int to = index.at(branch.toBus());
            if (branch.inService() && parent[from] != NONE && parent[to] != NONE) {
                parent[find(parent, from)] = find(parent, to);
            }
        }
        for (int i = 0; i < parent.length; i++) {
            parent[i] = parent[i] == NONE ? NONE : find(parent, i);
        }
        return parent;
    }

    private static int find(int[] parent, int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
