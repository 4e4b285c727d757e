package dev.opflow.engine.interior;

import dev.opflow.sparse.BlockPattern;
import java.util.Arrays;

/** Takes fixed angles and magnitudes out of the matrix of the bus graph: their rows and columns become the identity's. */
final class FixedRows {
    private static final int ENTRIES = BlockPattern.ENTRIES;

    private final boolean[] fixed;
    private final int nb;
    private final int[] nodes;
    /** Edges at a fixed node. */
    private final int[] edges;

    private final int[] from;
    private final int[] to;

    FixedRows(BlockPattern graph, Bounds bounds) {
        fixed = bounds.fixed();
        nb = graph.nodes();
        from = graph.from();
        to = graph.to();
        int[] some = new int[nb];
        int count = 0;
        for (int i = 0; i < nb; i++) {
            if (isFixed(i)) {
                some[count++] = i;
            }
        }
        nodes = Arrays.copyOf(some, count);
        some = new int[graph.edges()];
        count = 0;
        for (int e = 0; e < some.length; e++) {
            if (isFixed(from[e]) || isFixed(to[e])) {
                some[count++] = e;
            }
        }
        edges = Arrays.copyOf(some, count);
    }

    private boolean isFixed(int node) {
        return fixed[node] || fixed[nb + node];
    }

    /** Sets rows and columns of fixed variables to zero. */
    void clear(double[] diagonal, double[] off) {
        for (int i : nodes) {
            for (int r = 0; r < 2; r++) {
                if (fixed[r * nb + i]) {
                    for (int k = 0; k < 4; k++) {
                        diagonal[ENTRIES * i + 4 * r + k] = 0;
                        diagonal[ENTRIES * i + 4 * k + r] = 0;
                    }
                }
            }
        }
        for (int e : edges) {
            for (int r = 0; r < 2; r++) {
                for (int k = 0; k < 4; k++) {
                    if (fixed[r * nb + from[e]]) {
                        off[ENTRIES * e + 4 * r + k] = 0;
                    }
                    if (fixed[r * nb + to[e]]) {
                        off[ENTRIES * e + 4 * k + r] = 0;
                    }
                }
            }
        }
    }

    /** Sets the diagonal of fixed variables to one. */
    void setOnes(double[] diagonal) {
        for (int i : nodes) {
            for (int r = 0; r < 2; r++) {
                if (fixed[r * nb + i]) {
                    diagonal[ENTRIES * i + 5 * r] = 1;
                }
            }
        }
    }
}
