package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingsTest {
    private static final Progress PROGRESS = new Progress(24, 5296.69, 3.65, 6710, 1e-3);
    private static final String LEFT =
            "; the largest remaining violation is 3.65 p.u., the residual of optimality 6.71e+03.";

    @Test
    void callsALocallyInfeasiblePointInfeasible() {
        assertThat(of("Converged to a point of local infeasibility. Problem may be infeasible."))
                .isEqualTo(new Outcome.Infeasible(
                        "Near where ExaGO arrived, no point meets all limits" + LEFT
                                + " The case is infeasible, or needs another start (option initialization).",
                        List.of(),
                        PROGRESS));
    }

    @Test
    void doesNotTakeAnAcceptablePointForASolution() {
        assertThat(of("Solved To Acceptable Level."))
                .isEqualTo(new Outcome.NotConverged(
                        "ExaGO gave up after 24 iterations, it stopped near a solution, short of the tolerance that was"
                                + " asked for" + LEFT
                                + " The case may be infeasible, or need another start (option initialization).",
                        PROGRESS));
    }

    @Test
    void namesTheOptionThatLimitsIterations() {
        assertThat(of("Maximum Number of Iterations Exceeded."))
                .isEqualTo(new Outcome.NotConverged(
                        "No solution within 500 iterations (option max_iterations)" + LEFT, PROGRESS));
    }

    @Test
    void tellsADeadline() {
        assertThat(of("Maximum CPU time exceeded."))
                .isEqualTo(new Outcome.DeadlineReached(
                        "The deadline was reached after 24 iterations" + LEFT + " Allow more time.", PROGRESS));
        assertThat(Endings.deadlineReached(Progress.NONE).message())
                .isEqualTo("The deadline was reached before the first iteration.");
    }

    @Test
    void leavesOutResidualsThatAreNotKnown() {
        Progress unknown = new Progress(3, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        assertThat(Endings.deadlineReached(unknown).message())
                .isEqualTo("The deadline was reached after 3 iterations. Allow more time.");
    }

    @Test
    void repeatsIpoptsWordsWhereThereAreNoBetter() {
        assertThat(((Outcome.NotConverged) of("Restoration Failed!")).message())
                .startsWith("ExaGO gave up after 24 iterations, in Ipopt's words: Restoration Failed!; the largest");
    }

    /** Its words change with its versions. */
    @Test
    void quotesWordsThatAreNotKnown() {
        assertThat(((Outcome.NotConverged) of("Too tired.")).message())
                .contains("words that are not known: Too tired.");
    }

    @Test
    void callsFixedVariablesThatMissALimitInfeasible() {
        assertThat(of("Problem has only fixed variables and constraints are infeasible."))
                .isInstanceOf(Outcome.Infeasible.class);
    }

    private static EngineAnswer of(String exit) {
        return Endings.of(exit, PROGRESS, 500);
    }
}
