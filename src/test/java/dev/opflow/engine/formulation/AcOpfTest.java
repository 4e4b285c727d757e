package dev.opflow.engine.formulation;

import static dev.opflow.engine.NetworkSketch.polynomial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.ComplexNetwork;
import dev.opflow.engine.DcLineFlows;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Cost;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values are held against complex matrices, first derivatives against values, second ones against first ones. */
class AcOpfTest {
    /** Of central differences, whose error goes with its square. */
    private static final double STEP = 1e-5;

    private static final Offset<Double> CLOSE = Offset.offset(1e-7);

    private final Random random = new Random(9);
    private final Network network = SmallNetworks.allDispatch();
    private final AcOpf problem = new AcOpf(AcNetwork.of(network), true, false);
    private final int nb = problem.network().buses().count();
    private final int ng = problem.network().generators().count();
    private final double[] x = new double[problem.variables()];
    private final double[] lambda = random.doubles(2L * nb, -2, 2).toArray();
    private final double[] y =
            random.doubles(problem.inequalities().length, 0, 2).toArray();

    @BeforeEach
    void evaluate() {
        for (int i = 0; i < nb; i++) {
            x[i] = random.nextDouble(-0.3, 0.3);
            x[problem.v(i)] = random.nextDouble(0.9, 1.1);
        }
        for (int k = 2 * nb; k < x.length; k++) {
            x[k] = random.nextDouble(problem.lower()[k], problem.upper()[k] + 1e-300);
        }
        problem.evaluate(x);
    }

    @Test
    void balancesAsComplexMatricesDo() {
        Point point = new Point();
        double[] expected = new ComplexNetwork(network).surplus(point.vm, point.va, point.pg, point.qg, point.dcLines);
        int all = network.buses().size();
        for (int i = 0; i < nb; i++) {
            int place = problem.network().buses().place()[i];
            assertThat(problem.balance()[i] * 50).isCloseTo(expected[place], Offset.offset(1e-11));
            assertThat(problem.balance()[nb + i] * 50).isCloseTo(expected[all + place], Offset.offset(1e-11));
        }
    }

    @Test
    void limitsApparentPowerAndAnglesAtWhatTheCaseSays() {
        Point point = new Point();
        ComplexNetwork complex = new ComplexNetwork(network);
        int limits = 0;
        for (int l = 0; l < problem.network().branches().count(); l++) {
            int place = problem.network().branches().place()[l];
            Branch branch = network.branches().get(place);
            double rate = branch.rateAMva();
            int rated = problem.limits().ratedAt(l);
            assertThat(rated >= 0).isEqualTo(rate > 0);
            if (rated >= 0) {
                limits += 2;
                double from = complex.from(place, point.vm, point.va).size();
                double to = complex.to(place, point.vm, point.va).size();
                assertThat(problem.inequalities()[rated] * 50).isCloseTo(excess(from, rate), Offset.offset(1e-10));
                assertThat(problem.inequalities()[rated + 1] * 50).isCloseTo(excess(to, rate), Offset.offset(1e-10));
            }
            double angle = point.va[complex.place(branch.fromBus())] - point.va[complex.place(branch.toBus())];
            int angmax = problem.limits().angmaxAt(l);
            assertThat(angmax >= 0).isEqualTo(branch.angmaxDegrees() < 360);
            if (angmax >= 0) {
                limits++;
                assertThat(Math.toDegrees(problem.inequalities()[angmax]))
                        .isCloseTo(angle - branch.angmaxDegrees(), Offset.offset(1e-11));
            }
            int angmin = problem.limits().angminAt(l);
            assertThat(angmin >= 0).isEqualTo(branch.angminDegrees() > -360);
            if (angmin >= 0) {
                limits++;
                assertThat(Math.toDegrees(problem.inequalities()[angmin]))
                        .isCloseTo(branch.angminDegrees() - angle, Offset.offset(1e-11));
            }
        }
        assertThat(problem.limits().count()).isEqualTo(limits).isEqualTo(12);
    }

