package dev.opflow.sparse;

import java.util.Arrays;

/**
 * Factorises symmetric indefinite matrices of one {@link BlockPattern} as L D L' with 4x4 pivot blocks, in an order chosen once.
 * The pivots' signs give the matrix's inertia. Left-looking by block columns; see T. A. Davis, "Direct Methods for Sparse
 * Linear Systems", SIAM 2006, chapter 4. Not for use by several threads at once.
 */
public final class BlockLdl {
    private static final int BLOCK = BlockPattern.BLOCK;
    private static final int ENTRIES = BlockPattern.ENTRIES;
    private static final int NONE = -1;
    /** Pivots of an equilibrated matrix below this are round-off. */
    private static final double TINY = 1e-14;

    private final BlockPattern pattern;
    /** Added to the four diagonal entries of every scaled block. */
    private final double[] regularisation;

    private final SymbolicFactor symbolic;
    /** Per edge: its block's place in L, and whether it lies there transposed. */
    private final int[] edgeSlot;

    private final boolean[] edgeTransposed;
    private final double[] scale;
    /** Pivot blocks by elimination order; inverted after factorisation. */
    private final double[] pivots;
    /** L below its diagonal, and L D, by columns. */
    private final double[] lower;

    private final double[] lowerTimesPivot;
    private final int[] cursor;
    private final int[] updaterHead;
    private final int[] updaterNext;
    private final int[] slotOfRow;
    private final PivotBlock pivotBlock = new PivotBlock();
    private final double[] permuted;
    private int positive;
    private int negative;
    private int replaced;

    /** Chooses the order and finds the fill, for all matrices of this pattern. */
    public BlockLdl(BlockPattern pattern, double[] regularisation) {
        this.pattern = pattern;
        this.regularisation = regularisation.clone();
        int n = pattern.nodes();
        symbolic = SymbolicFactor.of(Adjacency.of(n, pattern.from(), pattern.to()));
        int blocks = symbolic.blocks();
        scale = new double[n * BLOCK];
        pivots = new double[n * ENTRIES];
        lower = new double[blocks * ENTRIES];
        lowerTimesPivot = new double[blocks * ENTRIES];
        cursor = new int[n];
        updaterHead = new int[n];
        updaterNext = new int[n];
        slotOfRow = new int[n];
        permuted = new double[n * BLOCK];
        edgeSlot = new int[pattern.edges()];
        edgeTransposed = new boolean[pattern.edges()];
        for (int e = 0; e < edgeSlot.length; e++) {
            int f = symbolic.place()[pattern.from()[e]];
            int t = symbolic.place()[pattern.to()[e]];
            edgeTransposed[e] = f < t;
            edgeSlot[e] = symbolic.slot(Math.max(f, t), Math.min(f, t));
        }
    }

    /** Blocks of L below its diagonal. */
    int fill() {
        return symbolic.blocks();
    }

    /** What rows and columns of the last matrix were multiplied with; not to be changed. */
    double[] scale() {
        return scale;
    }

    /** Positive eigenvalues of the last matrix. */
    int positive() {
        return positive;
    }

    /** Negative eigenvalues of the last matrix. */
    public int negative() {
        return negative;
    }

    /** Pivots of the last matrix that were round-off and had to be replaced; above 0 the matrix is singular in practice. */
    int replaced() {
        return replaced;
    }

    /**
     * Factorises a matrix; its inertia and the solves that follow refer to it.
     *
     * @param diagonal diagonal blocks, as {@link BlockPattern} lays them out; not changed
     * @param off blocks of the edges; not changed
     */
    public void factor(double[] diagonal, double[] off) {
        equilibrate(diagonal, off);
        load(diagonal, off);
        positive = 0;
        negative = 0;
        replaced = 0;
        Arrays.fill(updaterHead, NONE);
        int[] start = symbolic.start();
        for (int j = 0; j < pattern.nodes(); j++) {
            for (int p = start[j]; p < start[j + 1]; p++) {
                slotOfRow[symbolic.rows()[p]] = p;
            }
            int k = updaterHead[j];
            while (k != NONE) {
                int following = updaterNext[k];
                update(j, k);
                k = following;
            }
            finishColumn(j);
        }
    }

    /** Subtracts what column k of L contributes to column j. */
    private void update(int j, int k) {
        int first = cursor[k];
        int end = symbolic.start()[k + 1];
        int[] rows = symbolic.rows();
        subtractProduct(pivots, j * ENTRIES, lower, first * ENTRIES, lowerTimesPivot, first * ENTRIES);
        for (int p = first + 1; p < end; p++) {
            subtractProduct(lower, slotOfRow[rows[p]] * ENTRIES, lower, p * ENTRIES, lowerTimesPivot, first * ENTRIES);
        }
        cursor[k] = first + 1;
        if (first + 1 < end) {
            int row = rows[first + 1];
            updaterNext[k] = updaterHead[row];
            updaterHead[row] = k;
        }
    }

