package dev.opflow.engine.interior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.KnownPoint;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.grid.Bus;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerReader;
import dev.opflow.matpower.ReaderLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A case that holds a solution, its own or that of another hour, is solved again in few iterations, and at the same cost. */
class WarmStartTest {
    private static final double PERCENT = 1e-4;

    static Stream<Network> networks() throws Exception {
        Path case9 = Path.of("samples", "case9.m");
        Network real = MatpowerReader.read(Files.readAllBytes(case9), "case9.m", ReaderLimits.DEFAULT)
                .network();
        return Stream.concat(
                Stream.of(real, SmallNetworks.allKinds(), SmallNetworks.threeBusCongested()),
                IntStream.range(0, 12)
                        .mapToObj(seed -> KnownPoint.random(4 + 2 * seed, 1, new Random(seed))
                                .network()));
    }

    private static Solution solution(Network network, Initialization initialization) {
        SolveOptions options =
                SolveOptions.DEFAULT.toBuilder().initialization(initialization).build();
        EngineAnswer answer = new InteriorEngine().solve(network, options, Deadline.never());
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        return ((EngineAnswer.Converged) answer).solution();
    }

    /** A network at an operating point, with its load times a factor. */
    private static Network at(Network network, Solution point, double load) {
        List<Bus> buses = new ArrayList<>();
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i).withVoltage(point.vmPu()[i], point.vaDegrees()[i]);
            buses.add(bus.withDemand(bus.pdMw() * load, bus.qdMvar() * load));
        }
        List<Generator> generators = new ArrayList<>();
        for (int g = 0; g < network.generators().size(); g++) {
            generators.add(network.generators().get(g).withOutput(point.pgMw()[g], point.qgMvar()[g]));
        }
        return new Network(network.name(), network.baseMva(), buses, generators, network.branches(), List.of());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void takesLessThanHalfOfTheIterationsFromASolution(Network network) {
        Solution cold = solution(network, Initialization.AUTO);
        Solution warm = solution(at(network, cold, 1), Initialization.FROMFILE);
        assertThat(warm.iterations()).isLessThan(cold.iterations() / 2 + 1);
        assertThat(warm.objective()).isCloseTo(cold.objective(), withinPercentage(PERCENT));
    }

    @Test
    void savesAThirdWhereLoadsAreOthers() throws Exception {
        int cold = 0;
        int warm = 0;
        for (Network network : networks().toList()) {
            Network later = at(network, solution(network, Initialization.AUTO), 0.98);
            Solution expected = solution(later, Initialization.AUTO);
            Solution solution = solution(later, Initialization.FROMFILE);
            // one of them has a dearer optimum, in which the usual start ends
            assertThat(solution.objective()).isLessThan(expected.objective() * (1 + PERCENT / 100));
            cold += expected.iterations();
            warm += solution.iterations();
        }
        assertThat(warm).isLessThan(cold * 2 / 3);
    }

    /** Whatever a case holds, it is solved: values that are no solution begin the ordinary way. */
    @ParameterizedTest
    @MethodSource("networks")
    void solvesFromValuesThatAreNoSolution(Network network) {
        Solution expected = solution(network, Initialization.AUTO);
        Solution other = solution(at(network, expected, 1), Initialization.AUTO);
        double[] vm = other.vmPu().clone();
        double[] pg = other.pgMw().clone();
        Random random = new Random(1);
        for (int i = 0; i < vm.length; i++) {
            vm[i] *= random.nextDouble(0.9, 1.1);
        }
        for (int g = 0; g < pg.length; g++) {
            pg[g] *= random.nextDouble(0.5, 1.5);
        }
        Solution point = new Solution(0, 1, 1, vm, other.vaDegrees(), pg, other.qgMvar(), null);
        assertThat(solution(at(network, point, 1), Initialization.FROMFILE).objective())
                .isCloseTo(expected.objective(), withinPercentage(PERCENT));
    }
}