    /** (|S|^2 - rate^2) / (2 rate). */
    private static double excess(double s, double rate) {
        return (s * s - rate * rate) / (2 * rate);
    }

    @Test
    void costsWhatItsGeneratorsCost() {
        Point point = new Point();
        double expected = new ComplexNetwork(network).cost(point.pg, point.qg, point.dcLines);
        problem.setObjectiveScale(0.25);
        assertThat(problem.cost()).isCloseTo(expected, Offset.offset(1e-9));
        // the dear segments of a cost are in use as well as the cheap ones
        assertThat(problem.objective()).isGreaterThan(expected / 4);
        Dispatch dispatch = problem.dispatch();
        for (int power = 2 * nb; power < 2 * nb + dispatch.data().powers(); power++) {
            dispatch.put(x, power, dispatch.total(x, power));
        }
        problem.evaluate(x);
        assertThat(problem.cost()).isCloseTo(expected, Offset.offset(1e-9));
        assertThat(problem.objective()).isCloseTo(expected / 4, Offset.offset(1e-9));
    }

    @Test
    void sharesAPowerAmongTheSegmentsOfItsCost() {
        // costs 0 to 20, 50 and 90 MW are its segments
        int power = problem.pg(3);
        Dispatch dispatch = problem.dispatch();
        assertThat(dispatch.last(problem.pg(0))).isEqualTo(problem.pg(0));
        for (double mw : new double[] {-3, 0, 7, 20, 31, 50, 90}) {
            dispatch.put(x, power, mw / 50);
            assertThat(x[power]).isEqualTo(Math.min(mw, 20) / 50);
            assertThat(x[dispatch.last(power)]).isCloseTo(Math.max(0, mw - 50) / 50, Offset.offset(1e-15));
            assertThat(dispatch.total(x, power)).isCloseTo(mw / 50, Offset.offset(1e-15));
        }
        assertThat(problem.lower()[power]).isZero();
        assertThat(problem.upper()[power]).isEqualTo(0.4);
        assertThat(problem.lower()[dispatch.last(power)]).isZero();
        assertThat(problem.upper()[dispatch.last(power)]).isCloseTo(0.8, Offset.offset(1e-15));
    }

    @Test
    void limitsOutputsToCapabilityCurves() {
        assertThat(problem.inequalities().length - problem.limits().count()).isEqualTo(4);
        // the upper side of the first falls from 30 MVAr at 0 MW to 8 at 50
        Point point = new Point();
        double most = 30 - 22 / 50.0 * point.pg[6];
        double least = -30 + 20 / 50.0 * point.pg[6];
        double[] h = problem.inequalities();
        int at = problem.limits().count();
        assertThat(h[at] * 50).isCloseTo((point.qg[6] - most) / Math.hypot(1, 0.44), Offset.offset(1e-12));
        assertThat(h[at + 1] * 50).isCloseTo((least - point.qg[6]) / Math.hypot(1, 0.4), Offset.offset(1e-12));
    }

    @Test
    void costsNothingWhenItIsFreeButTellsTheCost() {
        AcOpf free = new AcOpf(problem.network(), true, true);
        free.evaluate(x);
        double[] gradient = filled(problem.variables());
        double[] own = new double[free.dispatch().count()];
        double[] powers = new double[3 * free.dispatch().sources()];
        free.gradient(x, gradient);
        free.addCurvature(x, own, powers);
        assertThat(free.objective()).isZero();
        assertThat(gradient).containsOnly(0);
        assertThat(own).containsOnly(0);
        assertThat(powers).containsOnly(0);
        assertThat(free.cost()).isEqualTo(problem.cost()).isPositive();
    }

    @Test
    void leavesRatesOutOnDemandButNoAngles() {
        AcOpf unrated = new AcOpf(problem.network(), false, false);
        assertThat(unrated.limits().count()).isEqualTo(4);
        assertThat(unrated.limits().ratedAt(0)).isEqualTo(-1);
    }

