package dev.opflow.sparse;

/**
 * Where a symmetric matrix of 4x4 blocks is not zero: on its diagonal, and at the edges of a graph. Values of such a matrix
 * are two arrays: {@code diagonal}, 16 per node, and {@code off}, 16 per edge e, holding the block of rows {@code from[e]} and
 * columns {@code to[e]}; all blocks row by row.
 *
 * @param nodes number of block rows
 * @param from one end of each edge
 * @param to its other end; each pair of nodes occurs at most once, none is a loop
 */
public record BlockPattern(int nodes, int[] from, int[] to) {
    /** Rows of a block. */
    public static final int BLOCK = 4;
    /** Entries of a block. */
    public static final int ENTRIES = BLOCK * BLOCK;

    /** Number of edges. */
    public int edges() {
        return from.length;
    }

    /**
     * y = A x.
     *
     * @param diagonal diagonal blocks
     * @param off blocks of the edges
     * @param x 4 per node
     * @param y 4 per node; overwritten
     */
    public void multiply(double[] diagonal, double[] off, double[] x, double[] y) {
        for (int i = 0; i < nodes; i++) {
            int a = i * ENTRIES;
            int v = i * BLOCK;
            for (int r = 0; r < BLOCK; r++) {
                int k = a + BLOCK * r;
                y[v + r] = diagonal[k] * x[v]
                        + diagonal[k + 1] * x[v + 1]
                        + diagonal[k + 2] * x[v + 2]
                        + diagonal[k + 3] * x[v + 3];
            }
        }
        for (int e = 0; e < from.length; e++) {
            multiplyEdge(off, e * ENTRIES, x, y, from[e] * BLOCK, to[e] * BLOCK);
        }
    }

    private static void multiplyEdge(double[] off, int a, double[] x, double[] y, int f, int t) {
        for (int r = 0; r < BLOCK; r++) {
            int k = a + BLOCK * r;
            y[f + r] += off[k] * x[t] + off[k + 1] * x[t + 1] + off[k + 2] * x[t + 2] + off[k + 3] * x[t + 3];
            y[t + r] += off[a + r] * x[f]
                    + off[a + 4 + r] * x[f + 1]
                    + off[a + 8 + r] * x[f + 2]
                    + off[a + 12 + r] * x[f + 3];
        }
    }
}
