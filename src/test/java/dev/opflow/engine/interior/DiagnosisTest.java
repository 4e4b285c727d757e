package dev.opflow.engine.interior;

import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Violation;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.grid.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contradictions of each kind, and by how much they must be missed. */
class DiagnosisTest {
    private static Outcome.Infeasible infeasible(Network network) {
        EngineAnswer answer = new InteriorEngine().solve(network, SolveOptions.DEFAULT, Deadline.never());
        assertThat(answer).isInstanceOf(Outcome.Infeasible.class);
        return (Outcome.Infeasible) answer;
    }

    private static void assertMissed(Violation violation, Limit limit, String element, double value, double excess) {
        assertThat(violation.limit()).isEqualTo(limit);
        assertThat(violation.element().label()).isEqualTo(element);
        assertThat(violation.value()).isCloseTo(value, within(2e-2 * Math.abs(value)));
        assertThat(violation.excess()).isCloseTo(excess, within(2e-2 * excess));
    }

    /** sin d = p x = 0.1 needs 5.739 degrees. To miss the limit costs a radian each; to do without the power, ten p.u. */
    @Test
    void namesTheBranchWhoseAngleIsTooWide() {
        Network network = NetworkSketch.of(SmallNetworks.twoBus()).angles(-3, 3).build();
        List<Violation> violations = infeasible(network).violations();
        assertThat(violations).hasSize(1);
        assertMissed(violations.getFirst(), Limit.ANGMAX, "branch 1 (1-2)", 5.739, Math.toRadians(2.739));
    }

    /** Each end takes (1 - cos d) / x = 0.0125 p.u. of reactive power at 50 MVA, which leaves 0.49984 p.u. of active power. */
    @Test
    void namesTheMegawattsThatARateKeepsBack() {
        Network network = NetworkSketch.of(SmallNetworks.twoBus()).rate(50).build();
        Outcome.Infeasible infeasible = infeasible(network);
        assertMissed(infeasible.violations().getFirst(), Limit.ACTIVE_POWER_BALANCE, "bus 2", 50.016, 0.50016);
        assertThat(infeasible.message()).contains("bus 2 lacks 50.0").contains(" MW");
    }

    /** 1 / x = 10 p.u. is the most that a line carries between equal voltages. */
    @Test
    void namesTheMegawattsBeyondALinesReach() {
        Network network = sketch().reference(1)
                .voltage(1, 1)
                .generator(1, 0, 2000, -2000, 2000)
                .bus(2)
                .load(1200, 0)
                .voltage(1, 1)
                .generator(2, 0, 0, -2000, 2000)
                .line(1, 2, 0, 0.1, 0)
                .build();
        List<Violation> violations = infeasible(network).violations();
        assertThat(violations).hasSize(1);
        assertMissed(violations.getFirst(), Limit.ACTIVE_POWER_BALANCE, "bus 2", 200, 2);
    }

    /** Between equal voltages nothing flows by itself. */
    @Test
    void namesTheMegavarsThatNobodyGives() {
        Network network = sketch().reference(1)
                .voltage(1, 1)
                .generator(1, 0, 100, -100, 100)
                .bus(2)
                .load(0, 20)
                .voltage(1, 1)
                .line(1, 2, 0, 0.1, 0)
                .build();
        Outcome.Infeasible infeasible = infeasible(network);
        assertThat(infeasible.violations()).hasSize(1);
        assertMissed(infeasible.violations().getFirst(), Limit.REACTIVE_POWER_BALANCE, "bus 2", 20, 0.2);
        assertThat(infeasible.message()).contains("bus 2 lacks 20.00 MVAr.");
    }

    /** Nothing else would hold 1 p.u. against 0.95: v2 (v2 - v1) / x = 0.5 p.u., which grows by 10.5 with v2, by 10 with v1. */
    @Test
    void namesTheVoltageLimitThatIsInTheWay() {
        Network network = sketch().reference(1)
                .voltage(0.9, 0.95)
                .generator(1, 0, 200, -100, 100)
                .bus(2)
                .voltage(1, 1.1)
                .line(1, 2, 0, 0.1, 0)
                .build();
        Outcome.Infeasible infeasible = infeasible(network);
        assertMissed(infeasible.violations().getFirst(), Limit.REACTIVE_POWER_BALANCE, "bus 2", 50, 0.5);
        assertThat(infeasible.message()).contains("vmin of bus 2 is most in the way");
    }

    /** A generator that can't go below 30 MW, and a load of 10. */
    @Test
    void namesTheBusThatHasTooMuch() {
        Network network = sketch().reference(1)
                .generator(1, 30, 100, -100, 100)
                .bus(2)
                .load(10, 0)
                .line(1, 2, 0, 0.1, 0)
                .build();
        Outcome.Infeasible infeasible = infeasible(network);
        double surplus = infeasible.violations().stream()
                .filter(v -> v.limit() == Limit.ACTIVE_POWER_BALANCE)
                .mapToDouble(Violation::value)
                .sum();
        assertThat(surplus).isCloseTo(-20, within(0.4));
        assertThat(infeasible.message()).contains(" has too much, by ");
    }
}