    @Test
    void boundsVariablesAsTheCaseDoes() {
        int reference = 1;
        assertThat(problem.lower()[reference]).isEqualTo(Math.toRadians(10)).isEqualTo(problem.upper()[reference]);
        assertThat(problem.lower()[0]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(problem.upper()[0]).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(problem.lower()[problem.v(reference)]).isEqualTo(0.95);
        assertThat(problem.upper()[problem.v(reference)]).isEqualTo(1.05);
        assertThat(problem.lower()[problem.pg(1)]).isEqualTo(0.1);
        assertThat(problem.upper()[problem.pg(1)]).isEqualTo(0.8);
        assertThat(problem.lower()[problem.qg(1)]).isEqualTo(-0.4);
        assertThat(problem.upper()[problem.qg(1)]).isEqualTo(0.6);
    }

    @Test
    void hasTheCostsGradientAndCurvature() {
        problem.setObjectiveScale(0.5);
        double[] gradient = new double[x.length];
        problem.gradient(x, gradient);
        assertThat(gradient)
                .containsExactly(
                        differences(point -> {
                            problem.evaluate(point);
                            return new double[] {problem.objective()};
                        })[0],
                        Offset.offset(1e-5));

        double[][] second = differences(point -> {
            double[] out = new double[x.length];
            problem.gradient(point, out);
            return out;
        });
        Dispatch dispatch = problem.dispatch();
        double[] own = new double[dispatch.count()];
        double[] powers = new double[3 * dispatch.sources()];
        problem.addCurvature(x, own, powers);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                boolean dispatched = i >= 2 * nb && j >= 2 * nb;
                double expected = (dispatched && i == j ? own[i - 2 * nb] : 0)
                        + (dispatched ? byPowers(dispatch.data(), powers, i - 2 * nb, j - 2 * nb) : 0);
                assertThat(second[i][j]).isCloseTo(expected, Offset.offset(1e-5));
            }
        }
    }

    /** Second derivative by two variables of what has the given one by the powers of sources. */
    private static double byPowers(DispatchData data, double[] powers, int i, int j) {
        if (data.source()[i] != data.source()[j]) {
            return 0;
        }
        int s = 3 * data.source()[i];
        return data.toFirst()[i] * (powers[s] * data.toFirst()[j] + powers[s + 1] * data.toSecond()[j])
                + data.toSecond()[i] * (powers[s + 1] * data.toFirst()[j] + powers[s + 2] * data.toSecond()[j]);
    }

    @Test
    void hasTheCapabilityCurvesWeights() {
        double[] sigma = random.doubles(y.length, 0, 3).toArray();
        double[] powers = new double[3 * problem.dispatch().sources()];
        problem.dispatch().addWeights(sigma, powers);
        double[][] jacobian = inequalityJacobian();
        for (int i = 0; i < problem.dispatch().count(); i++) {
            for (int j = 0; j < problem.dispatch().count(); j++) {
                double expected = 0;
                for (int k = problem.limits().count(); k < sigma.length; k++) {
                    expected += sigma[k] * jacobian[k][2 * nb + i] * jacobian[k][2 * nb + j];
                }
                assertThat(byPowers(problem.dispatch().data(), powers, i, j)).isCloseTo(expected, CLOSE);
            }
        }
    }

    @Test
    void hasTheConstraintsGradient() {
        double[] gradient = random.doubles(x.length).toArray();
        double[] before = gradient.clone();
        problem.addJacobianTransposed(x, lambda, y, gradient);
        for (int i = 0; i < x.length; i++) {
            gradient[i] -= before[i];
        }
        assertThat(gradient).containsExactly(differences(point -> new double[] {weighted(point)})[0], CLOSE);
    }

    private double weighted(double[] point) {
        problem.evaluate(point);
        double sum = 0;
        for (int i = 0; i < lambda.length; i++) {
            sum += lambda[i] * problem.balance()[i];
        }
        for (int k = 0; k < y.length; k++) {
            sum += y[k] * problem.inequalities()[k];
        }
        return sum;
    }

    @Test
    void hasTheInequalitiesChange() {
        double[] dx = random.doubles(x.length, -1, 1).toArray();
        double[] change = new double[y.length];
        problem.inequalityChange(x, dx, change);
        double[][] jacobian = inequalityJacobian();
        for (int k = 0; k < y.length; k++) {
            double expected = 0;
            for (int i = 0; i < x.length; i++) {
                expected += jacobian[k][i] * dx[i];
            }
            assertThat(change[k]).isCloseTo(expected, CLOSE);
        }
    }

    @Test
    void hasTheSecondDerivativesInTheMatrixOfTheBusGraph() {
        assertKkt(new double[y.length], CLOSE);
    }

    @Test
    void hasTheInequalitiesWeightsInTheMatrixOfTheBusGraph() {
        // entries are up to 10,000 times larger
        assertKkt(random.doubles(y.length, 0, 3).toArray(), Offset.offset(1e-5));
    }

    private void assertKkt(double[] sigma, Offset<Double> close) {
        double[] diagonal = new double[16 * nb];
        double[] off = new double[16 * problem.network().graph().edges()];
        problem.addKkt(x, lambda, y, sigma, diagonal, off);
        double[][] matrix = dense(diagonal, off);
        double[][] expected = expectedKkt(sigma);
        for (int i = 0; i < matrix.length; i++) {
            assertThat(matrix[i]).as("row %d", i).containsExactly(expected[i], close);
        }
    }

    /** Rows and columns: per bus its angle, its magnitude, its active and its reactive balance. */
    private double[][] expectedKkt(double[] sigma) {
        double[][] hessian = differences(point -> {
            problem.evaluate(point);
            double[] out = new double[x.length];
            problem.addJacobianTransposed(point, lambda, y, out);
            return out;
        });
        double[][] balance = differences(point -> {
            problem.evaluate(point);
            return problem.balance().clone();
        });
        double[][] inequalities = inequalityJacobian();
        double[][] kkt = new double[4 * nb][4 * nb];
        for (int i = 0; i < 2 * nb; i++) {
            for (int j = 0; j < 2 * nb; j++) {
                double sum = hessian[i][j];
                for (int k = 0; k < sigma.length; k++) {
                    sum += sigma[k] * inequalities[k][i] * inequalities[k][j];
                }
                kkt[row(i)][row(j)] = sum;
                kkt[row(i) + 2][row(j)] = balance[i][j];
                kkt[row(j)][row(i) + 2] = balance[i][j];
            }
        }
        return kkt;
    }

    private int row(int i) {
        return i < nb ? 4 * i : 4 * (i - nb) + 1;
    }

    private double[][] inequalityJacobian() {
        double[][] jacobian = differences(point -> {
            problem.evaluate(point);
            return problem.inequalities().clone();
        });
        problem.evaluate(x);
        return jacobian;
    }

    private double[][] dense(double[] diagonal, double[] off) {
        double[][] matrix = new double[4 * nb][4 * nb];
        for (int k = 0; k < 16 * nb; k++) {
            matrix[k / 16 * 4 + k % 16 / 4][k / 16 * 4 + k % 4] += diagonal[k];
        }
        for (int k = 0; k < off.length; k++) {
            int row = 4 * problem.network().graph().from()[k / 16] + k % 16 / 4;
            int column = 4 * problem.network().graph().to()[k / 16] + k % 4;
            matrix[row][column] += off[k];
            matrix[column][row] += off[k];
        }
        return matrix;
    }

    /** Central differences: a row for each entry of the function's value. */
    private double[][] differences(UnaryOperator<double[]> function) {
        double[][] rows = new double[function.apply(x.clone()).length][x.length];
        for (int i = 0; i < x.length; i++) {
            double[] point = x.clone();
            point[i] = x[i] + STEP;
            double[] above = function.apply(point).clone();
            point[i] = x[i] - STEP;
            double[] below = function.apply(point);
            for (int k = 0; k < rows.length; k++) {
                rows[k][i] = (above[k] - below[k]) / (2 * STEP);
            }
        }
        problem.evaluate(x);
        return rows;
    }

    @Test
    void costsPolynomialsOfEveryDegree() {
        for (int degree = 0; degree <= 5; degree++) {
            double[] coefficients = random.doubles(degree + 1L, -1, 1).toArray();
            CostCurves curves = new CostCurves(List.of(polynomial(), polynomial(coefficients)), 50);
            double p = 0.03;
            assertThat(curves.value(1, p)).isCloseTo(polynomial(coefficients).at(1.5), Offset.offset(1e-12));
            double step = 1e-6;
            assertThat(curves.slope(1, p))
                    .isCloseTo(
                            (curves.value(1, p + step) - curves.value(1, p - step)) / (2 * step), Offset.offset(1e-4));
            assertThat(curves.curvature(1, p))
                    .isCloseTo(
                            (curves.slope(1, p + step) - curves.slope(1, p - step)) / (2 * step), Offset.offset(1e-2));
        }
    }

    @Test
    void costsNothingWhereThereIsNoCost() {
        List<Cost> none = new ArrayList<>();
        none.add(null);
        CostCurves curves = new CostCurves(none, 100);
        assertThat(curves.value(0, 3)).isZero();
        assertThat(curves.slope(0, 3)).isZero();
        assertThat(curves.curvature(0, 3)).isZero();
    }

    @Test
    void costsACubicByHand() {
        // 2 p^3 - 3 p^2 + 5 p + 7 at 10 MW: 2000 - 300 + 50 + 7; slope 600 - 60 + 5 per MW; curvature 120 - 6 per MW^2
        CostCurves curves = new CostCurves(List.of(polynomial(2, -3, 5, 7)), 100);
        assertThat(curves.value(0, 0.1)).isCloseTo(1757, Offset.offset(1e-9));
        assertThat(curves.slope(0, 0.1)).isCloseTo(54_500, Offset.offset(1e-7));
        assertThat(curves.curvature(0, 0.1)).isCloseTo(1_140_000, Offset.offset(1e-5));
    }

    @Test
    void balancesTwoBusesByHand() {
        // over x = 0.1 at 1 p.u. and an angle d: p = 10 sin d, q = 10 (1 - cos d)
        Network two = NetworkSketch.of(SmallNetworks.twoBus()).build();
        AcOpf small = new AcOpf(AcNetwork.of(two), true, false);
        double[] point = {0, -0.2, 1, 1, 1.5, 0, 0.25, 0.5};
        small.evaluate(point);
        double p = 10 * Math.sin(0.2);
        double q = 10 * (1 - Math.cos(0.2));
        assertThat(small.balance())
                .containsExactly(new double[] {p - 1.5, 1 - p, q - 0.25, q - 0.5}, Offset.offset(1e-14));
        assertThat(small.cost()).isEqualTo(3000);
    }

    private static double[] filled(int length) {
        double[] array = new double[length];
        Arrays.fill(array, Double.NaN);
        return array;
    }

    /** The point of x in the order and units of the case; what takes no part has values that must not matter. */
    private final class Point {
        final double[] vm = filled(network.buses().size());
        final double[] va = filled(network.buses().size());
        final double[] pg = filled(network.generators().size());
        final double[] qg = filled(network.generators().size());
        final DcLineFlows dcLines = DcLineFlows.zero(network.dcLines().size());

        Point() {
            Arrays.fill(vm, 1);
            Arrays.fill(va, 0);
            for (int i = 0; i < nb; i++) {
                vm[problem.network().buses().place()[i]] = x[problem.v(i)];
                va[problem.network().buses().place()[i]] = Math.toDegrees(x[i]);
            }
            for (int g = 0; g < ng; g++) {
                int place = problem.network().generators().place()[g];
                pg[place] = problem.dispatch().total(x, problem.pg(g)) * 50;
                qg[place] = problem.dispatch().reactive(x, g) * 50;
            }
            for (int d = 0; d < problem.network().dcLines().count(); d++) {
                int place = problem.network().dcLines().place()[d];
                dcLines.pfMw()[place] = problem.dispatch().total(x, problem.pf(d)) * 50;
                dcLines.qfMvar()[place] = x[problem.qf(d)] * 50;
                dcLines.qtMvar()[place] = x[problem.qt(d)] * 50;
            }
        }
    }
}
