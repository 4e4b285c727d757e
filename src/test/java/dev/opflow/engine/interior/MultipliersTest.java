package dev.opflow.engine.interior;

import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.OptimalityConditions;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/** A multiplier is what an optimum's cost changes by when its limit moves: so says solving again with a moved limit. */
class MultipliersTest {
    private static final SolveOptions EXACT =
            SolveOptions.DEFAULT.toBuilder().tolerance(1e-8).build();

    private static Solution solved(Network network) {
        EngineAnswer answer = new InteriorEngine().solve(network, EXACT, Deadline.never());
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        return ((EngineAnswer.Converged) answer).solution();
    }

    /** Slope of the optimal cost by a parameter that moves by so much to either side. */
    private static double slope(double by, DoubleFunction<Network> moved) {
        return (solved(moved.apply(by)).objective() - solved(moved.apply(-by)).objective()) / (2 * by);
    }

    /** Everything that can bind does: a rate, an angle, voltages, outputs. */
    private static final Network BINDING = sketch().reference(1)
            .voltage(0.95, 1.05)
            .generator(1, 0, 300, -200, 200)
            .cost(0.01, 10, 0)
            .bus(2)
            .voltage(0.95, 1.05)
            .generator(2, 20, 300, 0, 15)
            .cost(0.02, 30, 0)
            .bus(3)
            .load(150, 60)
            .voltage(0.97, 1.05)
            .generator(3, 0, 12, -3, 20)
            .cost(0.03, 20, 0)
            .bus(4)
            .load(60, 10)
            .voltage(0.95, 1.0)
            .generator(4, 15, 100, -40, 40)
            .cost(0.02, 80, 0)
            .generator(1, 5, 50, 0, 0)
            .cost(99, 0)
            .line(1, 2, 0.01, 0.1, 0.02)
            .line(2, 3, 0.01, 0.1, 0.02)
            .line(1, 3, 0.01, 0.1, 0.02)
            .rate(75)
            .line(4, 1, 0.02, 0.15, 0.02)
            .angles(-3.5, 30)
            .line(3, 4, 0.05, 0.4, 0)
            .transformer(1.02, 2)
            .build();

    private final Solution solution = solved(BINDING);
    private final Multipliers mu = solution.multipliers();

    @Test
    void satisfyTheOptimalityConditions() {
        for (Network network : List.of(
                BINDING,
                SmallNetworks.twoBus(),
                SmallNetworks.threeBusCongested(),
                SmallNetworks.allKinds(),
                SmallNetworks.islands(),
                SmallNetworks.random(12, new Random(1)),
                SmallNetworks.random(25, new Random(2)))) {
            OptimalityConditions conditions = new OptimalityConditions(network, solved(network));
            assertThat(conditions.stationarity()).isLessThan(1e-4);
            assertThat(conditions.complementarity()).isLessThan(1e-3);
            assertThat(conditions.leastMultiplier()).isNotNegative();
        }
    }

    @Test
    void priceActivePower() {
        for (int i = 0; i < 4; i++) {
            int bus = i;
            Bus b = BINDING.buses().get(i);
            double slope = slope(0.05, by -> SmallNetworks.withLoad(BINDING, bus, b.pdMw() + by, b.qdMvar()));
            assertThat(mu.lamP()[i]).isCloseTo(slope, within(1e-3));
        }
        assertThat(mu.lamP()[2]).isGreaterThan(mu.lamP()[0] + 1);
    }

    @Test
    void priceReactivePower() {
        for (int i = 0; i < 4; i++) {
            int bus = i;
            Bus b = BINDING.buses().get(i);
            double slope = slope(0.05, by -> SmallNetworks.withLoad(BINDING, bus, b.pdMw(), b.qdMvar() + by));
            assertThat(mu.lamQ()[i]).isCloseTo(slope, within(1e-3));
        }
        assertThat(mu.lamQ()[2]).isGreaterThan(0.1);
    }

    @Test
    void priceTheRateOfALine() {
        Branch line = BINDING.branches().get(2);
        double slope = slope(0.02, by -> SmallNetworks.withLimits(BINDING, 2, line.rateAMva() + by, -360, 360));
        assertThat(mu.muSf()[2] + mu.muSt()[2]).isCloseTo(-slope, within(1e-3)).isGreaterThan(1);
    }

    @Test
    void priceAnAngleDifference() {
        Branch line = BINDING.branches().get(3);
        double slope = slope(0.002, by -> SmallNetworks.withLimits(BINDING, 3, 0, line.angminDegrees() + by, 30));
        assertThat(mu.muAngmin()[3]).isCloseTo(slope, within(1e-3 * slope)).isGreaterThan(1);
        assertThat(mu.muAngmax()[3]).isCloseTo(0, within(1e-5));
    }

    @Test
    void priceTheOtherEndOfAnAngleDifference() {
        Network turned = SmallNetworks.withLimits(SmallNetworks.threeBusCongested(), 2, 0, -360, 4);
        double slope = slope(0.002, by -> SmallNetworks.withLimits(turned, 2, 0, -360, 4 + by));
        Multipliers multipliers = solved(turned).multipliers();
        assertThat(multipliers.muAngmax()[2])
                .isCloseTo(-slope, within(-1e-3 * slope))
                .isGreaterThan(1);
        assertThat(multipliers.muAngmin()[2]).isZero();
    }

