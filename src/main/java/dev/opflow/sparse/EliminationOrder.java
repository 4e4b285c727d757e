package dev.opflow.sparse;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * An order of elimination in three parts: first what hangs on the graph by a single edge, leaf by leaf, which fills nothing; then
 * the core by {@link MinimumFill}; last its hubs, which would be looked at again for each of their neighbours. The bound on a
 * hub's degree is that of AMD (Amestoy, Davis and Duff, ACM Trans. Math. Softw. 30 (2004)).
 */
final class EliminationOrder {
    private static final int LEAST_HUB = 16;
    private static final int HUB_PER_ROOT = 10;

    private final Adjacency graph;
    /** Edges to nodes that are not peeled off yet. */
    private final int[] degree;

    private final int[] order;
    /** Per node: its place in the core; -1 for those outside. */
    private final int[] inCore;

    private final int peeled;
    private final int hubs;

    private EliminationOrder(Adjacency graph) {
        this.graph = graph;
        int n = graph.nodes();
        order = new int[n];
        degree = new int[n];
        inCore = new int[n];
        Arrays.fill(inCore, -1);
        peeled = peel();
        hubs = setHubsApart();
    }

    /** What is to be ordered, its first and last part found. */
    static EliminationOrder of(Adjacency graph) {
        return new EliminationOrder(graph);
    }

    private int peel() {
        boolean[] done = new boolean[order.length];
        int found = 0;
        for (int i = 0; i < order.length; i++) {
            degree[i] = graph.start()[i + 1] - graph.start()[i];
            if (degree[i] <= 1) {
                done[i] = true;
                order[found++] = i;
            }
        }
        for (int k = 0; k < found; k++) {
            for (int q = graph.start()[order[k]]; q < graph.start()[order[k] + 1]; q++) {
                int i = graph.neighbours()[q];
                degree[i]--;
                if (!done[i] && degree[i] <= 1) {
                    done[i] = true;
                    order[found++] = i;
                }
            }
        }
        int left = found;
        for (int i = 0; i < order.length; i++) {
            if (!done[i]) {
                order[left++] = i;
            }
        }
        return found;
    }

    /** Moves hubs to the end of the order, by degree; numbers the core. */
    private int setHubsApart() {
        int left = order.length - peeled;
        double bound = Math.max(LEAST_HUB, HUB_PER_ROOT * Math.sqrt(left));
        long[] keyed = new long[left];
        for (int k = 0; k < left; k++) {
            int i = order[peeled + k];
            keyed[k] = ((degree[i] > bound ? (long) degree[i] : 0) << 32) | i;
        }
        Arrays.sort(keyed);
        int count = 0;
        for (int k = 0; k < left; k++) {
            int i = (int) keyed[k];
            order[peeled + k] = i;
            if (keyed[k] >> 32 > 0) {
                count++;
            } else {
                inCore[i] = k;
            }
        }
        return count;
    }

    /** The graph of what is neither peeled off nor a hub. */
    Adjacency core() {
        int n = order.length - peeled - hubs;
        int[] start = new int[n + 1];
        int[] neighbours = new int[graph.neighbours().length];
        int size = 0;
        for (int k = 0; k < n; k++) {
            int node = order[peeled + k];
            for (int q = graph.start()[node]; q < graph.start()[node + 1]; q++) {
                int other = inCore[graph.neighbours()[q]];
                if (other >= 0) {
                    neighbours[size++] = other;
                }
            }
            start[k + 1] = size;
        }
        return new Adjacency(start, Arrays.copyOf(neighbours, size));
    }

    /**
     * The nodes in the order of their elimination.
     *
     * @param most entries of L below its diagonal beyond which to give up
     * @param stop whether to give up; asked often
     * @return empty where it was given up
     */
    Optional<int[]> run(long most, BooleanSupplier stop) {
        return MinimumFill.order(core(), most, stop).map(core -> {
            int[] all = order.clone();
            for (int k = 0; k < core.length; k++) {
                all[peeled + k] = order[peeled + core[k]];
            }
            return all;
        });
    }
}
