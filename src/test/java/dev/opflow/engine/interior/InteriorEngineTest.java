package dev.opflow.engine.interior;

import static dev.opflow.engine.NetworkSketch.piecewise;
import static dev.opflow.engine.NetworkSketch.polynomial;
import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.OpfEngineContract;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Outcome.Refused.Reason;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Cost;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded engine's part of the contract, and what it can express beyond. */
class InteriorEngineTest extends OpfEngineContract {
    private static final SolveOptions LIMITED =
            SolveOptions.DEFAULT.toBuilder().maxIterations(300).build();

    @Override
    protected OpfEngine engine() {
        return new InteriorEngine();
    }

    @Test
    void isAlwaysPresent() {
        assertThat(engine().name()).isEqualTo("embedded");
        assertThat(engine().absence()).isEmpty();
    }

    @Test
    void expressesAllKindsOfElements() {
        assertThat(missing(SmallNetworks.allKinds(), SolveOptions.DEFAULT)).isEmpty();
        assertThat(missing(SmallNetworks.islands(), SolveOptions.DEFAULT)).isEmpty();
        assertThat(missing(SmallNetworks.allDispatch(), SolveOptions.DEFAULT)).isEmpty();
    }

    @Test
    void refusesEachElementItCanNotExpressByName() {
        Cost dented = piecewise(0, 0, 10, 20, 20, 50, 30, 60, 40, 100);
        Network network = NetworkSketch.of(SmallNetworks.twoBus())
                .generator(1, 0, 40, 0, 0)
                .cost(dented, null)
                .generator(1, 0, 10, 0, 40)
                .cost(polynomial(1, 0), dented)
                .generator(2, -30, 0, Double.NEGATIVE_INFINITY, 0)
                .cost(60, 0)
                .dcLine(1, 2)
                .flow(0, 10, 0, 1)
                .dcLine(1, 2)
                .flow(0, 25, 0, 0)
                .flowCost(dented)
                .build();
        List<String> expected = List.of(
                "generator 3 (bus 1) has a piecewise-linear cost that is not convex: its slope falls at point 3 (20.0)",
                "generator 4 (bus 1) has a piecewise-linear reactive cost that is not convex: its slope falls at point"
                        + " 3 (20.0)",
                "generator 5 (bus 2) is a dispatchable load whose power factor is that of an infinite limit",
                "DC line 1 (1-2) loses all that it takes, as loss1 is 1.0",
                "DC line 2 (1-2) has a piecewise-linear cost that is not convex: its slope falls at point 3 (20.0)");
        assertThat(missing(network, SolveOptions.DEFAULT)).containsExactlyElementsOf(expected);
        assertThat(answer(network, SolveOptions.DEFAULT))
                .isEqualTo(new Outcome.Refused(
                        Reason.INEXPRESSIBLE_CASE,
                        "The engine embedded can't express: " + String.join("; ", expected) + "."));
    }

    /** The slope of this cost falls at 20 MW, which the generator does not reach. */
    @Test
    void mindsNoCornerBeyondTheLimits() {
        Network network = NetworkSketch.of(SmallNetworks.twoBus())
                .generator(2, 12, 20, 0, 0)
                .cost(piecewise(0, 0, 10, 20, 20, 50, 30, 60), null)
                .build();
        Solution solution = solved(network);
        // 3 $/MWh where the other's cost is 20
        assertThat(solution.pgMw()).containsExactly(new double[] {80, 0, 20}, within(1e-3));
        assertThat(solution.objective()).isCloseTo(1650, within(1e-3));
    }

