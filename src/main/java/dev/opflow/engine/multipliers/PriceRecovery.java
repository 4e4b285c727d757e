package dev.opflow.engine.multipliers;

import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.Prices;
import dev.opflow.sparse.BlockLdl;
import dev.opflow.sparse.SymbolicFactor;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the shadow prices of a local optimum from the optimum alone. Only limits that are met have prices, and those are not
 * negative: of all such prices these are the ones that leave the least squares of stationarity,
 *
 * <pre>  grad cost + J' lambda + A' y - zl + zu.</pre>
 *
 * All limits that are met are held at first. One whose price would be negative is let go, one that the residual left pushes
 * against is held again, until nothing changes: the active-set method for non-negative least squares (C. L. Lawson and R. J.
 * Hanson, "Solving Least Squares Problems", Prentice-Hall 1974, chapter 23), with many limits at a time. Where optimal prices
 * are not unique any may be found. Where those found don't prove the point optimal there are none: better no price than a wrong
 * one.
 */
public final class PriceRecovery {
    /** Limits closer than this, p.u. or radians, may have a price: as few as will do. */
    private static final double[] MET = {1e-7, 1e-6, 1e-5, 1e-4};
    /** Largest residual of stationarity, and product of a price and its limit's distance, in parts of the largest price. */
    private static final double TOLERANCE = 1e-5;
    /** A residual that is as good as none, in the same unit. */
    private static final double ENOUGH = 1e-10;
    /** As long as each step shrinks the residual by this factor another is worth it. */
    private static final double PROGRESS = 0.9;

    /** Where all prices are less than this, $/MWh, nothing costs anything. */
    private static final double LEAST_PRICE = 1e-3;

    private static final int MOST_STEPS = 50;
    /** Parts of the memory, of which the factors may take one. */
    private static final int SHARES_OF_MEMORY = 4;

    private final AcOpf problem;
    private final double[] x;
    private final double met;
    private final LeastSquares system;
    /** The largest marginal cost, $/h per p.u., at least the least price; prices and residuals are in parts of it. */
    private final double unit;

    private final double[] gradient;
    private final double[] lambda;
    private final double[] y;
    /** Price of each variable's upper bound less that of its lower one. */
    private final double[] z;

    private final boolean[] held;
    private final boolean[] heldX;
    private final double[] residual;
    private final double[] change;

    private PriceRecovery(AcOpf problem, int generators, double[] x, double met, SymbolicFactor symbolic) {
        this.problem = problem;
        this.x = x;
        this.met = met;
        problem.evaluate(x);
        system = new LeastSquares(problem, x, symbolic);
        gradient = new double[x.length];
        problem.gradient(x, gradient);
        double least = LEAST_PRICE * problem.network().baseMva() * problem.objectiveScale();
        unit = Math.max(least, largest(withoutPenalties(generators)));
        for (int i = 0; i < x.length; i++) {
            gradient[i] /= unit;
        }
        lambda = new double[problem.balance().length];
        y = new double[problem.inequalities().length];
        z = new double[x.length];
        held = new boolean[y.length];
        heldX = new boolean[x.length];
        residual = new double[x.length];
        change = new double[y.length];
    }

    /**
     * The prices at a point.
     *
     * @param problem what the point is an optimum of; it is evaluated there
     * @param generators how many generators there are; what those after them cost are penalties, next to which the prices of
     *     all else would be no more than round-off
     * @param x the point, within its bounds
     * @return empty where no prices were found that make the point an optimum: they miss stationarity or
     *     complementarity by more than 1e-5 of the largest marginal cost or price of a balance
     */
    public static Optional<Prices> at(AcOpf problem, int generators, double[] x) {
        // where the factors would not fit, there are no prices
        long mostBlocks = Runtime.getRuntime().maxMemory() / BlockLdl.BYTES_PER_BLOCK / SHARES_OF_MEMORY;
        return SymbolicFactor.of(problem.network().graph(), mostBlocks, () -> false)
                .flatMap(symbolic -> at(problem, generators, x, symbolic));
    }

