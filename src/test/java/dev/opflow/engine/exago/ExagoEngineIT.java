package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.Pglib;
import dev.opflow.check.NetworkCheck;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.engine.Verification;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drives a real ExaGO. */
class ExagoEngineIT {
    private static final int LARGEST = 300;

    private static ExagoEngine engine;

    @BeforeAll
    static void findInstallation() {
        engine = new ExagoEngine(home());
        Optional<String> absence = engine.absence();
        absence.ifPresent(reason -> System.out.println("Skipped ExagoEngineIT, as ExaGO is absent: " + reason
                + ". To run it: ./mvnw verify -Dit.test=ExagoEngineIT -Dopflow.exago.home=DIR"));
        assumeTrue(absence.isEmpty(), () -> "ExaGO is absent: " + absence.orElseThrow());
    }

    static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty("opflow.exago.home", System.getenv("EXAGO_HOME")))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    @Test
    void tellsItsVersion() {
        assertThat(engine.version()).startsWith("1.6.");
    }

    @Test
    void solvesNineBusesAtTheKnownCost() {
        Solution solution = solved(Cases.case9(), SolveOptions.DEFAULT);

        assertThat(solution.objective()).isCloseTo(5296.686, withinPercentage(1e-5));
        assertThat(solution.rounds()).isEqualTo(1);
        assertThat(solution.multipliers().lamP()[0]).isCloseTo(24.756, withinPercentage(0.01));
    }

    /** Voltage at the load of two buses from its own equations: P, Q and line give a quadratic in V2 squared. */
    @Test
    void solvesTwoBusesAsByHand() {
        Solution solution = solved(Cases.twoBuses("0.01 0.1 0.02", "0 0.1 0"), SolveOptions.DEFAULT);

        // without losses the generator gives what the load takes
        assertThat(solution.pgMw()[0]).isCloseTo(50, withinPercentage(1e-6));
        assertThat(solution.objective()).isCloseTo(0.1 * 50 * 50 + 20 * 50 + 5, withinPercentage(1e-6));
        // P = V1 V2 sin(d) / X
        double sine = 0.5 * 0.1 / (solution.vmPu()[0] * solution.vmPu()[1]);
        assertThat(Math.sin(Math.toRadians(solution.vaDegrees()[0] - solution.vaDegrees()[1])))
                .isCloseTo(sine, withinPercentage(1e-4));
    }

    @ParameterizedTest
    @EnumSource(Initialization.class)
    void solvesFromEveryStart(Initialization initialization) {
        SolveOptions options =
                SolveOptions.DEFAULT.toBuilder().initialization(initialization).build();

        assertThat(solved(Cases.case9(), options).objective()).isCloseTo(5296.686, withinPercentage(1e-5));
    }

    @TestFactory
    Stream<DynamicTest> solvesPublishedCasesAsTheEmbeddedEngineDoes() throws IOException {
        Path baseline = Pglib.FOLDER.resolve("baseline.csv");
        assumeTrue(Files.exists(baseline), Pglib.ABSENT);
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : Files.readAllLines(baseline)) {
            String[] column = line.split(",", -1);
            if (column[1].equals("typ") && Integer.parseInt(column[2]) <= LARGEST) {
                tests.add(DynamicTest.dynamicTest(
                        column[0],
                        () -> solvesPublished(Pglib.FOLDER.resolve(column[0]), Double.parseDouble(column[4]))));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(5);
        return tests.stream();
    }

    private static void solvesPublished(Path file, double published) {
        Network network = Cases.read(file);
        Solution solution = solved(network, SolveOptions.DEFAULT);

        assertThat(solution.objective()).isCloseTo(published, withinPercentage(1e-2));
        agreesWithEmbedded(network, solution);
    }

    @Test
    void givesTheSameAnswerAgainAndAgain() {
        Network network = Cases.case9();
        Solution first = solved(network, SolveOptions.DEFAULT);
        for (int k = 0; k < 200; k++) {
            assertThat(solved(network, SolveOptions.DEFAULT))
                    .usingRecursiveComparison()
                    .isEqualTo(first);
        }
    }

    @Test
    void servesSeveralThreadsOneAfterTheOther() throws Exception {
        Network network = Cases.case9();
        Solution alone = solved(network, SolveOptions.DEFAULT);
        List<Callable<Solution>> tasks = new ArrayList<>();
        for (int k = 0; k < 20; k++) {
            tasks.add(() -> solved(network, SolveOptions.DEFAULT));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Solution> future : threads.invokeAll(tasks)) {
                assertThat(future.get()).usingRecursiveComparison().isEqualTo(alone);
            }
        }
    }

    @Test
    void leavesNoOptionAndNoWorkingDirectoryBehind() {
        Network congested = Cases.case9();
        SolveOptions unlimited = SolveOptions.DEFAULT.toBuilder()
                .ignoreLineflowConstraints(true)
                .tolerance(1e-4)
                .build();
        Path here = Path.of("").toAbsolutePath();
        double before = solved(congested, SolveOptions.DEFAULT).objective();

        solved(congested, unlimited);

        assertThat(solved(congested, SolveOptions.DEFAULT).objective()).isEqualTo(before);
        assertThat(Path.of("samples", "case9.m")).exists();
        assertThat(Path.of("").toAbsolutePath()).isEqualTo(here);
    }

    @Test
    void limitsOnlyFlowsThatWouldExceedTheirRate() {
        // the cheap generator is far from the load: 40 MVA of a line instead of the 45 that it would take
        Network limited = twoGenerators("40");
        Network unlimited = twoGenerators("0");
        SolveOptions ignoring =
                SolveOptions.DEFAULT.toBuilder().ignoreLineflowConstraints(true).build();

        Solution bound = solved(limited, SolveOptions.DEFAULT);

        Verification verification = Verifier.verify(limited, bound, SolveOptions.DEFAULT, Verifier.TOLERANCE);
        double flow =
                Math.hypot(verification.flows().pfMw()[0], verification.flows().qfMvar()[0]);
        assertThat(flow).isCloseTo(40, withinPercentage(1e-4));
        assertThat(bound.objective())
                .isGreaterThan(solved(unlimited, SolveOptions.DEFAULT).objective() + 1);
        assertThat(solved(limited, ignoring).objective())
                .isEqualTo(solved(unlimited, SolveOptions.DEFAULT).objective());
    }

    private static Network twoGenerators(String rate) {
        return Cases.twoBuses(
                "0.02 90", "0.02 " + rate,
                "1 50 0 100 -100 1 100 1 200 0;", "1 50 0 100 -100 1 100 1 200 0;\n2 0 0 100 -100 1 100 1 200 0;",
                "2 0 0 3 0.1 20 5;", "2 0 0 3 0.1 20 5;\n2 0 0 3 0.1 60 5;");
    }

    @Test
    void saysThatLimitsContradictEachOther() {
        EngineAnswer answer = solve(Cases.twoBuses("2 1 50 10", "2 1 900 10"), SolveOptions.DEFAULT);

        assertThat(answer).isInstanceOf(Outcome.Infeasible.class);
        assertThat(((Outcome.Infeasible) answer).message()).startsWith("Near where ExaGO arrived, no point meets all");
        assertThat(((Outcome.Infeasible) answer).progress().primalResidualPu()).isGreaterThan(1);
    }

    @Test
    void refusesASolutionThatMissesALimitItCantExpress() {
        // d is about asin(0.5 * 0.1 / 1.1^2) = 2.4 degrees
        EngineAnswer answer = solve(Cases.twoBuses("-360 360", "-1 1"), SolveOptions.DEFAULT);

        assertThat(answer).isInstanceOf(Outcome.Refused.class);
        Outcome.Refused refused = (Outcome.Refused) answer;
        assertThat(refused.reason()).isEqualTo(Outcome.Refused.Reason.INEXPRESSIBLE_CASE);
        assertThat(refused.message())
                .startsWith(
                        "The engine exago can't express angmax, and its solution misses that of branch 1 (1-2) by 1.")
                .endsWith(" degrees. Solve it with option engine=embedded.");
    }

    @Test
    void refusesASolutionThatMissesARateItWouldIgnore() {
        Network huge = Cases.twoBuses(
                "mpc.baseMVA = 100", "mpc.baseMVA = 300000",
                "2 1 50 10", "2 1 150000 0",
                "0.02 90", "0 120000",
                "1 50 0 100 -100 1 100 1 200 0;", "1 0 0 3e5 -3e5 1 100 1 6e5 0;");

        EngineAnswer answer = solve(huge, SolveOptions.DEFAULT);

        assertThat(answer).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) answer).message())
                .startsWith(
                        "The engine exago can't express a rateA of 100000 MVA or more, and its solution misses that of"
                                + " branch 1 (1-2) by ");
    }

    @Test
    void endsInTheMiddleOfASolveWhenTheDeadlineIsReached() {
        ExagoInstallation.Present present = (ExagoInstallation.Present) ExagoInstallation.at(home());
        Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
        OpflowRound round = new OpflowRound(present.library(), scratch, SolveOptions.DEFAULT);
        byte[] text = new CanonicalCase(AcNetwork.of(Cases.case9())).text(new boolean[9]);

        // the round itself does not ask for the time; the first evaluation does
        ExagoProcess.Visit<OpflowRound.End> visit = ExagoProcess.enter(
                present,
                scratch,
                Deadline.never(),
                () -> round.run(text, Initialization.FROMFILE, Deadline.after(Duration.ZERO)));
        OpflowRound.End end = ((ExagoProcess.Visit.Done<OpflowRound.End>) visit).answer();

        assertThat(end.converged()).isFalse();
        assertThat(end.objective()).isNaN();
        assertThat(end.log().exit()).isEqualTo("Invalid number in NLP function or derivative detected.");
    }

    @Test
    void doesNotBeginAfterItsDeadline() {
        EngineAnswer answer = engine.solve(Cases.case9(), SolveOptions.DEFAULT, Deadline.after(Duration.ofSeconds(-1)));

        assertThat(answer)
                .isEqualTo(new Outcome.DeadlineReached(
                        "The deadline was reached before the first iteration.", Progress.NONE));
    }

    @Test
    void saysWhenIterationsRunOut() {
        SolveOptions hasty = SolveOptions.DEFAULT.toBuilder().maxIterations(2).build();

        EngineAnswer answer = solve(Cases.case9(), hasty);

        assertThat(answer).isInstanceOf(Outcome.NotConverged.class);
        assertThat(((Outcome.NotConverged) answer).message())
                .startsWith("No solution within 2 iterations (option max_iterations); the largest remaining violation");
    }

    /** Each of these crashes ExaGO, or is misread by it, when it is handed over as it stands. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "many base voltages",
                "bus numbers with gaps",
                "isolated bus with a generator and a branch",
                "generators out of order",
                "reversed branch with a phase shift",
                "parallel branches",
                "linear and constant costs",
                "cost rows of different meaning",
                "no least voltage",
                "infinite limits",
                "wind that must run",
                "reference without a generator",
                "two islands",
                "fixed generator",
                "comments and blank lines"
            })
    void solvesWhatItsReaderWouldStumbleOver(String what) {
        Network network = stumblingBlock(what);
        assertThat(NetworkCheck.findings(network)).noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);

        agreesWithEmbedded(network, solved(network, SolveOptions.DEFAULT));
    }

    private static Network stumblingBlock(String what) {
        String bus1 = "1 3 0  0  0 0 1 1 0 100 1 1.1 0.9;";
        String bus2 = "2 1 50 10 0 0 1 1 0 100 1 1.1 0.9;";
        String gen = "1 50 0 100 -100 1 100 1 200 0;";
        String branch = "1 2 0.01 0.1 0.02 90 0 0 0 0 1 -360 360;";
        String cost = "2 0 0 3 0.1 20 5;";
        return switch (what) {
            case "many base voltages" -> chain(30);
            case "bus numbers with gaps" ->
                Cases.twoBuses(
                        bus1,
                        bus1.replaceFirst("1", "2000000"),
                        gen,
                        gen.replaceFirst("1", "2000000"),
                        branch,
                        branch.replaceFirst("1", "2000000"));
            case "isolated bus with a generator and a branch" ->
                Cases.twoBuses(
                        bus2,
                        "7 4 5 5 0 0 1 1 0 100 1 1.1 0.9;\n" + bus2,
                        gen,
                        "7 5 0 9 -9 1 100 1 9 0;\n" + gen,
                        branch,
                        "1 7 0.01 0.1 0 0 0 0 0 0 1 -360 360;\n" + branch,
                        cost,
                        cost + "\n" + cost);
            case "generators out of order" ->
                Cases.twoBuses(
                        gen,
                        "2 5 0 9 -9 1 100 1 9 1;\n" + gen + "\n2 5 0 8 -8 1 100 1 8 2;\n"
                                + "1 0 0 9 -9 1 100 0 9 0;\n1 5 0 7 -7 1 100 1 7 3;",
                        cost,
                        "2 0 0 3 0.2 21 5;\n" + cost + "\n2 0 0 3 0.3 22 5;\n2 0 0 3 0 0 0;\n2 0 0 3 0.4 23 5;");
            case "reversed branch with a phase shift" ->
                Cases.twoBuses(branch, branch + "\n2 1 0.02 0.2 0.04 90 0 0 0.97 4 1 -360 360;");
            case "parallel branches" -> Cases.twoBuses(branch, (branch + "\n").repeat(40));
            case "linear and constant costs" ->
                Cases.twoBuses(gen, gen + "\n2 5 0 9 -9 1 100 1 9 0;", cost, "2 0 0 2 20 5;\n2 0 0 1 7 0;");
            case "cost rows of different meaning" -> Cases.twoBuses(cost, "2 0 0 5 0 0 0.1 20 5;");
            case "no least voltage" -> Cases.twoBuses("1.1 0.9", "1.1 0");
            case "infinite limits" -> Cases.twoBuses(gen, "1 50 0 Inf -Inf 1 100 1 Inf -Inf;");
            case "wind that must run" ->
                Cases.read(Cases.TWO_BUSES
                                .replace(gen, gen + "\n2 5 0 9 -9 1 100 1 9 8;")
                                .replace(cost, cost + "\n2 0 0 3 0 900 0;")
                        + "mpc.genfuel = {'coal'; 'wind'};\n");
            case "reference without a generator" ->
                Cases.twoBuses(bus1, bus1.replace("1 3", "1 2"), bus2, "2 3 50 10 0 0 1 1 12 100 1 1.1 0.9;");
            case "two islands" ->
                Cases.twoBuses(
                        bus2,
                        bus2 + "\n3 3 0 0 0 0 1 1 30 100 1 1.1 0.9;\n4 1 70 5 0 0 1 1 0 100 1 1.1 0.9;",
                        gen,
                        gen + "\n4 70 0 90 -90 1 100 1 90 0;",
                        branch,
                        branch + "\n4 3 0.01 0.1 0 0 0 0 0 0 1 -360 360;",
                        cost,
                        cost + cost);
            case "fixed generator" -> Cases.twoBuses(gen, gen + "\n2 5 1 1 1 1 100 1 5 5;", cost, cost + cost);
            case "comments and blank lines" ->
                Cases.twoBuses(bus2, "% comment\n\n" + bus2 + " % another", gen, gen + "\n\n");
            default -> throw new IllegalArgumentException(what);
        };
    }

    /** Buses in a row, each at a base voltage of its own. */
    private static Network chain(int buses) {
        StringBuilder bus = new StringBuilder();
        StringBuilder branch = new StringBuilder();
        for (int i = 3; i <= buses; i++) {
            bus.append(i).append(" 1 1 0.2 0 0 1 1 0 ").append(100 + i).append(" 1 1.1 0.9;\n");
            branch.append(i - 1).append(' ').append(i).append(" 0.001 0.01 0 0 0 0 0 0 1 -360 360;\n");
        }
        String bus2 = "2 1 50 10 0 0 1 1 0 100 1 1.1 0.9;";
        String branch1 = "1 2 0.01 0.1 0.02 90 0 0 0 0 1 -360 360;";
        return Cases.twoBuses(bus2, bus2 + "\n" + bus, branch1, branch1 + "\n" + branch);
    }

    @Test
    void leavesNothingInItsFolder() throws IOException {
        Path scratch = Files.createTempDirectory("exago-it");
        solved(Cases.case9(), SolveOptions.DEFAULT); // MPI keeps a folder where it was started first
        ExagoEngine another = new ExagoEngine(home(), scratch);

        assertThat(another.solve(Cases.case9(), SolveOptions.DEFAULT, Deadline.never()))
                .isInstanceOf(EngineAnswer.Converged.class);

        assertThat(scratch).isEmptyDirectory();
        Files.delete(scratch);
    }

    private static EngineAnswer solve(Network network, SolveOptions options) {
        return engine.solve(network, options, Deadline.never());
    }

    /** The solution, which a verification has to pass. */
    private static Solution solved(Network network, SolveOptions options) {
        EngineAnswer answer = solve(network, options);
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        Solution solution = ((EngineAnswer.Converged) answer).solution();
        assertThat(Verifier.verify(network, solution, options, Verifier.TOLERANCE)
                        .violations())
                .isEmpty();
        return solution;
    }

    private static void agreesWithEmbedded(Network network, Solution solution) {
        EngineAnswer answer = new InteriorEngine().solve(network, SolveOptions.DEFAULT, Deadline.never());
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        Solution embedded = ((EngineAnswer.Converged) answer).solution();
        assertThat(solution.objective()).isCloseTo(embedded.objective(), withinPercentage(1e-4));
        assertThat(Arrays.stream(solution.pgMw()).sum())
                .isCloseTo(Arrays.stream(embedded.pgMw()).sum(), withinPercentage(0.1));
        Multipliers prices = solution.multipliers();
        assertThat(prices).isNotNull();
        double price = Arrays.stream(embedded.multipliers().lamP())
                .map(Math::abs)
                .max()
                .orElseThrow();
        assertThat(prices.lamP()).containsExactly(embedded.multipliers().lamP(), within(1e-3 * price));
        assertThat(prices.lamQ()).containsExactly(embedded.multipliers().lamQ(), within(1e-3 * price));
        assertThat(prices.muSf()).containsExactly(embedded.multipliers().muSf(), within(1e-3 * price));
        assertThat(prices.muSt()).containsExactly(embedded.multipliers().muSt(), within(1e-3 * price));
        assertThat(prices.muPmax()).containsExactly(embedded.multipliers().muPmax(), within(1e-3 * price));
        assertThat(prices.muPmin()).containsExactly(embedded.multipliers().muPmin(), within(1e-3 * price));
        assertThat(prices.muQmax()).containsExactly(embedded.multipliers().muQmax(), within(1e-3 * price));
        assertThat(prices.muQmin()).containsExactly(embedded.multipliers().muQmin(), within(1e-3 * price));
    }
}
