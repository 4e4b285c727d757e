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
    public static final int BYTES_PER_BLOCK = ENTRIES * Double.BYTES;

    private static final int NONE = -1;
    /** Pivots of an equilibrated matrix below this are round-off. */
    private static final double TINY = 1e-14;

    /** Products of blocks between two questions whether to stop: well below a millisecond. */
    private static final int PATIENCE = 4096;

    /** Added to the four diagonal entries of every scaled block, times a strength. */
    private final double[] regularisation;

    private final SymbolicFactor symbolic;
    private final EquilibratedMatrix matrix;
    private final int n;
    /** Pivot blocks by elimination order; factorised by {@link PivotBlock}. */
    private final double[] pivots;
    /** L D below its diagonal, by columns. L itself, solved for with the pivots, is nowhere stored. */
    private final double[] lower;

    private final int[] cursor;
    private final int[] updaterHead;
    private final int[] updaterNext;
    private final int[] slotOfRow;
    private final PivotBlock pivotBlock = new PivotBlock();
    /** A block of L. */
    private final double[] block = new double[ENTRIES];

    private final double[] ordered;
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
        matrix = new EquilibratedMatrix(symbolic.pattern());
        n = symbolic.pattern().nodes();
        pivots = new double[n * ENTRIES];
        lower = new double[symbolic.blocks() * ENTRIES];
        cursor = new int[n];
        updaterHead = new int[n];
        updaterNext = new int[n];
        slotOfRow = new int[n];
        ordered = new double[n * BLOCK];
    }

    /** The matrix that was factorised last, without regularisation. */
    EquilibratedMatrix matrix() {
        return matrix;
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
     * @param diagonal diagonal blocks, as {@link BlockPattern} lays them out; read until the next matrix comes
     * @param off blocks of the edges; likewise
     * @param strength what the regularisation is multiplied with
     * @param stop whether to give up; asked at the beginning, and again and again
     * @return false where it was given up: there are no factors then
     */
    public boolean factor(double[] diagonal, double[] off, double strength, BooleanSupplier stop) {
        matrix.set(diagonal, off);
        positive = 0;
        negative = 0;
        replaced = 0;
        Arrays.fill(updaterHead, NONE);
        int work = PATIENCE;
        for (int j = 0; j < n; j++) {
            if (work >= PATIENCE) {
                work = 0;
                if (stop.getAsBoolean()) {
                    return false;
                }
            }
            loadColumn(j, strength);
            work += updateFromAll(j);
            finishColumn(j);
        }
        return true;
    }

    /** Begins with the matrix itself, regularised. */
    private void loadColumn(int j, double strength) {
        matrix.copyDiagonal(symbolic.order()[j], pivots, j * ENTRIES);
        for (int r = 0; r < BLOCK; r++) {
            pivots[j * ENTRIES + 5 * r] += strength * regularisation[r];
        }
        int[] start = symbolic.start();
        Arrays.fill(lower, start[j] * ENTRIES, start[j + 1] * ENTRIES, 0);
        int[] edges = symbolic.edges();
        for (int q = symbolic.edgeStart()[j]; q < symbolic.edgeStart()[j + 1]; q++) {
            int slot = symbolic.slotOfEdge(edges[q]) * ENTRIES;
            if (symbolic.isTransposed(edges[q])) {
                matrix.copyOffTransposed(edges[q], lower, slot);
            } else {
                matrix.copyOff(edges[q], lower, slot);
            }
        }
    }

    /** Subtracts from column j what all columns before contribute; answers how many products that took. */
    private int updateFromAll(int j) {
        int[] rows = symbolic.rows();
        for (int p = symbolic.start()[j]; p < symbolic.start()[j + 1]; p++) {
            slotOfRow[rows[p]] = p * ENTRIES;
        }
        int products = 1;
        int k = updaterHead[j];
        while (k != NONE) {
            int following = updaterNext[k];
            products += symbolic.start()[k + 1] - cursor[k];
            update(j, k);
            k = following;
        }
        return products;
    }

    /** Subtracts what column k contributes to column j: (L D)(i, k) L(j, k)' from each row i. */
    private void update(int j, int k) {
        int first = cursor[k];
        int end = symbolic.start()[k + 1];
        int[] rows = symbolic.rows();
        PivotBlock.solve(pivots, k * ENTRIES, lower, first * ENTRIES, block, 0, BLOCK);
        BlockProducts.subtractProduct(pivots, j * ENTRIES, lower, first * ENTRIES, block);
        for (int p = first + 1; p < end; p++) {
            BlockProducts.subtractProduct(lower, slotOfRow[rows[p]], lower, p * ENTRIES, block);
        }
        waitForNextRow(k, first + 1);
    }

    private void finishColumn(int j) {
        pivotBlock.factor(pivots, j * ENTRIES, TINY);
        positive += pivotBlock.positive();
        negative += pivotBlock.negative();
        replaced += pivotBlock.replaced();
        waitForNextRow(j, symbolic.start()[j]);
    }

    /** Column k updates the column of its next row, once that has its turn. */
    private void waitForNextRow(int k, int next) {
        cursor[k] = next;
        if (next < symbolic.start()[k + 1]) {
            int row = symbolic.rows()[next];
            updaterNext[k] = updaterHead[row];
            updaterHead[row] = k;
        }
    }

    /**
     * Solves A x = b with the last factorised matrix.
     *
     * @param b 4 per node; not changed
     * @param x 4 per node; overwritten; may be b itself
     */
    public void solve(double[] b, double[] x) {
        matrix.scale(b, x);
        solveScaled(x);
        matrix.scale(x, x);
    }

    /** Solves with the regularised {@link #matrix}; the right-hand side becomes the solution. */
    void solveScaled(double[] b) {
        int[] order = symbolic.order();
        for (int j = 0; j < n; j++) {
            System.arraycopy(b, order[j] * BLOCK, ordered, j * BLOCK, BLOCK);
        }
        solveOrdered(ordered);
        for (int j = 0; j < n; j++) {
            System.arraycopy(ordered, j * BLOCK, b, order[j] * BLOCK, BLOCK);
        }
    }

    private void solveOrdered(double[] y) {
        int[] rows = symbolic.rows();
        int[] start = symbolic.start();
        for (int j = 0; j < n; j++) {
            PivotBlock.solve(pivots, j * ENTRIES, y, j * BLOCK, y, j * BLOCK, 1);
            BlockProducts.subtractColumn(lower, start[j], start[j + 1], rows, y, j * BLOCK);
        }
        for (int j = n - 1; j >= 0; j--) {
            BlockProducts.sumColumn(lower, start[j], start[j + 1], rows, y, block);
            PivotBlock.solve(pivots, j * ENTRIES, block, 0, block, 0, 1);
            for (int r = 0; r < BLOCK; r++) {
                y[BLOCK * j + r] -= block[r];
            }
        }
    }
}
