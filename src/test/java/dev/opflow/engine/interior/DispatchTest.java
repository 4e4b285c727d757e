package dev.opflow.engine.interior;

import static dev.opflow.engine.NetworkSketch.piecewise;
import static dev.opflow.engine.NetworkSketch.polynomial;
import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.OptimalityConditions;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.grid.Cost;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be dispatched beyond boxes and polynomials, on networks that can be solved by hand. */
class DispatchTest {
    private static final double CLOSE = 1e-3;
    private static final SolveOptions EXACT =
            SolveOptions.DEFAULT.toBuilder().tolerance(1e-8).build();

    private static Solution solved(Network network) {
        EngineAnswer answer = new InteriorEngine().solve(network, EXACT, Deadline.never());
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        Solution solution = ((EngineAnswer.Converged) answer).solution();
        assertThat(Verifier.verify(network, solution, EXACT, Verifier.TOLERANCE).violations())
                .isEmpty();
        assertThat(new OptimalityConditions(network, solution).stationarity()).isLessThan(1e-3);
        assertThat(new OptimalityConditions(network, solution).complementarity())
                .isLessThan(1e-3);
        assertThat(new OptimalityConditions(network, solution).leastMultiplier())
                .isNotNegative();
        return solution;
    }

    /** Slope of the optimal cost by a parameter that moves by so much to either side. */
    private static double slope(double by, DoubleFunction<Network> moved) {
        return (solved(moved.apply(by)).objective() - solved(moved.apply(-by)).objective()) / (2 * by);
    }

    /** One bus with a load, and a generator that has a price of 50 $/MWh and gives MVAr for nothing. */
    private static NetworkSketch bus(double pdMw) {
        return sketch().reference(1)
                .load(pdMw, 0)
                .generator(1, 0, 500, -500, 500)
                .cost(50, 0);
    }

    /** Slopes of 10, 20 and 60 $/MWh: of 50 each but the last. */
    private static final Cost STEPS = piecewise(0, 5, 50, 505, 100, 1505, 200, 7505);

    @Test
    void usesSegmentsUpToThePriceOfTheOthers() {
        Solution solution =
                solved(bus(180).generator(1, 0, 300, 0, 0).cost(STEPS, null).build());
        // beyond 100 MW it would cost 60 $/MWh
        assertThat(solution.pgMw()).containsExactly(new double[] {80, 100}, within(CLOSE));
        assertThat(solution.objective()).isCloseTo(4000 + 1505, within(CLOSE));
        Multipliers mu = solution.multipliers();
        assertThat(mu.lamP()[0]).isCloseTo(50, within(CLOSE));
        assertThat(mu.muPmax()[1]).isCloseTo(0, within(CLOSE));
        assertThat(mu.muPmin()[1]).isCloseTo(0, within(CLOSE));
    }

    @Test
    void setsThePriceWithinASegment() {
        Solution solution =
                solved(bus(70).generator(1, 0, 300, 0, 0).cost(STEPS, null).build());
        assertThat(solution.pgMw()).containsExactly(new double[] {0, 70}, within(CLOSE));
        assertThat(solution.objective()).isCloseTo(905, within(CLOSE));
        assertThat(solution.multipliers().lamP()[0]).isCloseTo(20, within(CLOSE));
        assertThat(solution.multipliers().muPmin()[0]).isCloseTo(30, within(CLOSE));
    }

    /** Of its limits, 60 and 80 MW lie within one segment, 20 and 80 MW in two. */
    @Test
    void pricesTheLimitsOfACostWithCorners() {
        for (double pmin : new double[] {60, 20}) {
            Multipliers most = solved(bus(180).generator(1, pmin, 80, 0, 0)
                            .cost(STEPS, null)
                            .build())
                    .multipliers();
            assertThat(most.muPmax()[1]).isCloseTo(50 - 20, within(CLOSE));
            assertThat(most.muPmin()[1]).isCloseTo(0, within(CLOSE));
            Multipliers least = solved(bus(180).cost(1, 0)
                            .generator(1, pmin, 80, 0, 0)
                            .cost(STEPS, null)
                            .build())
                    .multipliers();
            assertThat(least.muPmin()[1]).isCloseTo((pmin == 20 ? 10 : 20) - 1, within(CLOSE));
            assertThat(least.muPmax()[1]).isCloseTo(0, within(CLOSE));
        }
    }

