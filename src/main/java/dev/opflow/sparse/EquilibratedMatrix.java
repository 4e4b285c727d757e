package dev.opflow.sparse;

import java.util.Arrays;

/**
 * A symmetric block matrix in its order of elimination, its rows and columns scaled alike by the roots of the sums of their
 * magnitudes: one round of the balancing in the 1-norm of P. A. Knight, D. Ruiz and B. Ucar, "A symmetry preserving algorithm for
 * matrix scaling", SIAM J. Matrix Anal. Appl. 35 (2014). Vectors are ordered and scaled to go with it.
 */
final class EquilibratedMatrix {
    private static final int BLOCK = BlockPattern.BLOCK;
    private static final int ENTRIES = BlockPattern.ENTRIES;

    private final SymbolicFactor symbolic;
    /** Per node, not by place. */
    private final double[] scale;
    /** By place. */
    private final double[] diagonal;
    /** Below the diagonal, by columns, in the order of {@link SymbolicFactor#edges}. */
    private final double[] lower;

    private final int[] rowOf;
    /** By place: what each row is multiplied with. */
    private final double[] factor;

    EquilibratedMatrix(SymbolicFactor symbolic) {
        this.symbolic = symbolic;
        int n = symbolic.pattern().nodes();
        int[] edges = symbolic.edges();
        scale = new double[n * BLOCK];
        diagonal = new double[n * ENTRIES];
        lower = new double[edges.length * ENTRIES];
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
        setFactor();
        applyFactor();
    }

    /** No entry is larger than 1 then, as none is larger than the sum of its row or of its column. */
    private void setFactor() {
        Arrays.fill(factor, 0);
        for (int j = 0; j < symbolic.order().length; j++) {
            addRows(diagonal, j * ENTRIES, j * BLOCK);
            for (int q = symbolic.edgeStart()[j]; q < symbolic.edgeStart()[j + 1]; q++) {
                addRows(lower, q * ENTRIES, rowOf[q] * BLOCK);
                addColumns(lower, q * ENTRIES, j * BLOCK);
            }
        }
        for (int k = 0; k < factor.length; k++) {
            factor[k] = factor[k] > 0 ? 1 / Math.sqrt(factor[k]) : 1;
        }
    }

    private void addRows(double[] a, int at, int row) {
        for (int r = 0; r < BLOCK; r++) {
            int k = at + BLOCK * r;
            factor[row + r] += (Math.abs(a[k]) + Math.abs(a[k + 1])) + (Math.abs(a[k + 2]) + Math.abs(a[k + 3]));
        }
    }

    private void addColumns(double[] a, int at, int column) {
        for (int c = 0; c < BLOCK; c++) {
            int k = at + c;
            factor[column + c] += (Math.abs(a[k]) + Math.abs(a[k + 4])) + (Math.abs(a[k + 8]) + Math.abs(a[k + 12]));
        }
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
