package dev.opflow.engine.interior;

import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.DispatchElimination;
import dev.opflow.sparse.BlockLdl;
import dev.opflow.sparse.BlockPattern;
import dev.opflow.sparse.RegularisedSolver;
import dev.opflow.sparse.SymbolicFactor;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * The linear system of a Newton step. Slacks, bounds and what is dispatched are eliminated, which leaves four unknowns a bus:
 * steps of angle and magnitude and of the two balances' multipliers. Its inertia tells whether the step descends; where it does
 * not, a multiple of the identity is added to the Hessian (Waechter and Biegler 2006, algorithm IC).
 */
final class KktSystem {
    private static final int BLOCK = BlockPattern.BLOCK;
    private static final int ENTRIES = BlockPattern.ENTRIES;
    private static final double FIRST_SHIFT = 1e-4;
    private static final double LEAST_SHIFT = 1e-20;
    private static final double GREATEST_SHIFT = 1e20;
    /** Relative residual up to which a solution of the linear system is taken for exact. */
    static final double EXACT = 1e-6;
    /** Relative residual up to which it may do for a step: Newton's method takes the rest out next time. */
    static final double INEXACT = 1e-3;
    /** Least curvature of what is dispatched, of either sign: below it the elimination would lose all digits. */
    private static final double LEAST_CURVATURE = 1e-6;

    /**
     * Of the scaled matrix's balance rows. A bus without generators whose voltage is at a limit has a singular block; this keeps
     * its pivot away from zero, and refinement takes the effect out again.
     */
    private static final double[] REGULARISATION = {0, 0, -1, -1};
    /** Its strengths. The weaker, the less there is to take out; the next ones are for where that drowns in round-off. */
    private static final double[] STRENGTHS = {1e-11, 1e-9, 1e-7};

    private final AcOpf problem;
    private final Bounds bounds;
    private final BooleanSupplier stop;
    private final BlockPattern graph;
    private final BlockLdl ldl;
    private final RegularisedSolver solver;
    private final int nb;
    private final DispatchElimination elimination;
    private final double[] diagonal;
    private final double[] off;
    private final double[] shiftedDiagonal;
    /** Curvature of each dispatched variable alone, without and with shift; then that by the powers of their sources. */
    private final double[] curvature;

    private final double[] shiftedCurvature;
    private final double[] powerCurvature;

    private final FixedRows fixedRows;
    private final double[] right;
    private final double[] solution;
    private double lastShift;
    /** Directions in which what was eliminated is concave. */
    private int concave;
    /** Place of the strength in use. */
    private int strength;

    /**
     * The system of a problem.
     *
     * @param symbolic order of elimination of the network's graph
     * @param stop whether to give up: then no factorisation succeeds any more
     */
    KktSystem(AcOpf problem, Bounds bounds, SymbolicFactor symbolic, BooleanSupplier stop) {
        this.problem = problem;
        this.bounds = bounds;
        this.stop = stop;
        graph = problem.network().graph();
        solver = new RegularisedSolver(symbolic, REGULARISATION, stop);
        ldl = solver.factors();
        nb = graph.nodes();
        elimination = new DispatchElimination(problem);
        diagonal = new double[nb * ENTRIES];
        off = new double[graph.edges() * ENTRIES];
        shiftedDiagonal = new double[diagonal.length];
        curvature = new double[problem.dispatch().count()];
        shiftedCurvature = new double[curvature.length];
        powerCurvature = new double[3 * problem.dispatch().sources()];
        fixedRows = new FixedRows(graph, bounds);
        right = new double[nb * BLOCK];
        solution = new double[nb * BLOCK];
    }

    /**
     * Assembles and factorises the matrix at a point, shifted until it gives a usable step.
     *
     * @param point the point of the problem's last evaluation
     * @param weights what eliminated variables and multipliers leave
     * @param step computes the step with this system's factors
     * @param largestResidual relative residual beyond which a step is not usable: {@link #INEXACT} or {@link #EXACT}
     * @return false where no shift gives a usable step
     */
    boolean factor(Iterate point, Weights weights, Runnable step, double largestResidual) {
        assemble(point, weights);
        if (isUsable(0, step, largestResidual)) {
            lastShift = 0;
            return true;
        }
        double shift = lastShift == 0 ? FIRST_SHIFT : Math.max(LEAST_SHIFT, lastShift / 3);
        double growth = lastShift == 0 ? 100 : 8;
        while (shift < GREATEST_SHIFT && !stop.getAsBoolean()) {
            if (isUsable(shift, step, largestResidual)) {
                lastShift = shift;
                return true;
            }
            shift *= growth;
        }
        return false;
    }

    /** Whether the last solution is exact but for round-off. */
    boolean isExact() {
        return solver.residual() <= EXACT;
    }

