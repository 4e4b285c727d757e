package dev.opflow.engine;

import static dev.opflow.engine.NetworkSketch.polynomial;
import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.check.NetworkCheck;
import dev.opflow.grid.Branch;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerReader;
import dev.opflow.matpower.ReaderLimits;
import dev.opflow.verify.Verifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an engine has to do with model DCOPF. Optima are known by hand; the formulas stand with the tests. */
public abstract class DcContract {
    /** Of $/h, MW and degrees. */
    private static final double CLOSE = 1e-4;

    protected static final SolveOptions DC =
            SolveOptions.DEFAULT.toBuilder().model(SolveOptions.Model.DCOPF).build();

    /** A fresh engine. */
    protected abstract OpfEngine engine();

    /** The engine's solution, verified and proven optimal with its prices. */
    protected final Solution solved(Network network) {
        assertThat(NetworkCheck.findings(network)).noneMatch(f -> f.severity() == Finding.Severity.ERROR);
        EngineAnswer answer = engine().solve(network, DC, Deadline.never());
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        Solution solution = ((EngineAnswer.Converged) answer).solution();
        assertThat(Verifier.verify(network, solution, DC, Verifier.TOLERANCE).violations())
                .isEmpty();
        assertThat(solution.multipliers()).isNotNull();
        DcConditions conditions = new DcConditions(network, solution);
        assertThat(conditions.stationarity()).isLessThan(CLOSE);
        assertThat(conditions.complementarity()).isLessThan(10 * CLOSE);
        assertThat(conditions.leastMultiplier()).isNotNegative();
        return solution;
    }

    /** What MATPOWER's {@code rundcopf('case9')} prints. */
    @Test
    void solvesMatpowersCase9AsMatpowerDoes() throws Exception {
        Network network = MatpowerReader.read(
                        Files.readAllBytes(Path.of("samples", "case9.m")), "case9.m", ReaderLimits.DEFAULT)
                .network();
        Solution solution = solved(network);
        assertThat(solution.objective()).isCloseTo(5216.03, within(0.005));
        assertThat(solution.pgMw()).containsExactly(new double[] {86.5645, 134.3776, 94.0579}, within(0.001));
    }

    /** The angle is p x; nothing is lost, and there is nothing reactive. */
    @Test
    void solvesTwoBuses() {
        Solution solution = solved(SmallNetworks.twoBus());
        assertThat(solution.objective()).isCloseTo(2000, within(CLOSE));
        assertThat(solution.pgMw()).containsExactly(new double[] {100, 0}, within(CLOSE));
        assertThat(solution.qgMvar()).containsExactly(0, 0);
        assertThat(solution.vmPu()).containsExactly(1, 1);
        assertThat(solution.vaDegrees()).containsExactly(new double[] {0, -Math.toDegrees(0.1)}, within(CLOSE));
        assertThat(solution.multipliers().lamP()).containsExactly(new double[] {20, 20}, within(CLOSE));
        assertThat(solution.multipliers().lamQ()).containsExactly(0, 0);
        assertThat(solution.iterations()).isPositive();
        assertThat(solution.rounds()).isPositive();
    }

    /** With a ratio t and a shift s, p = (d - s) / (x t), seen from the from end whichever number that has. */
    @Test
    void solvesATransformerThatShiftsFromEitherSide() {
        double d = Math.toDegrees(0.1 * 0.9);
        Network forward =
                NetworkSketch.of(SmallNetworks.twoBus()).transformer(0.9, 15).build();
        assertThat(solved(forward).vaDegrees()[1]).isCloseTo(-15 - d, within(CLOSE));
        Network backward = sketch().reference(1)
                .generator(1, 0, 200, -100, 100)
                .cost(20, 0)
                .bus(2)
                .load(100, 0)
                .line(2, 1, 0, 0.1, 0)
                .transformer(0.9, 15)
                .build();
        assertThat(solved(backward).vaDegrees()[1]).isCloseTo(15 - d, within(CLOSE));
    }

    /** gs counts as at 1 p.u.; reactive demand, shunts and charging don't count, nor do limits of voltages. */
    @Test
    void countsWhatIsActiveOnly() {
        Network network = sketch().reference(1)
                .voltage(1.02, 1.05)
                .generator(1, 0, 200, 0, 0)
                .cost(20, 0)
                .bus(2)
                .load(60, 1000)
                .shunt(40, 10)
                .voltage(0.8, 0.9)
                .line(1, 2, 0.05, 0.1, 0.3)
                .build();
        Solution solution = solved(network);
        assertThat(solution.pgMw()[0]).isCloseTo(100, within(CLOSE));
        assertThat(solution.vmPu()).containsExactly(1, 1);
    }