    private void finishColumn(int j) {
        pivotBlock.invert(pivots, j * ENTRIES, TINY);
        positive += pivotBlock.positive();
        negative += pivotBlock.negative();
        replaced += pivotBlock.replaced();
        int begin = symbolic.start()[j];
        int end = symbolic.start()[j + 1];
        System.arraycopy(lower, begin * ENTRIES, lowerTimesPivot, begin * ENTRIES, (end - begin) * ENTRIES);
        for (int p = begin; p < end; p++) {
            multiplyByPivot(lower, lowerTimesPivot, p * ENTRIES, pivots, j * ENTRIES);
        }
        cursor[j] = begin;
        if (begin < end) {
            int row = symbolic.rows()[begin];
            updaterNext[j] = updaterHead[row];
            updaterHead[row] = j;
        }
    }

    /** C -= A B', 4x4 blocks row by row. */
    private static void subtractProduct(double[] c, int co, double[] a, int ao, double[] b, int bo) {
        double b00 = b[bo], b01 = b[bo + 1], b02 = b[bo + 2], b03 = b[bo + 3];
        double b10 = b[bo + 4], b11 = b[bo + 5], b12 = b[bo + 6], b13 = b[bo + 7];
        double b20 = b[bo + 8], b21 = b[bo + 9], b22 = b[bo + 10], b23 = b[bo + 11];
        double b30 = b[bo + 12], b31 = b[bo + 13], b32 = b[bo + 14], b33 = b[bo + 15];
        for (int r = 0; r < ENTRIES; r += BLOCK) {
            double a0 = a[ao + r];
            double a1 = a[ao + r + 1];
            double a2 = a[ao + r + 2];
            double a3 = a[ao + r + 3];
            c[co + r] -= a0 * b00 + a1 * b01 + a2 * b02 + a3 * b03;
            c[co + r + 1] -= a0 * b10 + a1 * b11 + a2 * b12 + a3 * b13;
            c[co + r + 2] -= a0 * b20 + a1 * b21 + a2 * b22 + a3 * b23;
            c[co + r + 3] -= a0 * b30 + a1 * b31 + a2 * b32 + a3 * b33;
        }
    }

    /** L = C P with a symmetric P, at the same place of two arrays. */
    private static void multiplyByPivot(double[] l, double[] c, int at, double[] p, int po) {
        for (int r = at; r < at + ENTRIES; r += BLOCK) {
            double c0 = c[r];
            double c1 = c[r + 1];
            double c2 = c[r + 2];
            double c3 = c[r + 3];
            l[r] = c0 * p[po] + c1 * p[po + 1] + c2 * p[po + 2] + c3 * p[po + 3];
            l[r + 1] = c0 * p[po + 4] + c1 * p[po + 5] + c2 * p[po + 6] + c3 * p[po + 7];
            l[r + 2] = c0 * p[po + 8] + c1 * p[po + 9] + c2 * p[po + 10] + c3 * p[po + 11];
            l[r + 3] = c0 * p[po + 12] + c1 * p[po + 13] + c2 * p[po + 14] + c3 * p[po + 15];
        }
    }

    /** Two rounds of scaling rows and columns by the square root of their largest entry, after Ruiz. */
    private void equilibrate(double[] diagonal, double[] off) {
        Arrays.fill(scale, 1);
        for (int round = 0; round < 2; round++) {
            Arrays.fill(permuted, 0);
            for (int i = 0; i < pattern.nodes(); i++) {
                largestOfRows(diagonal, i * ENTRIES, i * BLOCK, i * BLOCK);
            }
            for (int e = 0; e < pattern.edges(); e++) {
                largestOfRows(off, e * ENTRIES, pattern.from()[e] * BLOCK, pattern.to()[e] * BLOCK);
            }
            for (int i = 0; i < scale.length; i++) {
                if (permuted[i] > 0) {
                    scale[i] /= Math.sqrt(permuted[i]);
                }
            }
        }
    }

    private void largestOfRows(double[] a, int at, int row, int column) {
        for (int r = 0; r < BLOCK; r++) {
            for (int c = 0; c < BLOCK; c++) {
                double value = Math.abs(a[at + BLOCK * r + c]) * scale[row + r] * scale[column + c];
                permuted[row + r] = Math.max(permuted[row + r], value);
                permuted[column + c] = Math.max(permuted[column + c], value);
            }
        }
    }

