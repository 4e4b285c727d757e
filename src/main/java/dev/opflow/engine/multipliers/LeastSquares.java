package dev.opflow.engine.multipliers;

import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.DispatchElimination;
import dev.opflow.sparse.BlockPattern;
import dev.opflow.sparse.RegularisedSolver;
import dev.opflow.sparse.SymbolicFactor;
import java.util.Arrays;

/**
 * Least-squares prices of the balance and of the limits that are held, on the bus graph. With J the Jacobian of the balance and
 * A that of the inequalities held, the change of prices that leaves the smallest residual of stationarity is found in
 *
 * <pre>  (I + H + sigma A'A) d + J' dlambda = -residual,  J d = 0</pre>
 *
 * where H is huge for each variable that is held at a bound and d is minus the residual left. The limits' prices change by
 * {@code sigma A d} and {@code H d}, up to a part that solving again with what is left takes out. What is dispatched is
 * eliminated, which leaves four unknowns a bus.
 */
final class LeastSquares {
    /** How firmly inequalities are held at first: the more, the fewer steps it takes, and the more digits other rows lose. */
    private static final double FIRMEST = 1e6;

    private static final double LOOSEST = 1e2;
    /** Relative residual beyond which a solution of the linear system is none. */
    private static final double LARGEST_RESIDUAL = 1e-6;
    /** How firmly variables are held, which loses nothing: they leave the equations. */
    static final double FIRM_VARIABLE = 1e10;

    private static final int BLOCK = BlockPattern.BLOCK;
    private static final int ENTRIES = BlockPattern.ENTRIES;
    /** Of the scaled matrix's balance rows: a bus without generators whose voltage is held has a singular block. */
    private static final double[] REGULARISATION = {0, 0, -1e-6, -1e-6};

    private final AcOpf problem;
    private final double[] x;
    private final RegularisedSolver solver;
    private final int nb;
    private final DispatchElimination elimination;
    private final double[] diagonal;
    private final double[] off;
    /** Of each dispatched variable. */
    private final double[] weights;
    /** Of the powers of their sources. */
    private final double[] powerWeights;

    private double firm = FIRMEST;
    private final double[] pull;
    private final double[] right;
    private final double[] solution;
    /** Minus the residual left, one for each variable. */
    final double[] d;
    /** Change of the balance's prices. */
    final double[] dlambda;

    /**
     * The system at a point.
     *
     * @param x the point of the problem's last evaluation
     * @param symbolic order of elimination of the network's graph
     */
    LeastSquares(AcOpf problem, double[] x, SymbolicFactor symbolic) {
        this.problem = problem;
        this.x = x;
        BlockPattern graph = problem.network().graph();
        solver = new RegularisedSolver(symbolic, REGULARISATION, () -> false);
        nb = graph.nodes();
        elimination = new DispatchElimination(problem);
        diagonal = new double[nb * ENTRIES];
        off = new double[graph.edges() * ENTRIES];
        weights = new double[problem.dispatch().count()];
        powerWeights = new double[3 * problem.dispatch().sources()];
        pull = new double[x.length];
        right = new double[nb * BLOCK];
        solution = new double[nb * BLOCK];
        d = new double[x.length];
        dlambda = new double[2 * nb];
    }

    /**
     * Solves for {@link #d} and {@link #dlambda}.
     *
     * @param residual of stationarity, one for each variable
     * @param held by inequality: whether it is held
     * @param heldX by variable: whether it is held
     * @param again whether the same limits are held as the last time
     * @return false where the equations can't be solved
     */
    boolean solve(double[] residual, boolean[] held, boolean[] heldX, boolean again) {
        if (!again) {
            factor(held, heldX);
        }
        solve(residual);
        while (!(solver.residual() <= LARGEST_RESIDUAL)) {
            if (firm <= LOOSEST) {
                return false;
            }
            firm /= 10;
            factor(held, heldX);
            solve(residual);
        }
        return true;
    }

    /** How firmly inequalities are held. */
    double firm() {
        return firm;
    }

    private void factor(boolean[] held, boolean[] heldX) {
        double[] sigma = new double[held.length];
        for (int k = 0; k < sigma.length; k++) {
            sigma[k] = held[k] ? firm : 0;
        }
        Arrays.fill(diagonal, 0);
        Arrays.fill(off, 0);
        problem.addKkt(x, new double[2 * nb], new double[sigma.length], sigma, diagonal, off);
        for (int i = 0; i < nb; i++) {
            diagonal[ENTRIES * i] += weight(heldX[i]);
            diagonal[ENTRIES * i + 5] += weight(heldX[nb + i]);
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] = weight(heldX[2 * nb + k]);
        }
        Arrays.fill(powerWeights, 0);
        problem.dispatch().addWeights(sigma, powerWeights);
        elimination.keep(off);
        elimination.factor(weights, powerWeights);
        elimination.addToMatrix(diagonal, off);
        solver.factor(diagonal, off, 1);
    }

    private static double weight(boolean held) {
        return held ? 1 + FIRM_VARIABLE : 1;
    }

    private void solve(double[] residual) {
        for (int i = 0; i < residual.length; i++) {
            pull[i] = -residual[i];
        }
        for (int i = 0; i < nb; i++) {
            right[BLOCK * i] = pull[i];
            right[BLOCK * i + 1] = pull[nb + i];
            right[BLOCK * i + 2] = 0;
            right[BLOCK * i + 3] = 0;
        }
        elimination.addToRight(pull, right);
        solver.solve(right, solution);
        for (int i = 0; i < nb; i++) {
            d[i] = solution[BLOCK * i];
            d[nb + i] = solution[BLOCK * i + 1];
            dlambda[i] = solution[BLOCK * i + 2];
            dlambda[nb + i] = solution[BLOCK * i + 3];
        }
        elimination.solve(pull, dlambda, d);
    }
}
