package dev.opflow.engine.formulation;

import dev.opflow.sparse.BlockPattern;
import java.util.Arrays;

/** The connected parts of a network, each of which needs an angle to refer to. */
final class Islands {
    private Islands() {}

    /**
     * Marks a reference in every island that has none: the bus of its first generator, else its first bus. References that
     * the case declares stay, also several in an island.
     */
    static void keepOneAngleEach(BusData buses, GeneratorData generators, BlockPattern graph) {
        int[] root = roots(graph);
        boolean[] served = new boolean[root.length];
        for (int i = 0; i < root.length; i++) {
            served[root[i]] |= buses.reference()[i];
        }
        for (int bus : generators.bus()) {
            serve(bus, root, served, buses);
        }
        for (int i = 0; i < root.length; i++) {
            serve(i, root, served, buses);
        }
    }

    private static void serve(int bus, int[] root, boolean[] served, BusData buses) {
        if (!served[root[bus]]) {
            served[root[bus]] = true;
            buses.reference()[bus] = true;
        }
    }

    /** By bus, one and the same bus of its island. */
    static int[] roots(BlockPattern graph) {
        int[] parent = new int[graph.nodes()];
        Arrays.setAll(parent, i -> i);
        for (int e = 0; e < graph.edges(); e++) {
            parent[find(parent, graph.from()[e])] = find(parent, graph.to()[e]);
        }
        for (int i = 0; i < parent.length; i++) {
            parent[i] = find(parent, i);
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