    /** Costs of reactive power, capability curves and constant power factors are no part of a DC power flow. */
    @Test
    void mindsNothingReactiveOfGenerators() {
        Network network = NetworkSketch.of(SmallNetworks.twoBus())
                .generator(1, 0, 80, 10, 20)
                .cost(polynomial(10, 5), polynomial(0.5, 3, 70))
                .generator(1, 0, 0, 10, 20)
                .capability(new Generator.CapabilityCurve(0, 10, 10, 12, 10, 12))
                .generator(2, -50, 0, -10, 0)
                .cost(15, 0)
                .build();
        assertThat(engine().inexpressible(network, DC)).isEmpty();
        Solution solution = solved(network);
        // the load is worth 15 $/MWh, less than the 20 of the second generator and more than the 10 of the first
        assertThat(solution.pgMw()).containsExactly(new double[] {20, 0, 80, 0, 0}, within(CLOSE));
        assertThat(solution.objective()).isCloseTo(20 * 20 + 80 * 10 + 5, within(CLOSE));
    }

    /**
     * In a ring of like lines 2/3 of the first generator's and 1/3 of the second's power take the direct line from 1 to 3:
     * 2 p1 + p2 = 240 and p1 + p2 = 150. The generators' prices differ by a third of the line's.
     */
    @Test
    void keepsALineToItsRateAtEitherEnd() {
        Network network = SmallNetworks.threeBusCongested();
        Solution solution = solved(network);
        assertThat(solution.pgMw()).containsExactly(new double[] {90, 60}, within(CLOSE));
        assertThat(solution.multipliers().lamP()).containsExactly(new double[] {11.8, 32.4, 53}, within(CLOSE));
        assertThat(solution.multipliers().muSf()).containsExactly(new double[] {0, 0, 61.8}, within(CLOSE));
        assertThat(solution.multipliers().muSt()).containsExactly(new double[] {0, 0, 0}, within(CLOSE));

        Solution reversed = solved(withLast(network, 3, 1, 80, -360, 360, 0));
        assertThat(reversed.pgMw()).containsExactly(new double[] {90, 60}, within(CLOSE));
        assertThat(reversed.multipliers().muSf()).containsExactly(new double[] {0, 0, 0}, within(CLOSE));
        assertThat(reversed.multipliers().muSt()).containsExactly(new double[] {0, 0, 61.8}, within(CLOSE));
    }

    /** 80 MW over x = 0.1 p.u. are 0.08 radians; a radian is worth 1000 MW. */
    @Test
    void keepsAngleDifferencesToTheirLimits() {
        double angle = Math.toDegrees(0.08);
        double price = 61.8 * 1000 * Math.toRadians(1);
        Network network = SmallNetworks.threeBusCongested();
        Multipliers above = solved(withLast(network, 1, 3, 0, -30, angle, 0)).multipliers();
        assertThat(above.muAngmax()[2]).isCloseTo(price, within(100 * CLOSE));
        assertThat(above.muAngmin()[2]).isCloseTo(0, within(CLOSE));
        assertThat(above.muSf()[2]).isZero();
        Multipliers below = solved(withLast(network, 3, 1, 200, -angle, 20, 0)).multipliers();
        assertThat(below.muAngmin()[2]).isCloseTo(price, within(100 * CLOSE));
        assertThat(below.muAngmax()[2]).isCloseTo(0, within(CLOSE));
        assertThat(below.muSf()[2]).isCloseTo(0, within(CLOSE));
        assertThat(below.muSt()[2]).isCloseTo(0, within(CLOSE));
    }

