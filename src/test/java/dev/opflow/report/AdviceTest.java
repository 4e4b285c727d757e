package dev.opflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.Outcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdviceTest {
    static List<RunRecord> everyOutcome() {
        return ResultJsonTest.everyOutcome();
    }

    @ParameterizedTest
    @MethodSource("everyOutcome")
    void isGivenWhereverACaseIsNotSolved(RunRecord run) {
        String advice = Advice.of(run);

        assertThat(advice.isEmpty()).isEqualTo(run.outcome() instanceof Outcome.Solved);
        assertThat(advice).doesNotContain("null").doesNotContain("NaN");
        RelaxedCase relaxed = run.relaxed();
        if (relaxed != null) {
            assertThat(advice).contains(relaxed.isSolved() ? "has a solution, at 500.00 $/h" : "was not solved");
        }
    }
}
