package dev.opflow.engine;

import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.check.NetworkCheck;
import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every engine has to do. Optima are known by hand; the formulas stand with the tests. */
public abstract class OpfEngineContract {
    /** Of $/h, MW, MVAr and degrees. */
    private static final double CLOSE = 1e-3;

    private static final SolveOptions DEFAULT = SolveOptions.DEFAULT;

    /** A fresh engine. */
    protected abstract OpfEngine engine();

    /** The options with so many iterations at the most. */
    private static SolveOptions iterations(int most) {
        return DEFAULT.toBuilder().maxIterations(most).build();
    }

    /** What the engine answers to a case that the check has nothing against. */
    protected final EngineAnswer answer(Network network, SolveOptions options) {
        assertThat(NetworkCheck.findings(network)).noneMatch(f -> f.severity() == Finding.Severity.ERROR);
        return engine().solve(network, options, Deadline.never());
    }

    /** The engine's solution, verified. */
    protected final Solution solved(Network network, SolveOptions options) {
        EngineAnswer answer = answer(network, options);
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        Solution solution = ((EngineAnswer.Converged) answer).solution();
        assertThat(Verifier.verify(network, solution, options, Verifier.TOLERANCE)
                        .violations())
                .isEmpty();
        return solution;
    }

    protected final Solution solved(Network network) {
        return solved(network, DEFAULT);
    }

    /** The solution, or nothing from an engine that has said that it can't express just this element. */
    protected final Optional<Solution> solvedUnlessInexpressible(Network network, Element element) {
        List<Inexpressible> missing = engine().inexpressible(network, DEFAULT);
        assertThat(missing).extracting(Inexpressible::element).isSubsetOf(element);
        if (answer(network, DEFAULT) instanceof Outcome.Refused refused) {
            // said before, or found out with the solution
            assertThat(refused.reason()).isEqualTo(Outcome.Refused.Reason.INEXPRESSIBLE_CASE);
            assertThat(refused.message()).contains(element.label());
            return Optional.empty();
        }
        assertThat(missing).isEmpty();
        return Optional.of(solved(network));
    }

    @Test
    void namesItself() {
        assertThat(engine().name()).matches("[a-z]+");
        assertThat(engine().version()).isNotBlank();
    }

    @Test
    void solvesTwoBuses() {
        Solution solution = solved(SmallNetworks.twoBus());
        double d = Math.asin(0.1);
        double q = 1000 * (1 - Math.cos(d));
        assertThat(solution.objective()).isCloseTo(2000, within(CLOSE));
        assertThat(solution.pgMw()).containsExactly(new double[] {100, 0}, within(CLOSE));
        assertThat(solution.qgMvar()).containsExactly(new double[] {q, q}, within(CLOSE));
        assertThat(solution.vmPu()).containsExactly(new double[] {1, 1}, within(1e-6));
        assertThat(solution.vaDegrees()).containsExactly(new double[] {0, -Math.toDegrees(d)}, within(CLOSE));
        assertThat(solution.iterations()).isPositive();
        assertThat(solution.rounds()).isPositive();
    }

    @Test
    void countsAnglesFromTheReferencesOwn() {
        Network turned = SmallNetworks.withVoltage(SmallNetworks.twoBus(), 0, 1, 1, 100);
        Solution solution = solved(turned);
        assertThat(solution.vaDegrees()[0]).isEqualTo(100);
        assertThat(solution.vaDegrees()[1]).isCloseTo(100 - Math.toDegrees(Math.asin(0.1)), within(CLOSE));
    }

