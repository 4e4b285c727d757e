package dev.opflow.sparse;

import java.util.Random;

/** Values for a pattern. */
record BlockMatrices(BlockPattern pattern, double[] diagonal, double[] off) {

    static BlockMatrices indefinite(BlockPattern pattern, Random random) {
        BlockMatrices a = zero(pattern);
        for (int i = 0; i < pattern.nodes(); i++) {
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c <= r; c++) {
                    a.put(i, r, c, random.nextGaussian());
                }
            }
        }
        for (int k = 0; k < a.off.length; k++) {
            a.off[k] = random.nextGaussian();
        }
        return a;
    }

    /**
     * Two rows of each block belong to a positive definite part and two to a negative definite one, however these are coupled:
     * half of the eigenvalues are negative. Rows differ in size by a factor up to 10^6.
     */
    static BlockMatrices quasiDefinite(BlockPattern pattern, Random random) {
        BlockMatrices a = zero(pattern);
        for (int e = 0; e < pattern.edges(); e++) {
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < 4; c++) {
                    double value = random.nextGaussian();
                    a.off[16 * e + 4 * r + c] = value;
                    if (r < 2 == c < 2) {
                        a.addDominance(pattern.from()[e], r, value);
                        a.addDominance(pattern.to()[e], c, value);
                    }
                }
            }
        }
        for (int i = 0; i < pattern.nodes(); i++) {
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < Math.min(r, 2); c++) {
                    double value = random.nextGaussian();
                    a.put(i, r, c, value);
                    if (r < 2) {
                        a.addDominance(i, r, value);
                        a.addDominance(i, c, value);
                    }
                }
                a.addDominance(i, r, 0.1);
            }
        }
        a.scale(random);
        return a;
    }

    private static BlockMatrices zero(BlockPattern pattern) {
        return new BlockMatrices(pattern, new double[16 * pattern.nodes()], new double[16 * pattern.edges()]);
    }

    void put(int node, int row, int column, double value) {
        diagonal[16 * node + 4 * row + column] = value;
        diagonal[16 * node + 4 * column + row] = value;
    }

    private void addDominance(int node, int row, double value) {
        diagonal[16 * node + 5 * row] += row < 2 ? Math.abs(value) : -Math.abs(value);
    }

    private void scale(Random random) {
        double[] factor = new double[4 * pattern.nodes()];
        for (int i = 0; i < factor.length; i++) {
            factor[i] = Math.pow(10, random.nextDouble(-3, 3));
        }
        for (int i = 0; i < pattern.nodes(); i++) {
            scaleBlock(diagonal, 16 * i, factor, 4 * i, 4 * i);
        }
        for (int e = 0; e < pattern.edges(); e++) {
            scaleBlock(off, 16 * e, factor, 4 * pattern.from()[e], 4 * pattern.to()[e]);
        }
    }

    private static void scaleBlock(double[] a, int at, double[] factor, int row, int column) {
        for (int r = 0; r < 4; r++) {
            for (int c = 0; c < 4; c++) {
                a[at + 4 * r + c] *= factor[row + r] * factor[column + c];
            }
        }
    }

    double[][] dense() {
        return DenseSymmetric.of(pattern, diagonal, off);
    }
}
