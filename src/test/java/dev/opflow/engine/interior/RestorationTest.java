package dev.opflow.engine.interior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.RegionalNetworks;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Violation;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A large network and a load at the end of a line of its own, which needs a certain angle. */
class RestorationTest {
    private static final double P = 0.4;
    private static final double Q = 0.12;
    private static final double R = 0.005;
    private static final double X = 0.05;
    private static final double HIGHEST = 1.06;

    @Test
    void isNotNeededWhereTheLimitIsWideEnough() {
        assertThat(solve(1.001)).isInstanceOf(EngineAnswer.Converged.class);
    }

    /** The less is missed, the further the barrier parameter has to fall before that can be told from nothing. */
    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.999})
    void provesThatWhatIsMissedIsTheLeast(double part) {
        EngineAnswer answer = solve(part);
        assertThat(answer).isInstanceOf(Outcome.Infeasible.class);
        Outcome.Infeasible infeasible = (Outcome.Infeasible) answer;
        assertThat(infeasible.violations()).hasSize(1);
        Violation most = infeasible.violations().getFirst();
        assertThat(most.limit()).isEqualTo(Violation.Limit.ANGMAX);
        assertThat(most.value()).isCloseTo(needed(), within(1e-6));
    }

    private static EngineAnswer solve(double part) {
        Network network = RegionalNetworks.of(500);
        int leaf = network.buses().size() + 1;
        List<Bus> buses = new ArrayList<>(network.buses());
        Bus last = buses.getLast();
        buses.add(new Bus(leaf, BusType.PQ, 100 * P, 100 * Q, 0, 0, 1, 1, 0, last.baseKv(), 1, HIGHEST, 0.94, ""));
        List<Branch> branches = new ArrayList<>(network.branches());
        branches.add(new Branch(last.number(), leaf, R, X, 0, 0, 0, 0, 0, 0, true, -360, part * needed(), ""));
        Network tight = new Network(
                network.name(),
                network.baseMva(),
                buses,
                network.generators(),
                branches,
                network.dcLines(),
                network.extensions());
        return new InteriorEngine().solve(tight, SolveOptions.DEFAULT, Deadline.never());
    }

    /**
     * The least angle, degrees: with the other bus at its highest voltage V, the load's is the larger u that solves
     * {@code u^4 + (2 (r p + x q) - V^2) u^2 + (r^2 + x^2) (p^2 + q^2) = 0}, and the sine is {@code (x p - r q) / (V u)}.
     */
    private static double needed() {
        double half = HIGHEST * HIGHEST / 2 - R * P - X * Q;
        double u = Math.sqrt(half + Math.sqrt(half * half - (R * R + X * X) * (P * P + Q * Q)));
        return Math.toDegrees(Math.asin((X * P - R * Q) / (HIGHEST * u)));
    }
}
