package dev.opflow.sparse;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Fill-reducing elimination order by approximate minimum degree on a quotient graph, after Amestoy, Davis and Duff, "An
 * approximate minimum degree ordering algorithm", SIAM J. Matrix Anal. Appl. 17 (1996). An eliminated node lives on as an
 * element: the clique of its remaining neighbours, kept as one list. Nodes that become indistinguishable are eliminated
 * together.
 */
final class MinimumDegree {
    private static final int NONE = DegreeLists.NONE;

    private final int n;
    /** Per node: the neighbours that are nodes; per element: its nodes. Shrunk in place, never grown. */
    private final int[][] nodes;
    /** Per node: the elements it belongs to. */
    private final int[][] elements;

    private final int[] nodeCount;
    private final int[] elementCount;
    /** Nodes a supernode stands for; 0 for one that was absorbed or eliminated. */
    private final int[] weight;

    private final DegreeLists lists;
    private final boolean[] isElement;
    /** Per element: |element \ pivot| with stamp arithmetic, for the approximate degree. */
    private final int[] outside;

    private final int[] outsideStamp;
    private final int[] mark;
    private int stamp;
    /** Nodes absorbed into a supernode, as linked lists. */
    private final int[] absorbedNext;

    private final int[] absorbedLast;

    private MinimumDegree(Adjacency graph) {
        n = graph.nodes();
        nodes = new int[n][];
        elements = new int[n][];
        nodeCount = new int[n];
        elementCount = new int[n];
        weight = new int[n];
        lists = new DegreeLists(n);
        isElement = new boolean[n];
        outside = new int[n];
        outsideStamp = new int[n];
        mark = new int[n];
        absorbedNext = DegreeLists.filled(n);
        absorbedLast = new int[n];
        for (int i = 0; i < n; i++) {
            nodes[i] = Arrays.copyOfRange(graph.neighbours(), graph.start()[i], graph.start()[i + 1]);
            nodeCount[i] = nodes[i].length;
            elements[i] = new int[Math.min(4, nodeCount[i])];
            weight[i] = 1;
            lists.setDegree(i, nodeCount[i]);
            absorbedLast[i] = i;
        }
    }

    /**
     * The nodes in the order of their elimination.
     *
     * @param stop whether to give up; asked once a pivot
     * @return empty where it was given up
     */
    static Optional<int[]> order(Adjacency graph, BooleanSupplier stop) {
        return new MinimumDegree(graph).run(stop);
    }

    private Optional<int[]> run(BooleanSupplier stop) {
        for (int i = 0; i < n; i++) {
            lists.add(i);
        }
        int[] order = new int[n];
        int done = 0;
        while (done < n) {
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            int pivot = lists.takeLeast();
            int[] clique = eliminate(pivot);
            for (int i = pivot; i != NONE; i = absorbedNext[i]) {
                order[done++] = i;
            }
            weight[pivot] = 0;
            update(pivot, clique, n - done);
        }
        return Optional.of(order);
    }

    /** Turns the pivot into an element: the union of its node neighbours and of its elements, which it absorbs. */
    private int[] eliminate(int pivot) {
        int bound = nodeCount[pivot];
        for (int k = 0; k < elementCount[pivot]; k++) {
            bound += nodeCount[elements[pivot][k]];
        }
        int[] clique = new int[bound];
        int size = 0;
        int seen = ++stamp;
        mark[pivot] = seen;
        for (int k = 0; k < nodeCount[pivot]; k++) {
            int i = nodes[pivot][k];
            if (weight[i] > 0 && mark[i] != seen) {
                mark[i] = seen;
                clique[size++] = i;
            }
        }
        for (int k = 0; k < elementCount[pivot]; k++) {
            int e = elements[pivot][k];
            for (int q = 0; q < nodeCount[e]; q++) {
                int i = nodes[e][q];
                if (weight[i] > 0 && mark[i] != seen) {
                    mark[i] = seen;
                    clique[size++] = i;
                }
            }
            isElement[e] = false;
            nodes[e] = new int[0];
            nodeCount[e] = 0;
        }
        isElement[pivot] = true;
        clique = Arrays.copyOf(clique, size);
        nodes[pivot] = clique;
        nodeCount[pivot] = size;
        elements[pivot] = new int[0];
        elementCount[pivot] = 0;
        return clique;
    }

