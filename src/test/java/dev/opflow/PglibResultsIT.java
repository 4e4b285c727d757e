package dev.opflow;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.matpower.MatpowerWriter;
import dev.opflow.run.CaseInput;
import dev.opflow.run.OpflowRunner;
import dev.opflow.run.RunResult;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The files of results, of published cases. */
class PglibResultsIT {
    private static final OpflowRunner RUNNER = new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT);

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
}
