package dev.opflow.engine.interior;

import static dev.opflow.engine.NetworkSketch.piecewise;
import static dev.opflow.engine.NetworkSketch.polynomial;
import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.DcLineFlows;
import dev.opflow.engine.DcLinePrices;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.grid.Cost;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.sparse.SymbolicFactor;
import dev.opflow.verify.Verifier;
import org.junit.jupiter.api.Test;

/**
 * The nine buses of MATPOWER's {@code t_case9_dcline}: costs with corners, capability curves, limits on angles, and DC lines with
 * losses. Expected is what MATPOWER's own test ({@code t_dcline}) expects of itself, to four digits, three of prices.
 */
class PublishedDispatchTest {
    /** The case; its last DC line costs what is given. */
    private static Network nine(Cost ofFlow, double pminMw, double rateAMva) {
        return sketch().reference(1)
                .bus(2)
                .bus(30)
                .bus(4)
                .bus(5)
                .load(90, 30)
                .bus(6)
                .bus(7)
                .load(100, 35)
                .bus(8)
                .bus(9)
                .load(125, 50)
                .generator(1, pminMw, 250, -300, 300)
                .cost(piecewise(0, 0, 100, 2500, 200, 5500, 250, 7250), null)
                .generator(2, 10, 300, -300, 300)
                .cost(24.035, -403.5)
                .capability(new Generator.CapabilityCurve(0, 200, -20, 20, -10, 10))
                .generator(30, 10, 270, -300, 300)
                .cost(piecewise(0, 0, 200, 3000, 300, 5000), null)
                .capability(new Generator.CapabilityCurve(0, 200, -30, 30, -15, 15))
                .line(1, 4, 0, 0.0576, 0)
                .angles(-360, 2.48)
                .line(4, 5, 0.017, 0.092, 0.158)
                .line(5, 6, 0.039, 0.17, 0.358)
                .rate(150)
                .line(30, 6, 0, 0.0586, 0)
                .line(6, 7, 0.0119, 0.1008, 0.209)
                .rate(rateAMva)
                .line(7, 8, 0.0085, 0.072, 0.149)
                .rate(250)
                .line(8, 2, 0, 0.0625, 0)
                .rate(250)
                .line(8, 9, 0.032, 0.161, 0.306)
                .rate(250)
                .line(9, 4, 0.01, 0.085, 0.176)
                .rate(250)
                .angles(-2, 360)
                .dcLine(30, 4)
                .flow(1, 10, 1, 0.01)
                .dcLine(7, 9)
                .flow(2, 10, 0, 0)
                .reactive(0, 0, 0, 0)
                .dcLine(5, 8)
                .dcLineOutOfService()
                .dcLine(5, 9)
                .flow(0, 10, 0, 0.05)
                .flowCost(ofFlow)
                .build();
    }

    private static Solution solved(Network network, SolveOptions options) {
        EngineAnswer answer = new InteriorEngine().solve(network, options, Deadline.never());
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        Solution solution = ((EngineAnswer.Converged) answer).solution();
        assertThat(Verifier.verify(network, solution, options, Verifier.TOLERANCE)
                        .violations())
                .isEmpty();
        return solution;
    }

    /** Rows of Pf, Pt, Qf, Qt, and of prices of Pmin, Pmax, QminF, QmaxF, QminT, QmaxT. */
    private static void assertDcLines(Solution solution, double[][] flows, double[][] prices) {
        DcLineFlows dc = solution.dcLines();
        DcLinePrices mu = solution.multipliers().dcLines();
        for (int d = 0; d < flows.length; d++) {
            assertThat(new double[] {dc.pfMw()[d], dc.ptMw()[d], dc.qfMvar()[d], dc.qtMvar()[d]})
                    .containsExactly(flows[d], within(1e-4));
            assertThat(new double[] {
                        mu.muPmin()[d],
                        mu.muPmax()[d],
                        mu.muQminF()[d],
                        mu.muQmaxF()[d],
                        mu.muQminT()[d],
                        mu.muQmaxT()[d]
                    })
                    .containsExactly(prices[d], within(1e-3));
        }
    }

