package dev.opflow.sparse;

/**
 * Factorises a symmetric indefinite 4x4 block, P A P' = L D L' with 1x1 and 2x2 pivots chosen over the whole remainder (Bunch and
 * Parlett, SIAM J. Numer. Anal. 8 (1971)), and tells its inertia. Kept are the inverses of L, whose entries are small, and of D.
 * The block's own inverse would be fewer operations, and useless where the block is ill-conditioned: multiplying with it loses the
 * digits that solving with factors keeps.
 *
 * <p>A factorised block has the inverse of L below its diagonal, that of D on it and in the three entries next above it, and P in
 * a fourth.
 */
final class PivotBlock {
    static final int SIZE = 4;
    /** Bunch and Parlett's (1 + sqrt 17) / 8: below it a 2x2 pivot bounds the growth better than a 1x1 pivot. */
    private static final double ALPHA = 0.6403882032022076;

    /** Which row is first, second, third and fourth, two bits each. */
    private static final int UNCHANGED = 0b11_10_01_00;

    private static final int ORDER = 2;

    private int positive;
    private int negative;
    private int replaced;
    private int row;
    private int column;
    private int order;

    /** Positive pivots of the last block. */
    int positive() {
        return positive;
    }

    /** Negative pivots of the last block. */
    int negative() {
        return negative;
    }

    /** Pivots of the last block that were too small and replaced. */
    int replaced() {
        return replaced;
    }

    /**
     * Factorises a block in place.
     *
     * @param a holds the block, row by row; what is above its diagonal is not read
     * @param at where it begins
     * @param tiny the smallest pivot that is not replaced
     */
    void factor(double[] a, int at, double tiny) {
        positive = 0;
        negative = 0;
        replaced = 0;
        order = UNCHANGED;
        int k = 0;
        while (k < SIZE) {
            double diagonal = findLargestDiagonal(a, at, k);
            int best = row;
            double off = findLargestOffDiagonal(a, at, k);
            if (!(off > tiny && diagonal < ALPHA * off)) {
                swap(a, at, k, best);
                pivotOne(a, at, k, tiny);
                k++;
            } else {
                swap(a, at, k, column);
                swap(a, at, k + 1, row);
                pivotTwo(a, at, k);
                k += 2;
            }
        }
        invertLower(a, at);
        a[at + ORDER] = order;
    }

    private double findLargestDiagonal(double[] a, int at, int k) {
        double largest = -1;
        row = k;
        for (int i = k; i < SIZE; i++) {
            double value = Math.abs(a[at + 5 * i]);
            if (value > largest) {
                largest = value;
                row = i;
            }
        }
        return largest;
    }

    private double findLargestOffDiagonal(double[] a, int at, int k) {
        double largest = 0;
        for (int i = k + 1; i < SIZE; i++) {
            for (int j = k; j < i; j++) {
                double value = Math.abs(a[at + 4 * i + j]);
                if (value > largest) {
                    largest = value;
                    row = i;
                    column = j;
                }
            }
        }
        return largest;
    }

    /** Swaps rows and columns i and j, which is not less, of what is left, and these rows of L. */
    private void swap(double[] a, int at, int i, int j) {
        if (i == j) {
            return;
        }
        int differing = ((order >> (2 * i)) ^ (order >> (2 * j))) & 3;
        order ^= (differing << (2 * i)) | (differing << (2 * j));
        for (int c = 0; c < i; c++) {
            exchange(a, at + 4 * i + c, at + 4 * j + c);
        }
        exchange(a, at + 5 * i, at + 5 * j);
        for (int c = i + 1; c < j; c++) {
            exchange(a, at + 4 * c + i, at + 4 * j + c);
        }
        for (int c = j + 1; c < SIZE; c++) {
            exchange(a, at + 4 * c + i, at + 4 * c + j);
        }
    }

    private static void exchange(double[] a, int i, int j) {
        double value = a[i];
        a[i] = a[j];
        a[j] = value;
    }

