package dev.opflow.engine.interior;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.KnownPoint;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Violation;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random networks of which it is known whether they have a solution. The method is a local one and may end in a dearer optimum than
 * another: in these it doesn't, and where a change made it end so, the seed would have to be looked at.
 */
class KnownPointTest {
    private static final int SEEDS = 12;
    /** Of the cost. */
    private static final double CLOSE = 1e-6;

    private static KnownPoint known(double margin, int seed) {
        int buses = 2 + seed * 3 % 19;
        return KnownPoint.random(buses, margin, new Random(1000L * seed + buses));
    }

    private static EngineAnswer answer(Network network) {
        return new InteriorEngine().solve(network, SolveOptions.DEFAULT, Deadline.never());
    }

    private static double cost(Network network, String name) {
        EngineAnswer answer = answer(network);
        assertThat(answer).as(name).isInstanceOf(EngineAnswer.Converged.class);
        EngineAnswer.Converged converged = (EngineAnswer.Converged) answer;
        assertThat(Verifier.verify(network, converged.solution(), SolveOptions.DEFAULT, Verifier.TOLERANCE)
                        .violations())
                .as(name)
                .isEmpty();
        return converged.solution().objective();
    }

    private static void assertNoDearer(double cost, double than, String name) {
        assertThat(cost).as(name).isLessThanOrEqualTo(than + CLOSE * Math.abs(than));
    }

    /** However little room there is around the point. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1})
    void areSolvedAtNoMoreThanTheKnownPointCosts(double margin) {
        for (int seed = 0; seed < SEEDS; seed++) {
            KnownPoint known = known(margin, seed);
            String name = "seed " + seed;
            assertNoDearer(cost(known.network(), name), known.cost(), name);
        }
    }

    /** What was possible remains so. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-2, 1})
    void loseNoSolutionAndNoMoneyByWiderLimits(double margin) {
        for (int seed = 0; seed < SEEDS; seed++) {
            KnownPoint known = known(margin, seed);
            double before = cost(known.network(), "seed " + seed);
            for (double factor : new double[] {1e-3, 0.1, 1}) {
                String name = "seed " + seed + ", wider by " + factor;
                double wider = cost(known.widened(factor), name);
                assertNoDearer(wider, before, name);
                before = wider;
            }
        }
    }

    /** From a thousandth of the demand on. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 0.1, 0.5})
    void areInfeasibleWithTooLittleSupplyAndSaySo(double part) {
        for (int seed = 0; seed < SEEDS; seed++) {
            KnownPoint known = known(0.1, seed);
            assertThat(known.demand()).isPositive();
            EngineAnswer answer = answer(known.without(part));
            assertThat(answer).as("seed %d", seed).isInstanceOf(Outcome.Infeasible.class);
            Outcome.Infeasible infeasible = (Outcome.Infeasible) answer;
            assertThat(infeasible.message()).contains(" its generators give at most ");
            Violation missed = infeasible.violations().getFirst();
            assertThat(missed.limit()).isEqualTo(Limit.ACTIVE_POWER_BALANCE);
            assertThat(missed.value()).isPositive();
        }
    }
}
