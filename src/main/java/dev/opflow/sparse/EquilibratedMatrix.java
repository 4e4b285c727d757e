package dev.opflow.sparse;

import java.util.Arrays;

/**
 * A symmetric block matrix, its rows and columns scaled alike by the roots of the sums of their magnitudes: two rounds of
 * the balancing in the 1-norm of P. A. Knight, D. Ruiz and B. Ucar, "A symmetry preserving algorithm for matrix scaling", SIAM J.
 * Matrix Anal. Appl. 35 (2014). The scaled matrix is stored nowhere: the one that was given is scaled wherever it is read.
 */
final class EquilibratedMatrix {
    private static final int BLOCK = BlockPattern.BLOCK;
    private static final int ENTRIES = BlockPattern.ENTRIES;
    private static final int ROUNDS = 2;

    private final BlockPattern pattern;
    private final double[] scale;
    /** A vector, scaled; sums of rows while the scale is looked for. */
    private final double[] scaled;

    private double[] diagonal = {};
    private double[] off = {};

    EquilibratedMatrix(BlockPattern pattern) {
        this.pattern = pattern;
        scale = new double[pattern.nodes() * BLOCK];
        scaled = new double[scale.length];
    }

    /** What rows and columns are multiplied with; not to be changed. */
    double[] scale() {
        return scale;
    }

    /**
     * Takes a matrix, laid out as {@link BlockPattern} says, which is read from then on. A round brings rows and columns near 1 that are
     * far from it by different powers of ten.
     */
    void set(double[] newDiagonal, double[] newOff) {
        diagonal = newDiagonal;
        off = newOff;
        Arrays.fill(scale, 1);
        for (int round = 0; round < ROUNDS; round++) {
            sumRows();
            for (int k = 0; k < scale.length; k++) {
                double sum = scale[k] * scaled[k];
                scale[k] *= sum > 0 ? 1 / Math.sqrt(sum) : 1;
            }
        }
    }

    /** Sums the magnitudes of each row as scaled so far, but for the row's own scale. */
    private void sumRows() {
        Arrays.fill(scaled, 0);
        for (int i = 0; i < pattern.nodes(); i++) {
            addRows(diagonal, i * ENTRIES, i * BLOCK, i * BLOCK);
        }
        for (int e = 0; e < pattern.edges(); e++) {
            int from = pattern.from()[e] * BLOCK;
            int to = pattern.to()[e] * BLOCK;
            addRows(off, e * ENTRIES, from, to);
            addColumns(off, e * ENTRIES, from, to);
        }
    }

    private void addRows(double[] a, int at, int row, int column) {
        double c0 = scale[column], c1 = scale[column + 1], c2 = scale[column + 2], c3 = scale[column + 3];
        for (int r = 0; r < BLOCK; r++) {
            int k = at + BLOCK * r;
            scaled[row + r] += (Math.abs(a[k]) * c0 + Math.abs(a[k + 1]) * c1)
                    + (Math.abs(a[k + 2]) * c2 + Math.abs(a[k + 3]) * c3);
        }
    }

    private void addColumns(double[] a, int at, int row, int column) {
        double r0 = scale[row], r1 = scale[row + 1], r2 = scale[row + 2], r3 = scale[row + 3];
        for (int c = 0; c < BLOCK; c++) {
            int k = at + c;
            scaled[column + c] += (Math.abs(a[k]) * r0 + Math.abs(a[k + 4]) * r1)
                    + (Math.abs(a[k + 8]) * r2 + Math.abs(a[k + 12]) * r3);
        }
    }

    /** Copies the scaled diagonal block of a node. */
    void copyDiagonal(int node, double[] to, int at) {
        BlockProducts.copyScaled(diagonal, node * ENTRIES, scale, node * BLOCK, node * BLOCK, to, at);
    }

    /** Copies the scaled block of an edge. */
    void copyOff(int edge, double[] to, int at) {
        int row = pattern.from()[edge] * BLOCK;
        int column = pattern.to()[edge] * BLOCK;
        BlockProducts.copyScaled(off, edge * ENTRIES, scale, row, column, to, at);
    }

    /** Copies the scaled block of an edge, transposed. */
    void copyOffTransposed(int edge, double[] to, int at) {
        int row = pattern.from()[edge] * BLOCK;
        int column = pattern.to()[edge] * BLOCK;
        BlockProducts.copyScaledTransposed(off, edge * ENTRIES, scale, row, column, to, at);
    }

    /** y = A x with the scaled matrix. */
    void multiply(double[] x, double[] y) {
        scale(x, scaled);
        for (int i = 0; i < pattern.nodes(); i++) {
            BlockProducts.multiply(diagonal, i * ENTRIES, scaled, y, i * BLOCK);
        }
        for (int e = 0; e < pattern.edges(); e++) {
            BlockProducts.addBoth(off, e * ENTRIES, scaled, y, pattern.from()[e] * BLOCK, pattern.to()[e] * BLOCK);
        }
        scale(y, y);
    }

    /** Brings a right-hand side to the scaled matrix, or takes its solution back. */
    void scale(double[] from, double[] to) {
        for (int k = 0; k < scale.length; k++) {
            to[k] = from[k] * scale[k];
        }
    }
}
