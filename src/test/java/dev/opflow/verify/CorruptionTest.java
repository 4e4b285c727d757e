package dev.opflow.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.Pglib;
import dev.opflow.engine.DcLineFlows;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A solution of which a single number is off by ten tolerances is none, whichever number that is. */
class CorruptionTest {
    private static final double TEN = 10 * Verifier.TOLERANCE;

    static Stream<Network> networks() throws Exception {
        List<Network> networks = new ArrayList<>(List.of(
                MatpowerReader.read(Files.readAllBytes(Path.of("samples", "case9.m")), "case9.m", ReaderLimits.DEFAULT)
                        .network(),
                SmallNetworks.twoBus(),
                SmallNetworks.threeBusCongested(),
                SmallNetworks.allKinds(),
                SmallNetworks.allDispatch()));
        for (Pglib.Published published : Pglib.upTo300Buses()) {
            if (published.variant().equals("typ")) {
                networks.add(published.network());
            }
        }
        if (!Pglib.isPresent()) {
            System.out.println("CorruptionTest goes without larger cases: " + Pglib.ABSENT);
        }
        return Stream.concat(
                networks.stream(),
                IntStream.range(0, 5).mapToObj(seed -> SmallNetworks.random(5 + 4 * seed, new Random(seed))));
    }

    private SolveOptions options = SolveOptions.DEFAULT;

    @ParameterizedTest
    @MethodSource("networks")
    void isFoundAtEveryElementOfADcPowerFlow(Network network) {
        options = options.toBuilder().model(SolveOptions.Model.DCOPF).build();
        isFoundAtEveryElement(network);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void isFoundAtEveryElement(Network network) {
        EngineAnswer answer = new InteriorEngine().solve(network, options, Deadline.never());
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        Solution solution = ((EngineAnswer.Converged) answer).solution();
        assertThat(passes(network, solution)).isTrue();
        assertThat(unnoticed(network, solution, solution.vmPu(), TEN)).isEmpty();
        assertThat(unnoticed(network, solution, solution.vaDegrees(), Math.toDegrees(TEN)))
                .isEmpty();
        assertThat(unnoticed(network, solution, solution.pgMw(), TEN * network.baseMva()))
                .isEmpty();
        assertThat(unnoticed(network, solution, solution.qgMvar(), TEN * network.baseMva()))
                .isEmpty();
        DcLineFlows dc = solution.dcLines();
        for (double[] values : List.of(dc.pfMw(), dc.ptMw(), dc.qfMvar(), dc.qtMvar())) {
            assertThat(unnoticed(network, solution, values, TEN * network.baseMva()))
                    .isEmpty();
        }
        assertThat(passes(network, withObjective(solution, solution.objective() * (1 + TEN))))
                .isFalse();
        assertThat(passes(network, withObjective(solution, solution.objective() * (1 - TEN))))
                .isFalse();
    }

    private List<Integer> unnoticed(Network network, Solution solution, double[] values, double by) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            double kept = values[i];
            values[i] = i % 2 == 0 ? kept + by : kept - by;
            if (passes(network, solution)) {
                places.add(i);
            }
            values[i] = kept;
        }
        return places;
    }

    private boolean passes(Network network, Solution solution) {
        return Verifier.verify(network, solution, options, Verifier.TOLERANCE).passed();
    }

    private static Solution withObjective(Solution s, double objective) {
        return new Solution(
                objective,
                s.iterations(),
                s.rounds(),
                s.vmPu(),
                s.vaDegrees(),
                s.pgMw(),
                s.qgMvar(),
                s.dcLines(),
                s.multipliers());
    }
}
