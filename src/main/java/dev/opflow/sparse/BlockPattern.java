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
}
