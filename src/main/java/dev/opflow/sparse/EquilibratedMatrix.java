package dev.opflow.sparse;

import java.util.Arrays;

/**
 * A symmetric block matrix in its order of elimination, its rows and columns scaled alike so that the largest entry of each is
 * about one: two rounds of D. Ruiz, "A scaling algorithm to equilibrate both rows and columns norms in matrices", RAL-TR-2001-034.
 * Vectors are ordered and scaled to go with it.
 */
final class EquilibratedMatrix {
    private static final int BLOCK = BlockPattern.BLOCK;
    private static final int ENTRIES = BlockPattern.ENTRIES;
    private static final int ROUNDS = 2;

    private final SymbolicFactor symbolic;
    /** Per node, not by place. */
    private final double[] scale;
    /** By place. */
    private final double[] diagonal;
    /** Below the diagonal, by columns, in the order of {@link SymbolicFactor#edges}. */
    private final double[] lower;

    private final int[] rowOf;
    /** By place: the bits of each row's largest entry, and what the row is multiplied with. */
    private final long[] largest;

    private final double[] factor;

    EquilibratedMatrix(SymbolicFactor symbolic) {
        this.symbolic = symbolic;
        int n = symbolic.pattern().nodes();
        int[] edges = symbolic.edges();
        scale = new double[n * BLOCK];
        diagonal = new double[n * ENTRIES];
        lower = new double[edges.length * ENTRIES];
        largest = new long[n * BLOCK];
        factor = new double[n * BLOCK];
        rowOf = new int[edges.length];
        for (int q = 0; q < edges.length; q++) {
            rowOf[q] = symbolic.rows()[symbolic.slotOfEdge(edges[q])];
        }
    }

    /** What rows and columns were multiplied with, by node; not to be changed. */
    double[] scale() {
        return scale;
    }

    double[] diagonal() {
        return diagonal;
    }

    double[] lower() {
        return lower;
    }

    /** Takes over a matrix, laid out as {@link BlockPattern} says. */
    void set(double[] newDiagonal, double[] newOff) {
        int[] order = symbolic.order();
        for (int j = 0; j < order.length; j++) {
            System.arraycopy(newDiagonal, order[j] * ENTRIES, diagonal, j * ENTRIES, ENTRIES);
        }
        int[] edges = symbolic.edges();
        for (int q = 0; q < edges.length; q++) {
            int from = edges[q] * ENTRIES;
            if (symbolic.isTransposed(edges[q])) {
                BlockProducts.copyTransposed(newOff, from, lower, q * ENTRIES);
            } else {
                System.arraycopy(newOff, from, lower, q * ENTRIES, ENTRIES);
            }
        }
        Arrays.fill(factor, 1);
        for (int round = 0; round < ROUNDS; round++) {
            findLargest();
            for (int k = 0; k < factor.length; k++) {
                double value = factor[k] * Double.longBitsToDouble(largest[k]);
                factor[k] *= value > 0 ? 1 / Math.sqrt(value) : 1;
            }
        }
        applyFactor();
    }

    /** Finds the largest entry of each row as scaled by the present factors, but for the row's own. */
    private void findLargest() {
        Arrays.fill(largest, 0);
        for (int j = 0; j < symbolic.order().length; j++) {
            largestOfRows(diagonal, j * ENTRIES, j * BLOCK, j * BLOCK);
            for (int q = symbolic.edgeStart()[j]; q < symbolic.edgeStart()[j + 1]; q++) {
                largestOfRows(lower, q * ENTRIES, rowOf[q] * BLOCK, j * BLOCK);
                largestOfColumns(lower, q * ENTRIES, rowOf[q] * BLOCK, j * BLOCK);
            }
        }
    }

    private void largestOfRows(double[] a, int at, int row, int column) {
        double c0 = factor[column], c1 = factor[column + 1], c2 = factor[column + 2], c3 = factor[column + 3];
        for (int r = 0; r < BLOCK; r++) {
            int k = at + BLOCK * r;
            largest[row + r] =
                    Math.max(largest[row + r], largest(a[k] * c0, a[k + 1] * c1, a[k + 2] * c2, a[k + 3] * c3));
        }
    }

    private void largestOfColumns(double[] a, int at, int row, int column) {
        double r0 = factor[row], r1 = factor[row + 1], r2 = factor[row + 2], r3 = factor[row + 3];
        for (int c = 0; c < BLOCK; c++) {
            int k = at + c;
            largest[column + c] =
                    Math.max(largest[column + c], largest(a[k] * r0, a[k + 4] * r1, a[k + 8] * r2, a[k + 12] * r3));
        }
    }

    private static long largest(double a, double b, double c, double d) {
        return Math.max(Math.max(magnitude(a), magnitude(b)), Math.max(magnitude(c), magnitude(d)));
    }

    /** Bits of |a|: they compare as the numbers do, and a processor is faster at it. */
    private static long magnitude(double a) {
        return Double.doubleToRawLongBits(a) & Long.MAX_VALUE;
    }

    private void applyFactor() {
        int[] order = symbolic.order();
        for (int j = 0; j < order.length; j++) {
            for (int r = 0; r < BLOCK; r++) {
                scale[order[j] * BLOCK + r] = factor[j * BLOCK + r];
            }
            BlockProducts.scale(diagonal, j * ENTRIES, factor, j * BLOCK, j * BLOCK);
            for (int q = symbolic.edgeStart()[j]; q < symbolic.edgeStart()[j + 1]; q++) {
                BlockProducts.scale(lower, q * ENTRIES, factor, rowOf[q] * BLOCK, j * BLOCK);
            }
        }
    }

    /** y = A x, both ordered and scaled. */
    void multiply(double[] x, double[] y) {
        for (int j = 0; j < symbolic.order().length; j++) {
            BlockProducts.multiply(diagonal, j * ENTRIES, x, y, j * BLOCK);
        }
        for (int j = 0; j < symbolic.order().length; j++) {
            for (int q = symbolic.edgeStart()[j]; q < symbolic.edgeStart()[j + 1]; q++) {
                BlockProducts.addBoth(lower, q * ENTRIES, x, y, rowOf[q] * BLOCK, j * BLOCK);
            }
        }
    }

    /** Orders and scales a right-hand side, which is 4 per node. */
    void enter(double[] b, double[] ordered) {
        int[] order = symbolic.order();
        for (int j = 0; j < order.length; j++) {
            for (int r = 0; r < BLOCK; r++) {
                ordered[j * BLOCK + r] = b[order[j] * BLOCK + r] * scale[order[j] * BLOCK + r];
            }
        }
    }

    /** Takes order and scale out of a solution, which is then 4 per node. */
    void leave(double[] ordered, double[] x) {
        int[] order = symbolic.order();
        for (int j = 0; j < order.length; j++) {
            for (int r = 0; r < BLOCK; r++) {
                x[order[j] * BLOCK + r] = ordered[j * BLOCK + r] * scale[order[j] * BLOCK + r];
            }
        }
    }
}