    /**
     * A shift s in the line from 1 to 3 draws s / 3x around the ring: with s = 0.03 that are 10 MW less from 1 to 3, and so
     * 2 p1 + p2 = 3 (80 + 10), of the flow's limit or the angle's that belongs to the same flow.
     */
    @Test
    void keepsFlowAndAngleOfAPhaseShifterApart() {
        double shift = Math.toDegrees(0.03);
        double angle = Math.toDegrees(0.08 + 0.03);
        Network network = SmallNetworks.threeBusCongested();
        double[] expected = {120, 30};
        assertThat(solved(withLast(network, 1, 3, 80, -20, 20, shift)).pgMw()).containsExactly(expected, within(CLOSE));
        assertThat(solved(withLast(network, 3, 1, 80, -20, 20, -shift)).pgMw())
                .containsExactly(expected, within(CLOSE));
        assertThat(solved(withLast(network, 1, 3, 200, -1, angle, shift)).pgMw())
                .containsExactly(expected, within(CLOSE));
        assertThat(solved(withLast(network, 3, 1, 100, -angle, 3, -shift)).pgMw())
                .containsExactly(expected, within(CLOSE));
    }

    /** The network with another last branch, of x = 0.1 p.u. */
    private static Network withLast(
            Network network, int from, int to, double rate, double angmin, double angmax, double shift) {
        List<Branch> branches = new ArrayList<>(network.branches());
        branches.removeLast();
        branches.add(new Branch(from, to, 0.01, 0.1, 0.02, rate, 0, 0, 0, shift, true, angmin, angmax, ""));
        return new Network(
                network.name(), network.baseMva(), network.buses(), network.generators(), branches, network.dcLines());
    }

    @Test
    void leavesAloneWhatTakesNoPart() {
        Network network = SmallNetworks.allKinds();
        Solution solution = solved(network);
        assertThat(solution.vmPu()).containsExactly(1, 1, 1, 0.97, 1);
        assertThat(solution.vaDegrees()[1]).isEqualTo(10);
        assertThat(solution.vaDegrees()[3]).isEqualTo(-4);
        assertThat(solution.pgMw()[2]).isZero();
        assertThat(solution.pgMw()[4]).isZero();
    }

    @Test
    void solvesEachIslandByItself() {
        Network network = sketch().reference(1)
                .generator(1, 0, 100, 0, 0)
                .cost(0.1, 10, 0)
                .bus(2)
                .load(50, 0)
                .bus(3)
                .load(30, 0)
                .bus(4)
                .voltage(0.9, 1.1, 1, -7)
                .generator(4, 0, 100, 0, 0)
                .cost(40, 0)
                .line(1, 2, 0, 0.1, 0)
                .line(3, 4, 0, 0.1, 0)
                .build();
        Solution solution = solved(network);
        assertThat(solution.pgMw()).containsExactly(new double[] {50, 30}, within(CLOSE));
        assertThat(solution.vaDegrees()[3]).isCloseTo(-7, within(CLOSE));
        assertThat(solution.multipliers().lamP()).containsExactly(new double[] {20, 20, 40, 40}, within(CLOSE));
    }

    @Test
    void solvesRandomNetworks() {
        Random random = new Random(7);
        for (int n = 3; n < 30; n += 4) {
            solved(SmallNetworks.random(n, random));
        }
    }

    @Test
    void ignoresRatesWhenToldTo() {
        SolveOptions options = DC.toBuilder().ignoreLineflowConstraints(true).build();
        Network network = SmallNetworks.threeBusCongested();
        EngineAnswer answer = engine().solve(network, options, Deadline.never());
        Solution solution = ((EngineAnswer.Converged) answer).solution();
        assertThat(solution.pgMw()).containsExactly(new double[] {150, 0}, within(0.01));
        assertThat(Verifier.verify(network, solution, options, Verifier.TOLERANCE)
                        .passed())
                .isTrue();
    }

    /** There is no flow through it that an angle would tell. */
    @Test
    void refusesABranchWithoutReactance() {
        Network network = NetworkSketch.of(SmallNetworks.twoBus())
                .line(1, 2, 0.1, 0, 0)
                .line(1, 2, 0.1, 0, 0)
                .lineOutOfService()
                .bus(3, BusType.ISOLATED)
                .line(1, 3, 0.1, 0, 0)
                .build();
        assertThat(engine().inexpressible(network, DC))
                .extracting(Inexpressible::toString)
                .containsExactly("branch 2 (1-2) has x = 0, which model DCOPF divides by");
        assertThat(engine().solve(network, DC, Deadline.never())).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void refusesToBeginWithItself() {
        SolveOptions options =
                DC.toBuilder().initialization(SolveOptions.Initialization.DCOPF).build();
        assertThat(engine().inexpressible(SmallNetworks.twoBus(), options))
                .extracting(Inexpressible::toString)
                .containsExactly("case asks for option initialization DCOPF with model DCOPF");
    }
}
