package dev.opflow.verify;

import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Verification;
import dev.opflow.engine.Violation;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Cost;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PricesTest {
    /** More than the tolerance, relative to the largest price. */
    private static final double WRONG = 1e-3;

    static Stream<Network> networks() {
        return Stream.concat(
                Stream.of(
                        SmallNetworks.twoBus(),
                        SmallNetworks.threeBusCongested(),
                        SmallNetworks.allKinds(),
                        SmallNetworks.allDispatch()),
                IntStream.range(0, 5).mapToObj(seed -> SmallNetworks.random(5 + 4 * seed, new Random(seed))));
    }

    private static final SolveOptions DC =
            SolveOptions.DEFAULT.toBuilder().model(SolveOptions.Model.DCOPF).build();

    private static Solution solve(Network network) {
        return solve(network, SolveOptions.DEFAULT);
    }

    private static Solution solve(Network network, SolveOptions options) {
        EngineAnswer answer = new InteriorEngine().solve(network, options, Deadline.never());
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        return ((EngineAnswer.Converged) answer).solution();
    }

    private static Verification verify(Network network, Solution solution) {
        return Verifier.verify(network, solution, SolveOptions.DEFAULT, Verifier.TOLERANCE);
    }

    private static List<double[]> arrays(Multipliers m) {
        return List.of(
                m.lamP(),
                m.lamQ(),
                m.muVmax(),
                m.muVmin(),
                m.muPmax(),
                m.muPmin(),
                m.muQmax(),
                m.muQmin(),
                m.muSf(),
                m.muSt(),
                m.muAngmin(),
                m.muAngmax(),
                m.dcLines().muPmin(),
                m.dcLines().muPmax(),
                m.dcLines().muQminF(),
                m.dcLines().muQmaxF(),
                m.dcLines().muQminT(),
                m.dcLines().muQmaxT());
    }

    /** Whatever takes part: an isolated bus or an idle generator has no conditions to miss. */
    @ParameterizedTest
    @MethodSource("networks")
    void findsEachPriceThatIsWrong(Network network) {
        assertThat(unnoticed(network, SolveOptions.DEFAULT)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void findsEachPriceOfADcPowerFlowThatIsWrong(Network network) {
        assertThat(unnoticed(network, DC)).isEmpty();
    }

    /** A DC power flow has no price of what it doesn't know, and one of a flow's limit only in the flow's direction. */
    @Test
    void findsPricesThatADcPowerFlowHasNot() {
        Network network = SmallNetworks.threeBusCongested();
        Solution solution = solve(network, DC);
        Multipliers m = solution.multipliers();
        assertThat(m.muSf()[2]).isPositive();
        for (double[] prices : List.of(m.lamQ(), m.muVmax(), m.muVmin(), m.muQmax(), m.muQmin(), m.muSt())) {
            double kept = prices[prices.length - 1];
            prices[prices.length - 1] = 5;
            assertThat(Verifier.verify(network, solution, DC, Verifier.TOLERANCE)
                            .violations())
                    .extracting(Violation::limit)
                    .contains(Limit.COMPLEMENTARITY);
            prices[prices.length - 1] = kept;
        }
        assertThat(Verifier.verify(network, solution, DC, Verifier.TOLERANCE).passed())
                .isTrue();
    }

    private static List<String> unnoticed(Network network, SolveOptions options) {
        Solution solution = solve(network, options);
        assertThat(Verifier.verify(network, solution, options, Verifier.TOLERANCE)
                        .violations())
                .isEmpty();
        Multipliers m = solution.multipliers();
        double largest = Arrays.stream(m.lamP()).map(Math::abs).max().orElseThrow();
        List<String> unnoticed = new ArrayList<>();
        for (double[] prices : arrays(m)) {
            for (int i = 0; i < prices.length; i++) {
                double kept = prices[i];
                // a price per p.u. or per degree is that of a p.u. of power or more
                prices[i] = kept + WRONG * largest * network.baseMva();
                if (kept != 0
                        && Verifier.verify(network, solution, options, Verifier.TOLERANCE)
                                .passed()) {
                    unnoticed.add(arrays(m).indexOf(prices) + "[" + i + "]");
                }
                prices[i] = kept;
            }
        }
        return unnoticed;
    }

    private static Network dearAndCheap() {
        return sketch().reference(1)
                .generator(1, 0, 200, -100, 100)
                .cost(20, 0)
                .generator(1, 0, 200, -100, 100)
                .cost(10, 0)
                .bus(2)
                .load(100, 0)
                .generator(2, 0, 0, -100, 100)
                .line(1, 2, 0, 0.1, 0)
                .build();
    }

    /** Optimal is another point: both generators cost 20 and 10 $/MWh, and nothing is in the way of the cheap one. */
    @Test
    void findsAPointThatIsFeasibleButNotOptimal() {
        Network network = dearAndCheap();
        Solution optimal = solve(network);
        assertThat(optimal.pgMw()[1]).isCloseTo(100, within(1e-3));
        optimal.pgMw()[0] = 50;
        optimal.pgMw()[1] = 50;
        Solution dear = new Solution(
                1500,
                1,
                1,
                optimal.vmPu(),
                optimal.vaDegrees(),
                optimal.pgMw(),
                optimal.qgMvar(),
                optimal.multipliers());
        assertThat(verify(network, dear).violations())
                .extracting(Violation::limit)
                .contains(Limit.COMPLEMENTARITY)
                .doesNotContain(Limit.ACTIVE_POWER_BALANCE, Limit.OBJECTIVE);
    }

    @Test
    void findsANegativePrice() {
        Network network = dearAndCheap();
        Solution solution = solve(network);
        Multipliers m = solution.multipliers();
        // the dear one is at pmin, which has a price of 10: the same slope from pmax with the wrong sign
        assertThat(m.muPmin()[0]).isCloseTo(10, within(1e-4));
        m.muPmax()[0] = -m.muPmin()[0];
        m.muPmin()[0] = 0;
        assertThat(verify(network, solution).violations())
                .extracting(Violation::limit)
                .contains(Limit.PRICE_SIGN);
    }

    /** At the corner of a curve from 10 to 30 $/MWh any price between the two is right, and no other. */
    @Test
    void takesAnyPriceBetweenTheSlopesOfACorner() {
        assertThat(atTheCorner(10, 100)).isEmpty();
        assertThat(atTheCorner(17, 100)).isEmpty();
        assertThat(atTheCorner(30, 100)).isEmpty();
        assertThat(atTheCorner(9.9, 100)).containsOnly(Limit.STATIONARITY_PG);
        assertThat(atTheCorner(30.1, 100)).containsOnly(Limit.STATIONARITY_PG);
    }

    /**
     * Away from the corner a price between the slopes is that of a limit which isn't met: 17 is off by 13 $/MWh at its right, by 7
     * at its left. Up to 1e-4 p.u. at the largest price pass, or 0.3 $/h: 0.023 MW at the right, 0.024 at the left, where the largest
     * price is 17.
     */
    @Test
    void takesPricesOfACornerNearbyForAsMuchAsTheyCost() {
        assertThat(atTheCorner(17, 100.02)).isEmpty();
        assertThat(atTheCorner(17, 100.026)).containsOnly(Limit.STATIONARITY_PG);
        assertThat(atTheCorner(17, 99.98)).isEmpty();
        assertThat(atTheCorner(17, 99.974)).containsOnly(Limit.STATIONARITY_PG);
        assertThat(atTheCorner(10, 99)).isEmpty();
        assertThat(atTheCorner(17, 150)).containsOnly(Limit.STATIONARITY_PG);
        assertThat(atTheCorner(30.1, 150)).containsOnly(Limit.STATIONARITY_PG);
    }

    private static List<Limit> atTheCorner(double price, double mw) {
        List<Cost.Point> points = List.of(new Cost.Point(0, 0), new Cost.Point(100, 1000), new Cost.Point(200, 4000));
        Network network = sketch().reference(1)
                .generator(1, 0, 200, -100, 100)
                .cost(new Cost.PiecewiseLinear(0, 0, points), null)
                .bus(2)
                .load(mw, 0)
                .generator(2, 0, 0, -100, 100)
                .line(1, 2, 0, 0.1, 0)
                .build();
        double angle = Math.asin(mw / 1000);
        double q = 1000 * (1 - Math.cos(angle));
        double[] two = new double[2];
        double[] one = new double[1];
        double[] lamP = {price, price};
        // generator 2 can't give anything, and its limit bears the price
        double[] muPmax = {0, price};
        Multipliers prices = new Multipliers(lamP, two, two, two, muPmax, two, two, two, one, one, one, one);
        double[] vm = {1, 1};
        double[] va = {0, -Math.toDegrees(angle)};
        double[] pg = {mw, 0};
        double[] qg = {q, q};
        double cost = mw > 100 ? 1000 + 30 * (mw - 100) : 10 * mw;
        return verify(network, new Solution(cost, 1, 1, vm, va, pg, qg, prices)).violations().stream()
                .map(Violation::limit)
                .toList();
    }
}
