package dev.opflow.sparse;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Solves with symmetric indefinite block matrices that a fixed order of elimination alone can't: some pivots of the scaled
 * matrix are kept away from zero by a regularisation, and restarted-free GMRES with that factorisation as preconditioner takes
 * its effect out again. Residuals are measured in the scaled matrix's norm. See Y. Saad, "Iterative Methods for Sparse Linear
 * Systems", SIAM 2003, section 9.3.
 */
public final class RegularisedSolver {
    /** Most directions of a solve; each costs a solve with the factors and a product with the matrix. */
    private static final int DIRECTIONS = 40;
    /** Residual, relative to the right-hand side, at which a solve ends. */
    private static final double ENOUGH = 1e-8;

    private final BooleanSupplier stop;
    private final BlockLdl ldl;
    private final double[][] basis;
    private final double[][] preconditioned;
    private final double[][] hessenberg = new double[DIRECTIONS][DIRECTIONS + 1];
    private final double[] cosines = new double[DIRECTIONS];
    private final double[] sines = new double[DIRECTIONS];
    private final double[] rotated = new double[DIRECTIONS + 1];
    private final double[] weight = new double[DIRECTIONS];
    /** Right-hand side, solution and a product, as all vectors here in the scale of the factors' matrix. */
    private final double[] right;

    private final double[] approximate;
    private final double[] product;
    private double residual;

    /**
     * A solver for all matrices of a pattern.
     *
     * @param symbolic the pattern and its order of elimination
     * @param regularisation added to the four diagonal entries of every scaled block, times a strength
     * @param stop whether to give up; asked often
     */
    public RegularisedSolver(SymbolicFactor symbolic, double[] regularisation, BooleanSupplier stop) {
        this.stop = stop;
        ldl = new BlockLdl(symbolic, regularisation);
        int n = symbolic.pattern().nodes() * BlockPattern.BLOCK;
        basis = new double[DIRECTIONS + 1][];
        preconditioned = new double[DIRECTIONS][];
        basis[0] = new double[n];
        right = new double[n];
        approximate = new double[n];
        product = new double[n];
    }

    /** The factorisation, for its inertia. */
    public BlockLdl factors() {
        return ldl;
    }

    /** Scaled residual of the last solve, relative to its right-hand side. */
    public double residual() {
        return residual;
    }

    /**
     * Factorises a matrix for the solves that follow.
     *
     * @param diagonal diagonal blocks; read by these solves, too
     * @param off blocks of the edges; likewise
     * @param strength what the regularisation is multiplied with: the weaker, the better a preconditioner, unless pivots need it
     * @return false where it was given up: there is nothing to solve with then
     */
    public boolean factor(double[] diagonal, double[] off, double strength) {
        return ldl.factor(diagonal, off, strength, stop);
    }

    /**
     * Solves A x = b.
     *
     * @param b 4 per node; not changed
     * @param x 4 per node; overwritten
     */
    public void solve(double[] b, double[] x) {
        ldl.matrix().scale(b, right);
        double size = Math.sqrt(dot(right, right));
        if (size == 0) {
            Arrays.fill(x, 0);
            residual = 0;
            return;
        }
        System.arraycopy(right, 0, approximate, 0, right.length);
        ldl.solveScaled(approximate);
        double start = computeResidual();
        if (start > size * ENOUGH) {
            addDirections(grow(start, size * ENOUGH));
            // the rotations' estimate of it would be wrong where the matrix is singular
            start = computeResidual();
        }
        residual = start / size;
        ldl.matrix().scale(approximate, x);
    }

    /** Leaves the residual in the first basis vector; answers its norm. */
    private double computeResidual() {
        ldl.matrix().multiply(approximate, product);
        for (int i = 0; i < product.length; i++) {
            basis[0][i] = right[i] - product[i];
        }
        return Math.sqrt(dot(basis[0], basis[0]));
    }

    /** Builds an orthonormal basis of the Krylov space until the residual is small; answers its size. */
    private int grow(double start, double target) {
        scaleBy(basis[0], 1 / start);
        Arrays.fill(rotated, 0);
        rotated[0] = start;
        for (int k = 0; k < DIRECTIONS; k++) {
            allocate(k);
            double[] next = basis[k + 1];
            System.arraycopy(basis[k], 0, preconditioned[k], 0, next.length);
            ldl.solveScaled(preconditioned[k]);
            ldl.matrix().multiply(preconditioned[k], next);
            double left = orthogonalise(k, next);
            rotate(k);
            if (!(Math.abs(rotated[k + 1]) > target) || left == 0 || stop.getAsBoolean()) {
                return k + 1;
            }
            scaleBy(next, 1 / left);
        }
        return DIRECTIONS;
    }

    private void allocate(int k) {
        if (basis[k + 1] == null) {
            basis[k + 1] = new double[product.length];
            preconditioned[k] = new double[product.length];
        }
    }

    private double orthogonalise(int k, double[] next) {
        for (int j = 0; j <= k; j++) {
            double component = dot(next, basis[j]);
            hessenberg[k][j] = component;
            addMultiple(-component, basis[j], next);
        }
        double left = Math.sqrt(dot(next, next));
        hessenberg[k][k + 1] = left;
        return left;
    }

    /** Givens rotations that keep the Hessenberg matrix triangular. */
    private void rotate(int k) {
        double[] column = hessenberg[k];
        for (int j = 0; j < k; j++) {
            double upper = cosines[j] * column[j] + sines[j] * column[j + 1];
            column[j + 1] = cosines[j] * column[j + 1] - sines[j] * column[j];
            column[j] = upper;
        }
        double length = Math.hypot(column[k], column[k + 1]);
        cosines[k] = length == 0 ? 1 : column[k] / length;
        sines[k] = length == 0 ? 0 : column[k + 1] / length;
        column[k] = length;
        rotated[k + 1] = -sines[k] * rotated[k];
        rotated[k] = cosines[k] * rotated[k];
    }

    private void addDirections(int used) {
        for (int k = used - 1; k >= 0; k--) {
            double sum = rotated[k];
            for (int j = k + 1; j < used; j++) {
                sum -= hessenberg[j][k] * weight[j];
            }
            weight[k] = hessenberg[k][k] == 0 ? 0 : sum / hessenberg[k][k];
        }
        for (int k = 0; k < used; k++) {
            addMultiple(weight[k], preconditioned[k], approximate);
        }
    }

    private static void addMultiple(double factor, double[] a, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * a[i];
        }
    }

    /** Vectors here have four entries a node; four sums at once don't wait for each other. */
    private static double dot(double[] a, double[] b) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        for (int i = 0; i < a.length; i += BlockPattern.BLOCK) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static void scaleBy(double[] a, double factor) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= factor;
        }
    }
}
