package dev.opflow.verify;

import static dev.opflow.engine.NetworkSketch.polynomial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Verification;
import dev.opflow.engine.Violation;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.grid.Network;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Of a DC power flow known by hand: over x t = 0.09 p.u. and a shift of 15 degrees, 100 MW take an angle of 0.09 radians and
 * 15 degrees.
 */
class DcVerifierTest {
    private Network network = sketch(120, 21).build();
    private double objective = 2000;
    private final double[] vm = {1, 1};
    private final double[] va = {0, -15 - Math.toDegrees(0.09)};
    private final double[] pg = {100, 0};
    private final double[] qg = {0, 0};

    private static NetworkSketch sketch(double rateA, double angmax) {
        return NetworkSketch.sketch()
                .reference(1)
                .voltage(1.02, 1.05)
                .generator(1, 0, 200, 10, 20)
                .cost(polynomial(20, 0), polynomial(1, 7))
                .bus(2)
                .load(70, 33)
                .shunt(30, -20)
                .generator(2, 0, 50, -1, 1)
                .cost(30, 0)
                .line(1, 2, 0.05, 0.1, 0.2)
                .transformer(0.9, 15)
                .rate(rateA)
                .angles(-20, angmax);
    }

    private Verification verify() {
        SolveOptions options =
                SolveOptions.DEFAULT.toBuilder().model(SolveOptions.Model.DCOPF).build();
        return Verifier.verify(
                network, new Solution(objective, 1, 1, vm, va, pg, qg, null), options, Verifier.TOLERANCE);
    }

    private void assertViolated(Limit... limits) {
        assertThat(verify().violations()).extracting(Violation::limit).containsExactlyInAnyOrder(limits);
    }

    @Test
    void passesASolutionAndTellsItsFlows() {
        Verification verification = verify();
        assertThat(verification.violations()).isEmpty();
        assertThat(verification.objective()).isEqualTo(2000);
        assertThat(verification.maxPowerMismatchPu()).isLessThan(1e-13);
        assertThat(verification.maxLimitViolation()).isZero();
        assertThat(verification.flows().pfMw()).containsExactly(new double[] {100}, within(1e-10));
        assertThat(verification.flows().ptMw()).containsExactly(new double[] {-100}, within(1e-10));
        assertThat(verification.flows().qfMvar()).containsExactly(0);
        assertThat(verification.flows().qtMvar()).containsExactly(0);
    }

    @Test
    void findsPowerThatIsMissing() {
        pg[1] = 0.001;
        objective = 2000.03;
        assertViolated(Limit.ACTIVE_POWER_BALANCE);
    }

    @Test
    void findsVoltagesThatAreNotOne() {
        vm[1] = 1.00001;
        assertViolated(Limit.DC_VM);
        assertThat(verify().violations().getFirst())
                .hasToString("bus 2: voltage magnitude in a DC power flow is 1.00001 p.u., should be 1 p.u. (missed by"
                        + " 0.00001)");
    }

    @Test
    void findsReactiveOutputs() {
        qg[0] = 0.001;
        assertViolated(Limit.DC_QG);
    }

    @Test
    void findsFlowsBeyondTheirRateAtTheEndThatTheyEnter() {
        network = sketch(99.99, 21).build();
        assertViolated(Limit.RATE_A_FROM);
        network = sketch(0, 21).build();
        assertViolated();
    }

    @Test
    void findsAngleDifferencesBeyondTheirLimits() {
        network = sketch(120, 20.15).build();
        assertViolated(Limit.ANGMAX);
    }

    @Test
    void findsAReferenceThatTurned() {
        Arrays.setAll(va, i -> va[i] + 1);
        assertViolated(Limit.REFERENCE_ANGLE);
    }

    @Test
    void findsAnObjectiveThatIsNotTheCostOfActivePower() {
        objective = 2007;
        assertViolated(Limit.OBJECTIVE);
    }

    @Test
    void findsOutputsBeyondTheirLimits() {
        pg[0] = 101;
        pg[1] = -1;
        objective = 101 * 20 - 30;
        va[1] = -15 - Math.toDegrees(0.0909);
        assertViolated(Limit.PMIN);
    }
}
