package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.PosedCase;
import dev.opflow.grid.Network;
import org.junit.jupiter.api.Test;

class ExagoPointTest {
    /** Bus 1 with two generators, bus 2 with one and a demand, bus 3 with a demand. */
    private static final Network NETWORK = Cases.read(CanonicalCaseTest.UNUSUAL);

    private static final double REFERENCE = Math.toRadians(10);

    private static double[] point(Network network, SolveOptions options, double... exago) {
        PosedCase posed = new PosedCase(network, options);
        return new ExagoPoint(AcNetwork.of(posed.plain()), posed, options)
                .in(new AcOpf(AcNetwork.of(posed.whole()), true, false), exago);
    }

    @Test
    void findsEveryVariable() {
        double[] x = point(
                NETWORK, SolveOptions.DEFAULT, REFERENCE, 1.01, 0.1, 0.2, 0.3, 0.4, 0.5, 1.02, 0.6, 0.7, 0.8, 1.03);

        assertThat(x).containsExactly(REFERENCE, 0.5, 0.8, 1.01, 1.02, 1.03, 0.1, 0.6, 0.3, 0.2, 0.7, 0.4);
    }

    @Test
    void findsWhatIsLostAndMissed() {
        SolveOptions options = SolveOptions.DEFAULT.toBuilder()
                .includeLoadlossVariables(true)
                .includePowerimbalanceVariables(true)
                .build();
        double[] exago = {
            REFERENCE, 1.01, 11, 12, 13, 14, 0.1, 0.2, 0.3, 0.4, //
            0.5, 1.02, 21, 22, 23, 24, 0.6, 0.7, 1, 2, //
            0.8, 1.03, 31, 32, 33, 34, 3, 4
        };

        double[] x = point(NETWORK, options, exago);

        // generators; at bus 1 gain, active and reactive leak; at buses 2 and 3 loss of load before them
        assertThat(x)
                .startsWith(REFERENCE, 0.5, 0.8, 1.01, 1.02, 1.03)
                .containsSequence(0.1, 0.6, 0.3, 12, -11, 0, 1, 22, -21, 0, 3, 32, -31, 0)
                .endsWith(0.2, 0.7, 0.4, 14, 0, -13, 2, 24, 0, -23, 4, 34, 0, -33);
    }

    @Test
    void turnsRealAndImaginaryPartsIntoAnglesAndMagnitudes() {
        SolveOptions options = SolveOptions.DEFAULT.toBuilder()
                .model(SolveOptions.Model.POWER_BALANCE_CARTESIAN)
                .build();
        // 170 degrees at the reference, and 10 more at each bus from there: -180 and -170 by their parts
        double[] angle = {170, 180, 190};
        double[] exago = {0, 0, 0.1, 0.2, 0.3, 0.4, 0, 0, 0.6, 0.7, 0, 0};
        int[] at = {0, 6, 10};
        for (int i = 0; i < 3; i++) {
            exago[at[i]] = (1 + 0.01 * i) * Math.cos(Math.toRadians(angle[i]));
            exago[at[i] + 1] = (1 + 0.01 * i) * Math.sin(Math.toRadians(angle[i]));
        }

        double[] x = point(NETWORK, options, exago);

        double[] expected = {REFERENCE, REFERENCE + Math.toRadians(10), REFERENCE + Math.toRadians(20), 1, 1.01, 1.02};
        for (int i = 0; i < expected.length; i++) {
            assertThat(x[i]).isCloseTo(expected[i], within(1e-14));
        }
        assertThat(x).endsWith(0.1, 0.6, 0.3, 0.2, 0.7, 0.4);
    }

    @Test
    void refusesAPointOfAnotherProblem() {
        assertThatThrownBy(() -> point(NETWORK, SolveOptions.DEFAULT, new double[11]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ExaGO answers 11 variables, expected 12");
    }

    @Test
    void turnsAnIslandWhoseReferenceHasNoGenerator() {
        // bus 2 is the reference, at 5 degrees; the generator is at bus 1
        Network moved = Cases.twoBuses(
                "1 3 0  0  0 0 1 1 0", "1 2 0  0  0 0 1 1 0", "2 1 50 10 0 0 1 1 0", "2 3 50 10 0 0 1 1 5");

        double[] x = point(moved, SolveOptions.DEFAULT, 0, 1, 0.5, 0.1, -0.05, 0.98);

        assertThat(x[1]).isEqualTo(Math.toRadians(5), within(1e-15));
        assertThat(x[0]).isEqualTo(Math.toRadians(5) + 0.05, within(1e-15));
    }
}
