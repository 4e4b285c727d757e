package dev.opflow.engine.interior;

import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.grid.Network;
import dev.opflow.sparse.SymbolicFactor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StartingPointTest {
    private static final Network NETWORK = sketch().bus(1)
            .voltage(0.9, 1.0, 1.03, 7)
            .reference(2)
            .voltage(1, 1.1, 1.02, 40)
            .generator(2, 10, 50, -20, 60)
            .generator(2, Double.NEGATIVE_INFINITY, 30, 5, Double.POSITIVE_INFINITY)
            .line(1, 2, 0, 0.1, 0)
            .build();

    private static double[] start(Network network, Initialization initialization) {
        AcNetwork ac = AcNetwork.of(network);
        SymbolicFactor symbolic =
                SymbolicFactor.of(ac.graph(), Long.MAX_VALUE, () -> false).orElseThrow();
        return StartingPoint.of(new AcOpf(ac, true, false), symbolic, initialization, () -> false);
    }

    @Test
    void isTheMiddleOfTheLimitsAtTheReferencesAngle() {
        // without a demand, limits beyond 2 p.u. count as 2 p.u.
        double turned = Math.toRadians(40);
        assertThat(start(NETWORK, Initialization.MIDPOINT))
                .containsExactly(new double[] {turned, turned, 0.95, 1.05, 0.3, -0.85, 0.2, 1.025}, within(1e-15));
    }

    @Test
    void staysNearOnePerUnitHoweverWideTheLimits() {
        Network wide = sketch().reference(1)
                .voltage(0, 9999)
                .bus(2)
                .voltage(0, 0.8)
                .bus(3)
                .voltage(0, Double.POSITIVE_INFINITY)
                .line(1, 2, 0, 0.1, 0)
                .line(2, 3, 0, 0.1, 0)
                .build();
        assertThat(Arrays.copyOfRange(start(wide, Initialization.MIDPOINT), 3, 6))
                .containsExactly(1.1, 0.8, 1);
    }

    /** Twice 1 p.u. more than the demand of 1.5 p.u. is as far as a middle goes. */
    @Test
    void takesNoOutputFarBeyondTheDemand() {
        Network wide = sketch().reference(1)
                .load(100, -50)
                .generator(1, 0, 1e12, -1e9, 1e9)
                .build();
        assertThat(Arrays.copyOfRange(start(wide, Initialization.AUTO), 2, 4)).containsExactly(2.5, 0);
    }

    @Test
    void isOnePerUnitWhereItIsFlat() {
        assertThat(Arrays.copyOf(start(NETWORK, Initialization.FLATSTART), 4))
                .containsExactly(Math.toRadians(40), Math.toRadians(40), 1, 1);
    }

    @Test
    void isWhatTheFileSays() {
        assertThat(start(NETWORK, Initialization.FROMFILE))
                .containsExactly(Math.toRadians(7), Math.toRadians(40), 1.03, 1.02, 0, 0, 0, 0);
    }

    /** A shift of 30 degrees and a ratio of 1.1 are followed, and magnitudes stay around the middle. */
    @Test
    void letsNextToNothingFlowOtherwise() {
        Network network = sketch().reference(1)
                .voltage(0.9, 1.1, 1, 5)
                .bus(2)
                .bus(3)
                .line(1, 2, 0, 1e-5, 0)
                .transformer(1.1, 30)
                .line(3, 2, 1e-5, 1e-5, 0)
                .transformer(0.95, -10)
                .line(1, 2, 0, 1e-5, 0)
                .transformer(1.1, 30)
                .build();
        double[] x = start(network, Initialization.AUTO);
        assertThat(Math.toDegrees(x[0])).isCloseTo(5, within(1e-12));
        assertThat(Math.toDegrees(x[1])).isCloseTo(-25, within(1e-9));
        assertThat(Math.toDegrees(x[2])).isCloseTo(-35, within(1e-9));
        assertThat(x[3] / x[4]).isCloseTo(1.1, within(1e-4));
        assertThat(x[5] / x[4]).isCloseTo(0.95, within(1e-4));
        assertThat(x[3] * x[4] * x[5]).isCloseTo(1, within(1e-4));
    }

    @Test
    void turnsByHalfACircleAtANegativeRatio() {
        Network network = sketch().reference(1)
                .bus(2)
                .line(1, 2, 0, 1e-5, 0)
                .transformer(-1.1, 30)
                .build();
        double[] x = start(network, Initialization.AUTO);
        assertThat(Math.cos(x[1])).isCloseTo(Math.cos(Math.toRadians(150)), within(1e-9));
        assertThat(Math.sin(x[1])).isCloseTo(Math.sin(Math.toRadians(150)), within(1e-9));
        assertThat(x[2] / x[3]).isCloseTo(1.1, within(1e-4));
    }

    /** A magnitude that can't move takes the one behind a small impedance with it. */
    @Test
    void followsMagnitudesWithNarrowLimits() {
        Network network = sketch().reference(1)
                .bus(2)
                .voltage(0.96, 0.96)
                .line(1, 2, 0, 1e-5, 0)
                .build();
        double[] x = start(network, Initialization.AUTO);
        assertThat(x[3]).isCloseTo(0.96, within(1e-6));
        assertThat(x[2]).isCloseTo(0.96, within(1e-5));
    }

    @Test
    void isTheMiddleWhereNothingShifts() {
        double[] x = start(SmallNetworks.islands(), Initialization.AUTO);
        double[] middle = start(SmallNetworks.islands(), Initialization.MIDPOINT);
        assertThat(x).containsExactly(middle, within(1e-12));
    }
}
