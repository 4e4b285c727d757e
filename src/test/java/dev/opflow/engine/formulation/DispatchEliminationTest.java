package dev.opflow.engine.formulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.SmallNetworks;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Eliminating what is dispatched gives what solving the whole system does. */
class DispatchEliminationTest {
    private final Random random = new Random(3);
    private final AcOpf problem = new AcOpf(AcNetwork.of(SmallNetworks.allDispatch()), true, false);
    private final DispatchData data = problem.dispatch().data();
    private final DispatchElimination elimination = new DispatchElimination(problem);
    private final int nb = problem.network().buses().count();
    private final int nd = problem.dispatch().count();
    private final double[] own = random.doubles(nd, 0.01, 5).toArray();
    private final double[] powers = new double[3 * data.sources()];
    private final double[] diagonal = new double[16 * nb];
    private final double[] off = new double[16 * problem.network().graph().edges()];
    private final double[] whole;
    private final double[] b = random.doubles(problem.variables(), -1, 1).toArray();
    private final double[] right = random.doubles(4L * nb, -1, 1).toArray();

    DispatchEliminationTest() {
        for (int s = 0; s < data.sources(); s++) {
            // positive and negative ones, together convex; a DC line's flow has one by its first power only
            boolean both = s < problem.network().generators().count();
            powers[3 * s] = random.nextDouble(-0.005, 2);
            powers[3 * s + 1] = both ? random.nextDouble(-0.002, 0.002) : 0;
            powers[3 * s + 2] = both ? random.nextDouble(0, 2) : 0;
        }
        for (int k = 0; k < nd; k++) {
            // loads at constant power factor, and one more
            boolean isFixed = data.lower()[k] == data.upper()[k] || k == problem.qg(2) - 2 * nb;
            own[k] = isFixed ? Double.POSITIVE_INFINITY : own[k];
        }
        for (int i = 0; i < nb; i++) {
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c <= r; c++) {
                    double value = r == c ? (r < 2 ? 40 : -40) : random.nextDouble(-1, 1);
                    diagonal[16 * i + 4 * r + c] = value;
                    diagonal[16 * i + 4 * c + r] = value;
                }
            }
        }
        Arrays.setAll(off, k -> random.nextDouble(-1, 1));
        whole = off.clone();
    }

    @Test
    void solvesTheWholeSystem() {
        // twice from the same matrix, as a shift of the Hessian asks for: the second must not see the first
        elimination.keep(off);
        assertThat(elimination.factor(own, powers)).isZero();
        elimination.addToMatrix(diagonal.clone(), off);
        double[] expected = wholeSystem();
        double[] reduced = diagonal.clone();
        elimination.addToMatrix(reduced, off);
        double[] vector = right.clone();
        elimination.addToRight(b, vector);
        double[] voltages = solve(dense(reduced, off), vector);
        double[] dlambda = new double[2 * nb];
        for (int i = 0; i < nb; i++) {
            dlambda[i] = voltages[4 * i + 2];
            dlambda[nb + i] = voltages[4 * i + 3];
        }
        double[] dx = new double[problem.variables()];
        elimination.solve(b, dlambda, dx);
        assertThat(voltages).containsExactly(Arrays.copyOf(expected, 4 * nb), Offset.offset(1e-11));
        assertThat(Arrays.copyOfRange(dx, 2 * nb, dx.length))
                .containsExactly(Arrays.copyOfRange(expected, 4 * nb, expected.length), Offset.offset(1e-9));
        assertThat(dx[problem.qg(2)]).isZero();
    }

    /** Rows and columns: four a bus, then each variable. */
    private double[] wholeSystem() {
        double[][] matrix = new double[4 * nb + nd][4 * nb + nd];
        double[][] buses = dense(diagonal, whole);
        for (int i = 0; i < 4 * nb; i++) {
            System.arraycopy(buses[i], 0, matrix[i], 0, 4 * nb);
        }
        for (int i = 0; i < nd; i++) {
            int s = data.source()[i];
            // the balance falls by what is given
            put(matrix, row(data.firstRow()[s]), 4 * nb + i, -data.toFirst()[i]);
            put(matrix, row(data.secondRow()[s]), 4 * nb + i, -data.toSecond()[i]);
            for (int j = 0; j < nd; j++) {
                if (s == data.source()[j]) {
                    double first = powers[3 * s] * data.toFirst()[j] + powers[3 * s + 1] * data.toSecond()[j];
                    double second = powers[3 * s + 1] * data.toFirst()[j] + powers[3 * s + 2] * data.toSecond()[j];
                    matrix[4 * nb + i][4 * nb + j] = data.toFirst()[i] * first + data.toSecond()[i] * second;
                }
            }
            matrix[4 * nb + i][4 * nb + i] += Math.min(own[i], 1e15);
        }
        double[] vector = Arrays.copyOf(right, 4 * nb + nd);
        System.arraycopy(b, 2 * nb, vector, 4 * nb, nd);
        return solve(matrix, vector);
    }

    private static void put(double[][] matrix, int row, int column, double value) {
        matrix[row][column] += value;
        matrix[column][row] += value;
    }

    private int row(int balance) {
        return balance < nb ? 4 * balance + 2 : 4 * (balance - nb) + 3;
    }

    private double[][] dense(double[] blocks, double[] edges) {
        double[][] matrix = new double[4 * nb][4 * nb];
        for (int k = 0; k < 16 * nb; k++) {
            matrix[k / 16 * 4 + k % 16 / 4][k / 16 * 4 + k % 4] += blocks[k];
        }
        for (int k = 0; k < edges.length; k++) {
            int row = 4 * problem.network().graph().from()[k / 16] + k % 16 / 4;
            int column = 4 * problem.network().graph().to()[k / 16] + k % 4;
            matrix[row][column] += edges[k];
            matrix[column][row] += edges[k];
        }
        return matrix;
    }

    /** Elimination with the largest pivot of each column. */
    private static double[] solve(double[][] matrix, double[] vector) {
        int n = vector.length;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(matrix[i][k]) > Math.abs(matrix[pivot][k]) ? i : pivot;
            }
            double[] row = matrix[pivot];
            matrix[pivot] = matrix[k];
            matrix[k] = row;
            double value = vector[pivot];
            vector[pivot] = vector[k];
            vector[k] = value;
            for (int i = k + 1; i < n; i++) {
                double factor = matrix[i][k] / row[k];
                for (int j = k; j < n; j++) {
                    matrix[i][j] -= factor * row[j];
                }
                vector[i] -= factor * value;
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                vector[i] -= matrix[i][j] * vector[j];
            }
            vector[i] /= matrix[i][i];
        }
        return vector;
    }

    @Test
    void countsTheDirectionsInWhichSourcesAreConcave() {
        assertThat(elimination.factor(own, powers)).isZero();
        // one variable of unit curvature each, and less than minus that by the power
        Arrays.fill(own, 1);
        Arrays.fill(powers, 0);
        int flow = 3 * problem.network().generators().count();
        powers[flow] = -0.9;
        assertThat(elimination.factor(own, powers)).isZero();
        powers[flow] = -1.1;
        assertThat(elimination.factor(own, powers)).isEqualTo(1);
        powers[flow] = 0;
        // both eigenvalues of the first generator's two powers negative
        powers[0] = -2;
        powers[2] = -2;
        assertThat(elimination.factor(own, powers)).isEqualTo(2);
        powers[0] = Double.NaN;
        assertThat(elimination.factor(own, powers)).isNotZero();
    }

    @Test
    void countsVariablesThatAreConcaveThemselves() {
        Arrays.fill(own, 1);
        Arrays.fill(powers, 0);
        own[0] = -1;
        own[1] = -2;
        assertThat(elimination.factor(own, powers)).isEqualTo(2);
        powers[0] = 1;
        assertThat(elimination.factor(own, powers)).isEqualTo(DispatchElimination.UNKNOWN);
    }
}