    /** The step is computed only where the inertia is right: elsewhere it need not descend. */
    private boolean isUsable(double shift, Runnable step, double largestResidual) {
        int first = strength;
        int best = first;
        double least = Double.POSITIVE_INFINITY;
        for (int tried = 0; tried < STRENGTHS.length; tried++) {
            strength = (first + tried) % STRENGTHS.length;
            if (!computes(shift, step)) {
                // most likely no strength makes the inertia right
                break;
            }
            if (solver.residual() <= EXACT) {
                return true;
            }
            if (solver.residual() < least) {
                least = solver.residual();
                best = strength;
            }
        }
        strength = best;
        return least <= largestResidual && computes(shift, step);
    }

    private boolean computes(double shift, Runnable step) {
        if (factorShifted(shift) && hasRightInertia()) {
            step.run();
            return true;
        }
        return false;
    }

    private boolean hasRightInertia() {
        return ldl.negative() + concave == 2 * nb;
    }

    /** Assembles and factorises the matrix of least-squares multipliers: the identity for the Hessian. */
    boolean factorLeastSquares(Iterate point) {
        double[] zero = new double[point.lambda().length];
        double[] none = new double[point.y().length];
        clear();
        problem.addKkt(point.x(), zero, none, none, diagonal, off);
        elimination.keep(off);
        fixedRows.clear(diagonal, off);
        return factorShifted(1);
    }

    private void clear() {
        Arrays.fill(diagonal, 0);
        Arrays.fill(off, 0);
        Arrays.fill(curvature, 0);
        Arrays.fill(powerCurvature, 0);
    }

    private void assemble(Iterate point, Weights weights) {
        clear();
        problem.addKkt(point.x(), point.lambda(), point.y(), weights.inequality(), diagonal, off);
        double[] sigmaX = weights.variable();
        for (int i = 0; i < nb; i++) {
            diagonal[ENTRIES * i + 10] -= weights.balance()[i];
            diagonal[ENTRIES * i + 15] -= weights.balance()[nb + i];
            diagonal[ENTRIES * i] += sigmaX[i];
            diagonal[ENTRIES * i + 5] += sigmaX[nb + i];
        }
        problem.addCurvature(point.x(), curvature, powerCurvature);
        problem.dispatch().addWeights(weights.inequality(), powerCurvature);
        for (int k = 0; k < curvature.length; k++) {
            curvature[k] += sigmaX[2 * nb + k];
        }
        elimination.keep(off);
        fixedRows.clear(diagonal, off);
    }

    /** Answers false where the inertia of what is dispatched can't be told, or time ran out: nothing was factorised. */
    private boolean factorShifted(double shift) {
        System.arraycopy(diagonal, 0, shiftedDiagonal, 0, diagonal.length);
        for (int i = 0; i < nb; i++) {
            int at = ENTRIES * i;
            shiftedDiagonal[at] += shift;
            shiftedDiagonal[at + 5] += shift;
        }
        for (int k = 0; k < curvature.length; k++) {
            double h = awayFromZero(awayFromZero(curvature[k]) + shift);
            shiftedCurvature[k] = bounds.fixed()[2 * nb + k] ? Double.POSITIVE_INFINITY : h;
        }
        concave = elimination.factor(shiftedCurvature, powerCurvature);
        if (concave == DispatchElimination.UNKNOWN) {
            return false;
        }
        elimination.addToMatrix(shiftedDiagonal, off);
        fixedRows.setOnes(shiftedDiagonal);
        return solver.factor(shiftedDiagonal, off, STRENGTHS[strength]);
    }

    private static double awayFromZero(double curvature) {
        return curvature < -LEAST_CURVATURE ? curvature : Math.max(curvature, LEAST_CURVATURE);
    }

    /**
     * Solves for a step: {@code (W + shift) dx + J' dlambda = bx}, {@code J dx = bc}.
     *
     * @param bx right-hand side of stationarity, one for each variable
     * @param bc right-hand side of the balance
     * @param dx step of the variables; zero for fixed ones
     * @param dlambda step of the balance's multipliers
     */
    void solve(double[] bx, double[] bc, double[] dx, double[] dlambda) {
        for (int i = 0; i < nb; i++) {
            right[BLOCK * i] = bounds.fixed()[i] ? 0 : bx[i];
            right[BLOCK * i + 1] = bounds.fixed()[nb + i] ? 0 : bx[nb + i];
            right[BLOCK * i + 2] = bc[i];
            right[BLOCK * i + 3] = bc[nb + i];
        }
        elimination.addToRight(bx, right);
        solver.solve(right, solution);
        for (int i = 0; i < nb; i++) {
            dx[i] = solution[BLOCK * i];
            dx[nb + i] = solution[BLOCK * i + 1];
            dlambda[i] = solution[BLOCK * i + 2];
            dlambda[nb + i] = solution[BLOCK * i + 3];
        }
        elimination.solve(bx, dlambda, dx);
    }
}
