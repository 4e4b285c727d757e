package dev.opflow.engine.interior;

import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.opflow.check.NetworkCheck;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random networks with odd data that the check lets pass: whatever comes of them, it is an answer, and a claimed solution is one.
 */
class OddCasesTest {
    private static final SolveOptions OPTIONS =
            SolveOptions.DEFAULT.toBuilder().maxIterations(200).build();
    private static final int CASES = 300;

    @Test
    void alwaysEndInAnAnswerAndNeverInAFalseSolution() {
        int solved = 0;
        for (int seed = 0; seed < CASES; seed++) {
            Network network = odd(new Random(seed));
            if (NetworkCheck.findings(network).stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR)) {
                continue;
            }
            EngineAnswer answer = new InteriorEngine().solve(network, OPTIONS, Deadline.never());
            switch (answer) {
                case EngineAnswer.Converged converged -> {
                    solved++;
                    assertThat(Verifier.verify(network, converged.solution(), OPTIONS, Verifier.TOLERANCE)
                                    .violations())
                            .as("case %d", seed)
                            .isEmpty();
                }
                case Outcome.NotConverged notConverged -> {
                    Progress progress = notConverged.progress();
                    assertThat(progress.objective()).as("case %d", seed).isFinite();
                    assertThat(progress.primalResidualPu()).as("case %d", seed).isFinite();
                    assertThat(progress.dualResidual()).as("case %d", seed).isFinite();
                }
                case Outcome.Infeasible infeasible -> {
                    assertThat(infeasible.violations()).as("case %d", seed).isNotEmpty();
                    assertThat(infeasible.violations())
                            .as("case %d", seed)
                            .allMatch(violation -> violation.excess() > Verifier.TOLERANCE);
                }
                case Outcome.DeadlineReached _, Outcome.Refused _ ->
                    throw new AssertionError("case " + seed + ": " + answer);
            }
        }
        assertThat(solved).isGreaterThan(CASES / 4);
    }

    /** Chosen from 1500 cases: these end without a solution where full steps are not corrected for curvature, or inertia not. */
    @ParameterizedTest
    @CsvSource({"648, 1998.4199", "1198, -18297.1291"})
    void areSolvedWithCorrectionsOfCurvatureAndOfInertia(int seed, double objective) {
        assertThat(cost(seed)).isCloseTo(objective, withinPercentage(1e-4));
    }

    /** With a wrong inertia the method ends in another, dearer optimum of this case, at 2515.42 $/h. */
    @Test
    void areNotLedAstrayByAWrongInertia() {
        assertThat(cost(201)).isCloseTo(1862.4946, withinPercentage(1e-4));
    }

    /** Nothing is asked for and all voltages are given: that the generator's output is its least, zero, follows from the balance alone. */
    @Test
    void areSolvedWhereNothingIsFreeButAtABound() {
        Network network = sketch().reference(1)
                .voltage(1, 1)
                .generator(1, 0, 200, -100, 100)
                .cost(20, 0)
                .bus(2)
                .voltage(1, 1)
                .generator(2, 0, 0, 0, 0)
                .line(1, 2, 0.01, 0.1, 0)
                .build();
        assertThat(cost(network, OPTIONS)).isCloseTo(0, within(1e-4));
    }

    /** Losing load is so dear that the price of an MVA of the weak branch is twenty times that of the load. */
    @Test
    void areSolvedWhereARateHasAHighPrice() {
        Network network = sketch().reference(1)
                .voltage(0.95, 1.05)
                .load(39, 10)
                .generator(1, 0, 300, -300, 300)
                .cost(20, 0)
                .bus(2)
                .voltage(0.95, 1.05)
                .load(23, 10)
                .bus(3)
                .voltage(0.95, 1.05)
                .load(6, 10)
                .bus(4)
                .voltage(0.95, 1.05)
                .load(66, 10)
                .line(1, 2, 0, 0.1, 0)
                .line(2, 3, 0.01, 0.1, 0)
                .rate(1)
                .line(3, 4, 0.01, 0.1, 0)
                .line(4, 1, 0, 0.1, 0)
                .build();
        SolveOptions loss = OPTIONS.toBuilder().includeLoadlossVariables(true).build();
        assertThat(cost(network, loss)).isCloseTo(56211.33, within(0.01));
    }

    /** The charging of an empty line has losses that nothing can bring, 5e-7 p.u.: as little as passes a verification. */
    @ParameterizedTest
    @CsvSource({"0.01", "0.001", "0.00001"})
    void areSolvedWhereTheLeastViolationIsOneThatPasses(double rPu) {
        Network network = sketch().reference(1)
                .load(50, 10)
                .generator(1, 50, 50, -100, 100)
                .cost(10, 0)
                .bus(2)
                .line(1, 2, rPu, 0.1, 0.02)
                .build();
        Solution solution = solution(network, OPTIONS);
        assertThat(solution.objective()).isCloseTo(500, within(1e-9));
        assertThat(Verifier.verify(network, solution, OPTIONS, Verifier.TOLERANCE)
                        .violations())
                .isEmpty();
    }

    /** From where it is begun otherwise, no step lowers the violation of these. */
    @ParameterizedTest
    @CsvSource({"1709", "3438"})
    void areTriedFromAFlatStartBeforeTheyAreGivenUp(int seed) {
        Network network = odd(new Random(seed));
        Solution solution = solution(network, SolveOptions.DEFAULT);
        assertThat(solution.rounds()).isEqualTo(2);
        assertThat(Verifier.verify(network, solution, SolveOptions.DEFAULT, Verifier.TOLERANCE)
                        .violations())
                .isEmpty();
    }

    /** Of 101 MW there have to be, the load is 100: the rest is losses, which a DC power flow does not have. */
    @Test
    void areSolvedFromTheStartOfADcPowerFlowThatIsInfeasible() {
        Network network = sketch().reference(1)
                .generator(1, 101, 200, -100, 100)
                .cost(10, 0)
                .bus(2)
                .load(100, 0)
                .line(1, 2, 0.02, 0.1, 0)
                .build();
        SolveOptions fromDc = OPTIONS.toBuilder()
                .initialization(SolveOptions.Initialization.DCOPF)
                .build();
        assertThat(cost(network, fromDc)).isCloseTo(cost(network, OPTIONS), withinPercentage(1e-6));
    }

    private static double cost(int seed) {
        return cost(odd(new Random(seed)), OPTIONS);
    }

    private static double cost(Network network, SolveOptions options) {
        return solution(network, options).objective();
    }

    private static Solution solution(Network network, SolveOptions options) {
        EngineAnswer answer = new InteriorEngine().solve(network, options, Deadline.never());
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        return ((EngineAnswer.Converged) answer).solution();
    }

    private static Network odd(Random random) {
        Network network = SmallNetworks.random(2 + random.nextInt(14), random);
        List<Bus> buses = new ArrayList<>(network.buses());
        List<Generator> generators = new ArrayList<>(network.generators());
        List<Branch> branches = new ArrayList<>(network.branches());
        for (int k = random.nextInt(5); k > 0; k--) {
            int i = random.nextInt(buses.size());
            buses.set(i, odd(buses.get(i), random));
            int g = random.nextInt(generators.size());
            generators.set(g, odd(generators.get(g), random));
            int l = random.nextInt(branches.size());
            branches.set(l, odd(branches.get(l), random));
        }
        return new Network("odd", network.baseMva(), buses, generators, branches, List.of());
    }

    private static Bus odd(Bus b, Random random) {
        int kind = random.nextInt(8);
        double at = random.nextDouble(0.95, 1.05);
        return new Bus(
                b.number(),
                kind == 0 ? BusType.ISOLATED : kind == 1 ? BusType.REF : b.type(),
                kind == 2 ? -b.pdMw() : kind == 3 ? 0 : b.pdMw(),
                kind == 3 ? 0 : b.qdMvar(),
                kind == 4 ? 20 : b.gsMw(),
                kind == 4 ? -30 : b.bsMvar(),
                b.area(),
                b.vmPu(),
                kind == 1 ? random.nextDouble(-3, 3) : b.vaDegrees(),
                b.baseKv(),
                b.zone(),
                kind == 5 ? at : kind == 6 ? Double.POSITIVE_INFINITY : b.vmaxPu(),
                kind == 5 ? at : kind == 6 ? 0 : kind == 7 ? 1.08 : b.vminPu(),
                b.name());
    }

    private static Generator odd(Generator g, Random random) {
        int kind = random.nextInt(8);
        double most = kind == 0 ? 0 : kind == 1 ? 20 : kind == 2 ? Double.POSITIVE_INFINITY : g.pmaxMw();
        double least = kind == 1 ? 20 : kind == 2 ? Double.NEGATIVE_INFINITY : kind == 3 ? -50 : g.pminMw();
        double reach = kind == 4 ? 0 : kind == 2 ? Double.POSITIVE_INFINITY : 80;
        return new Generator(
                g.bus(),
                g.pgMw(),
                g.qgMvar(),
                reach,
                -reach,
                g.vgPu(),
                g.mBaseMva(),
                kind != 5,
                most,
                least,
                g.capability(),
                g.ramps(),
                kind == 6
                        ? NetworkSketch.polynomial()
                        : kind == 7
                                ? NetworkSketch.polynomial(random.nextDouble(-20, 500), 0)
                                : kind == 2 ? NetworkSketch.polynomial(0.1, 1, 0) : g.pCost(),
                null,
                g.name(),
                g.type(),
                g.fuel());
    }

    private static Branch odd(Branch b, Random random) {
        int kind = random.nextInt(8);
        return new Branch(
                b.fromBus(),
                b.toBus(),
                kind == 0 ? 0 : kind == 1 ? 1e-5 : b.rPu(),
                kind == 1 ? 1e-5 : kind == 2 ? -b.xPu() : kind == 3 ? 5 : b.xPu(),
                kind == 4 ? 2 : b.bPu(),
                kind == 5 ? random.nextDouble(0.1, 30) : kind == 3 ? 0 : b.rateAMva(),
                0,
                0,
                b.ratio(),
                kind == 6 ? 170 : b.shiftDegrees(),
                kind != 7,
                random.nextInt(4) == 0 ? -2 : -360,
                random.nextInt(4) == 0 ? 2 : 360,
                b.name());
    }
}
