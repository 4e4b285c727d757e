package dev.opflow.engine.multipliers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.Pglib;
import dev.opflow.engine.ComplexNetwork;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.OptimalityConditions;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.Prices;
import dev.opflow.engine.formulation.Solutions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Network;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From the voltages and the dispatch of a solution all its prices are found again, and from any other point none. */
class PriceRecoveryTest {
    private static final SolveOptions EXACT =
            SolveOptions.DEFAULT.toBuilder().tolerance(1e-8).build();

    private static Solution solved(Network network) {
        EngineAnswer answer = new InteriorEngine().solve(network, EXACT, Deadline.never());
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        return ((EngineAnswer.Converged) answer).solution();
    }

    private static AcOpf problem(Network network) {
        return new AcOpf(AcNetwork.of(network), true, false);
    }

    /** Voltages and dispatch of a solution as a point of the problem. */
    private static double[] point(AcOpf problem, Solution solution) {
        AcNetwork ac = problem.network();
        double[] x = new double[problem.variables()];
        for (int i = 0; i < ac.buses().count(); i++) {
            x[i] = Math.toRadians(solution.vaDegrees()[ac.buses().place()[i]]);
            x[problem.v(i)] = solution.vmPu()[ac.buses().place()[i]];
        }
        for (int g = 0; g < ac.generators().count(); g++) {
            x[problem.pg(g)] = solution.pgMw()[ac.generators().place()[g]] / ac.baseMva();
            x[problem.qg(g)] = solution.qgMvar()[ac.generators().place()[g]] / ac.baseMva();
        }
        return x;
    }

    private static Optional<Prices> recover(AcOpf problem, double[] x) {
        return PriceRecovery.at(problem, problem.network().generators().count(), x);
    }

    /** The solution with the prices that were found again. */
    private static Solution recovered(Network network, Solution solution) {
        AcOpf problem = problem(network);
        double[] x = point(problem, solution);
        Optional<Prices> prices = recover(problem, x);
        assertThat(prices).as(network.name()).isPresent();
        return Solutions.of(problem, x, solution.objective(), 1, 1, prices.get());
    }

    private static void assertSame(Network network, double tolerance) {
        Solution solution = solved(network);
        Multipliers expected = solution.multipliers();
        Multipliers found = recovered(network, solution).multipliers();
        double price = largest(expected.lamP());
        // $/MWh, $/MVArh, $/MVAh
        assertClose(network, "lamP", found.lamP(), expected.lamP(), tolerance * price);
        assertClose(network, "lamQ", found.lamQ(), expected.lamQ(), tolerance * price);
        assertClose(network, "muPmax", found.muPmax(), expected.muPmax(), tolerance * price);
        assertClose(network, "muPmin", found.muPmin(), expected.muPmin(), tolerance * price);
        assertClose(network, "muQmax", found.muQmax(), expected.muQmax(), tolerance * price);
        assertClose(network, "muQmin", found.muQmin(), expected.muQmin(), tolerance * price);
        assertClose(network, "muSf", found.muSf(), expected.muSf(), tolerance * price);
        assertClose(network, "muSt", found.muSt(), expected.muSt(), tolerance * price);
        // $/h per p.u. and per degree: what a hundredth of a unit of power or about as much is worth
        double base = network.baseMva();
        assertClose(network, "muVmax", found.muVmax(), expected.muVmax(), tolerance * price * base);
        assertClose(network, "muVmin", found.muVmin(), expected.muVmin(), tolerance * price * base);
        assertClose(network, "muAngmin", found.muAngmin(), expected.muAngmin(), tolerance * price * base);
        assertClose(network, "muAngmax", found.muAngmax(), expected.muAngmax(), tolerance * price * base);
    }