    @Test
    void refusesEachOptionItCanNotHonourByName() {
        SolveOptions options = SolveOptions.DEFAULT.toBuilder()
                .model(SolveOptions.Model.POWER_BALANCE_CARTESIAN)
                .initialization(Initialization.ACPF)
                .useAgc(true)
                .build();
        assertThat(missing(SmallNetworks.twoBus(), options))
                .containsExactly(
                        "case asks for option model POWER_BALANCE_CARTESIAN",
                        "case asks for option initialization ACPF",
                        "case asks for option use_agc, under which a product of two distances is kept at 0, so neither"
                                + " of them is");
        assertThat(answer(SmallNetworks.twoBus(), options)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void mindsNothingThatTakesNoPart() {
        Network network = NetworkSketch.of(SmallNetworks.twoBus())
                .generator(1, 0, 10, 0, 0)
                .cost(piecewise(0, 0, 10, 20, 20, 30), null)
                .generatorOutOfService()
                .bus(3, BusType.ISOLATED)
                .generator(3, 0, 10, 0, 0)
                .cost(piecewise(0, 0, 10, 20, 20, 30), null)
                .build();
        assertThat(solved(network).objective()).isCloseTo(2000, within(1e-3));
    }

    @Test
    void takesADispatchableLoadWithoutAPowerFactor() {
        // worth 60 $/MWh where power costs 20, it takes all it can
        Network network = NetworkSketch.of(SmallNetworks.twoBus())
                .generator(2, -30, 0, 0, 0)
                .cost(60, 0)
                .generator(2, -30, 0, -5, 5)
                .cost(5, 0)
                .build();
        Solution solution = solved(network);
        assertThat(solution.pgMw()[2]).isCloseTo(-30, within(1e-5));
        assertThat(solution.pgMw()[3]).isCloseTo(0, within(1e-5));
        assertThat(solution.objective()).isCloseTo(20 * 130 - 60 * 30, within(1e-3));
    }

    /** 0.001 p^3 + 2 p against 0.06 p^2: marginal costs 0.003 p^2 + 2 and 0.12 (100 - p) agree at p = 41.666... */
    @Test
    void minimisesCubicCosts() {
        double p = (-0.12 + Math.sqrt(0.12 * 0.12 + 4 * 0.003 * 10)) / 0.006;
        Network network = NetworkSketch.of(SmallNetworks.twoBus())
                .cost(0.001, 0, 2, 0)
                .generator(2, 0, 200, 0, 0)
                .cost(0.06, 0, 0)
                .build();
        network = SmallNetworks.withOutput(SmallNetworks.withOutput(network, 0, 0, 0), 1, 0, 200);
        Solution solution = solved(network);
        assertThat(solution.pgMw()[1]).isCloseTo(p, within(1e-4));
        assertThat(solution.pgMw()[2]).isCloseTo(100 - p, within(1e-4));
    }

    /** A quadratic cost of reactive power at both ends of a line that takes 2 q in all: they share it. */
    @Test
    void minimisesCostsOfReactivePower() {
        Network network = sketch().reference(1)
                .voltage(1, 1)
                .generator(1, 0, 200, -100, 100)
                .cost(polynomial(20, 0), polynomial(0.5, 0, 0))
                .bus(2)
                .load(100, 20)
                .voltage(1, 1)
                .generator(2, 0, 0, -100, 100)
                .cost(polynomial(), polynomial(0.1, 0, 0))
                .generator(2, 0, 0, -100, 100)
                .cost(polynomial(), polynomial(0.3, 0, 0))
                .line(1, 2, 0, 0.1, 0)
                .build();
        Solution solution = solved(network);
        double q = 1000 * (1 - Math.cos(Math.asin(0.1)));
        assertThat(solution.qgMvar()).containsExactly(new double[] {q, 0.75 * (q + 20), 0.25 * (q + 20)}, within(1e-4));
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "MIDPOINT", "FROMFILE", "FLATSTART"})
    void findsTheSameOptimumFromEveryStart(Initialization initialization) {
        SolveOptions options =
                SolveOptions.DEFAULT.toBuilder().initialization(initialization).build();
        double expected = solved(SmallNetworks.allKinds()).objective();
        assertThat(solved(SmallNetworks.allKinds(), options).objective()).isCloseTo(expected, within(1e-4));
    }

    @Test
    void findsAnyFeasiblePointWhereNothingIsMinimisedAndTellsItsCost() {
        SolveOptions free = SolveOptions.DEFAULT.toBuilder()
                .objective(SolveOptions.Objective.NO_OBJ)
                .build();
        Network network = SmallNetworks.threeBusCongested();
        Solution solution = solved(network, free);
        assertThat(solution.objective()).isGreaterThan(solved(network).objective());
        assertThat(solution.multipliers()).isNull();
    }

    @Test
    void keepsTheAnglesOfSeveralReferencesInAnIsland() {
        // 4 degrees between two references push 1000 sin 4 MW, which generator 2 takes up
        Network network = sketch().reference(1)
                .voltage(1, 1)
                .generator(1, 0, 200, -100, 100)
                .cost(20, 0)
                .reference(2)
                .load(50, 0)
                .voltage(1, 1, 1, -4)
                .generator(2, -100, 100, -100, 100)
                .cost(30, 0)
                .line(1, 2, 0, 0.1, 0)
                .build();
        double over = 1000 * Math.sin(Math.toRadians(4));
        assertThat(solved(network).pgMw()).containsExactly(new double[] {over, 50 - over}, within(1e-4));
    }

    @Test
    void solvesWhereNothingIsLimited() {
        Network network = sketch().reference(1)
                .voltage(0, Double.POSITIVE_INFINITY)
                .generator(
                        1,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY)
                .cost(0.1, 10, 0)
                .bus(2)
                .load(100, 30)
                .voltage(0.9, 1.1)
                .line(1, 2, 0.01, 0.1, 0)
                .build();
        assertThat(solved(network).pgMw()[0]).isBetween(100.0, 102.0);
    }

    @Test
    void solvesAMoreExactlyThanItIsVerified() {
        Network network = SmallNetworks.allKinds();
        SolveOptions exact = SolveOptions.DEFAULT.toBuilder().tolerance(1e-9).build();
        SolveOptions rough = SolveOptions.DEFAULT.toBuilder().tolerance(1e-4).build();
        assertThat(solved(network, exact).iterations())
                .isGreaterThan(solved(network, rough).iterations());
        assertThat(solved(network, rough).objective())
                .isCloseTo(solved(network, exact).objective(), within(1e-2));
    }

    /** 0.1 kW on a base of 100 MVA, which is a violation that would pass. */
    @Test
    void servesALoadBelowTheTolerance() {
        Network network = sketch().reference(1)
                .generator(1, 0, 200, -100, 100)
                .cost(20, 0)
                .bus(2)
                .load(1e-4, 0)
                .line(1, 2, 0.01, 0.1, 0)
                .build();
        assertThat(solved(network).pgMw()[0]).isCloseTo(1e-4, within(1e-6));
    }

    /** Of 10 MW at bus 2, at 40 $/MWh, as much as the line may carry comes from bus 1 at 20. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-3, 1e-2, 0.1, 1})
    void solvesTheTiniestRates(double rateMva) {
        Network network = sketch().reference(1)
                .generator(1, 0, 200, -100, 100)
                .cost(20, 0)
                .bus(2)
                .load(10, 0)
                .generator(2, 0, 200, -100, 100)
                .cost(40, 0)
                .line(1, 2, 0.01, 0.1, 0)
                .rate(rateMva)
                .build();
        assertThat(solved(network).pgMw()[0]).isCloseTo(rateMva, withinPercentage(2));
    }

    @Test
    void claimsNothingBeyondTheToleranceHoweverEarlyItHasToStop() {
        double tolerance = 1e-3;
        SolveOptions rough =
                SolveOptions.DEFAULT.toBuilder().tolerance(tolerance).build();
        int early = 0;
        for (int seed = 0; seed < 10; seed++) {
            Network network = SmallNetworks.random(9, new Random(seed));
            int usual =
                    ((EngineAnswer.Converged) answer(network, rough)).solution().iterations();
            for (int most = 1; most < usual; most++) {
                SolveOptions limited = rough.toBuilder().maxIterations(most).build();
                if (answer(network, limited) instanceof EngineAnswer.Converged converged) {
                    assertThat(Verifier.verify(network, converged.solution(), limited, tolerance)
                                    .violations())
                            .isEmpty();
                    early++;
                }
            }
        }
        assertThat(early).isPositive();
    }

    /** Flat voltages push several times a line's rate through the shifters of these. */
    @Test
    void solvesMeshedNetworksWithShiftersAndRates() {
        for (int seed = 0; seed < 15; seed++) {
            solved(SmallNetworks.random(45, new Random(seed)));
        }
    }

    @Test
    void provesThatOutputsCanNotMeetTheDemand() {
        Network network = sketch().reference(1)
                .generator(1, 0, 60, -100, 100)
                .bus(2)
                .load(50, 0)
                .shunt(20, 0)
                .voltage(0.9, 1.1)
                .line(1, 2, 0.01, 0.1, 0)
                .reference(3)
                .load(2, 0)
                .generator(3, 0, 1, -100, 100)
                .bus(4)
                .load(3, 0)
                .line(3, 4, 0, 0.1, 0)
                .build();
        // 50 + 20 * 0.9^2 = 66.2 MW are needed in the first island
        assertThat(answer(network, SolveOptions.DEFAULT)).isInstanceOf(Outcome.Infeasible.class);
        Outcome.Infeasible infeasible = (Outcome.Infeasible) answer(network, SolveOptions.DEFAULT);
        assertThat(infeasible.message())
                .matches("The island of bus [12] needs at least 66\\.2000 MW, and its generators give at most 60\\.0000"
                        + " MW: at least 6\\.20000 MW more capacity or less demand, before losses\\. So it is in 1"
                        + " more\\.");
        assertThat(infeasible.violations().get(1).value()).isCloseTo(4, within(1e-9));
        // what gives or might give active power leaves it open
        assertUnproven(NetworkSketch.of(network)
                .line(1, 2, -1e-6, 0.1, 0)
                .line(3, 4, -1e-6, 0.1, 0)
                .build());
        assertUnproven(NetworkSketch.of(network)
                .bus(5)
                .shunt(-1e-3, 0)
                .line(1, 5, 0, 0.1, 0)
                .line(3, 5, 0, 0.1, 0)
                .build());
    }

    /** Verified to 1e-6 even so. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-10, 1e-3, 0.01})
    void meetsTheLimitsWhateverTheTolerance(double tolerance) {
        SolveOptions options =
                SolveOptions.DEFAULT.toBuilder().tolerance(tolerance).build();
        for (int seed = 0; seed < 10; seed++) {
            Network network = SmallNetworks.random(20, new Random(seed));
            double expected = solved(network).objective();
            assertThat(solved(network, options).objective())
                    .isCloseTo(expected, withinPercentage(100 * tolerance + 1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {50, 9999, Double.POSITIVE_INFINITY})
    void solvesHoweverHighAVoltageMayBe(double vmaxPu) {
        Network network = SmallNetworks.withVoltage(SmallNetworks.threeBusCongested(), 2, 0, vmaxPu, 0);
        assertThat(solved(network).vmPu()[2]).isBetween(0.8, 1.2);
    }

    /** Which turns all angles behind it by half a circle, and changes nothing else. */
    @Test
    void solvesANegativeRatio() {
        Network network =
                NetworkSketch.of(SmallNetworks.twoBus()).transformer(-1, 0).build();
        Solution solution = solved(network);
        assertThat(solution.objective()).isCloseTo(2000, within(1e-3));
        assertThat(Math.cos(Math.toRadians(solution.vaDegrees()[1]))).isNegative();
    }

    @Test
    void endsWithoutASolutionWhereADeadIslandChargesItself() {
        Network network = NetworkSketch.of(SmallNetworks.twoBus())
                .bus(3)
                .bus(4)
                .line(3, 4, 0.01, 0.1, 0.5)
                .build();
        // the check has something against it, but an engine ends all the same
        assertThat(engine().solve(network, LIMITED, Deadline.never())).isInstanceOf(Outcome.Infeasible.class);
    }

    /** Infeasible all the same, but seen in a solve only. */
    private void assertUnproven(Network network) {
        EngineAnswer answer = answer(network, LIMITED);
        assertThat(answer).isInstanceOf(Outcome.Infeasible.class);
        assertThat(((Outcome.Infeasible) answer).message()).startsWith("No point near the one found");
        assertThat(((Outcome.Infeasible) answer).progress().iterations()).isPositive();
    }

    @Test
    void saysWhyItGaveUp() {
        EngineAnswer limited = answer(
                SmallNetworks.threeBusCongested(),
                SolveOptions.DEFAULT.toBuilder().maxIterations(1).build());
        assertThat(((Outcome.NotConverged) limited).message())
                .matches("No solution within 1 iterations \\(option max_iterations\\); the largest remaining violation"
                        + " is [0-9.e+-]+ p\\.u\\., the residual of optimality [0-9.e+-]+\\. A flat start came to no"
                        + " solution either\\.");
        EngineAnswer late = engine().solve(
                        SmallNetworks.threeBusCongested(),
                        SolveOptions.DEFAULT,
                        Deadline.after(Duration.ofSeconds(-1)));
        assertThat(((Outcome.DeadlineReached) late).message())
                .isEqualTo("The deadline was reached before the solve began.");
    }

    private List<String> missing(Network network, SolveOptions options) {
        return engine().inexpressible(network, options).stream()
                .map(Inexpressible::toString)
                .toList();
    }
}