    /**
     * An ideal transformer of ratio t and shift s in front of the line: p = sin(d - s) / (t x), and the ends take
     * q = 1 / (t^2 x) - cos(d - s) / (t x) and 1 / x - cos(d - s) / (t x).
     */
    @Test
    void solvesATransformerThatShifts() {
        double t = 0.98;
        Network network =
                NetworkSketch.of(SmallNetworks.twoBus()).transformer(t, 15).build();
        Solution solution = solved(network);
        double d = Math.asin(0.1 * t);
        assertThat(solution.vaDegrees()[1]).isCloseTo(-15 - Math.toDegrees(d), within(CLOSE));
        assertThat(solution.qgMvar()[0]).isCloseTo(1000 / (t * t) - 1000 * Math.cos(d) / t, within(CLOSE));
        assertThat(solution.qgMvar()[1]).isCloseTo(1000 - 1000 * Math.cos(d) / t, within(CLOSE));
        assertThat(solution.objective()).isCloseTo(2000, within(CLOSE));
    }

    /** Charging b gives b / 2 at either end at 1 p.u.; a shunt bs gives its own, and gs takes its own. */
    @Test
    void solvesShuntsAndCharging() {
        Network network = sketch().reference(1)
                .voltage(1, 1)
                .generator(1, 0, 200, -100, 100)
                .cost(20, 0)
                .bus(2)
                .load(60, 0)
                .shunt(40, 10)
                .voltage(1, 1)
                .generator(2, 0, 0, -100, 100)
                .cost(0, 0)
                .line(1, 2, 0, 0.1, 0.3)
                .build();
        Solution solution = solved(network);
        double q = 1000 * (1 - Math.cos(Math.asin(0.1)));
        assertThat(solution.pgMw()[0]).isCloseTo(100, within(CLOSE));
        assertThat(solution.qgMvar()).containsExactly(new double[] {q - 15, q - 15 - 10}, within(CLOSE));
    }

    /** Over the line of 80 MVA less must flow than the cheap generator could give, so the dear one helps, and prices part. */
    @Test
    void keepsALineToItsRate() {
        Network network = SmallNetworks.threeBusCongested();
        Solution solution = solved(network);
        ComplexNetwork complex = new ComplexNetwork(network);
        double from = complex.from(2, solution.vmPu(), solution.vaDegrees()).size();
        double to = complex.to(2, solution.vmPu(), solution.vaDegrees()).size();
        assertThat(Math.max(from, to)).isCloseTo(80, within(CLOSE));
        assertThat(solution.pgMw()[1]).isGreaterThan(10);

        SolveOptions unrated =
                DEFAULT.toBuilder().ignoreLineflowConstraints(true).build();
        if (engine().inexpressible(network, unrated).isEmpty()) {
            Solution free = solved(network, unrated);
            assertThat(complex.from(2, free.vmPu(), free.vaDegrees()).size()).isGreaterThan(85);
            assertThat(free.objective()).isLessThan(solution.objective() - 10);
        }
    }

    /** With a resistance losses fall with voltage, so that the optimum lies at the upper limit. */
    @Test
    void keepsVoltagesToTheirLimits() {
        Solution solution = solved(lossy(1.04));
        assertThat(solution.vmPu()[0]).isCloseTo(1.04, within(1e-6));
        assertThat(solution.vmPu()[1]).isBetween(0.95, 1.04);
        assertThat(solution.objective())
                .isLessThan(solved(lossy(1.02)).objective() - 1)
                .isGreaterThan(solved(lossy(1.06)).objective() + 1);
    }

    private static Network lossy(double vmaxPu) {
        return sketch().reference(1)
                .voltage(0.9, vmaxPu)
                .generator(1, 0, 200, -100, 100)
                .cost(20, 0)
                .bus(2)
                .load(100, 20)
                .line(1, 2, 0.05, 0.1, 0)
                .build();
    }

    /** With the angle limited to 3 degrees, 1000 sin 3 MW go over the line, and a dear generator gives the rest. */
    @Test
    void keepsAngleDifferencesToTheirLimits() {
        Network upper = angleLimited(-360, 3, 50);
        double over = 1000 * Math.sin(Math.toRadians(3));
        solvedUnlessInexpressible(upper, Element.branch(upper, 0)).ifPresent(solution -> {
            assertThat(solution.pgMw()).containsExactly(new double[] {over, 100 - over}, within(CLOSE));
            assertThat(solution.objective()).isCloseTo(20 * over + 50 * (100 - over), within(CLOSE));
        });
        // 7 degrees push more than the load of 100 MW over it; without them a cheap generator 2 would give all of it
        Network lower = angleLimited(7, 360, 10);
        double pushed = 1000 * Math.sin(Math.toRadians(7));
        solvedUnlessInexpressible(lower, Element.branch(lower, 0))
                .ifPresent(solution -> assertThat(solution.pgMw())
                        .containsExactly(new double[] {pushed, 100 - pushed}, within(CLOSE)));
    }