    private void pivotOne(double[] a, int at, int k, double tiny) {
        double pivot = a[at + 5 * k];
        if (Math.abs(pivot) <= tiny) {
            replaced++;
            pivot = pivot < 0 ? -tiny : tiny;
        }
        if (pivot > 0) {
            positive++;
        } else {
            negative++;
        }
        double inverse = 1 / pivot;
        for (int i = SIZE - 1; i > k; i--) {
            double factor = a[at + 4 * i + k] * inverse;
            for (int j = k + 1; j <= i; j++) {
                a[at + 4 * i + j] -= factor * a[at + 4 * j + k];
            }
            a[at + 4 * i + k] = factor;
        }
        a[at + 5 * k] = inverse;
        if (k + 1 < SIZE) {
            a[at + 5 * k + 1] = 0;
        }
    }

    /** A 2x2 pivot that is chosen has a negative determinant, hence one eigenvalue of each sign. */
    private void pivotTwo(double[] a, int at, int k) {
        positive++;
        negative++;
        int second = k + 1;
        double pp = a[at + 5 * k];
        double qq = a[at + 5 * second];
        double pq = a[at + 4 * second + k];
        double determinant = pp * qq - pq * pq;
        double ipp = qq / determinant;
        double iqq = pp / determinant;
        double ipq = -pq / determinant;
        for (int i = SIZE - 1; i > second; i--) {
            double p = a[at + 4 * i + k];
            double q = a[at + 4 * i + second];
            double byP = p * ipp + q * ipq;
            double byQ = p * ipq + q * iqq;
            for (int j = second + 1; j <= i; j++) {
                a[at + 4 * i + j] -= byP * a[at + 4 * j + k] + byQ * a[at + 4 * j + second];
            }
            a[at + 4 * i + k] = byP;
            a[at + 4 * i + second] = byQ;
        }
        a[at + 5 * k] = ipp;
        a[at + 5 * second] = iqq;
        a[at + 4 * second + k] = 0;
        a[at + 5 * k + 1] = ipq;
        if (second + 1 < SIZE) {
            a[at + 5 * second + 1] = 0;
        }
    }

    private static void invertLower(double[] a, int at) {
        double l10 = a[at + 4];
        double l20 = a[at + 8], l21 = a[at + 9];
        double l30 = a[at + 12], l31 = a[at + 13], l32 = a[at + 14];
        a[at + 4] = -l10;
        a[at + 8] = l21 * l10 - l20;
        a[at + 9] = -l21;
        a[at + 12] = l31 * l10 - l30 + l32 * (l20 - l21 * l10);
        a[at + 13] = l32 * l21 - l31;
        a[at + 14] = -l32;
    }

    /**
     * Solves A x = b with a factorised block A for each row of B: X = B A^-1.
     *
     * @param p holds the block
     * @param at where it begins
     * @param b rows of four; not changed
     * @param from where they begin
     * @param x rows of four; overwritten; may be b itself
     * @param to where they begin
     * @param rows how many
     */
    static void solve(double[] p, int at, double[] b, int from, double[] x, int to, int rows) {
        int order = (int) p[at + ORDER];
        int i0 = order & 3, i1 = (order >> 2) & 3, i2 = (order >> 4) & 3, i3 = order >> 6;
        double l10 = p[at + 4];
        double l20 = p[at + 8], l21 = p[at + 9];
        double l30 = p[at + 12], l31 = p[at + 13], l32 = p[at + 14];
        for (int r = 0; r < SIZE * rows; r += SIZE) {
            double b0 = b[from + r + i0], b1 = b[from + r + i1], b2 = b[from + r + i2], b3 = b[from + r + i3];
            double c1 = b1 + l10 * b0;
            double c2 = b2 + (l20 * b0 + l21 * b1);
            double c3 = (b3 + l30 * b0) + (l31 * b1 + l32 * b2);
            double d0 = p[at] * b0 + p[at + 1] * c1;
            double d1 = p[at + 1] * b0 + p[at + 5] * c1 + p[at + 6] * c2;
            double d2 = p[at + 6] * c1 + p[at + 10] * c2 + p[at + 11] * c3;
            double d3 = p[at + 11] * c2 + p[at + 15] * c3;
            x[to + r + i0] = (d0 + l10 * d1) + (l20 * d2 + l30 * d3);
            x[to + r + i1] = d1 + (l21 * d2 + l31 * d3);
            x[to + r + i2] = d2 + l32 * d3;
            x[to + r + i3] = d3;
        }
    }
}
