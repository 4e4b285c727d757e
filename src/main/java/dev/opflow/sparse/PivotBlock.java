package dev.opflow.sparse;

import java.util.Arrays;

/**
 * Inverts a symmetric indefinite 4x4 block in place and tells its inertia, by the sweep operator with 1x1 and 2x2 pivots
 * chosen over the whole remainder (Bunch and Parlett, SIAM J. Numer. Anal. 8 (1971)).
 */
final class PivotBlock {
    static final int SIZE = 4;
    /** Bunch and Parlett's (1 + sqrt 17) / 8: below it a 2x2 pivot bounds the growth better than a 1x1 pivot. */
    private static final double ALPHA = 0.6403882032022076;

    private final boolean[] swept = new boolean[SIZE];
    private int positive;
    private int negative;
    private int replaced;
    private int row;
    private int column;

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
     * Replaces a block by its inverse.
     *
     * @param a holds the block, row by row
     * @param at where it begins
     * @param tiny the smallest pivot that is not replaced
     */
    void invert(double[] a, int at, double tiny) {
        positive = 0;
        negative = 0;
        replaced = 0;
        Arrays.fill(swept, false);
        int left = SIZE;
        while (left > 0) {
            double diagonal = findLargestDiagonal(a, at);
            int best = row;
            double off = findLargestOffDiagonal(a, at);
            if (!(off > tiny && diagonal < ALPHA * off)) {
                left -= pivotOne(a, at, best, tiny);
            } else {
                left -= pivotTwo(a, at, row, column);
            }
        }
        for (int k = at; k < at + SIZE * SIZE; k++) {
            a[k] = -a[k];
        }
    }

    private double findLargestDiagonal(double[] a, int at) {
        double largest = -1;
        for (int i = 0; i < SIZE; i++) {
            double value = Math.abs(a[at + 5 * i]);
            if (!swept[i] && !(value <= largest)) {
                largest = value;
                row = i;
            }
        }
        return largest;
    }

    private double findLargestOffDiagonal(double[] a, int at) {
        double largest = 0;
        for (int i = 1; i < SIZE; i++) {
            for (int j = 0; j < i; j++) {
                double value = Math.abs(a[at + 4 * i + j]);
                if (!swept[i] && !swept[j] && value > largest) {
                    largest = value;
                    row = i;
                    column = j;
                }
            }
        }
        return largest;
    }

    private int pivotOne(double[] a, int at, int k, double tiny) {
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
        sweepOne(a, at, k, pivot);
        swept[k] = true;
        return 1;
    }

    /** A 2x2 pivot that is chosen has a negative determinant, hence one eigenvalue of each sign. */
    private int pivotTwo(double[] a, int at, int i, int j) {
        positive++;
        negative++;
        sweepTwo(a, at, i, j);
        swept[i] = true;
        swept[j] = true;
        return 2;
    }

    /** After sweeping every index by {@code -1/p} on the diagonal, the block holds minus its inverse. */
    private static void sweepOne(double[] a, int at, int k, double pivot) {
        double inverse = 1 / pivot;
        for (int i = 0; i < SIZE; i++) {
            if (i == k) {
                continue;
            }
            double factor = a[at + 4 * i + k] * inverse;
            for (int j = 0; j < SIZE; j++) {
                if (j != k) {
                    a[at + 4 * i + j] -= factor * a[at + 4 * k + j];
                }
            }
        }
        for (int i = 0; i < SIZE; i++) {
            if (i != k) {
                a[at + 4 * i + k] *= inverse;
                a[at + 4 * k + i] = a[at + 4 * i + k];
            }
        }
        a[at + 5 * k] = -inverse;
    }

    private static void sweepTwo(double[] a, int at, int p, int q) {
        double pp = a[at + 5 * p];
        double qq = a[at + 5 * q];
        double pq = a[at + 4 * p + q];
        double determinant = pp * qq - pq * pq;
        double ipp = qq / determinant;
        double iqq = pp / determinant;
        double ipq = -pq / determinant;
        for (int i = 0; i < SIZE; i++) {
            if (i == p || i == q) {
                continue;
            }
            double ip = a[at + 4 * i + p];
            double iq = a[at + 4 * i + q];
            double fp = ip * ipp + iq * ipq;
            double fq = ip * ipq + iq * iqq;
            for (int j = 0; j < SIZE; j++) {
                if (j != p && j != q) {
                    a[at + 4 * i + j] -= fp * a[at + 4 * p + j] + fq * a[at + 4 * q + j];
                }
            }
            a[at + 4 * i + p] = fp;
            a[at + 4 * i + q] = fq;
        }
        for (int i = 0; i < SIZE; i++) {
            if (i != p && i != q) {
                a[at + 4 * p + i] = a[at + 4 * i + p];
                a[at + 4 * q + i] = a[at + 4 * i + q];
            }
        }
        a[at + 5 * p] = -ipp;
        a[at + 5 * q] = -iqq;
        a[at + 4 * p + q] = -ipq;
        a[at + 4 * q + p] = -ipq;
    }
}