    @Test
    void isMatpowersWhereFlowsCostNothing() {
        Solution solution = solved(nine(polynomial(), 90, 40), SolveOptions.DEFAULT);
        assertDcLines(
                solution,
                new double[][] {{10, 8.9, -10, 10}, {2.2776, 2.2776, 0, 0}, {0, 0, 0, 0}, {10, 9.5, 0.0563, -10}},
                new double[][] {
                    {0, 0.8490, 0.6165, 0, 0, 0.2938},
                    {0, 0, 0, 0.4290, 0.0739, 0},
                    {0, 0, 0, 0, 0, 0},
                    {0, 7.2209, 0, 0, 0.0739, 0}
                });
        assertThat(solution.vmPu()[2]).isCloseTo(1.0674, within(1e-4));
        assertThat(solution.vmPu()[3]).isCloseTo(1.0935, within(1e-4));
    }

    @Test
    void isMatpowersWhereAFlowCosts() {
        for (Cost cost : new Cost[] {polynomial(7.3, 0), polynomial(0, 0, 7.3, 0), piecewise(0, 0, 10, 73)}) {
            Solution solution = solved(nine(cost, 90, 40), SolveOptions.DEFAULT);
            assertDcLines(
                    solution,
                    new double[][] {
                        {10, 8.9, -10, 10}, {7.8429, 7.8429, 0, 0}, {0, 0, 0, 0}, {6.0549, 5.7522, -0.5897, -10}
                    },
                    new double[][] {
                        {0, 0.7605, 0.6226, 0, 0, 0.2980},
                        {0, 0, 0, 0.4275, 0.0792, 0},
                        {0, 0, 0, 0, 0, 0},
                        {0, 0, 0, 0, 0.0792, 0}
                    });
            assertThat(solution.vmPu()[4]).isCloseTo(1.0778, within(1e-4));
            assertThat(solution.vmPu()[8]).isCloseTo(1.0667, within(1e-4));
        }
    }

    @Test
    void isMatpowersInADcPowerFlow() {
        SolveOptions linear =
                SolveOptions.DEFAULT.toBuilder().model(SolveOptions.Model.DCOPF).build();
        assertDcLines(
                solved(nine(polynomial(), 10, 100), linear),
                new double[][] {{10, 8.9, 0, 0}, {2, 2, 0, 0}, {0, 0, 0, 0}, {10, 9.5, 0, 0}},
                new double[][] {
                    {0, 1.8602, 0, 0, 0, 0}, {1.8507, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0}, {0, 0.2681, 0, 0, 0, 0}
                });
    }

    /** A case that holds its solution starts there: the dispatch of each segment, and of each DC line, too. */
    @Test
    void startsAtADispatchThatTheCaseHolds() {
        Network network = nine(piecewise(0, 0, 10, 73), 90, 40);
        Solution solution = solved(network, SolveOptions.DEFAULT);
        SolveOptions fromFile = SolveOptions.DEFAULT.toBuilder()
                .initialization(SolveOptions.Initialization.FROMFILE)
                .build();
        Network holding = NetworkSketch.holding(network, solution);
        AcOpf problem = new AcOpf(AcNetwork.of(holding), true, false);
        SymbolicFactor symbolic =
                SymbolicFactor.of(problem.network().graph(), 1000, () -> false).orElseThrow();
        double[] x = StartingPoint.of(problem, symbolic, SolveOptions.Initialization.FROMFILE, () -> false);
        for (int g = 0; g < 3; g++) {
            assertThat(problem.dispatch().total(x, problem.pg(g)) * 100).isCloseTo(solution.pgMw()[g], within(1e-9));
        }
        assertThat(problem.dispatch().last(problem.pg(0))).isGreaterThan(problem.pg(0));
        int[] place = problem.network().dcLines().place();
        for (int d = 0; d < place.length; d++) {
            assertThat(x[problem.pf(d)] * 100).isCloseTo(solution.dcLines().pfMw()[place[d]], within(1e-9));
            assertThat(x[problem.qt(d)] * 100).isCloseTo(solution.dcLines().qtMvar()[place[d]], within(1e-9));
        }
        assertThat(solved(holding, fromFile).objective()).isCloseTo(solution.objective(), within(1e-4));
    }
}
