package dev.opflow.sparse;

/** Dense counterparts of what the sparse code computes, by other methods. */
final class DenseSymmetric {
    private DenseSymmetric() {}

    static double[][] of(BlockPattern pattern, double[] diagonal, double[] off) {
        double[][] full = new double[4 * pattern.nodes()][4 * pattern.nodes()];
        for (int i = 0; i < pattern.nodes(); i++) {
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < 4; c++) {
                    full[4 * i + r][4 * i + c] = diagonal[16 * i + 4 * r + c];
                }
            }
        }
        for (int e = 0; e < pattern.edges(); e++) {
            int f = 4 * pattern.from()[e];
            int t = 4 * pattern.to()[e];
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < 4; c++) {
                    full[f + r][t + c] = off[16 * e + 4 * r + c];
                    full[t + c][f + r] = off[16 * e + 4 * r + c];
                }
            }
        }
        return full;
    }

    static double[] times(double[][] a, double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                y[i] += a[i][j] * x[j];
            }
        }
        return y;
    }

    /** All eigenvalues, by cyclic Jacobi rotations. */
    static double[] eigenvalues(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
        }
        for (int sweep = 0; sweep < 15; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, p, q);
                }
            }
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = a[i][i];
        }
        return values;
    }

    private static void rotate(double[][] a, int p, int q) {
        if (Math.abs(a[p][q]) < 1e-300) {
            return;
        }
        double angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = c * kp - s * kq;
            a[k][q] = s * kp + c * kq;
        }
        for (int k = 0; k < a.length; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = c * pk - s * qk;
            a[q][k] = s * pk + c * qk;
        }
    }

    static int countNegative(double[] values) {
        int count = 0;
        for (double value : values) {
            count += value < 0 ? 1 : 0;
        }
        return count;
    }

    static double least(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, Math.abs(value));
        }
        return least;
    }
}
