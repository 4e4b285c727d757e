package dev.opflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Bus;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerWriter;
import dev.opflow.run.CaseInput;
import dev.opflow.run.OpflowRunner;
import dev.opflow.run.ResultFile;
import dev.opflow.run.RunResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of results, of published cases. */
class PglibResultsIT {
    private static final OpflowRunner RUNNER = new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT);

    /** MW or MVAr to either side. */
    private static final double STEP = 0.02;

    private static RunResult run(byte[] text, Map<String, String> options) {
        return RUNNER.run(new CaseInput("c.m", "c.m", "", text), options, Deadline.never());
    }

    /**
     * Started from its solution, a case comes to the same objective to 1e-8. Not those whose limits leave next to no room
     * ({@code api}, {@code sad}): there what a tolerance forgives is worth more, up to 1e-6 of the cost.
     */
    @Test
    void solvedCasesSolveToTheSameObjective() throws Exception {
        assumeTrue(Pglib.isPresent(), Pglib.ABSENT);
        SoftAssertions softly = new SoftAssertions();
        for (Pglib.Published published : Pglib.upTo300Buses()) {
            RunResult first = run(MatpowerWriter.write(published.network()), Map.of());
            byte[] solved = first.files().getFirst().content();
            double objective = first.record().objective();
            softly.assertThat(run(solved, Map.of()).record().objective())
                    .as(published.file() + " solved in the same way")
                    .isEqualTo(objective);
            softly.assertThat(run(solved, Map.of("initialization", "FROMFILE"))
                            .record()
                            .objective())
                    .as(published.file() + " started from the solution")
                    .isCloseTo(
                            objective,
                            Percentage.withPercentage(published.variant().equals("typ") ? 1e-6 : 1e-4));
        }
        softly.assertAll();
    }

    /** A locational marginal price is the slope of the optimal cost by the bus' demand: at the cheapest, the middle and the dearest bus. */
    @ParameterizedTest
    @ValueSource(
            strings = {"pglib_opf_case5_pjm.m", "pglib_opf_case118_ieee.m", "api/pglib_opf_case162_ieee_dtc__api.m"})
    void pricesAreSlopesOfTheOptimalCost(String file) throws Exception {
        assumeTrue(Pglib.isPresent(), Pglib.ABSENT);
        Network network = Pglib.upTo300Buses().stream()
                .filter(published -> published.file().equals(file))
                .findFirst()
                .orElseThrow()
                .network();
        double[] lamP = solved(network).multipliers().lamP();
        double[] lamQ = solved(network).multipliers().lamQ();
        Integer[] byPrice = IntStream.range(0, lamP.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> lamP[i]))
                .toArray(Integer[]::new);
        for (int at : List.of(byPrice[0], byPrice[lamP.length / 2], byPrice[lamP.length - 1])) {
            Bus bus = network.buses().get(at);
            double p = slope(by -> SmallNetworks.withLoad(network, at, bus.pdMw() + by, bus.qdMvar()));
            double q = slope(by -> SmallNetworks.withLoad(network, at, bus.pdMw(), bus.qdMvar() + by));
            assertThat(lamP[at]).as("lamP of bus " + bus.number()).isCloseTo(p, within(1e-3 + 1e-5 * Math.abs(p)));
            assertThat(lamQ[at]).as("lamQ of bus " + bus.number()).isCloseTo(q, within(1e-3 + 1e-5 * Math.abs(q)));
        }
        assertThat(lamP[byPrice[lamP.length - 1]] - lamP[byPrice[0]])
                .as("congestion and losses")
                .isGreaterThan(0.5);
    }

    private static Solution solved(Network network) {
        RunResult result = run(MatpowerWriter.write(network), Map.of("tolerance", "1e-10"));
        return Objects.requireNonNull(
                result.record().solution(), result.outcome().message());
    }

    private static double slope(DoubleFunction<Network> moved) {
        return (solved(moved.apply(STEP)).objective()
                        - solved(moved.apply(-STEP)).objective())
                / (2 * STEP);
    }

    /** Twice the demand, or rates of a third: the relaxed case solves, at the cost that was told. */
    @ParameterizedTest
    @CsvSource({"2, 1", "1, 0.3", "1.5, 0.5"})
    void casesWithoutSolutionLeaveOneThatHasOne(double demand, double rate) throws Exception {
        assumeTrue(Pglib.isPresent(), Pglib.ABSENT);
        SoftAssertions softly = new SoftAssertions();
        int infeasible = 0;
        for (Pglib.Published published : typical()) {
            Network network = scaled(published.network(), demand, rate);
            RunResult result = run(MatpowerWriter.write(network), Map.of());
            if (result.outcome() instanceof Outcome.Infeasible) {
                infeasible++;
                ResultFile relaxed = result.files().getFirst();
                softly.assertThat(relaxed.name()).as(published.file()).isEqualTo("relaxed.m");
                softly.assertThat(run(relaxed.content(), Map.of()).record().objective())
                        .as(published.file())
                        .isCloseTo(result.record().relaxed().objective(), Percentage.withPercentage(1e-6));
            }
        }
        softly.assertThat(infeasible).isGreaterThan(6);
        softly.assertAll();
    }

    private static List<Pglib.Published> typical() throws Exception {
        return Pglib.upTo300Buses().stream()
                .filter(published -> published.variant().equals("typ"))
                .toList();
    }

    private static Network scaled(Network n, double demand, double rate) {
        return new Network(
                n.name(),
                n.baseMva(),
                n.buses().stream()
                        .map(b -> b.withDemand(b.pdMw() * demand, b.qdMvar() * demand))
                        .toList(),
                n.generators(),
                n.branches().stream()
                        .map(b -> b.withLimits(b.rateAMva() * rate, b.angminDegrees(), b.angmaxDegrees()))
                        .toList(),
                n.dcLines());
    }
}
