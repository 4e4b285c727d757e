package dev.opflow.engine.interior;

import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Relief;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.GeneratorBusVoltage;
import dev.opflow.engine.SolveOptions.Model;
import dev.opflow.engine.Violation;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;
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
        assertThat(infeasible.message()).contains("most is missed at bus 2, which lacks 50.0");
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
        assertThat(infeasible.message()).contains("bus 2, which lacks 20.00 MVAr.");
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
        assertThat(first(infeasible).name()).isEqualTo("Vmin of bus 2");
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

    private static Relief first(Outcome.Infeasible infeasible) {
        return infeasible.reliefs().getFirst();
    }

    private static void assertRelief(
            Relief relief, Limit limit, String element, double bound, double relieved, double price) {
        assertThat(relief.limit()).isEqualTo(limit);
        assertThat(relief.element().label()).isEqualTo(element);
        assertThat(relief.bound()).isCloseTo(bound, within(1e-2));
        assertThat(relief.relieved()).isCloseTo(relieved, within(2e-2 * Math.abs(relieved - bound)));
        assertThat(relief.price()).isCloseTo(price, within(2e-2 * price));
    }

    /** A line of so many MVA to a load at bus 2, without losses to speak of. */
    private static NetworkSketch line(double rateMva, double loadMw) {
        return sketch().reference(1)
                .generator(1, 0, 300, -300, 300)
                .cost(20, 0)
                .bus(2)
                .load(loadMw, 0)
                .line(1, 2, 0, 0.02, 0)
                .rate(rateMva);
    }

    @Test
    void blamesTheRateThatHoldsALoadsMegawattsBack() {
        Outcome.Infeasible infeasible = infeasible(line(60, 108).build());
        assertMissed(infeasible.violations().getFirst(), Limit.ACTIVE_POWER_BALANCE, "bus 2", 48, 0.48);
        assertThat(infeasible.reliefs()).hasSize(1);
        assertThat(first(infeasible).limit()).isIn(Limit.RATE_A_FROM, Limit.RATE_A_TO);
        assertRelief(first(infeasible), first(infeasible).limit(), "branch 1 (1-2)", 60, 108, 1);
        assertThat(infeasible.message())
                .matches("No point near the one found meets all limits\\. There, most is missed at bus 2, which lacks"
                        + " 48.* MW\\.");
    }

    /** Whatever part of it the branch carries beyond its rate. */
    @Test
    void blamesTheRateInADcPowerFlow() {
        SolveOptions dc = SolveOptions.DEFAULT.toBuilder().model(Model.DCOPF).build();
        Outcome.Infeasible infeasible =
                (Outcome.Infeasible) new InteriorEngine().solve(line(60, 108).build(), dc, Deadline.never());
        double missed =
                infeasible.violations().stream().mapToDouble(Violation::excess).sum();
        assertThat(missed).isCloseTo(0.48, within(1e-4));
        assertThat(infeasible.reliefs()).hasSize(1);
        assertThat(first(infeasible).relieved()).isCloseTo(108, within(0.01));
    }

    /** What is missed in one island says nothing of the limits of another. */
    @Test
    void asksALimitForWhatItsOwnIslandMisses() {
        Outcome.Infeasible infeasible = infeasible(line(60, 108)
                .reference(3)
                .generator(3, 0, 300, -300, 300)
                .bus(4)
                .load(70, 0)
                .line(3, 4, 0, 0.02, 0)
                .rate(50)
                .build());
        assertThat(infeasible.violations()).hasSize(2);
        assertThat(infeasible.reliefs()).hasSize(2);
        assertRelief(first(infeasible), first(infeasible).limit(), "branch 2 (3-4)", 50, 70, 1);
        Relief second = infeasible.reliefs().get(1);
        assertRelief(second, second.limit(), "branch 1 (1-2)", 60, 108, 1);
    }

    /** The angle of 3 degrees lets 0.5234 p.u. through. */
    @Test
    void blamesTheLimitOfAnAngle() {
        Network network = NetworkSketch.of(SmallNetworks.twoBus()).angles(-3, 3).build();
        assertRelief(first(infeasible(network)), Limit.ANGMAX, "branch 1 (1-2)", 3, 5.739, 1);
    }

    /** Of p at the from end 5 sin d - 5 (1 - cos d) = 0.5 p.u. arrive at d = 0.106, and 5 sin d + 5 (1 - cos d) = 0.557 are sent. */
    @Test
    void blamesPmaxWhereLossesAreMissing() {
        Network network = sketch().reference(1)
                .voltage(1, 1)
                .generator(1, 0, 51, -100, 100)
                .bus(2)
                .load(50, 0)
                .voltage(1, 1)
                .generator(2, 0, 0, -100, 100)
                .line(1, 2, 0.1, 0.1, 0)
                .build();
        List<Relief> reliefs = infeasible(network).reliefs();
        assertThat(reliefs).anySatisfy(relief -> {
            assertThat(relief.limit()).isEqualTo(Limit.PMAX);
            assertThat(relief.element().label()).isEqualTo("generator 1 (bus 1)");
            assertThat(relief.relieved()).isBetween(55.0, 56.5);
        });
    }

    @Test
    void blamesPminWhereThereIsTooMuch() {
        Network network = sketch().reference(1)
                .generator(1, 30, 100, -100, 100)
                .bus(2)
                .load(10, 0)
                .line(1, 2, 0, 0.1, 0)
                .build();
        assertRelief(first(infeasible(network)), Limit.PMIN, "generator 1 (bus 1)", 30, 10, 1);
    }

    /** Of 50 MW that must be given 10 are taken: generator 1 can do without 40 of its 45 MW, but not generator 2, which has 5. */
    @Test
    void asksNoGeneratorToDrawPower() {
        Outcome.Infeasible infeasible = infeasible(sketch().reference(1)
                .load(10, 0)
                .generator(1, 45, 100, -100, 100)
                .generator(1, 5, 100, -100, 100)
                .build());
        assertThat(infeasible.reliefs()).hasSize(1);
        assertRelief(first(infeasible), Limit.PMIN, "generator 1 (bus 1)", 45, 5, 1);
    }

    @Test
    void saysWhereNoOneLimitWouldDo() {
        Outcome.Infeasible infeasible = infeasible(sketch().reference(1)
                .load(10, 0)
                .generator(1, 25, 100, -100, 100)
                .generator(1, 25, 100, -100, 100)
                .build());
        assertThat(infeasible.reliefs()).isEmpty();
        assertThat(infeasible.message()).endsWith(" To first order, no one limit would do that gave way alone.");
    }

    /** Of 20 MVAr that bus 1 itself takes, its generator gives 5. */
    @Test
    void blamesQmax() {
        Network network =
                sketch().reference(1).load(0, 20).generator(1, 0, 100, -5, 5).build();
        assertRelief(first(infeasible(network)), Limit.QMAX, "generator 1 (bus 1)", 5, 20, 1);
    }

    @Test
    void blamesQmin() {
        Network network =
                sketch().reference(1).load(0, -20).generator(1, 0, 100, -5, 5).build();
        assertRelief(first(infeasible(network)), Limit.QMIN, "generator 1 (bus 1)", -5, -20, 1);
    }

    /** At 50 MW the curve, from 30 MVAr at 0 MW to 10 at 100, leaves 20 MVAr of the 32 that are taken. */
    @Test
    void blamesACapabilityCurve() {
        Network network = sketch().reference(1)
                .load(50, 32)
                .generator(1, 0, 100, -40, 40)
                .capability(new Generator.CapabilityCurve(0, 100, -30, 30, -10, 10))
                .build();
        Outcome.Infeasible infeasible = infeasible(network);
        assertMissed(infeasible.violations().getFirst(), Limit.QMAX_AT_PG, "generator 1 (bus 1)", 32, 0.12);
        assertRelief(first(infeasible), Limit.QMAX_AT_PG, "generator 1 (bus 1)", 20, 32, 0.98);
    }

    /** A load that must take 40 MW takes 20 MVAr with them, of which the generator gives 5. */
    @Test
    void blamesAPowerFactor() {
        Network network = sketch().reference(1)
                .generator(1, 40, 100, -5, 5)
                .generator(1, -40, 0, -20, 0)
                .build();
        assertThat(infeasible(network).reliefs())
                .anySatisfy(relief -> assertRelief(relief, Limit.POWER_FACTOR, "generator 2 (bus 1)", -20, -5, 1))
                .anySatisfy(relief -> assertRelief(relief, Limit.QMAX, "generator 1 (bus 1)", 5, 20, 1));
    }

    /** At 1 p.u. the shunt gives 50 MVAr of 56; at v it gives 50 v^2, so that v = 1.058. The slope at 1 p.u. says 1.06. */
    @Test
    void blamesVmax() {
        Network network = sketch().reference(1)
                .voltage(0.9, 1)
                .load(0, 56)
                .shunt(0, 50)
                .generator(1, 0, 100, 0, 0)
                .build();
        assertRelief(first(infeasible(network)), Limit.VMAX, "bus 1", 1, 1.06, 1);
    }

    @Test
    void blamesAFixedSetPoint() {
        Network network = sketch().reference(1)
                .load(0, 56)
                .shunt(0, 50)
                .generator(1, 0, 100, 0, 0)
                .build();
        SolveOptions fixed = SolveOptions.DEFAULT.toBuilder()
                .genbusvoltage(GeneratorBusVoltage.FIXED_AT_SETPOINT)
                .build();
        Outcome.Infeasible infeasible =
                (Outcome.Infeasible) new InteriorEngine().solve(network, fixed, Deadline.never());
        assertRelief(first(infeasible), Limit.VG, "bus 1", 1, 1.06, 1);
    }

    /** Bus 2 has no reactive power but what the line brings, 5 MVAr at the most. */
    @Test
    void blamesTheReactiveLimitOfADcLine() {
        Network network = sketch().reference(1)
                .generator(1, 0, 100, -100, 100)
                .reference(2)
                .load(0, 20)
                .generator(2, 0, 100, 0, 0)
                .dcLine(1, 2)
                .reactive(-5, 5, -5, 5)
                .build();
        assertRelief(first(infeasible(network)), Limit.QTMAX, "DC line 1 (1-2)", 5, 20, 1);
    }

    /** What the line must draw, 30 MW, bus 1 doesn't have; its voltage of 1 p.u. makes its shunt give 20. */
    @Test
    void blamesTheLeastFlowOfADcLine() {
        Network network = sketch().reference(1)
                .voltage(1, 1)
                .shunt(-20, 0)
                .generator(1, 0, 0, -100, 100)
                .reference(2)
                .load(50, 0)
                .generator(2, 0, 100, -100, 100)
                .dcLine(1, 2)
                .flow(30, 60, 0, 0)
                .build();
        assertThat(infeasible(network).reliefs())
                .anySatisfy(relief -> assertRelief(relief, Limit.PFMIN, "DC line 1 (1-2)", 30, 20, 1));
    }

    /** Of a shortage, which is proven before any solve: 40 MW over a line that loses a tenth leave 36 of 90. */
    @Test
    void blamesTheDcLineThatDeliversTooLittle() {
        Network network = sketch().reference(1)
                .generator(1, 0, 200, -100, 100)
                .reference(2)
                .load(90, 0)
                .dcLine(1, 2)
                .flow(0, 40, 0, 0.1)
                .build();
        Outcome.Infeasible infeasible = infeasible(network);
        assertThat(infeasible.message())
                .startsWith("The island of bus 2 needs at least 90.0000 MW, and its DC lines give at most 36.0000 MW:"
                        + " at least 54.0000 MW more capacity or less demand, before losses.");
        assertThat(infeasible.nearest()).isNull();
        assertThat(infeasible.violations().getFirst().toString()).startsWith("the island of bus 2: lacks 54 MW");
        assertRelief(first(infeasible), Limit.PFMAX, "DC line 1 (1-2)", 40, 100, 0.9);
    }

    /** A condenser is none that would give active power. */
    @Test
    void blamesNoMachineWithoutActivePower() {
        Network network = sketch().reference(1)
                .generator(1, 0, 60, -100, 100)
                .generator(1, 0, 0, -100, 100)
                .load(90, 0)
                .build();
        assertThat(infeasible(network).reliefs())
                .singleElement()
                .satisfies(relief -> assertRelief(relief, Limit.PMAX, "generator 1 (bus 1)", 60, 90, 1));
    }

    /** With the voltages and outputs of the point, and its flows. */
    @Test
    void givesThePointOfLeastViolation() {
        Network network = line(60, 108).build();
        Solution nearest = infeasible(network).nearest();
        assertThat(nearest).isNotNull();
        assertThat(nearest.multipliers()).isNull();
        List<Violation> missed =
                Verifier.verify(network, nearest, SolveOptions.DEFAULT, 1e-3).violations();
        assertThat(missed).hasSize(1);
        assertMissed(missed.getFirst(), Limit.ACTIVE_POWER_BALANCE, "bus 2", 48, 0.48);
    }

    /**
     * Half of what charging gives, 25 MVAr at 1 p.u., flows at each end that may carry 1. Nobody can take it: neither bus has a voltage to
     * choose.
     */
    @Test
    void asksARateForTheFlowAndNotForWhatTheMethodCounts() {
        Network network = sketch().reference(1)
                .voltage(1, 1)
                .generator(1, 0, 100, -100, 100)
                .bus(2)
                .voltage(1, 1)
                .generator(2, 0, 100, -100, 100)
                .line(1, 2, 0, 0.1, 0.5)
                .rate(1)
                .build();
        Outcome.Infeasible infeasible = infeasible(network);
        assertMissed(infeasible.violations().getFirst(), Limit.RATE_A_FROM, "branch 1 (1-2)", 25, 0.24);
        // (f^2 - r^2) / 2r at both ends, for 0.24 p.u.
        assertRelief(first(infeasible), first(infeasible).limit(), "branch 1 (1-2)", 1, 25, 6.24 / 0.24);
    }

    /** From 1 to 0.9 p.u. over a reactance of 0.36 flow 27.8 MVAr, of 20 that may; a Vmax of 0.93 p.u. would do too, or other limits. */
    @Test
    void prefersTheRateToAVoltageFarFromWhatIsUsual() {
        Network network = sketch().reference(1)
                .voltage(1, 1)
                .generator(1, 0, 100, -100, 100)
                .bus(2)
                .voltage(0.85, 0.9)
                .generator(2, 0, 100, -100, 100)
                .line(1, 2, 0, 0.36, 0)
                .rate(20)
                .build();
        List<Relief> reliefs = infeasible(network).reliefs();
        assertThat(reliefs.getFirst().limit()).isIn(Limit.RATE_A_FROM, Limit.RATE_A_TO);
        assertThat(reliefs).extracting(Relief::limit).contains(Limit.VMAX);
        assertThat(reliefs.getFirst().change())
                .as("of p.u. the voltage has to change less")
                .isGreaterThan(reliefs.getLast().change());
    }

    /** 100.5 / 100 * 100 is not 100.5; and of 101 MW that it must be at least, 0.5 are to be seen. */
    @Test
    void tellsLimitsInTheCasesOwnNumbersAndChangesInDigitsThatShowThem() {
        Network network = sketch().reference(1)
                .voltage(1, 1)
                .generator(1, 0, 100.5, -100, 100)
                .bus(2)
                .voltage(1, 1)
                .load(100, 50)
                .generator(2, 0, 0, -100, 100)
                .line(1, 2, 0.01, 0.1, 0)
                .build();
        Relief relief = first(infeasible(network));
        assertThat(relief.limit()).isEqualTo(Limit.PMAX);
        assertThat(relief.bound()).isEqualTo(100.5);
        // 10 sin d = 1 and 1 % of its square is lost: 1.01 p.u. and some
        assertThat(relief.relieved()).isBetween(100.9, 101.1);
        assertThat(Double.toString(relief.relieved())).hasSizeLessThanOrEqualTo("101.001".length());
    }
}