    private static Network angleLimited(double angminDegrees, double angmaxDegrees, double cost) {
        return sketch().reference(1)
                .voltage(1, 1)
                .generator(1, 0, 200, -100, 100)
                .cost(20, 0)
                .bus(2)
                .load(100, 0)
                .voltage(1, 1)
                .generator(2, -50, 200, -100, 100)
                .cost(cost, 0)
                .line(1, 2, 0, 0.1, 0)
                .angles(angminDegrees, angmaxDegrees)
                .build();
    }

    /** 0.1 p^2 + 10 p and 0.2 p^2 + 10 p: marginal costs agree where the first gives twice as much. */
    @Test
    void sharesALoadAmongTheGeneratorsOfABus() {
        Network network = NetworkSketch.of(SmallNetworks.twoBus())
                .cost(0.1, 10, 0)
                .generator(2, 0, 200, 0, 0)
                .cost(0.2, 10, 5)
                .generator(1, 10, 10, 0, 0)
                .cost(7)
                .generator(1, 0, 50, 0, 0)
                .cost(1, 0)
                .generatorOutOfService()
                .build();
        // generator 1 gives nothing, 4 is fixed: 2 and 3 are left to share 90 MW
        network = SmallNetworks.withOutput(SmallNetworks.withOutput(network, 0, 0, 0), 1, 0, 200);
        Solution solution = solved(network);
        assertThat(solution.pgMw()).containsExactly(new double[] {0, 60, 30, 10, 0}, within(CLOSE));
        assertThat(solution.objective()).isCloseTo(0.1 * 3600 + 600 + 0.2 * 900 + 300 + 5 + 7, within(CLOSE));
        assertThat(solution.multipliers()).isNotNull();
        assertThat(solution.multipliers().lamP()).containsExactly(new double[] {22, 22}, within(CLOSE));
    }

    /** Of two linear costs the cheaper gives all it can; a constant cost moves nothing but the sum. */
    @Test
    void usesTheCheaperOfLinearCostsUpToItsLimit() {
        Network network = NetworkSketch.of(SmallNetworks.twoBus())
                .generator(1, 0, 70, 0, 0)
                .cost(15, 100)
                .generator(2, 0, 50, 0, 0)
                .cost(40, 0)
                .build();
        Solution solution = solved(network);
        assertThat(solution.pgMw()).containsExactly(new double[] {30, 0, 70, 0}, within(CLOSE));
        assertThat(solution.objective()).isCloseTo(600 + 1050 + 100, within(CLOSE));
    }