    @Test
    void priceVoltages() {
        int bound = 0;
        for (int i = 0; i < 4; i++) {
            int bus = i;
            Bus b = BINDING.buses().get(i);
            double upper = slope(1e-4, by -> SmallNetworks.withVoltage(BINDING, bus, b.vminPu(), b.vmaxPu() + by, 0));
            double lower = slope(1e-4, by -> SmallNetworks.withVoltage(BINDING, bus, b.vminPu() + by, b.vmaxPu(), 0));
            assertThat(mu.muVmax()[i]).isCloseTo(-upper, within(1e-2 + 1e-3 * Math.abs(upper)));
            assertThat(mu.muVmin()[i]).isCloseTo(lower, within(1e-2 + 1e-3 * Math.abs(lower)));
            bound += Math.abs(upper) > 1 || Math.abs(lower) > 1 ? 1 : 0;
        }
        assertThat(bound).isPositive();
    }

    @Test
    void priceOutputs() {
        boolean most = false;
        boolean least = false;
        for (int g = 0; g < 5; g++) {
            int at = g;
            Generator generator = BINDING.generators().get(g);
            double upper = slope(
                    0.01, by -> SmallNetworks.withOutput(BINDING, at, generator.pminMw(), generator.pmaxMw() + by));
            double lower = slope(
                    0.01, by -> SmallNetworks.withOutput(BINDING, at, generator.pminMw() + by, generator.pmaxMw()));
            assertThat(mu.muPmax()[g]).isCloseTo(-upper, within(1e-3));
            assertThat(mu.muPmin()[g]).isCloseTo(lower, within(1e-3));
            most |= upper < -1;
            least |= lower > 1;
        }
        assertThat(most).isTrue();
        assertThat(least).isTrue();
        assertThat(mu.muQmax()[1]).isGreaterThan(0.1);
    }

    /** Where both limits coincide the multiplier of the one that costs is positive, and the other's is zero. */
    @Test
    void priceWhatIsFixed() {
        Network cheap = SmallNetworks.withOutput(SmallNetworks.threeBusCongested(), 1, 90, 90);
        Multipliers more = solved(cheap).multipliers();
        double slope = slope(0.05, by -> SmallNetworks.withOutput(cheap, 1, 90 + by, 90 + by));
        assertThat(more.muPmin()[1] - more.muPmax()[1]).isCloseTo(slope, within(1e-3));
        assertThat(Math.min(more.muPmin()[1], more.muPmax()[1])).isZero();
        assertThat(Math.max(more.muPmin()[1], more.muPmax()[1])).isGreaterThan(1);

        Network still = SmallNetworks.withVoltage(SmallNetworks.threeBusCongested(), 2, 1, 1, 0);
        Multipliers voltage = solved(still).multipliers();
        double byVoltage = slope(1e-4, by -> SmallNetworks.withVoltage(still, 2, 1 + by, 1 + by, 0));
        assertThat(voltage.muVmin()[2] - voltage.muVmax()[2]).isCloseTo(byVoltage, within(1e-2));
        assertThat(Math.abs(byVoltage)).isGreaterThan(1);
    }

    @Test
    void areZeroWhereThereIsNoLimit() {
        assertThat(mu.muSf()[0]).isZero();
        assertThat(mu.muSt()[0]).isZero();
        assertThat(mu.muAngmin()[0]).isZero();
        assertThat(mu.muAngmax()[0]).isZero();
        Solution unrated = ((EngineAnswer.Converged) new InteriorEngine()
                        .solve(
                                SmallNetworks.threeBusCongested(),
                                EXACT.toBuilder()
                                        .ignoreLineflowConstraints(true)
                                        .build(),
                                Deadline.never()))
                .solution();
        assertThat(unrated.multipliers().muSf()).containsOnly(0);
    }

    @Test
    void keepTheirUnitsOnAnotherBase() {
        Network network = SmallNetworks.threeBusCongested();
        Network other = new Network(
                "other base",
                250,
                network.buses(),
                network.generators(),
                network.branches().stream()
                        .map(b -> new Branch(
                                b.fromBus(),
                                b.toBus(),
                                b.rPu() * 2.5,
                                b.xPu() * 2.5,
                                b.bPu() / 2.5,
                                b.rateAMva(),
                                0,
                                0,
                                0,
                                0,
                                true,
                                -360,
                                360,
                                ""))
                        .toList(),
                List.of());
        Multipliers expected = solved(network).multipliers();
        Multipliers multipliers = solved(other).multipliers();
        assertThat(multipliers.lamP()).containsExactly(expected.lamP(), within(1e-4));
        assertThat(multipliers.muSf()).containsExactly(expected.muSf(), within(1e-4));
        assertThat(multipliers.muVmax()).containsExactly(expected.muVmax(), within(1e-2));
    }
}
