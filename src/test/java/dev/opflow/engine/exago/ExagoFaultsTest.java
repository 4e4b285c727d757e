package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Outcome.Refused.Reason;
import dev.opflow.engine.Progress;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.Initialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a solve when ExaGO fails. All share one library, as a process can have no more. */
class ExagoFaultsTest {
    private static final String SOLUTION = FaultyExago.SOLUTION;
    private static final String COST = FaultyExago.COST;

    @TempDir
    private static Path temporary;

    private static FaultyExago exago;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void install() throws IOException {
        exago = FaultyExago.install(temporary.resolve("exago"));
    }

    @AfterEach
    void leavesNothingBehind() {
        assertThat(scratch).isEmptyDirectory();
    }

    private EngineAnswer solve(SolveOptions options, Deadline deadline) {
        return new ExagoEngine(Optional.of(exago.home()), scratch)
                .solve(Cases.read(FaultyExago.CASE), options, deadline);
    }

    private EngineAnswer solve() {
        return solve(SolveOptions.DEFAULT, Deadline.never());
    }

    @Test
    void takesTheSolutionAsItIsWhenNothingFails() throws IOException {
        exago.behave(SOLUTION, COST);

        EngineAnswer answer = solve();

        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        Solution solution = ((EngineAnswer.Converged) answer).solution();
        assertThat(solution.iterations()).isEqualTo(7);
        assertThat(solution.objective()).isEqualTo(1255);
        assertThat(solution.vmPu()).containsExactly(1, 1);
        assertThat(solution.vaDegrees()).containsExactly(0, Math.toDegrees(-FaultyExago.ANGLE));
        assertThat(solution.pgMw()).containsExactly(50);
        assertThat(exago.calls())
                .contains("OPFLOWCreate", "OPFLOWReadMatPowerData", "OPFLOWSetUp", "OPFLOWSolve")
                .endsWith("OPFLOWDestroy 0 options left");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExaGOGetSelfCommunicator",
                "OPFLOWCreate",
                "OPFLOWReadMatPowerData",
                "OPFLOWSetUp",
                "OPFLOWSetAuxillaryObjective",
                "OPFLOWSolve",
                "OPFLOWGetConvergenceStatus",
                "OPFLOWGetObjective",
                "OPFLOWGetSolution",
                "VecGetSize",
                "VecGetArrayRead",
                "OPFLOWDestroy"
            })
    void anErrorThatMeansNothingExpectedIsAnException(String function) throws IOException {
        exago.behave(SOLUTION, COST, "code." + function + "=62", "message." + function + "=Out of luck");

        assertThatIllegalStateException()
                .isThrownBy(() -> solve(SolveOptions.DEFAULT, Deadline.after(Duration.ofMinutes(1))))
                .withMessage("ExaGO failed on case two: " + function + " answered error code 62: Out of luck");

        // nothing of it is left for the next solve
        exago.behave(SOLUTION, COST);
        assertThat(solve()).isInstanceOf(EngineAnswer.Converged.class);
        assertThat(exago.calls()).endsWith("OPFLOWDestroy 0 options left");
    }

    @Test
    void anErrorInAnOptionIsAnExceptionToo() throws IOException {
        exago.behave("code.PetscOptionsSetValue=56");

        assertThatIllegalStateException()
                .isThrownBy(this::solve)
                .withMessageStartingWith("ExaGO failed on case two: PetscOptionsSetValue -opflow_")
                .withMessageEndingWith(" answered error code 56");

        assertThat(exago.calls()).endsWith("OPFLOWDestroy 0 options left");
    }

    @ParameterizedTest
    @ValueSource(ints = {83, 86})
    void refusesWhatThisBuildHasNoPartFor(int code) throws IOException {
        exago.behave("code.OPFLOWSetUp=" + code, "message.OPFLOWSetUp=Unknown type for OPFLOW Solver IPOPT");

        assertThat(solve())
                .isEqualTo(new Outcome.Refused(
                        Reason.ABSENT_ENGINE,
                        "This installation of ExaGO lacks what model POWER_BALANCE_POLAR needs (Unknown type for"
                                + " OPFLOW Solver IPOPT): build it with -DEXAGO_ENABLE_IPOPT=ON."));
    }

    @Test
    void saysThatThereIsNoStartingPoint() throws IOException {
        exago.behave("code.OPFLOWSolve=99", "message.OPFLOWSolve=Power flow did not converge");

        assertThat(solve(
                        SolveOptions.DEFAULT.toBuilder()
                                .initialization(Initialization.ACPF)
                                .build(),
                        Deadline.never()))
                .isEqualTo(new Outcome.NotConverged(
                        "ExaGO found no starting point by initialization ACPF (Power flow did not converge)."
                                + " Choose another option initialization.",
                        Progress.NONE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Converged to a point of local infeasibility. Problem may be infeasible. | Infeasible
        Maximum Number of Iterations Exceeded.                                  | NotConverged
        Restoration Failed!                                                     | NotConverged
        Solved To Acceptable Level.                                             | NotConverged
        Maximum CPU time exceeded.                                              | DeadlineReached
        """)
    void claimsNoSolutionWhereIpoptHasNone(String exit, String status) throws IOException {
        exago.behave(SOLUTION, COST, "converged=0", "exit=" + exit);

        EngineAnswer answer = solve();

        assertThat(answer.getClass().getSimpleName()).isEqualTo(status);
        assertThat(((Outcome) answer).message()).doesNotContain("1255");
    }

    @Test
    void anEndInUnknownWordsIsNoSolution() throws IOException {
        exago.behave(SOLUTION, "converged=0", "exit=Out of biscuits.");

        assertThat(((Outcome.NotConverged) solve()).message()).contains("words that are not known: Out of biscuits.");
    }

    @Test
    void aRunWithoutLogIsAnException() throws IOException {
        exago.behave(SOLUTION, "exit=none");

        assertThatThrownBy(this::solve)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("can't exchange files with ExaGO in " + scratch + " (java.io.tmpdir")
                .hasCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aSolutionOfAnotherSizeIsAnException() throws IOException {
        exago.behave(COST, "solution=0,1,0.5");

        assertThatIllegalStateException().isThrownBy(this::solve).withMessage("ExaGO answers 3 variables, expected 6");
    }

    @Test
    void endsAtTheNextEvaluationAfterTheDeadline() throws IOException {
        exago.behave(SOLUTION, "converged=0", "evaluations=100000");

        EngineAnswer answer = solve(SolveOptions.DEFAULT, Deadline.after(Duration.ofMillis(200)));

        assertThat(answer).isInstanceOf(Outcome.DeadlineReached.class);
        assertThat(((Outcome.DeadlineReached) answer).message())
                .startsWith("The deadline was reached after 7 iterations");
        assertThat(exago.calls()).endsWith("OPFLOWDestroy 0 options left");
    }

    @Test
    void aSolutionThatComesALittleLateCounts() throws IOException {
        exago.behave(SOLUTION, COST, "seconds=0.3");

        assertThat(solve(SolveOptions.DEFAULT, Deadline.after(Duration.ofMillis(200))))
                .isInstanceOf(EngineAnswer.Converged.class);
    }

    @Test
    void waitsForAnotherSolveNoLongerThanItsDeadline() throws Exception {
        exago.behave(SOLUTION, COST, "seconds=2");
        Thread other = Thread.ofPlatform().start(this::solve);
        while (!exago.calls().contains("OPFLOWSolve")) {
            Thread.sleep(1);
        }

        assertThat(solve(SolveOptions.DEFAULT, Deadline.after(Duration.ofMillis(300))))
                .isEqualTo(new Outcome.DeadlineReached(
                        "The deadline was reached while another solve was using ExaGO.", Progress.NONE));
        other.join();
    }
}
