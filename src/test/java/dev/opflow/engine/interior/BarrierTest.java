package dev.opflow.engine.interior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import org.junit.jupiter.api.Test;

/** Of four variables: one bound on both sides, one below, one above, one fixed; and two slacks. */
class BarrierTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private final Bounds bounds =
            new Bounds(new double[] {0, -1, -INFINITE, 5}, new double[] {2, INFINITE, 3, 5}, new boolean[] {
                false, false, false, true
            });
    private final Barrier barrier = new Barrier(bounds, false);
    private final double[] x = {0.5, 1, -1, 5};
    private final double[] s = {0.1, 4};
    private final double[] dx = {-1, 2, 3, 0};
    private final double[] ds = {-0.2, 1};

    @Test
    void isMinusTheLogarithmOfEveryDistance() {
        assertThat(barrier.value(x, s))
                .isCloseTo(
                        -Math.log(0.5) - Math.log(1.5) - Math.log(2) - Math.log(4) - Math.log(0.1) - Math.log(4),
                        within(1e-14));
    }

    @Test
    void hasTheSlopeOfItsValue() {
        double step = 1e-6;
        double above = barrier.value(moved(x, dx, step), moved(s, ds, step));
        double below = barrier.value(moved(x, dx, -step), moved(s, ds, -step));
        assertThat(barrier.slope(x, s, dx, ds)).isCloseTo((above - below) / (2 * step), within(1e-6));
        double[] gradient = new double[4];
        barrier.addGradient(x, 1, gradient);
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += gradient[i] * dx[i];
        }
        assertThat(sum - ds[0] / s[0] - ds[1] / s[1]).isCloseTo(barrier.slope(x, s, dx, ds), within(1e-12));
    }

    private static double[] moved(double[] from, double[] by, double step) {
        double[] to = from.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += step * by[i];
        }
        return to;
    }

    @Test
    void stepsToAFractionOfTheNearestBound() {
        // x0 could go 0.5 down, x2 4 / 3 of its step up, s0 half of its step
        assertThat(barrier.largestPrimalStep(x, s, dx, new double[2], 0.9)).isCloseTo(0.45, within(1e-15));
        assertThat(barrier.largestPrimalStep(x, s, new double[4], ds, 0.9)).isCloseTo(0.45, within(1e-15));
        assertThat(barrier.largestPrimalStep(x, s, new double[] {0, 0, 5, 0}, new double[2], 0.9))
                .isCloseTo(0.72, within(1e-15));
        assertThat(barrier.largestPrimalStep(x, s, new double[] {0, -4, 0, 0}, new double[2], 0.9))
                .isCloseTo(0.45, within(1e-15));
        assertThat(barrier.largestPrimalStep(x, s, new double[] {0, 9, -9, -9}, new double[] {1, 1}, 0.9))
                .isEqualTo(1);
    }

    @Test
    void stepsMultipliersTowardsTheProduct() {
        Iterate point = new Iterate(
                x, s, new double[0], new double[] {1, 1}, new double[] {3, 2, 0, 0}, new double[] {1, 0, 4, 0});
        double[] dzl = new double[4];
        double[] dzu = new double[4];
        barrier.multiplierSteps(point, dx, 0.2, dzl, dzu);
        // (z + dz) distance + z * (change of distance) = mu
        assertThat((3 + dzl[0]) * 0.5 + 3 * -1).isCloseTo(0.2, within(1e-14));
        assertThat((2 + dzl[1]) * 2 + 2 * 2).isCloseTo(0.2, within(1e-14));
        assertThat((1 + dzu[0]) * 1.5 + 1 * 1).isCloseTo(0.2, within(1e-14));
        assertThat((4 + dzu[2]) * 4 + 4 * -3).isCloseTo(0.2, within(1e-14));
        assertThat(new double[] {dzl[2], dzl[3], dzu[1], dzu[3]}).containsOnly(0);
        assertThat(barrier.complementarity(point, 0)).isEqualTo(16);
        assertThat(barrier.complementarity(point, 16)).isEqualTo(15.9);
    }

    @Test
    void keepsMultipliersNearTheirIdeal() {
        Iterate point = new Iterate(
                x, s, new double[0], new double[] {1e-20, 1e20}, new double[] {1e20, 1, 0, 0}, new double[4]);
        barrier.safeguard(point, 1);
        assertThat(point.y()).containsExactly(10 / 1e10, 0.25 * 1e10);
        assertThat(point.zl()[0]).isEqualTo(2e10);
        assertThat(point.zl()[1]).isEqualTo(1);
        assertThat(point.zu()[0]).isEqualTo(1 / 1.5 / 1e10);
        assertThat(point.zl()[2]).isZero();
        assertThat(point.zu()[3]).isZero();
    }

    @Test
    void startsInsideTheBoundsNearTheGivenValue() {
        assertThat(bounds.inside(0, 0.7)).isEqualTo(0.7);
        assertThat(bounds.inside(0, -9)).isEqualTo(0.01);
        assertThat(bounds.inside(0, 9)).isEqualTo(2 - 0.02);
        assertThat(bounds.inside(1, -9)).isEqualTo(-0.99);
        assertThat(bounds.inside(2, 9)).isEqualTo(3 - 0.03);
        assertThat(bounds.inside(3, 9)).isEqualTo(5);
    }

    @Test
    void fixesWhatHasNoRoomAndRelaxesTheRestByAHair() {
        AcOpf problem = new AcOpf(
                AcNetwork.of(SmallNetworks.withOutput(SmallNetworks.twoBus(), 0, 70, 70 + 1e-8)), true, false);
        Bounds ofCase = Bounds.of(problem);
        // angle of bus 2 and both reactive outputs are free, active outputs and voltages are not
        assertThat(ofCase.fixed()).containsExactly(true, false, true, true, true, true, false, false);
        assertThat(ofCase.lower()[problem.pg(0)]).isEqualTo(ofCase.upper()[problem.pg(0)]);
        assertThat(ofCase.lower()[problem.qg(0)]).isLessThan(-1).isCloseTo(-1, within(1e-11));
        assertThat(ofCase.upper()[problem.qg(0)]).isGreaterThan(1).isCloseTo(1, within(1e-11));
        assertThat(ofCase.hasLower(problem.pg(0))).isFalse();
        assertThat(ofCase.hasUpper(1)).isFalse();
    }
}
