package dev.opflow.engine.formulation;

import dev.opflow.sparse.BlockPattern;
import java.util.Arrays;

/**
 * Takes what is dispatched out of a Newton system, which leaves the matrix of the bus graph. With A the sums of variables that a
 * source's two powers u are, D the curvature of each variable alone and M that by the powers, its part of the system is
 *
 * <pre>  D dt + A'(M u - price) = b,  u = A dt,  price = dlambda at its two balances,</pre>
 *
 * of which follows {@code (1 + C M) u = C price + A (b / D)} with {@code C = A A' / D}: two unknowns. It is concave in as many
 * directions as D has negative entries or, where it has none, {@code 1 + C M} negative eigenvalues; the matrix that is left has as
 * many negative eigenvalues less than the whole. Where a variable gives to both balances, no other gives to its
 * source's second one only, unless it is fixed.
 */
public final class DispatchElimination {
    private static final int BLOCK = BlockPattern.BLOCK;
    private static final int ENTRIES = BlockPattern.ENTRIES;

    /** What can't be told. */
    public static final int UNKNOWN = -1;

    private final AcNetwork network;
    private final DispatchData data;
    private final int nb;
    private final int ng;
    /** 1 / D. */
    private final double[] compliance;
    /** By source: negative entries of D. */
    private final int[] negative;
    /** Three a source, by its first power, by both, by its second: C. */
    private final double[] sums;
    /** {@code (1 + C M)^-1 C}, likewise. */
    private final double[] reduced;
    /** Four a source: {@code (1 + C M)^-1}. */
    private final double[] inverse;
    /** What the blocks of DC lines' edges have without them. */
    private final double[] kept;
    /** Two a source: {@code A (b / D)}. */
    private final double[] pushed;

    /** For a problem's variables. */
    public DispatchElimination(AcOpf problem) {
        network = problem.network();
        data = problem.dispatch().data();
        nb = network.buses().count();
        ng = network.generators().count();
        compliance = new double[data.source().length];
        negative = new int[data.sources()];
        sums = new double[3 * data.sources()];
        reduced = new double[3 * data.sources()];
        inverse = new double[4 * data.sources()];
        pushed = new double[2 * data.sources()];
        kept = new double[network.dcLines().count()];
    }

    /** Keeps what the matrix has at the edges of DC lines, which {@link #addToMatrix} then adds to, each time anew. */
    public void keep(double[] off) {
        for (int d = 0; d < kept.length; d++) {
            kept[d] = off[flowAt(d)];
        }
    }

    private int flowAt(int dcLine) {
        return ENTRIES * network.dcLines().edge()[dcLine] + 10;
    }

    /**
     * Factorises it.
     *
     * @param own D by variable, not zero; infinite where it is fixed
     * @param powers M: three a source, by its first power, by both, by its second
     * @return in how many directions the eliminated part is concave; {@link #UNKNOWN} where that can't be told
     */
    public int factor(double[] own, double[] powers) {
        Arrays.fill(sums, 0);
        Arrays.fill(negative, 0);
        for (int k = 0; k < own.length; k++) {
            compliance[k] = 1 / own[k];
            int s = 3 * data.source()[k];
            double a = data.toFirst()[k];
            double b = data.toSecond()[k];
            sums[s] += a * a * compliance[k];
            sums[s + 1] += a * b * compliance[k];
            sums[s + 2] += b * b * compliance[k];
            negative[data.source()[k]] += own[k] < 0 ? 1 : 0;
        }
        int directions = 0;
        boolean isKnown = true;
        for (int s = 0; s < data.sources(); s++) {
            int found = factor(s, powers[3 * s], powers[3 * s + 1], powers[3 * s + 2]);
            boolean alone = powers[3 * s] == 0 && powers[3 * s + 1] == 0 && powers[3 * s + 2] == 0;
            isKnown &= negative[s] == 0 || alone;
            directions += negative[s] == 0 ? found : negative[s];
        }
        return isKnown ? directions : UNKNOWN;
    }

