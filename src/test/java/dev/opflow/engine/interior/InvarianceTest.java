package dev.opflow.engine.interior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Rewritten;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.SolveOptions;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Cost;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Describing the same network otherwise leaves its optimal cost as it is. */
class InvarianceTest {
    /** 1e-6 relative. */
    private static final double PERCENT = 1e-4;

    private final Random random = new Random(11);

    static Stream<Network> networks() throws Exception {
        Path case9 = Path.of("samples", "case9.m");
        Network real = MatpowerReader.read(Files.readAllBytes(case9), "case9.m", ReaderLimits.DEFAULT)
                .network();
        return Stream.concat(
                Stream.of(real, SmallNetworks.allKinds(), SmallNetworks.threeBusCongested()),
                IntStream.range(0, 12).mapToObj(seed -> SmallNetworks.random(5 + 3 * seed, new Random(seed))));
    }

    /** Limits that never bind may be anywhere. */
    @ParameterizedTest
    @MethodSource("networks")
    void holdsForOutputsWithoutALimit(Network network) {
        double expected = cost(outputs(network, 1e5, 1));
        for (double most : new double[] {1e6, 1e9, 1e12, Double.POSITIVE_INFINITY}) {
            assertThat(cost(outputs(network, most, 1)))
                    .as("pmax %s", most)
                    .isCloseTo(expected, withinPercentage(PERCENT));
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void holdsForAnotherCurrency(Network network) {
        for (double rate : new double[] {1e-12, 1e-8, 1e-3, 1e4, 1e9}) {
            assertThat(cost(outputs(network, 0, rate)) / rate)
                    .as("rate %s", rate)
                    .isCloseTo(cost(network), withinPercentage(PERCENT));
        }
    }

    /** With outputs up to some MW (0: as they are) and costs times a factor. */
    private static Network outputs(Network network, double pmax, double rate) {
        List<Generator> generators = network.generators().stream()
                .map(g -> output(g, pmax == 0 ? g.pmaxMw() : pmax, times(g.pCost(), rate), times(g.qCost(), rate)))
                .toList();
        return new Network(
                network.name(), network.baseMva(), network.buses(), generators, network.branches(), List.of());
    }

    private static @Nullable Cost times(@Nullable Cost cost, double rate) {
        return cost instanceof Cost.Polynomial polynomial
                ? new Cost.Polynomial(
                        0,
                        0,
                        polynomial.coefficients().stream().map(c -> c * rate).toList())
                : null;
    }

    private static Generator output(Generator g, double pmaxMw, @Nullable Cost pCost, @Nullable Cost qCost) {
        return new Generator(
                g.bus(),
                g.pgMw(),
                g.qgMvar(),
                g.qmaxMvar(),
                g.qminMvar(),
                g.vgPu(),
                g.mBaseMva(),
                g.inService(),
                pmaxMw,
                g.pminMw(),
                g.capability(),
                g.ramps(),
                pCost,
                qCost,
                g.name(),
                g.type(),
                g.fuel());
    }

    /** Generators for an emergency, at a price beyond all others, that stand idle. */
    @ParameterizedTest
    @MethodSource("networks")
    void holdsWithIdleGeneratorsAtAnyPrice(Network network) {
        for (double price : new double[] {1e3, 1e5, 1e7, 1e8, 1e9}) {
            List<Generator> generators = new ArrayList<>(network.generators());
            for (int k = 0; k < 3; k++) {
                Generator like =
                        network.generators().get(k % network.generators().size());
                generators.add(idle(like, price));
            }
            Network backed = new Network(
                    network.name(), network.baseMva(), network.buses(), generators, network.branches(), List.of());
            assertThat(cost(backed)).as("at %s", price).isCloseTo(cost(network), withinPercentage(PERCENT));
        }
    }

    private static Generator idle(Generator like, double price) {
        return new Generator(
                like.bus(),
                0,
                0,
                0,
                0,
                1,
                100,
                true,
                100,
                0,
                like.capability(),
                like.ramps(),
                new Cost.Polynomial(0, 0, List.of(price, 0.0)),
                null,
                "",
                "",
                "");
    }

    private static double cost(Network network) {
        EngineAnswer answer = new InteriorEngine().solve(network, SolveOptions.DEFAULT, Deadline.never());
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        return ((EngineAnswer.Converged) answer).solution().objective();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void holdsForAnotherOrderOfEverything(Network network) {
        assertThat(cost(Rewritten.shuffled(network, random))).isCloseTo(cost(network), withinPercentage(PERCENT));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void holdsForOtherBusNumbers(Network network) {
        assertThat(cost(Rewritten.renumbered(network))).isCloseTo(cost(network), withinPercentage(PERCENT));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void holdsForEveryLineAsTwoParallelHalves(Network network) {
        assertThat(cost(Rewritten.shuffled(Rewritten.halved(network), random)))
                .isCloseTo(cost(network), withinPercentage(PERCENT));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void holdsForAnotherBase(Network network) {
        assertThat(cost(Rewritten.rebased(network, 3.7))).isCloseTo(cost(network), withinPercentage(PERCENT));
    }

    /** Where no transformer stands at one end, either may be called from. */
    @ParameterizedTest
    @MethodSource("networks")
    void holdsForLinesTheOtherWayRound(Network network) {
        Network turned = new Network(
                network.name(),
                network.baseMva(),
                network.buses(),
                network.generators(),
                network.branches().stream().map(InvarianceTest::turned).toList(),
                List.of());
        assertThat(cost(turned)).isCloseTo(cost(network), withinPercentage(PERCENT));
    }

    private static Branch turned(Branch b) {
        boolean line = b.tap() == 1 && b.shiftDegrees() == 0;
        return !line
                ? b
                : new Branch(
                        /* fromBus= */ b.toBus(),
                        /* toBus= */ b.fromBus(),
                        b.rPu(),
                        b.xPu(),
                        b.bPu(),
                        b.rateAMva(),
                        b.rateBMva(),
                        b.rateCMva(),
                        b.ratio(),
                        b.shiftDegrees(),
                        b.inService(),
                        -b.angmaxDegrees(),
                        -b.angminDegrees(),
                        b.name());
    }
}