    /** The first and the last segment reach on beyond the ends, and limits may be anywhere. */
    @Test
    void continuesTheFirstAndTheLastSegment() {
        Network network =
                bus(-30).generator(1, -100, 400, 0, 0).cost(STEPS, null).build();
        Solution solution = solved(SmallNetworks.withOutput(network, 0, 0, 0));
        assertThat(solution.pgMw()[1]).isCloseTo(-30, within(CLOSE));
        assertThat(solution.objective()).isCloseTo(5 - 300, within(CLOSE));
        solution = solved(SmallNetworks.withLoad(network, 0, 700, 0));
        assertThat(solution.pgMw()).containsExactly(new double[] {500, 200}, within(0.1));
        network = SmallNetworks.withOutput(network, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        solution = solved(SmallNetworks.withLoad(network, 0, 700, 0));
        assertThat(solution.pgMw()).containsExactly(new double[] {500, 200}, within(0.1));
        assertThat(solution.multipliers().lamP()[0]).isCloseTo(60, within(CLOSE));
    }

    /** MVAr at 1 $ up to 20 and 4 $ beyond, of one, and those of the other at 0.1 q^2, whose slope is 4 at 20 MVAr. */
    @Test
    void usesSegmentsOfReactiveCosts() {
        Network network = sketch().reference(1)
                .load(30, 70)
                .generator(1, 0, 100, -60, 60)
                .cost(polynomial(0.1, 10, 0), piecewise(-20, 20, 0, 0, 20, 20, 60, 180))
                .generator(1, 0, 0, -60, 60)
                .cost(polynomial(), polynomial(0.1, 0, 0))
                .build();
        Solution solution = solved(network);
        assertThat(solution.qgMvar()).containsExactly(new double[] {50, 20}, within(CLOSE));
        assertThat(solution.multipliers().lamQ()[0]).isCloseTo(4, within(CLOSE));
        assertThat(solution.objective()).isCloseTo(390 + 140 + 40, within(CLOSE));
        solution = solved(SmallNetworks.withLoad(network, 0, 30, 35));
        // between the slopes of 1 and 4: the corner at 20 MVAr
        assertThat(solution.qgMvar()).containsExactly(new double[] {20, 15}, within(CLOSE));
        assertThat(solution.multipliers().lamQ()[0]).isCloseTo(3, within(CLOSE));
    }

    /** The derivative of c p^n / n is c p^(n-1): where it is the other's 50 $/MWh. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void solvesPolynomialsOfEveryDegree(int degree) {
        double[] coefficients = new double[degree + 1];
        coefficients[0] = 50 / Math.pow(40, degree - 1) / degree;
        coefficients[degree] = 7;
        Solution solution =
                solved(bus(100).generator(1, 0, 90, 0, 0).cost(coefficients).build());
        assertThat(solution.pgMw()).containsExactly(new double[] {60, 40}, within(0.01));
        assertThat(solution.objective()).isCloseTo(3000 + 50 * 40.0 / degree + 7, within(CLOSE));
    }

    @Test
    void solvesConstantsAndLines() {
        Solution solution = solved(bus(100).generator(1, 0, 30, 0, 0)
                .cost(9)
                .generator(1, 0, 20, 0, 0)
                .cost(49, 1)
                .build());
        assertThat(solution.pgMw()).containsExactly(new double[] {50, 30, 20}, within(CLOSE));
        assertThat(solution.objective()).isCloseTo(2500 + 9 + 981, within(CLOSE));
    }

    /** p^3 / 30 - 3 p^2 + 120 p is concave below 30 MW, and its slope is 30 there at the least, 50 at 44.1 MW. */
    @Test
    void solvesACubicThatIsConcaveSomewhere() {
        Network network =
                bus(100).generator(1, 0, 90, 0, 0).cost(1.0 / 30, -3, 120, 0).build();
        double at = 30 + Math.sqrt(200);
        Solution solution = solved(network);
        assertThat(solution.pgMw()[1]).isCloseTo(at, within(0.01));
    }

    /** 40 MW with 30 MVAr at the corner, worth 60 $/MWh where MW cost 50 and MVAr nothing. */
    @Test
    void keepsTheConstantPowerFactorOfALoad() {
        Network network = bus(100).generator(1, -40, 0, -30, 0).cost(60, 0).build();
        Solution solution = solved(network);
        assertThat(solution.pgMw()).containsExactly(new double[] {140, -40}, within(CLOSE));
        assertThat(solution.qgMvar()).containsExactly(new double[] {30, -30}, within(CLOSE));
        Multipliers mu = solution.multipliers();
        assertThat(mu.muPmin()[1]).isCloseTo(10, within(CLOSE));
        assertThat(mu.muQmin()[1]).isZero();
        assertThat(mu.muQmax()[1]).isZero();
        // worth 40: it takes nothing
        assertThat(solved(NetworkSketch.of(network).cost(40, 0).build()).pgMw()[1])
                .isCloseTo(0, within(CLOSE));
        // worth 60 - 0.2 p: 50 at 50 MW of 80, with 25 MVAr that it gives
        solution = solved(bus(100).generator(1, -80, 0, 0, 40).cost(0.1, 60, 0).build());
        assertThat(solution.pgMw()[1]).isCloseTo(-50, within(CLOSE));
        assertThat(solution.qgMvar()[1]).isCloseTo(25, within(CLOSE));
    }

    /** MVAr at 8 $ make each MW of the load, with its 0.75 MVAr, cost 56 $: less than 60, and more than 55. */
    @Test
    void letsALoadPayForTheMvarOfItsPowerFactor() {
        Cost mvar = polynomial(8, 0);
        Network network = sketch().reference(1)
                .load(100, 0)
                .generator(1, 0, 500, 0, 500)
                .cost(polynomial(50, 0), mvar)
                .generator(1, -40, 0, -30, 0)
                .cost(60, 0)
                .build();
        Solution solution = solved(network);
        assertThat(solution.pgMw()[1]).isCloseTo(-40, within(CLOSE));
        assertThat(solution.multipliers().lamP()[0]).isCloseTo(50, within(CLOSE));
        assertThat(solution.multipliers().lamQ()[0]).isCloseTo(8, within(CLOSE));
        assertThat(solution.multipliers().muPmin()[1]).isCloseTo(4, within(CLOSE));
        Network dearer = NetworkSketch.of(network).cost(55, 0).build();
        assertThat(solved(dearer).pgMw()[1]).isCloseTo(0, within(CLOSE));
    }

    /** Costs with corners, and one of MVAr that is curved: every pair of them, held against the conditions of an optimum. */
    @Test
    void takesEveryCostOfALoadAtConstantPowerFactor() {
        Cost corners = piecewise(-40, -2400, -20, -1400, 0, 0);
        Cost curve = polynomial(0.1, 62, 0);
        Cost reactiveCorners = piecewise(-30, 60, -12, 6, 0, 0);
        Cost reactiveCurve = polynomial(0.05, -0.3, 0);
        for (Cost active : List.of(corners, curve)) {
            for (Cost reactive : List.of(reactiveCorners, reactiveCurve)) {
                Solution solution = solved(bus(100).generator(1, -40, 0, -30, 0)
                        .cost(active, reactive)
                        .build());
                assertThat(solution.pgMw()[1]).isBetween(-40.0, -1.0);
            }
        }
    }

    /** The load's MVAr cost 4 $ each of the one generator and nothing of the other, whose curve has them fall with its MW. */
    @Test
    void keepsACapabilityCurveAndPricesIt() {
        // the generator gives q = 50 - p/2 at most, and its MVAr save 4 $ each, so a MW more costs 2 $ of them
        Network network = sketch().reference(1)
                .load(100, 60)
                .generator(1, 0, 200, 0, 100)
                .cost(polynomial(0.1, 20, 0), polynomial(4, 0))
                .generator(1, 0, 90, -50, 50)
                .cost(0.1, 10, 0)
                .capability(new Generator.CapabilityCurve(0, 100, -50, 50, -25, 0))
                .build();
        Solution solution = solved(network);
        // 0.2 (100 - p) + 20 = 0.2 p + 10 + 2: p = 70
        assertThat(solution.pgMw()).containsExactly(new double[] {30, 70}, within(CLOSE));
        assertThat(solution.qgMvar()).containsExactly(new double[] {60 - 15, 15}, within(CLOSE));
        Multipliers mu = solution.multipliers();
        assertThat(mu.lamP()[0]).isCloseTo(26, within(CLOSE));
        assertThat(mu.lamQ()[0]).isCloseTo(4, within(CLOSE));
        // its own marginal cost is 24 and 0
        assertThat(mu.muPmax()[1]).isCloseTo(2, within(CLOSE));
        assertThat(mu.muQmax()[1]).isCloseTo(4, within(CLOSE));
        assertThat(mu.muPmin()[1]).isCloseTo(0, within(CLOSE));
        assertThat(mu.muQmin()[1]).isCloseTo(0, within(CLOSE));
        // and the lower side, where MVAr are to be taken
        Network under = SmallNetworks.withLoad(NetworkSketch.of(network).build(), 0, 100, -60);
        Solution lower = solved(SmallNetworks.withReactive(under, 0, -100, 0, polynomial(-4, 0)));
        assertThat(lower.qgMvar()[1]).isCloseTo(-50 + lower.pgMw()[1] / 4, within(CLOSE));
        assertThat(lower.multipliers().muQmin()[1]).isCloseTo(4, within(CLOSE));
        assertThat(lower.multipliers().muPmax()[1]).isCloseTo(1, within(CLOSE));
    }

    /** Two buses that nothing but the DC line joins: 60 MW at 10 $/MWh there, here 40 $/MWh. */
    private static NetworkSketch apart(double loss0Mw, double loss1) {
        return sketch().reference(1)
                .generator(1, 0, 500, -50, 50)
                .cost(10, 0)
                .bus(2)
                .load(60, 5)
                .generator(2, 0, 500, -50, 50)
                .cost(40, 0)
                .dcLine(1, 2)
                .flow(0, 50, loss0Mw, loss1);
    }

    @Test
    void carriesCheapPowerOverADcLineWithItsLosses() {
        Network network = apart(2, 0.1).build();
        Solution solution = solved(network);
        assertThat(solution.dcLines().pfMw()).containsExactly(new double[] {50}, within(CLOSE));
        assertThat(solution.dcLines().ptMw()).containsExactly(new double[] {50 - 2 - 5}, within(CLOSE));
        assertThat(solution.pgMw()).containsExactly(new double[] {50, 17}, within(CLOSE));
        assertThat(solution.objective()).isCloseTo(500 + 680, within(CLOSE));
        Multipliers mu = solution.multipliers();
        assertThat(mu.lamP()).containsExactly(new double[] {10, 40}, within(CLOSE));
        // a MW more costs 10 and saves 0.9 * 40
        assertThat(mu.dcLines().muPmax()).containsExactly(new double[] {26}, within(CLOSE));
        assertThat(mu.dcLines().muPmin()).containsExactly(new double[] {0}, within(CLOSE));
        assertThat(solution.vaDegrees()).containsExactly(0, 0);
        Solution priced =
                solved(NetworkSketch.of(network).flowCost(polynomial(0.5, 1, 3)).build());
        // 10 + (pf + 1) = 36
        assertThat(priced.dcLines().pfMw()[0]).isCloseTo(25, within(CLOSE));
        Solution stepped = solved(NetworkSketch.of(network)
                .flowCost(piecewise(-10, 10, 0, 0, 15, 150, 40, 1000, 50, 1500))
                .build());
        // slopes of 10, 34 and 50 beyond 10
        assertThat(stepped.dcLines().pfMw()[0]).isCloseTo(15, within(CLOSE));
        assertThat(stepped.objective()).isCloseTo(150 + 150 + 40 * (60 - 15 * 0.9 + 2), within(CLOSE));
    }

    /** Cheap power at the to end: the flow runs back, and losses fall on what is taken there. */
    @Test
    void carriesPowerBackAndLimitsItAtTheToEnd() {
        Network network = apart(2, 0.1).flow(-30, -8, 2, 0.1).build();
        network = SmallNetworks.withOutput(network, 0, 0, 500);
        network = SmallNetworks.withLoad(network, 0, 60, 0);
        network =
                NetworkSketch.of(network).generator(2, 0, 500, 0, 0).cost(2, 0).build();
        Solution solution = solved(network);
        // pt = pf - 2 - 0.1 pf = -30 at the least
        assertThat(solution.dcLines().ptMw()[0]).isCloseTo(-30, within(CLOSE));
        assertThat(solution.dcLines().pfMw()[0]).isCloseTo(-28 / 0.9, within(CLOSE));
        // a MW more at the to end costs 2 there and saves 10 / 0.9
        assertThat(solution.multipliers().dcLines().muPmin()[0]).isCloseTo(10 / 0.9 - 2, within(CLOSE));
        // where that power is dear the line has to carry 8 MW all the same
        Solution dear = solved(NetworkSketch.of(network).cost(45, 0).build());
        assertThat(dear.dcLines().ptMw()[0]).isCloseTo(-8, within(CLOSE));
        assertThat(dear.multipliers().dcLines().muPmax()[0]).isCloseTo(40 - 10 / 0.9, within(CLOSE));
    }

    /** The load's 5 MVAr cost 3 $ each at their bus but nothing at the line's end, which gives up to 4. */
    @Test
    void givesReactivePowerAtTheEndsOfADcLine() {
        Network network = apart(0, 0).reactive(0, 0, -1, 4).build();
        network = SmallNetworks.withReactive(network, 1, 0, 50, polynomial(3, 0));
        Solution solution = solved(network);
        assertThat(solution.dcLines().qtMvar()[0]).isCloseTo(4, within(CLOSE));
        assertThat(solution.dcLines().qfMvar()[0]).isCloseTo(0, within(1e-9));
        assertThat(solution.multipliers().dcLines().muQmaxT()[0]).isCloseTo(3, within(CLOSE));
        assertThat(solution.multipliers().dcLines().muQminT()[0]).isCloseTo(0, within(CLOSE));
    }

    /** Of the same lines and costs, without reactive power. */
    @Test
    void dispatchesInADcPowerFlowToo() {
        SolveOptions linear = EXACT.toBuilder().model(SolveOptions.Model.DCOPF).build();
        Network network = NetworkSketch.of(apart(2, 0.1).build())
                .reactive(3, 5, 3, 5)
                .flowCost(piecewise(-10, 10, 0, 0, 15, 150, 40, 1000, 50, 1500))
                .generator(2, -40, 0, -30, 0)
                .cost(piecewise(-40, -1700, -10, -500, 0, 0), null)
                .build();
        EngineAnswer answer = new InteriorEngine().solve(network, linear, Deadline.never());
        Solution solution = ((EngineAnswer.Converged) answer).solution();
        assertThat(Verifier.verify(network, solution, linear, Verifier.TOLERANCE)
                        .violations())
                .isEmpty();
        assertThat(solution.dcLines().pfMw()[0]).isCloseTo(15, within(CLOSE));
        assertThat(solution.dcLines().qfMvar()[0]).isZero();
        // 10 MW are worth 50 $/MWh, which is more than the price of 40, and 30 MW are worth 40
        assertThat(solution.pgMw()[2]).isBetween(-40 - CLOSE, -10 + CLOSE);
        assertThat(solution.qgMvar()[2]).isZero();
        assertThat(solution.multipliers().lamP()).containsExactly(new double[] {10, 40}, within(CLOSE));
    }

    @Test
    void startsFromADcPowerFlow() {
        SolveOptions start = EXACT.toBuilder()
                .initialization(SolveOptions.Initialization.DCOPF)
                .build();
        EngineAnswer answer = new InteriorEngine().solve(SmallNetworks.allDispatch(), start, Deadline.never());
        assertThat(((EngineAnswer.Converged) answer).solution().objective())
                .isCloseTo(solved(SmallNetworks.allDispatch()).objective(), within(CLOSE));
    }

    @Test
    void leavesOutADcLineThatTakesNoPart() {
        Network network = NetworkSketch.of(SmallNetworks.twoBus())
                .dcLine(1, 2)
                .flow(5, 10, 1, 0)
                .dcLineOutOfService()
                .build();
        Solution solution = solved(network);
        assertThat(solution.dcLines().pfMw()).containsExactly(0);
        assertThat(solution.objective()).isCloseTo(2000, within(CLOSE));
    }

    @Test
    void solvesAllOfItTogether() {
        Solution solution = solved(SmallNetworks.allDispatch());
        assertThat(solution.dcLines().pfMw()).hasSize(5);
        for (int bus : new int[] {0, 2, 4}) {
            double pd = SmallNetworks.allDispatch().buses().get(bus).pdMw();
            double qd = SmallNetworks.allDispatch().buses().get(bus).qdMvar();
            double p = slope(0.01, by -> SmallNetworks.withLoad(SmallNetworks.allDispatch(), bus, pd + by, qd));
            double q = slope(0.01, by -> SmallNetworks.withLoad(SmallNetworks.allDispatch(), bus, pd, qd + by));
            assertThat(solution.multipliers().lamP()[bus]).isCloseTo(p, within(5e-3));
            assertThat(solution.multipliers().lamQ()[bus]).isCloseTo(q, within(5e-3));
        }
    }

    /** Random networks with all of it at random: every one is solved, verified and proven optimal. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void solvesRandomOnes(int seed) {
        Random random = new Random(seed);
        int buses = 5 + 4 * seed;
        NetworkSketch sketch = NetworkSketch.of(SmallNetworks.random(buses, random));
        for (int k = 0; k < buses / 2; k++) {
            int bus = 1 + random.nextInt(buses);
            double first = random.nextDouble(5, 20);
            double rise = random.nextDouble(1, 10);
            switch (k % 4) {
                case 0 ->
                    sketch.generator(bus, 0, 60, -20, 20)
                            .cost(
                                    piecewise(
                                            0,
                                            0,
                                            20,
                                            20 * first,
                                            40,
                                            40 * first + 20 * rise,
                                            60,
                                            60 * first + 60 * rise),
                                    piecewise(-20, 20 * rise, 0, 0, 20, 10 * rise));
                case 1 ->
                    sketch.generator(bus, 0, 60, -30, 30)
                            .cost(0.01, first, 0)
                            .capability(new Generator.CapabilityCurve(0, 60, -30, 30, -10, 5));
                case 2 ->
                    sketch.generator(bus, -20, 0, -5, 0)
                            .cost(piecewise(-20, -30 * first, -10, -18 * first, 0, 0), null);
                default -> {
                    int to = 1 + (bus + random.nextInt(buses - 1)) % buses;
                    if (to != bus) {
                        sketch.dcLine(bus, to)
                                .flow(-15, 25, random.nextDouble(), random.nextDouble(0.1))
                                .flowCost(random.nextBoolean() ? polynomial(0.5, 0) : piecewise(-15, 15, 0, 0, 25, 25));
                    }
                }
            }
        }
        solved(sketch.build());
    }

    /** Of two generators that get cheaper with their output, one runs as far as it can: 200 MW cost 3600 $/h, 50 more cost 987.5. */
    @Test
    void runsOneOfTwoGeneratorsWhoseCostsAreConcave() {
        NetworkSketch sketch = sketch().reference(1).load(250, 20);
        for (int g = 0; g < 2; g++) {
            sketch.generator(1, 0, 200, -100, 100).cost(-0.01, 20, 0);
        }
        Solution alike = solved(sketch.build());
        assertThat(alike.objective()).isCloseTo(4575, within(1e-3));
        assertThat(alike.iterations()).isLessThan(40);
        Solution apart = solved(NetworkSketch.of(SmallNetworks.twoBus())
                .generator(2, 0, 90, -100, 100)
                .cost(-0.05, 20, 0)
                .build());
        // 90 MW at 15.5 $/MWh on the average, the last 10 from bus 1 at 20
        assertThat(apart.objective()).isCloseTo(90 * 15.5 + 200, within(1e-3));
    }
}
