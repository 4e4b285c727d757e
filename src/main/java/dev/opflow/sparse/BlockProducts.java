package dev.opflow.sparse;

/** Products of 4x4 blocks within larger arrays, row by row, written out: the inner loops of a factorisation. */
final class BlockProducts {
    private static final int BLOCK = BlockPattern.BLOCK;
    private static final int ENTRIES = BlockPattern.ENTRIES;

    private BlockProducts() {}

    /** C -= A B', 4x4 blocks row by row. */
    static void subtractProduct(double[] c, int co, double[] a, int ao, double[] b, int bo) {
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
    static void multiplyByPivot(double[] l, double[] c, int at, double[] p, int po) {
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
}