    private static void assertClose(Network network, String name, double[] found, double[] expected, double tolerance) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(Math.abs(found[i] - expected[i]))
                    .as("%s of %s at %d: %s for %s", name, network.name(), i, found[i], expected[i])
                    .isLessThanOrEqualTo(tolerance);
        }
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    static Stream<Network> networks() {
        Network congested = SmallNetworks.threeBusCongested();
        return Stream.concat(
                Stream.of(
                        congested,
                        SmallNetworks.allKinds(),
                        SmallNetworks.islands(),
                        // a dispatch and a voltage that are fixed, a limit of an angle difference, either way
                        SmallNetworks.withOutput(congested, 1, 90, 90),
                        SmallNetworks.withVoltage(congested, 2, 1, 1, 0),
                        SmallNetworks.withLimits(congested, 2, 0, -360, 4),
                        SmallNetworks.withLimits(congested, 0, 0, 1, 360)),
                Stream.of(1, 2, 3, 4, 5, 6).map(seed -> SmallNetworks.random(6 + 5 * seed, new Random(seed))));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void findsThePricesOfTheEngineThatSolved(Network network) {
        assertSame(network, 1e-5);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void findsPricesThatProveTheOptimum(Network network) {
        OptimalityConditions conditions = new OptimalityConditions(network, recovered(network, solved(network)));
        assertThat(conditions.stationarity()).isLessThan(1e-4);
        assertThat(conditions.complementarity()).isLessThan(1e-3);
        assertThat(conditions.leastMultiplier()).isNotNegative();
    }

    @Test
    void findsThePricesOfPublishedCases() throws Exception {
        assumeTrue(Pglib.isPresent(), Pglib.ABSENT);
        List<Pglib.Published> typical = Pglib.upTo300Buses().stream()
                .filter(published -> published.variant().equals("typ"))
                .toList();
        assertThat(typical).hasSize(9);
        for (Pglib.Published published : typical) {
            assertSame(published.network(), 2e-4);
        }
    }

    /** Two like generators at a bus at different outputs: both between their limits, they would have to cost the same. */
    @Test
    void findsNoneWhereMovingTheDispatchWouldPay() {
        Network network = NetworkSketch.of(SmallNetworks.twoBus())
                .generator(1, 0, 200, 0, 0)
                .cost(0.1, 20, 0)
                .build();
        AcOpf problem = problem(network);
        double[] optimum = point(problem, solved(network));
        assertThat(recover(problem, optimum)).isPresent();
        double[] moved = optimum.clone();
        moved[problem.pg(0)] -= 0.01;
        moved[problem.pg(2)] += 0.01;
        assertThat(recover(problem, moved)).isEmpty();
    }

    /** At its upper limit the dear generator would be paid for what it should not give at all. */
    @Test
    void findsNoneWhereALimitIsMetTheWrongWay() {
        Network network = NetworkSketch.of(SmallNetworks.twoBus())
                .generator(1, 0, 50, 0, 0)
                .cost(90, 0)
                .build();
        AcOpf problem = problem(network);
        double[] optimum = point(problem, solved(network));
        assertThat(optimum[problem.pg(2)]).isLessThan(1e-6);
        double[] moved = optimum.clone();
        moved[problem.pg(0)] -= 0.5;
        moved[problem.pg(2)] = 0.5;
        assertThat(recover(problem, moved)).isEmpty();
    }

    /** The dear generator far away sends power over a line that is full: less of it would pay, whatever the line takes. */
    @Test
    void findsNoneWhereAFlowIsAtItsRateTheWrongWay() {
        Network local = NetworkSketch.of(SmallNetworks.twoBus())
                .generator(2, 0, 100, 0, 0)
                .cost(10, 0)
                .build();
        Solution sending = solved(SmallNetworks.withOutput(local, 0, 60, 60));
        double flow = new ComplexNetwork(local)
                .from(0, sending.vmPu(), sending.vaDegrees())
                .size();
        AcOpf problem = problem(SmallNetworks.withLimits(local, 0, flow, -360, 360));
        assertThat(recover(problem, point(problem, sending))).isEmpty();
    }

    /** Its 20 $/MWh more than another's would be lost in the penalty of power that is not taken. */
    @Test
    void findsNoneThatAreWrongByLessThanAPenalty() {
        Network network = NetworkSketch.of(SmallNetworks.twoBus())
                .generator(1, 0, 200, 0, 0)
                .cost(0.1, 20, 0)
                .generator(2, 0, 200, 0, 0)
                .cost(1e8, 0)
                .build();
        AcOpf problem = problem(network);
        double[] moved = point(problem, solved(network));
        moved[problem.pg(0)] -= 0.01;
        moved[problem.pg(2)] += 0.01;
        int withPenalties = problem.network().generators().count();

        assertThat(PriceRecovery.at(problem, withPenalties, moved)).isPresent();
        assertThat(PriceRecovery.at(problem, withPenalties - 1, moved)).isEmpty();
    }

    @Test
    void findsNoneAtWhatIsNoPoint() {
        AcOpf problem = problem(SmallNetworks.threeBusCongested());
        double[] x = point(problem, solved(SmallNetworks.threeBusCongested()));
        x[problem.v(1)] = Double.NaN;
        assertThat(recover(problem, x)).isEmpty();
    }

    @Test
    void allAreZeroWhereNothingCosts() {
        Network network = SmallNetworks.threeBusCongested();
        AcOpf free = new AcOpf(AcNetwork.of(network), true, true);
        Prices prices = recover(free, point(free, solved(network))).orElseThrow();
        assertThat(prices.lambda()).containsOnly(0);
        assertThat(prices.y()).containsOnly(0);
        assertThat(prices.zl()).containsOnly(0);
        assertThat(prices.zu()).containsOnly(0);
    }
}
