package dev.opflow.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.ComplexNetwork;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.grid.Network;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PiSectionTest {
    private final PiSection section = new PiSection();

    /** Over x = 0.5 with 30 degrees between equal voltages: p = sin 30 / 0.5 = 1, q = (1 - cos 30) / 0.5 at both ends. */
    @Test
    void carriesWhatAReactanceDoes() {
        compute(branch(0, 0.5, 0, 0, 0), 1, 30, 1, 0);
        double q = 2 * (1 - Math.sqrt(3) / 2);
        assertFlows(1, q, -1, q);
    }

    /** Between equal voltages only the charging flows: b / 2 times the voltage squared, out of each end. */
    @Test
    void chargesAtBothEnds() {
        compute(branch(0.03, 0.5, 0.4, 0, 0), 1.1, 7, 1.1, 7);
        assertFlows(0, -0.2 * 1.21, 0, -0.2 * 1.21);
    }

    /** 0.1 p.u. of voltage over r = 0.2 drive a current of 0.5: p is 1.1 times it in, and 1 times it out. */
    @Test
    void losesWhatAResistanceDoes() {
        compute(branch(0.2, 0, 0, 0, 0), 1.1, 0, 1, 0);
        assertFlows(0.55, 0, -0.5, 0);
    }

    /** A ratio of 2 halves the voltage behind it and doubles its current; the charging sees the halved one. */
    @Test
    void transformsAtTheFromEnd() {
        compute(branch(0, 0.5, 0.4, 2, 0), 2, 30, 1, 0);
        double q = 2 * (1 - Math.sqrt(3) / 2);
        assertFlows(1, q - 0.2, -1, q - 0.2);
    }

    /** A shift of 30 degrees takes away 30 of 60 between the voltages. */
    @Test
    void shiftsAtTheFromEnd() {
        compute(branch(0, 0.5, 0, 0, 30), 1, 60, 1, 0);
        double q = 2 * (1 - Math.sqrt(3) / 2);
        assertFlows(1, q, -1, q);
    }

    @Test
    void agreesWithAdmittanceMatrices() {
        Random random = new Random(10);
        for (int round = 0; round < 200; round++) {
            Network network = branch(
                    random.nextDouble(0.1),
                    random.nextDouble(-0.1, 0.3),
                    random.nextDouble(),
                    random.nextBoolean() ? 0 : random.nextDouble(0.8, 1.2),
                    random.nextDouble(-40, 40));
            double[] vm = {random.nextDouble(0.8, 1.2), random.nextDouble(0.8, 1.2)};
            double[] va = {random.nextDouble(-90, 90), random.nextDouble(-90, 90)};
            compute(network, vm[0], va[0], vm[1], va[1]);
            ComplexNetwork.Complex from = new ComplexNetwork(network).from(0, vm, va);
            ComplexNetwork.Complex to = new ComplexNetwork(network).to(0, vm, va);
            assertFlows(from.re() / 100, from.im() / 100, to.re() / 100, to.im() / 100);
        }
    }

    @Test
    void changesAsFiniteDifferencesDo() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            Network network = branch(
                    random.nextDouble(0.1),
                    random.nextDouble(0.05, 0.3),
                    random.nextDouble(),
                    random.nextDouble(0.8, 1.2),
                    random.nextDouble(-40, 40));
            double[] at = {
                random.nextDouble(0.8, 1.2),
                random.nextDouble(-90, 90),
                random.nextDouble(0.8, 1.2),
                random.nextDouble(-90, 90)
            };
            double[] weights = {random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble()};
            for (int k = 0; k < 4; k++) {
                double step = k % 2 == 0 ? 1e-5 : Math.toDegrees(1e-5);
                double slope =
                        (weighed(network, at, weights, k, step) - weighed(network, at, weights, k, -step)) / 2e-5;
                weighed(network, at, weights, k, 0);
                move(k, at);
                assertThat(section.change(weights[0], weights[1], weights[2], weights[3]))
                        .isCloseTo(slope, within(1e-7 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    private void move(int k, double[] at) {
        switch (k) {
            case 0 -> section.byFromMagnitude(at[0]);
            case 1 -> section.byFromAngle();
            case 2 -> section.byToMagnitude(at[2]);
            default -> section.byToAngle();
        }
    }

    private double weighed(Network network, double[] at, double[] weights, int k, double step) {
        double[] moved = at.clone();
        moved[k] += step;
        compute(network, moved[0], moved[1], moved[2], moved[3]);
        return weights[0] * section.pf()
                + weights[1] * section.qf()
                + weights[2] * section.pt()
                + weights[3] * section.qt();
    }

    private static Network branch(double r, double x, double b, double ratio, double shift) {
        return NetworkSketch.sketch()
                .reference(1)
                .bus(2)
                .line(1, 2, r, x, b)
                .transformer(ratio, shift)
                .build();
    }

    private void compute(Network network, double vf, double afDegrees, double vt, double atDegrees) {
        section.compute(network.branches().getFirst(), vf, Math.toRadians(afDegrees), vt, Math.toRadians(atDegrees));
    }

    private void assertFlows(double pf, double qf, double pt, double qt) {
        // admittances reach 1e3 where r and x are both small
        assertThat(section.pf()).isCloseTo(pf, within(1e-10 + 1e-13 * Math.abs(pf)));
        assertThat(section.qf()).isCloseTo(qf, within(1e-10 + 1e-13 * Math.abs(qf)));
        assertThat(section.pt()).isCloseTo(pt, within(1e-10 + 1e-13 * Math.abs(pt)));
        assertThat(section.qt()).isCloseTo(qt, within(1e-10 + 1e-13 * Math.abs(qt)));
    }
}