    /** Answers how many eigenvalues of {@code 1 + C M} are negative. */
    private int factor(int s, double m1, double m2, double m3) {
        double c1 = sums[3 * s];
        double c2 = sums[3 * s + 1];
        double c3 = sums[3 * s + 2];
        double a = 1 + c1 * m1 + c2 * m2;
        double b = c1 * m2 + c2 * m3;
        double c = c2 * m1 + c3 * m2;
        double d = 1 + c2 * m2 + c3 * m3;
        double determinant = a * d - b * c;
        inverse[4 * s] = d / determinant;
        inverse[4 * s + 1] = -b / determinant;
        inverse[4 * s + 2] = -c / determinant;
        inverse[4 * s + 3] = a / determinant;
        reduced[3 * s] = (d * c1 - b * c2) / determinant;
        reduced[3 * s + 1] = (d * c2 - b * c3) / determinant;
        reduced[3 * s + 2] = (a * c3 - c * c2) / determinant;
        return determinant < 0 ? 1 : a + d > 0 ? 0 : 2;
    }

    /** Adds to the matrix of the bus graph what the elimination leaves: {@code -(1 + C M)^-1 C} at the two balances. */
    public void addToMatrix(double[] diagonal, double[] off) {
        for (int d = 0; d < kept.length; d++) {
            off[flowAt(d)] = kept[d];
        }
        for (int s = 0; s < data.sources(); s++) {
            diagonal[diagonalAt(data.firstRow()[s])] -= reduced[3 * s];
            diagonal[diagonalAt(data.secondRow()[s])] -= reduced[3 * s + 2];
            if (s < ng) {
                int at = ENTRIES * data.firstRow()[s];
                diagonal[at + 11] -= reduced[3 * s + 1];
                diagonal[at + 14] -= reduced[3 * s + 1];
            } else if (s < ng + kept.length) {
                off[flowAt(s - ng)] -= reduced[3 * s + 1];
            }
        }
    }

    private int diagonalAt(int balance) {
        return balance < nb ? ENTRIES * balance + 10 : ENTRIES * (balance - nb) + 15;
    }

    /**
     * Adds to the right-hand side of the bus graph what the elimination leaves of that of the variables.
     *
     * @param b right-hand side of stationarity, one for each variable of the problem
     */
    public void addToRight(double[] b, double[] right) {
        Arrays.fill(pushed, 0);
        for (int k = 0; k < compliance.length; k++) {
            double change = compliance[k] * b[2 * nb + k];
            pushed[2 * data.source()[k]] += data.toFirst()[k] * change;
            pushed[2 * data.source()[k] + 1] += data.toSecond()[k] * change;
        }
        for (int s = 0; s < data.sources(); s++) {
            double u = pushed[2 * s];
            double v = pushed[2 * s + 1];
            right[rowAt(data.firstRow()[s])] += inverse[4 * s] * u + inverse[4 * s + 1] * v;
            right[rowAt(data.secondRow()[s])] += inverse[4 * s + 2] * u + inverse[4 * s + 3] * v;
        }
    }

    private int rowAt(int balance) {
        return balance < nb ? BLOCK * balance + 2 : BLOCK * (balance - nb) + 3;
    }

    /**
     * The step of the variables, after that of {@link #addToRight}'s right-hand side.
     *
     * @param b right-hand side of stationarity, one for each variable of the problem
     * @param dlambda step of the balance's multipliers
     * @param dx step of the problem's variables: those of what is dispatched are set
     */
    public void solve(double[] b, double[] dlambda, double[] dx) {
        for (int s = 0; s < data.sources(); s++) {
            double p = dlambda[data.firstRow()[s]];
            double q = dlambda[data.secondRow()[s]];
            double u = pushed[2 * s];
            double v = pushed[2 * s + 1];
            double r = u + sums[3 * s] * p + sums[3 * s + 1] * q;
            double t = v + sums[3 * s + 1] * p + sums[3 * s + 2] * q;
            // how far the two powers move beyond what their own right-hand sides push them
            pushed[2 * s] = inverse[4 * s] * r + inverse[4 * s + 1] * t - u;
            pushed[2 * s + 1] = inverse[4 * s + 2] * r + inverse[4 * s + 3] * t - v;
        }
        for (int k = 0; k < compliance.length; k++) {
            int s = data.source()[k];
            // all variables of a power push alike, so that this tells the push without the digits that M u would lose
            double push = data.toFirst()[k] != 0
                    ? data.toFirst()[k] * pushed[2 * s] / sums[3 * s]
                    : data.toSecond()[k] * pushed[2 * s + 1] / sums[3 * s + 2];
            dx[2 * nb + k] = compliance[k] == 0 ? 0 : compliance[k] * (b[2 * nb + k] + push);
        }
    }
}