    @Test
    void answersInTheOrderOfTheCaseAndLeavesAloneWhatTakesNoPart() {
        Network network = SmallNetworks.allKinds();
        if (!engine().inexpressible(network, DEFAULT).isEmpty()) {
            network = SmallNetworks.withoutReactiveCosts(network);
            network = SmallNetworks.withLimits(network, 2, 0, -360, 360);
            network = SmallNetworks.withLimits(network, 4, 50, -360, 360);
            network = SmallNetworks.withLimits(network, 5, 0, -360, 360);
        }
        Solution solution = solved(network);
        assertThat(solution.vmPu()).hasSize(5);
        assertThat(solution.vaDegrees()).hasSize(5);
        assertThat(solution.pgMw()).hasSize(5);
        assertThat(solution.qgMvar()).hasSize(5);
        // generator 3 stands at the isolated bus, generator 5 is out of service
        assertThat(solution.pgMw()[2]).isZero();
        assertThat(solution.qgMvar()[2]).isZero();
        assertThat(solution.pgMw()[4]).isZero();
        assertThat(solution.qgMvar()[4]).isZero();
        assertThat(solution.vmPu()[3]).isEqualTo(0.97);
        assertThat(solution.vaDegrees()[3]).isEqualTo(-4);
        assertThat(solution.vaDegrees()[1]).isEqualTo(10);
        Multipliers multipliers = solution.multipliers();
        assertThat(multipliers).isNotNull();
        assertThat(List.of(multipliers.lamP(), multipliers.lamQ(), multipliers.muVmax(), multipliers.muVmin()))
                .allSatisfy(bus -> assertThat(bus).hasSize(5));
        assertThat(multipliers.lamP()[3]).isZero();
        assertThat(List.of(multipliers.muPmax(), multipliers.muPmin(), multipliers.muQmax(), multipliers.muQmin()))
                .allSatisfy(generator -> assertThat(generator).hasSize(5));
        assertThat(List.of(multipliers.muSf(), multipliers.muSt(), multipliers.muAngmin(), multipliers.muAngmax()))
                .allSatisfy(branch -> assertThat(branch).hasSize(8));
    }

    @Test
    void pricesWhatBinds() {
        Multipliers multipliers = solved(SmallNetworks.threeBusCongested()).multipliers();
        assertThat(multipliers).isNotNull();
        // the line of 80 MVA keeps the cheap power from the load
        assertThat(Math.max(multipliers.muSf()[2], multipliers.muSt()[2])).isGreaterThan(10);
        assertThat(multipliers.lamP()[2]).isGreaterThan(multipliers.lamP()[0] + 10);
        // what is free to give more gives it at its marginal cost
        Solution solution = solved(SmallNetworks.threeBusCongested());
        assertThat(multipliers.lamP()[0]).isCloseTo(10 + 0.02 * solution.pgMw()[0], within(CLOSE));
        assertThat(multipliers.lamP()[1]).isCloseTo(30 + 0.04 * solution.pgMw()[1], within(CLOSE));
    }

    @Test
    void provesItsOptimaWithItsPrices() {
        Network fixed = SmallNetworks.withOutput(SmallNetworks.threeBusCongested(), 1, 90, 90);
        for (Network network : List.of(
                SmallNetworks.twoBus(),
                SmallNetworks.threeBusCongested(),
                fixed,
                lossy(1.04),
                SmallNetworks.random(12, new Random(1)),
                SmallNetworks.random(25, new Random(2)))) {
            OptimalityConditions conditions = new OptimalityConditions(network, solved(network));
            assertThat(conditions.stationarity()).as(network.name()).isLessThan(1e-2);
            assertThat(conditions.complementarity()).as(network.name()).isLessThan(1e-1);
            assertThat(conditions.leastMultiplier()).as(network.name()).isNotNegative();
        }
    }

    @Test
    void solvesEachIslandByItself() {
        Network network = SmallNetworks.islands();
        if (!engine().inexpressible(network, DEFAULT).isEmpty()) {
            assertThat(answer(network, DEFAULT)).isInstanceOf(Outcome.Refused.class);
            return;
        }
        Solution solution = solved(network);
        assertThat(solution.vaDegrees()[0]).isZero();
        assertThat(solution.vaDegrees()[3]).isEqualTo(-7);
        assertThat(solution.vaDegrees()[4]).isEqualTo(33);
        assertThat(solution.pgMw()[0]).isBetween(50.0, 51.0);
        assertThat(solution.pgMw()[1]).isBetween(30.0, 31.0);
    }

    @Test
    void solvesABusByItself() {
        Network network = sketch().reference(8)
                .load(30, -5)
                .shunt(0, 0)
                .generator(8, 0, 100, -50, 50)
                .cost(0.1, 10, 0)
                .build();
        solvedUnlessInexpressible(network, Element.bus(network, 0)).ifPresent(solution -> {
            assertThat(solution.pgMw()).containsExactly(new double[] {30}, within(CLOSE));
            assertThat(solution.qgMvar()).containsExactly(new double[] {-5}, within(CLOSE));
            assertThat(solution.objective()).isCloseTo(390, within(CLOSE));
        });
    }

