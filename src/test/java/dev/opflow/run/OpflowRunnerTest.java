package dev.opflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Outcome.Refused.Reason;
import dev.opflow.engine.Progress;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Violation;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import dev.opflow.matpower.ReaderLimits;
import dev.opflow.report.RunRecord;
import dev.opflow.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpflowRunnerTest {

    private static final EngineAnswer RIGHT = new EngineAnswer.Converged(TwoBuses.solved());
    private static final Progress PROGRESS = new Progress(9, 1, 2, 3, 4);

    private static OpflowRunner runner(FakeEngine engine) {
        return new OpflowRunner(List.of(engine), SolveOptions.DEFAULT);
    }

    private static RunResult run(EngineAnswer answer) {
        return runner(FakeEngine.answering("fake", answer)).run(TwoBuses.input(), Map.of(), Deadline.never());
    }

    private static CaseInput input(String text) {
        return new CaseInput("c.m", "k", "", text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> names(RunResult result) {
        return result.files().stream().map(ResultFile::name).toList();
    }

    @Test
    void solvesAndVerifies() {
        RunResult result = run(RIGHT);

        assertThat(result.outcome()).isInstanceOfSatisfying(Outcome.Solved.class, solved -> {
            assertThat(solved.solution()).isSameAs(((EngineAnswer.Converged) RIGHT).solution());
            assertThat(solved.verification().maxPowerMismatchPu()).isLessThan(1e-12);
            assertThat(solved.verification().flows().pfMw()[0]).isCloseTo(60, within(1e-9));
        });
        RunRecord record = result.record();
        assertThat(record.objective()).isEqualTo(605);
        assertThat(record.iterations()).isEqualTo(4);
        assertThat(record.engine())
                .isEqualTo(
                        new RunRecord.Engine("fake", "fake 1.2.3", "auto: fake is present and can express the case"));
        assertThat(record.network()).isEqualTo(TwoBuses.network());
        assertThat(names(result))
                .containsExactly(
                        "solved.m", "buses.csv", "generators.csv", "branches.csv", "report.html", "result.json");
    }

    @Test
    void saysWhereTheCaseCameFrom() {
        RunRecord.Source source = run(RIGHT).record().source();

        assertThat(source)
                .isEqualTo(new RunRecord.Source(
                        "two_buses.m", "in/two_buses.m", "v7", source.sha256(), TwoBuses.content().length));
        assertThat(runner(FakeEngine.absent("fake", "x"))
                        .run(input("abc"), Map.of(), Deadline.never())
                        .record()
                        .source()
                        .sha256()
                        .hexadecimal())
                .as("SHA-256 of abc, FIPS 180-2, appendix B.1")
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void saysWhatTimeThereWas() {
        RunResult limited = runner(FakeEngine.answering("fake", RIGHT))
                .run(TwoBuses.input(), Map.of(), Deadline.after(Duration.ofHours(1)));

        assertThat(limited.record().seconds().limit()).isBetween(3000.0, 3600.0);
        assertThat(run(RIGHT).record().seconds().limit()).isNaN();
    }

    @Test
    void callsASolutionThatMissesItsLimitsUnverified() {
        RunResult result = run(new EngineAnswer.Converged(TwoBuses.solution(59, null)));

        assertThat(result.outcome()).isInstanceOfSatisfying(Outcome.Unverified.class, unverified -> {
            assertThat(unverified.verification().passed()).isFalse();
            assertThat(unverified.message())
                    .isEqualTo("The engine claims a solution, but recomputing it shows: bus 1: lacks 1 MW (missed by"
                            + " 0.01).");
        });
        assertThat(result.record().objective()).isNaN();
        assertThat(result.record().solution()).isNull();
        assertThat(result.record().violations()).hasSize(1);
        assertThat(names(result)).containsExactly("report.html", "result.json");
    }

    @Test
    void callsASolutionOfNoNumbersUnverified() {
        Solution right = TwoBuses.solution();
        Solution broken =
                new Solution(605, 4, 2, right.vmPu(), new double[] {0, Double.NaN}, right.pgMw(), right.qgMvar(), null);

        assertThat(run(new EngineAnswer.Converged(broken)).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Unverified.class,
                        unverified -> assertThat(unverified.verification().violations())
                                .extracting(Violation::limit)
                                .contains(Violation.Limit.FINITE));
    }

    @Test
    void verifiesAsExactlyAsItIsTold() {
        OpflowRunner lenient = new OpflowRunner(
                List.of(FakeEngine.answering("fake", new EngineAnswer.Converged(TwoBuses.solution(59, null)))),
                SolveOptions.DEFAULT,
                ReaderLimits.DEFAULT,
                0.02);

        assertThat(lenient.run(TwoBuses.input(), Map.of(), Deadline.never()).outcome())
                .isInstanceOf(Outcome.Solved.class);
    }

    static List<EngineAnswer> failures() {
        Violation violation = new Violation(Violation.Limit.VMAX, Element.bus(TwoBuses.network(), 1), 1.2, 1.1, 0.1);
        return List.of(
                new Outcome.Infeasible("contradiction", List.of(violation), PROGRESS),
                new Outcome.NotConverged("no more progress", PROGRESS),
                new Outcome.DeadlineReached("time is up", PROGRESS),
                new Outcome.Refused(Reason.INEXPRESSIBLE_CASE, "on second thoughts"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void handsOnWhatTheEngineAnswers(EngineAnswer failure) {
        RunResult result = run(failure);

        assertThat(result.outcome()).isSameAs(failure);
        assertThat(result.record().engine().name()).isEqualTo("fake");
        assertThat(result.record().verification()).isNull();
        assertThat(result.record().iterations()).isEqualTo(failure instanceof Outcome.Refused ? 0 : 9);
        assertThat(result.record().seconds().verify()).isZero();
        assertThat(names(result)).containsExactly("report.html", "result.json");
    }

    private static RunRecord record(Map<String, String> options, EngineAnswer first, EngineAnswer second) {
        OpflowRunner runner = new OpflowRunner(
                List.of(FakeEngine.answering("exago", first), FakeEngine.answering("embedded", second)),
                SolveOptions.DEFAULT);
        return runner.run(TwoBuses.input(), options, Deadline.never()).record();
    }

    @Test
    void asksTheNextEngineWhereTheFirstFindsNoSolutionOrAWrongOne() {
        EngineAnswer wrong = new EngineAnswer.Converged(TwoBuses.solution(59, null));
        for (EngineAnswer first : List.of(
                wrong,
                new Outcome.NotConverged("It stopped.", PROGRESS),
                new Outcome.Infeasible("None.", List.of(), PROGRESS))) {
            RunRecord record = record(Map.of(), first, RIGHT);
            assertThat(record.outcome()).isInstanceOf(Outcome.Solved.class);
            assertThat(record.engine().name()).isEqualTo("embedded");
            assertThat(record.engine().reason()).startsWith("auto: exago ended ");
        }
    }

    @Test
    void keepsWhatTheFirstEngineSaidWhereTheNextDoesNoBetter() {
        Outcome.Infeasible first = new Outcome.Infeasible("None.", List.of(), PROGRESS);
        RunRecord record = record(Map.of(), first, new Outcome.NotConverged("It stopped.", PROGRESS));
        assertThat(record.outcome()).isEqualTo(first);
        assertThat(record.engine().name()).isEqualTo("exago");
        assertThat(record(Map.of("engine", "exago"), first, RIGHT).outcome()).isEqualTo(first);
    }

    @Test
    void refusesAnUnknownOptionBeforeReading() {
        RunResult result = runner(FakeEngine.absent("fake", "x"))
                .run(input("% no case at all"), Map.of("use_agc", "maybe"), Deadline.never());

        assertThat(result.outcome())
                .isEqualTo(new Outcome.Refused(
                        Reason.UNKNOWN_OPTION, "Option use_agc can't be \"maybe\". It takes: true | false."));
        assertThat(result.record().options()).isEqualTo(SolveOptions.DEFAULT);
        assertThat(result.record().network()).isNull();
        assertThat(names(result)).containsExactly("report.html", "result.json");
    }

    @Test
    void refusesWhenNoEngineCan() {
        FakeEngine unable = FakeEngine.unable("fake", List.of(new Inexpressible(Element.NETWORK, "is too odd")));
        RunResult result = runner(unable).run(TwoBuses.input(), Map.of(), Deadline.never());

        assertThat(result.outcome())
                .isEqualTo(new Outcome.Refused(
                        Reason.INEXPRESSIBLE_CASE,
                        "No engine can solve this case: fake can't express: case is too odd."));
        assertThat(result.record().engine().isChosen()).isFalse();
    }

    @Test
    void callsATextThatCannotBeReadInvalid() {
        RunResult result = runner(FakeEngine.absent("fake", "x"))
                .run(input("function mpc = c\nsystem('date');\n"), Map.of(), Deadline.never());

        assertThat(result.outcome()).isInstanceOf(Outcome.InvalidCase.class);
        assertThat(result.record().network()).isNull();
        assertThat(result.record().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.code()).isEqualTo("unreadable");
            assertThat(finding.line()).isEqualTo(2);
        });
        assertThat(names(result)).containsExactly("report.html", "result.json");
    }

    @Test
    void callsACaseWithErrorsInvalidWithTheirLines() {
        String text = TwoBuses.TEXT.replace("[1 2 0 1 0", "[1 3 0 1 0");
        RunResult result = runner(FakeEngine.absent("fake", "x")).run(input(text), Map.of(), Deadline.never());

        assertThat(result.outcome()).isInstanceOf(Outcome.InvalidCase.class);
        assertThat(result.record().network()).isNotNull();
        assertThat(result.record().findings())
                .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.element().label()).isEqualTo("branch 1 (1-3)");
                    assertThat(finding.line()).isEqualTo(9);
                });
    }

    @Test
    void refusesACaseAboveItsSize() {
        ReaderLimits limits = new ReaderLimits(100, 1000, 10, 100, 100);
        OpflowRunner small = new OpflowRunner(List.of(), SolveOptions.DEFAULT, limits, Verifier.TOLERANCE);

        assertThat(small.largestCaseBytes()).isEqualTo(100);
        assertThat(small.run(TwoBuses.input(), Map.of(), Deadline.never()).outcome())
                .isInstanceOf(Outcome.InvalidCase.class);
    }

    @Test
    void handsOptionsAndDeadlineToTheEngine() {
        FakeEngine engine = FakeEngine.answering("fake", RIGHT);
        SolveOptions defaults = SolveOptions.DEFAULT.toBuilder().useAgc(true).build();
        Deadline deadline = Deadline.after(Duration.ofHours(1));
        RunResult result = new OpflowRunner(List.of(engine), defaults)
                .run(TwoBuses.input(), Map.of("max-iterations", "3"), deadline);

        assertThat(engine.options())
                .isEqualTo(defaults.toBuilder().maxIterations(3).build())
                .isEqualTo(result.record().options());
        assertThat(engine.deadline()).isSameAs(deadline);
    }

    @Test
    void letsAFailureOfTheMachinePass() {
        IllegalStateException failure = new IllegalStateException("the library is gone");
        FakeEngine engine = FakeEngine.answering("fake", () -> {
            throw failure;
        });

        assertThatThrownBy(() -> runner(engine).run(TwoBuses.input(), Map.of(), Deadline.never()))
                .isSameAs(failure);
    }

    @Test
    void splitsItsTimeOverTheStations() {
        RunRecord.Seconds seconds = run(RIGHT).record().seconds();

        assertThat(List.of(seconds.read(), seconds.check(), seconds.solve(), seconds.verify()))
                .allSatisfy(part -> assertThat(part).isPositive());
        assertThat(seconds.read() + seconds.check() + seconds.solve() + seconds.verify())
                .isLessThanOrEqualTo(seconds.total() + 1e-9);
    }

    @Test
    void solvesTheSample() throws Exception {
        Path sample = Path.of("samples", "case9.m");
        CaseInput input = new CaseInput("case9.m", sample.toString(), "", Files.readAllBytes(sample));
        RunResult result = new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT)
                .run(input, Map.of(), Deadline.never());

        assertThat(result.outcome()).isInstanceOf(Outcome.Solved.class);
        assertThat(result.record().objective()).as("as the sample says").isCloseTo(5296.69, within(0.005));
        assertThat(result.record().findings()).isEmpty();
    }
}
