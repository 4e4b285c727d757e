package dev.opflow.sparse;

/** Products of 4x4 blocks within larger arrays, row by row, written out: the inner loops of a factorisation. */
final class BlockProducts {
    private static final int BLOCK = BlockPattern.BLOCK;
    private static final int ENTRIES = BlockPattern.ENTRIES;

    private BlockProducts() {}

    /** C -= A B', with an array of its own for B. */
    static void subtractProduct(double[] c, int co, double[] a, int ao, double[] b) {
        double b00 = b[0], b01 = b[1], b02 = b[2], b03 = b[3];
        double b10 = b[4], b11 = b[5], b12 = b[6], b13 = b[7];
        double b20 = b[8], b21 = b[9], b22 = b[10], b23 = b[11];
        double b30 = b[12], b31 = b[13], b32 = b[14], b33 = b[15];
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

    /** B = A, each entry multiplied with the factors of its row and its column. */
    static void copyScaled(double[] a, int ao, double[] factor, int row, int column, double[] b, int bo) {
        double c0 = factor[column], c1 = factor[column + 1], c2 = factor[column + 2], c3 = factor[column + 3];
        for (int r = 0; r < BLOCK; r++) {
            int k = ao + BLOCK * r;
            int to = bo + BLOCK * r;
            double f = factor[row + r];
            b[to] = a[k] * (f * c0);
            b[to + 1] = a[k + 1] * (f * c1);
            b[to + 2] = a[k + 2] * (f * c2);
            b[to + 3] = a[k + 3] * (f * c3);
        }
    }

    /** B = A', each entry multiplied with the factors of its row and its column in A. */
    static void copyScaledTransposed(double[] a, int ao, double[] factor, int row, int column, double[] b, int bo) {
        double c0 = factor[column], c1 = factor[column + 1], c2 = factor[column + 2], c3 = factor[column + 3];
        for (int r = 0; r < BLOCK; r++) {
            int k = ao + BLOCK * r;
            double f = factor[row + r];
            b[bo + r] = a[k] * (f * c0);
            b[bo + BLOCK + r] = a[k + 1] * (f * c1);
            b[bo + 2 * BLOCK + r] = a[k + 2] * (f * c2);
            b[bo + 3 * BLOCK + r] = a[k + 3] * (f * c3);
        }
    }

    /** y(i) -= A(i) y(j) for the blocks A of a column j, p of them to end, and their rows i. */
    static void subtractColumn(double[] a, int begin, int end, int[] rows, double[] y, int j) {
        double y0 = y[j], y1 = y[j + 1], y2 = y[j + 2], y3 = y[j + 3];
        for (int p = begin; p < end; p++) {
            int i = rows[p] * BLOCK;
            int k = p * ENTRIES;
            y[i] -= a[k] * y0 + a[k + 1] * y1 + a[k + 2] * y2 + a[k + 3] * y3;
            y[i + 1] -= a[k + 4] * y0 + a[k + 5] * y1 + a[k + 6] * y2 + a[k + 7] * y3;
            y[i + 2] -= a[k + 8] * y0 + a[k + 9] * y1 + a[k + 10] * y2 + a[k + 11] * y3;
            y[i + 3] -= a[k + 12] * y0 + a[k + 13] * y1 + a[k + 14] * y2 + a[k + 15] * y3;
        }
    }

    /** s = sum of A(i)' y(i) over the blocks A of a column and their rows i. */
    static void sumColumn(double[] a, int begin, int end, int[] rows, double[] y, double[] s) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        for (int p = begin; p < end; p++) {
            int i = rows[p] * BLOCK;
            int k = p * ENTRIES;
            double y0 = y[i], y1 = y[i + 1], y2 = y[i + 2], y3 = y[i + 3];
            s0 += a[k] * y0 + a[k + 4] * y1 + a[k + 8] * y2 + a[k + 12] * y3;
            s1 += a[k + 1] * y0 + a[k + 5] * y1 + a[k + 9] * y2 + a[k + 13] * y3;
            s2 += a[k + 2] * y0 + a[k + 6] * y1 + a[k + 10] * y2 + a[k + 14] * y3;
            s3 += a[k + 3] * y0 + a[k + 7] * y1 + a[k + 11] * y2 + a[k + 15] * y3;
        }
        s[0] = s0;
        s[1] = s1;
        s[2] = s2;
        s[3] = s3;
    }

    /** y(i) = A x(i). */
    static void multiply(double[] a, int at, double[] x, double[] y, int i) {
        double x0 = x[i], x1 = x[i + 1], x2 = x[i + 2], x3 = x[i + 3];
        for (int r = 0; r < BLOCK; r++) {
            int k = at + BLOCK * r;
            y[i + r] = a[k] * x0 + a[k + 1] * x1 + a[k + 2] * x2 + a[k + 3] * x3;
        }
    }

    /** What a block A of a symmetric matrix contributes to its product with x: y(i) += A x(j), y(j) += A' x(i). */
    static void addBoth(double[] a, int at, double[] x, double[] y, int i, int j) {
        double x0 = x[j], x1 = x[j + 1], x2 = x[j + 2], x3 = x[j + 3];
        double s0 = y[j], s1 = y[j + 1], s2 = y[j + 2], s3 = y[j + 3];
        for (int r = 0; r < BLOCK; r++) {
            int k = at + BLOCK * r;
            double a0 = a[k], a1 = a[k + 1], a2 = a[k + 2], a3 = a[k + 3];
            double value = x[i + r];
            y[i + r] += a0 * x0 + a1 * x1 + a2 * x2 + a3 * x3;
            s0 += a0 * value;
            s1 += a1 * value;
            s2 += a2 * value;
            s3 += a3 * value;
        }
        y[j] = s0;
        y[j + 1] = s1;
        y[j + 2] = s2;
        y[j + 3] = s3;
    }
}