    private void update(int pivot, int[] clique, int remaining) {
        int inClique = stamp;
        int cliqueWeight = 0;
        for (int i : clique) {
            lists.remove(i);
            cliqueWeight += weight[i];
            countOutside(i, inClique);
        }
        for (int i : clique) {
            prune(i, pivot, inClique);
            lists.setDegree(i, approximateDegree(i, cliqueWeight, remaining));
        }
        mergeIndistinguishable(clique);
        int kept = 0;
        for (int i : clique) {
            if (weight[i] > 0) {
                clique[kept++] = i;
                lists.add(i);
            }
        }
        nodeCount[pivot] = kept;
    }

    /** For each element of a clique node: the weight of its nodes that are outside the clique. */
    private void countOutside(int i, int inClique) {
        for (int k = 0; k < elementCount[i]; k++) {
            int e = elements[i][k];
            if (!isElement[e]) {
                continue;
            }
            if (outsideStamp[e] != inClique) {
                outsideStamp[e] = inClique;
                int total = 0;
                for (int q = 0; q < nodeCount[e]; q++) {
                    total += weight[nodes[e][q]];
                }
                outside[e] = total;
            }
            outside[e] -= weight[i];
        }
    }

    /** Drops what the new element covers from a clique node's lists, and adds the element. */
    private void prune(int i, int pivot, int inClique) {
        int kept = 0;
        for (int k = 0; k < elementCount[i]; k++) {
            int e = elements[i][k];
            if (isElement[e] && outside[e] > 0) {
                elements[i][kept++] = e;
            }
        }
        if (kept == elements[i].length) {
            elements[i] = Arrays.copyOf(elements[i], kept + 4);
        }
        elements[i][kept++] = pivot;
        elementCount[i] = kept;
        kept = 0;
        for (int k = 0; k < nodeCount[i]; k++) {
            int j = nodes[i][k];
            if (weight[j] > 0 && mark[j] != inClique) {
                nodes[i][kept++] = j;
            }
        }
        nodeCount[i] = kept;
    }

    private int approximateDegree(int i, int cliqueWeight, int remaining) {
        int own = cliqueWeight - weight[i];
        int sum = own;
        for (int k = 0; k < elementCount[i] - 1; k++) {
            sum += outside[elements[i][k]];
        }
        for (int k = 0; k < nodeCount[i]; k++) {
            sum += weight[nodes[i][k]];
        }
        return Math.max(0, Math.min(Math.min(remaining - weight[i], lists.degree(i) + own), sum));
    }

    /** Nodes of the clique with the same neighbours are eliminated together from now on. */
    private void mergeIndistinguishable(int[] clique) {
        long[] keyed = new long[clique.length];
        for (int c = 0; c < clique.length; c++) {
            keyed[c] = ((long) hash(clique[c]) << 32) | clique[c];
        }
        Arrays.sort(keyed);
        for (int a = 0; a < keyed.length; a++) {
            int i = (int) keyed[a];
            if (weight[i] == 0) {
                continue;
            }
            boolean marked = false;
            for (int b = a + 1; b < keyed.length && keyed[b] >> 32 == keyed[a] >> 32; b++) {
                int j = (int) keyed[b];
                if (weight[j] == 0 || nodeCount[i] != nodeCount[j] || elementCount[i] != elementCount[j]) {
                    continue;
                }
                if (!marked) {
                    markNeighbours(i);
                    marked = true;
                }
                if (hasMarkedNeighboursOnly(j)) {
                    absorb(i, j);
                }
            }
        }
    }

    private int hash(int i) {
        int sum = 0;
        for (int k = 0; k < nodeCount[i]; k++) {
            sum += nodes[i][k];
        }
        for (int k = 0; k < elementCount[i]; k++) {
            sum += elements[i][k];
        }
        return sum & Integer.MAX_VALUE;
    }

    private void markNeighbours(int i) {
        stamp++;
        for (int k = 0; k < nodeCount[i]; k++) {
            mark[nodes[i][k]] = stamp;
        }
        for (int k = 0; k < elementCount[i]; k++) {
            mark[elements[i][k]] = stamp;
        }
    }

    private boolean hasMarkedNeighboursOnly(int j) {
        for (int k = 0; k < nodeCount[j]; k++) {
            if (mark[nodes[j][k]] != stamp) {
                return false;
            }
        }
        for (int k = 0; k < elementCount[j]; k++) {
            if (mark[elements[j][k]] != stamp) {
                return false;
            }
        }
        return true;
    }

    private void absorb(int i, int j) {
        lists.setDegree(i, lists.degree(i) - weight[j]);
        weight[i] += weight[j];
        weight[j] = 0;
        absorbedNext[absorbedLast[i]] = j;
        absorbedLast[i] = absorbedLast[j];
    }
}