    private void load(double[] diagonal, double[] off) {
        Arrays.fill(lower, 0);
        for (int i = 0; i < pattern.nodes(); i++) {
            int to = symbolic.place()[i] * ENTRIES;
            for (int r = 0; r < BLOCK; r++) {
                for (int c = 0; c < BLOCK; c++) {
                    pivots[to + BLOCK * r + c] =
                            diagonal[i * ENTRIES + BLOCK * r + c] * scale[i * BLOCK + r] * scale[i * BLOCK + c];
                }
                pivots[to + 5 * r] += regularisation[r];
            }
        }
        for (int e = 0; e < pattern.edges(); e++) {
            int f = pattern.from()[e] * BLOCK;
            int t = pattern.to()[e] * BLOCK;
            int to = edgeSlot[e] * ENTRIES;
            for (int r = 0; r < BLOCK; r++) {
                for (int c = 0; c < BLOCK; c++) {
                    double value = off[e * ENTRIES + BLOCK * r + c] * scale[f + r] * scale[t + c];
                    lower[edgeTransposed[e] ? to + BLOCK * c + r : to + BLOCK * r + c] = value;
                }
            }
        }
    }

    /**
     * Solves A x = b with the last factorised matrix.
     *
     * @param b 4 per node; not changed
     * @param x 4 per node; overwritten; may be b itself
     */
    public void solve(double[] b, double[] x) {
        int n = pattern.nodes();
        int[] place = symbolic.place();
        for (int i = 0; i < n; i++) {
            for (int r = 0; r < BLOCK; r++) {
                permuted[place[i] * BLOCK + r] = b[i * BLOCK + r] * scale[i * BLOCK + r];
            }
        }
        forward(permuted);
        byPivots(permuted);
        backward(permuted);
        for (int i = 0; i < n; i++) {
            for (int r = 0; r < BLOCK; r++) {
                x[i * BLOCK + r] = permuted[place[i] * BLOCK + r] * scale[i * BLOCK + r];
            }
        }
    }

    private void forward(double[] y) {
        int[] rows = symbolic.rows();
        for (int j = 0; j < pattern.nodes(); j++) {
            double y0 = y[BLOCK * j];
            double y1 = y[BLOCK * j + 1];
            double y2 = y[BLOCK * j + 2];
            double y3 = y[BLOCK * j + 3];
            for (int p = symbolic.start()[j]; p < symbolic.start()[j + 1]; p++) {
                int i = rows[p] * BLOCK;
                int k = p * ENTRIES;
                y[i] -= lower[k] * y0 + lower[k + 1] * y1 + lower[k + 2] * y2 + lower[k + 3] * y3;
                y[i + 1] -= lower[k + 4] * y0 + lower[k + 5] * y1 + lower[k + 6] * y2 + lower[k + 7] * y3;
                y[i + 2] -= lower[k + 8] * y0 + lower[k + 9] * y1 + lower[k + 10] * y2 + lower[k + 11] * y3;
                y[i + 3] -= lower[k + 12] * y0 + lower[k + 13] * y1 + lower[k + 14] * y2 + lower[k + 15] * y3;
            }
        }
    }

    private void byPivots(double[] y) {
        for (int j = 0; j < pattern.nodes(); j++) {
            int v = BLOCK * j;
            int k = ENTRIES * j;
            double y0 = y[v];
            double y1 = y[v + 1];
            double y2 = y[v + 2];
            double y3 = y[v + 3];
            for (int r = 0; r < BLOCK; r++) {
                int q = k + BLOCK * r;
                y[v + r] = pivots[q] * y0 + pivots[q + 1] * y1 + pivots[q + 2] * y2 + pivots[q + 3] * y3;
            }
        }
    }

    private void backward(double[] y) {
        int[] rows = symbolic.rows();
        for (int j = pattern.nodes() - 1; j >= 0; j--) {
            double s0 = y[BLOCK * j];
            double s1 = y[BLOCK * j + 1];
            double s2 = y[BLOCK * j + 2];
            double s3 = y[BLOCK * j + 3];
            for (int p = symbolic.start()[j]; p < symbolic.start()[j + 1]; p++) {
                int i = rows[p] * BLOCK;
                int k = p * ENTRIES;
                for (int r = 0; r < BLOCK; r++) {
                    double value = y[i + r];
                    s0 -= lower[k + BLOCK * r] * value;
                    s1 -= lower[k + BLOCK * r + 1] * value;
                    s2 -= lower[k + BLOCK * r + 2] * value;
                    s3 -= lower[k + BLOCK * r + 3] * value;
                }
            }
            y[BLOCK * j] = s0;
            y[BLOCK * j + 1] = s1;
            y[BLOCK * j + 2] = s2;
            y[BLOCK * j + 3] = s3;
        }
    }
}
