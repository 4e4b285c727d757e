package dev.opflow.sparse;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Factorises symmetric indefinite matrices of one {@link BlockPattern} as L D L' with 4x4 pivot blocks, in an order chosen once.
 * The pivots' signs give the matrix's inertia. Left-looking by block columns; see T. A. Davis, "Direct Methods for Sparse
 * Linear Systems", SIAM 2006, chapter 4. Not for use by several threads at once.
 */
public final class BlockLdl {
    private static final int BLOCK = BlockPattern.BLOCK;
    private static final int ENTRIES = BlockPattern.ENTRIES;
    /** Bytes of memory for each block of L. */
    public static final int BYTES_PER_BLOCK = 2 * ENTRIES * Double.BYTES;

    private static final int NONE = -1;
    /** Pivots of an equilibrated matrix below this are round-off. */
    private static final double TINY = 1e-14;

    private final BlockPattern pattern;
    /** Added to the four diagonal entries of every scaled block, times a strength. */
    private final double[] regularisation;

    private final SymbolicFactor symbolic;
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

    /**
     * For all matrices of a pattern.
     *
     * @param symbolic the pattern and its order of elimination
     * @param regularisation added to the four diagonal entries of every scaled block, times a strength
     */
    public BlockLdl(SymbolicFactor symbolic, double[] regularisation) {
        this.symbolic = symbolic;
        this.regularisation = regularisation.clone();
        pattern = symbolic.pattern();
        int n = pattern.nodes();
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
     * @param strength what the regularisation is multiplied with
     * @param stop whether to give up; asked once a column
     * @return false where it was given up: there are no factors then
     */
    public boolean factor(double[] diagonal, double[] off, double strength, BooleanSupplier stop) {
        equilibrate(diagonal, off);
        load(diagonal, off, strength);
        positive = 0;
        negative = 0;
        replaced = 0;
        Arrays.fill(updaterHead, NONE);
        int[] start = symbolic.start();
        for (int j = 0; j < pattern.nodes(); j++) {
            if (stop.getAsBoolean()) {
                return false;
            }
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
        return true;
    }

    /** Subtracts what column k of L contributes to column j. */
    private void update(int j, int k) {
        int first = cursor[k];
        int end = symbolic.start()[k + 1];
        int[] rows = symbolic.rows();
        BlockProducts.subtractProduct(pivots, j * ENTRIES, lower, first * ENTRIES, lowerTimesPivot, first * ENTRIES);
        for (int p = first + 1; p < end; p++) {
            BlockProducts.subtractProduct(
                    lower, slotOfRow[rows[p]] * ENTRIES, lower, p * ENTRIES, lowerTimesPivot, first * ENTRIES);
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
            BlockProducts.multiplyByPivot(lower, lowerTimesPivot, p * ENTRIES, pivots, j * ENTRIES);
        }
        cursor[j] = begin;
        if (begin < end) {
            int row = symbolic.rows()[begin];
            updaterNext[j] = updaterHead[row];
            updaterHead[row] = j;
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

    private void load(double[] diagonal, double[] off, double strength) {
        Arrays.fill(lower, 0);
        for (int i = 0; i < pattern.nodes(); i++) {
            int to = symbolic.place()[i] * ENTRIES;
            for (int r = 0; r < BLOCK; r++) {
                for (int c = 0; c < BLOCK; c++) {
                    pivots[to + BLOCK * r + c] =
                            diagonal[i * ENTRIES + BLOCK * r + c] * scale[i * BLOCK + r] * scale[i * BLOCK + c];
                }
                pivots[to + 5 * r] += strength * regularisation[r];
            }
        }
        for (int e = 0; e < pattern.edges(); e++) {
            int f = pattern.from()[e] * BLOCK;
            int t = pattern.to()[e] * BLOCK;
            int to = symbolic.slotOfEdge(e) * ENTRIES;
            boolean transposed = symbolic.isTransposed(e);
            for (int r = 0; r < BLOCK; r++) {
                for (int c = 0; c < BLOCK; c++) {
                    double value = off[e * ENTRIES + BLOCK * r + c] * scale[f + r] * scale[t + c];
                    lower[transposed ? to + BLOCK * c + r : to + BLOCK * r + c] = value;
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
