package dev.opflow.sparse;

/**
 * An undirected graph without loops or repeated edges, as compressed neighbour lists: the neighbours of node i are
 * {@code neighbours[start[i]]} to {@code neighbours[start[i + 1] - 1]}.
 *
 * @param start n + 1 positions
 * @param neighbours every edge twice, once from each end
 */
record Adjacency(int[] start, int[] neighbours) {

    int nodes() {
        return start.length - 1;
    }

    /**
     * The graph of these edges.
     *
     * @throws IllegalArgumentException for a loop
     */
    static Adjacency of(int nodes, int[] from, int[] to) {
        int[] start = new int[nodes + 1];
        for (int e = 0; e < from.length; e++) {
            if (from[e] == to[e]) {
                throw new IllegalArgumentException("edge " + e + " is a loop at node " + from[e]);
            }
            start[from[e] + 1]++;
            start[to[e] + 1]++;
        }
        for (int i = 0; i < nodes; i++) {
            start[i + 1] += start[i];
        }
        int[] next = start.clone();
        int[] neighbours = new int[2 * from.length];
        for (int e = 0; e < from.length; e++) {
            neighbours[next[from[e]]++] = to[e];
            neighbours[next[to[e]]++] = from[e];
        }
        return new Adjacency(start, neighbours);
    }
}
