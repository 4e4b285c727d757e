package dev.opflow.sparse;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Fill-reducing elimination order: always the node whose elimination adds the fewest edges between its neighbours, and of those one
 * with the fewest neighbours (minimum deficiency; W. F. Tinney and J. W. Walker, Proc. IEEE 55 (1967), their scheme 3). The
 * graph of what is left is kept as it is, and with it how many edges each node would add, so that a new edge costs a look at the
 * neighbours of its ends.
 */
final class MinimumFill {
    /** Part of all its edges from which on a graph is filled in any order: what is still to be gained is not worth looking for. */
    private static final double DENSE = 0.8;

    /**
     * Looks at neighbours, on the average of all nodes, after which the order goes on by degree alone: such a graph fills whatever the order, and finding
     * the best one would take longer than it saves.
     */
    private static final long THOROUGH = 20_000;
    /** Looks at neighbours between two questions whether to stop: well below a millisecond. */
    private static final int PATIENCE = 100_000;

    private final int n;
    private final BooleanSupplier stop;
    private final int[][] neighbours;
    private final int[] degree;
    /** Per node: pairs of its neighbours that no edge joins. */
    private final long[] missing;

    private final NodeQueue queue;
    private final int[] mark;
    private int stamp;
    /** Nodes whose degree or missing edges changed since they were queued. */
    private final int[] changed;

    private int changes;
    private final boolean[] isChanged;
    /** Of the graph of what is left. */
    private long edges;

    private long looks;
    private long askAt = PATIENCE;
    private boolean stopped;
    private boolean byDegree;

    private MinimumFill(Adjacency graph, BooleanSupplier stop) {
        this.stop = stop;
        n = graph.nodes();
        neighbours = new int[n][];
        degree = new int[n];
        missing = new long[n];
        queue = new NodeQueue(n);
        mark = new int[n];
        changed = new int[n];
        isChanged = new boolean[n];
        edges = graph.neighbours().length / 2;
        for (int i = 0; i < n; i++) {
            neighbours[i] = Arrays.copyOfRange(graph.neighbours(), graph.start()[i], graph.start()[i + 1]);
            degree[i] = neighbours[i].length;
        }
    }

    /**
     * The nodes in the order of their elimination.
     *
     * @param most entries of L below its diagonal beyond which to give up
     * @param stop whether to give up; asked often
     * @return empty where it was given up
     */
    static Optional<int[]> order(Adjacency graph, long most, BooleanSupplier stop) {
        return new MinimumFill(graph, stop).run(most);
    }

    private Optional<int[]> run(long most) {
        for (int i = 0; i < n && !stopped; i++) {
            missing[i] = countMissing(i);
            queue.add(i, key(i));
        }
        int[] order = new int[n];
        long eliminated = 0;
        for (int done = 0; done < n; done++) {
            // every edge there is will be an entry of L
            if (eliminated + edges > most || stopped || stop.getAsBoolean()) {
                return Optional.empty();
            }
            double left = n - done;
            if (edges > DENSE / 2 * left * (left - 1)) {
                takeAll(order, done);
                return Optional.of(order);
            }
            if (!byDegree && looks > THOROUGH * n) {
                goOnByDegree(order, done);
            }
            int pivot = queue.takeLeast();
            order[done] = pivot;
            eliminated += degree[pivot];
            eliminate(pivot);
        }
        return Optional.of(order);
    }

    private void goOnByDegree(int[] order, int done) {
        byDegree = true;
        boolean[] gone = new boolean[n];
        for (int k = 0; k < done; k++) {
            gone[order[k]] = true;
        }
        for (int i = 0; i < n; i++) {
            if (!gone[i]) {
                queue.update(i, key(i));
            }
        }
    }

    private void takeAll(int[] order, int done) {
        for (int k = done; k < n; k++) {
            order[k] = queue.takeLeast();
        }
    }

    private long countMissing(int i) {
        int[] around = neighbours[i];
        long joined = 0;
        mark(around, degree[i]);
        for (int k = 0; k < degree[i]; k++) {
            joined += countMarked(around[k]);
        }
        return (long) degree[i] * (degree[i] - 1) / 2 - joined / 2;
    }

    /** Marks these nodes, and no others. */
    private void mark(int[] nodes, int size) {
        stamp++;
        for (int k = 0; k < size; k++) {
            mark[nodes[k]] = stamp;
        }
    }

    private int countMarked(int i) {
        int[] around = neighbours[i];
        look(degree[i]);
        int count = 0;
        for (int k = 0; k < degree[i]; k++) {
            if (mark[around[k]] == stamp) {
                count++;
            }
        }
        return count;
    }

    private void look(int more) {
        looks += more;
        if (looks >= askAt) {
            askAt = looks + PATIENCE;
            stopped |= stop.getAsBoolean();
        }
    }

    /** Takes a node out of the graph and joins its neighbours. */
    private void eliminate(int pivot) {
        int[] clique = neighbours[pivot];
        int size = degree[pivot];
        changes = 0;
        takeOut(pivot, clique, size);
        if (byDegree || missing[pivot] > 0) {
            for (int k = 0; k < size - 1 && !stopped; k++) {
                join(clique[k], clique, k + 1, size);
            }
        }
        neighbours[pivot] = new int[0];
        for (int k = 0; k < changes; k++) {
            isChanged[changed[k]] = false;
            queue.update(changed[k], key(changed[k]));
        }
    }

    private void takeOut(int pivot, int[] clique, int size) {
        mark(clique, size);
        for (int k = 0; k < size; k++) {
            int i = clique[k];
            if (!byDegree) {
                // the pairs of the pivot and a neighbour of i that it is not joined with
                missing[i] -= degree[i] - 1 - countMarked(i);
            }
            remove(pivot, i);
            setChanged(i);
        }
        edges -= size;
    }

    private void remove(int node, int from) {
        int[] around = neighbours[from];
        int k = 0;
        while (around[k] != node) {
            k++;
        }
        around[k] = around[--degree[from]];
    }

    /** Joins a node with all others of a clique, of which it is the one before the first. */
    private void join(int i, int[] clique, int first, int size) {
        look(degree[i] + size);
        mark(neighbours[i], degree[i]);
        for (int k = first; k < size; k++) {
            int j = clique[k];
            if (mark[j] != stamp) {
                if (!byDegree) {
                    int common = meet(j);
                    missing[i] += degree[i] - common;
                    missing[j] += degree[j] - common;
                }
                add(i, j);
                add(j, i);
                mark[j] = stamp;
                edges++;
            }
        }
    }

    /** Counts the marked neighbours of a node that is joined with what they are neighbours of: each misses an edge less. */
    private int meet(int j) {
        int[] around = neighbours[j];
        look(degree[j]);
        int common = 0;
        for (int k = 0; k < degree[j]; k++) {
            int i = around[k];
            if (mark[i] == stamp) {
                missing[i]--;
                setChanged(i);
                common++;
            }
        }
        return common;
    }

    private void add(int node, int to) {
        if (degree[to] == neighbours[to].length) {
            neighbours[to] = Arrays.copyOf(neighbours[to], 2 * degree[to] + 2);
        }
        neighbours[to][degree[to]++] = node;
    }

    private void setChanged(int i) {
        if (!isChanged[i]) {
            isChanged[i] = true;
            changed[changes++] = i;
        }
    }

    private long key(int i) {
        return (byDegree ? 0 : missing[i] << 24) | Math.min(degree[i], (1 << 24) - 1);
    }
}