    @Test
    void keepsOutputsThatAreFixed() {
        Network network = SmallNetworks.withOutput(SmallNetworks.threeBusCongested(), 1, 90, 90);
        assertThat(solved(network).pgMw()[1]).isCloseTo(90, within(1e-4));
    }

    @Test
    void answersTheSameTwice() {
        Network network = SmallNetworks.threeBusCongested();
        Solution first = solved(network);
        Solution second = solved(network);
        assertThat(second.objective()).isEqualTo(first.objective());
        assertThat(second.iterations()).isEqualTo(first.iterations());
        assertThat(second.vmPu()).isEqualTo(first.vmPu());
        assertThat(second.vaDegrees()).isEqualTo(first.vaDegrees());
        assertThat(second.pgMw()).isEqualTo(first.pgMw());
        assertThat(second.qgMvar()).isEqualTo(first.qgMvar());
    }

    @Test
    void givesUpAtADeadline() {
        EngineAnswer answer =
                engine().solve(SmallNetworks.threeBusCongested(), DEFAULT, Deadline.after(Duration.ofSeconds(-1)));
        assertThat(answer).isInstanceOf(Outcome.DeadlineReached.class);
        assertThat(((Outcome.DeadlineReached) answer).message()).isNotBlank();
    }

    @Test
    void givesUpAfterItsIterationsAndTellsHowFarItCame() {
        EngineAnswer answer = answer(SmallNetworks.threeBusCongested(), iterations(1));
        assertThat(answer).isInstanceOf(Outcome.NotConverged.class);
        Outcome.NotConverged notConverged = (Outcome.NotConverged) answer;
        assertThat(notConverged.message()).contains("max_iterations");
        // an engine may try in more than one way
        assertThat(notConverged.progress().iterations()).isBetween(1, 3);
    }

    @Test
    void refusesWhatItSaysItCanNotExpress() {
        for (Network network : List.of(
                NetworkSketch.of(SmallNetworks.twoBus()).cost(0.001, 0, 0, 0).build(),
                NetworkSketch.of(SmallNetworks.twoBus()).dcLine(1, 2).build(),
                angleLimited(-10, 10, 50))) {
            EngineAnswer answer = answer(network, DEFAULT);
            if (engine().inexpressible(network, DEFAULT).isEmpty()) {
                assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
            } else {
                assertThat(answer).isInstanceOf(Outcome.Refused.class);
                assertThat(((Outcome.Refused) answer).reason()).isEqualTo(Outcome.Refused.Reason.INEXPRESSIBLE_CASE);
            }
        }
    }

    /** 100 MW of load and 60 MW of generation. */
    @Test
    void solvesNoCaseThatIsShortOfGeneration() {
        assertUnsolved(SmallNetworks.withOutput(SmallNetworks.twoBus(), 0, 0, 60));
    }

    /** 100 MW over the only line, which takes 50 MVA. */
    @Test
    void solvesNoCaseWhoseLinesCarryTooLittle() {
        assertUnsolved(NetworkSketch.of(SmallNetworks.twoBus()).rate(50).build());
    }

    /** The line carries 1000 MW at the most. */
    @Test
    void solvesNoCaseBeyondALinesReach() {
        Network network = SmallNetworks.withLoad(SmallNetworks.twoBus(), 1, 1200, 0);
        assertUnsolved(SmallNetworks.withOutput(network, 0, 0, 2000));
    }

    private void assertUnsolved(Network network) {
        EngineAnswer answer = answer(network, iterations(200));
        assertThat(answer).isInstanceOfAny(Outcome.NotConverged.class, Outcome.Infeasible.class);
        assertThat(((Outcome) answer).message()).isNotBlank().doesNotContain("NaN");
    }
}