    private static Optional<Prices> at(AcOpf problem, int generators, double[] x, SymbolicFactor symbolic) {
        for (double met : MET) {
            Optional<Prices> prices = new PriceRecovery(problem, generators, x, met, symbolic).run();
            if (prices.isPresent()) {
                return prices;
            }
        }
        return Optional.empty();
    }

    private Optional<Prices> run() {
        for (int k = 0; k < held.length; k++) {
            held[k] = isMet(k);
        }
        for (int i = 0; i < heldX.length; i++) {
            heldX[i] = isAtLower(i) || isAtUpper(i);
        }
        computeResidual();
        double least = Double.POSITIVE_INFINITY;
        boolean changed = true;
        for (int step = 0; step < MOST_STEPS && largest(residual) > ENOUGH; step++) {
            if (!system.solve(residual, held, heldX, !changed)) {
                return Optional.empty();
            }
            changed = step();
            computeResidual();
            if (!changed && largest(residual) > PROGRESS * least) {
                break;
            }
            least = Math.min(least, largest(residual));
        }
        // a number that is none fails, too
        double tolerance = TOLERANCE * Math.max(1, largest(lambda));
        return largest(residual) <= tolerance && complementarity() <= tolerance
                ? Optional.of(prices())
                : Optional.empty();
    }

    private double[] withoutPenalties(int generators) {
        double[] costs = gradient.clone();
        for (int g = generators; g < problem.network().generators().count(); g++) {
            costs[problem.pg(g)] = 0;
            costs[problem.qg(g)] = 0;
        }
        return costs;
    }

    private boolean isMet(int inequality) {
        return problem.inequalities()[inequality] > -met;
    }

    private boolean isAtLower(int variable) {
        return x[variable] - problem.lower()[variable] < met;
    }

    private boolean isAtUpper(int variable) {
        return problem.upper()[variable] - x[variable] < met;
    }

    /** Changes all prices by the solution of the system; answers whether other limits are held afterwards. */
    private boolean step() {
        for (int i = 0; i < lambda.length; i++) {
            lambda[i] += system.dlambda[i];
        }
        boolean changed = false;
        problem.inequalityChange(x, system.d, change);
        for (int k = 0; k < y.length; k++) {
            double price = y[k] + system.firm() * change[k];
            boolean hold = isMet(k) && price > 0;
            y[k] = hold && held[k] ? price : 0;
            changed |= hold != held[k];
            held[k] = hold;
        }
        for (int i = 0; i < z.length; i++) {
            double price = z[i] + LeastSquares.FIRM_VARIABLE * system.d[i];
            boolean hold = price > 0 ? isAtUpper(i) : isAtLower(i);
            z[i] = hold && heldX[i] ? price : 0;
            changed |= hold != heldX[i];
            heldX[i] = hold;
        }
        return changed;
    }

    private void computeResidual() {
        System.arraycopy(gradient, 0, residual, 0, residual.length);
        problem.addJacobianTransposed(x, lambda, y, residual);
        for (int i = 0; i < residual.length; i++) {
            residual[i] += z[i];
        }
    }

    private double complementarity() {
        double largest = 0;
        for (int k = 0; k < y.length; k++) {
            largest = Math.max(largest, y[k] * Math.abs(problem.inequalities()[k]));
        }
        for (int i = 0; i < z.length; i++) {
            double distance = z[i] > 0 ? problem.upper()[i] - x[i] : x[i] - problem.lower()[i];
            largest = Math.max(largest, z[i] == 0 ? 0 : Math.abs(z[i] * distance));
        }
        return largest;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private Prices prices() {
        double[] zl = new double[z.length];
        double[] zu = new double[z.length];
        Arrays.setAll(zl, i -> Math.max(0, -z[i]));
        Arrays.setAll(zu, i -> Math.max(0, z[i]));
        return new Prices(unit / problem.objectiveScale(), lambda, y, zl, zu);
    }
}
