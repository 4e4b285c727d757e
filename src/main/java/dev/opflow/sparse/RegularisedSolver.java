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
    private static final double ENOUGH = 1e-13;

    private final BlockPattern pattern;
    private final BooleanSupplier stop;
    private final BlockLdl ldl;
    private final double[][] basis;
    private final double[][] preconditioned;
    private final double[][] hessenberg = new double[DIRECTIONS][DIRECTIONS + 1];
    private final double[] cosines = new double[DIRECTIONS];
    private final double[] sines = new double[DIRECTIONS];
    private final double[] rotated = new double[DIRECTIONS + 1];
    private final double[] weight = new double[DIRECTIONS];
    private final double[] product;
    private double[] diagonal = new double[0];
    private double[] off = new double[0];
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
        pattern = symbolic.pattern();
        ldl = new BlockLdl(symbolic, regularisation);
        int n = pattern.nodes() * BlockPattern.BLOCK;
        basis = new double[DIRECTIONS + 1][];
        preconditioned = new double[DIRECTIONS][];
        basis[0] = new double[n];
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
     * Factorises a matrix and keeps it, for the solves that follow.
     *
     * @param newDiagonal diagonal blocks
     * @param newOff blocks of the edges
     * @param strength what the regularisation is multiplied with: the weaker, the better a preconditioner, unless pivots need it
     * @return false where it was given up: there is nothing to solve with then
     */
    public boolean factor(double[] newDiagonal, double[] newOff, double strength) {
        diagonal = newDiagonal;
        off = newOff;
        return ldl.factor(diagonal, off, strength, stop);
    }

    /**
     * Solves A x = b.
     *
     * @param b 4 per node; not changed
     * @param x 4 per node; overwritten
     */
    public void solve(double[] b, double[] x) {
        double size = norm(b);
        if (size == 0) {
            Arrays.fill(x, 0);
            residual = 0;
            return;
        }
        ldl.solve(b, x);
        double start = computeResidual(b, x);
        if (start > size * ENOUGH) {
            addDirections(grow(start, size * ENOUGH), x);
            // the rotations' estimate of it would be wrong where the matrix is singular
            start = computeResidual(b, x);
        }
        residual = start / size;
    }

    /** Leaves the scaled residual in the first basis vector; answers its norm. */
    private double computeResidual(double[] b, double[] x) {
        pattern.multiply(diagonal, off, x, product);
        double[] scale = ldl.scale();
        for (int i = 0; i < product.length; i++) {
            basis[0][i] = (b[i] - product[i]) * scale[i];
        }
        return Math.sqrt(dot(basis[0], basis[0]));
    }

    /** Builds an orthonormal basis of the Krylov space until the residual is small; answers its size. */
    private int grow(double start, double target) {
        scaleBy(basis[0], 1 / start);
        Arrays.fill(rotated, 0);
        rotated[0] = start;
        double[] scale = ldl.scale();
        for (int k = 0; k < DIRECTIONS; k++) {
            allocate(k);
            for (int i = 0; i < product.length; i++) {
                product[i] = basis[k][i] / scale[i];
            }
            ldl.solve(product, preconditioned[k]);
            pattern.multiply(diagonal, off, preconditioned[k], product);
            double[] next = basis[k + 1];
            for (int i = 0; i < next.length; i++) {
                next[i] = product[i] * scale[i];
            }
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
            for (int i = 0; i < next.length; i++) {
                next[i] -= component * basis[j][i];
            }
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

    private void addDirections(int used, double[] x) {
        for (int k = used - 1; k >= 0; k--) {
            double sum = rotated[k];
            for (int j = k + 1; j < used; j++) {
                sum -= hessenberg[j][k] * weight[j];
            }
            weight[k] = hessenberg[k][k] == 0 ? 0 : sum / hessenberg[k][k];
        }
        for (int k = 0; k < used; k++) {
            for (int i = 0; i < x.length; i++) {
                x[i] += weight[k] * preconditioned[k][i];
            }
        }
    }

    private double norm(double[] b) {
        double[] scale = ldl.scale();
        double sum = 0;
        for (int i = 0; i < b.length; i++) {
            sum += b[i] * b[i] * scale[i] * scale[i];
        }
        return Math.sqrt(sum);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void scaleBy(double[] a, double factor) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= factor;
        }
    }
}
