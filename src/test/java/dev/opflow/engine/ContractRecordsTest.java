package dev.opflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the contract's own records say and hold to. */
class ContractRecordsTest {
    private static final Violation VIOLATION =
            new Violation(Violation.Limit.VMAX, new Element(Element.Kind.BUS, 3, "bus 14"), 1.07, 1.05, 0.02);

    @Test
    void listsTheFirstTenThingsThatCanNotBeExpressed() {
        List<Inexpressible> missing = new ArrayList<>();
        assertThat(Inexpressible.list(missing)).isEmpty();
        for (int k = 1; k <= 10; k++) {
            missing.add(new Inexpressible(new Element(Element.Kind.DC_LINE, k, "DC line " + k), "is one"));
        }
        assertThat(Inexpressible.list(missing))
                .startsWith("DC line 1 is one; DC line 2 is one; ")
                .endsWith("; DC line 10 is one");
        missing.add(missing.getFirst());
        missing.add(missing.getFirst());
        assertThat(Inexpressible.list(missing)).endsWith("; DC line 10 is one; and 2 more");
    }

    @Test
    void tellsAnInvalidCaseByItsFirstErrorAndCountsTheOthers() {
        Finding error = new Finding(Finding.Severity.ERROR, "loop", Element.NETWORK, 0, "It is wrong.", "Correct it.");
        Finding rest = new Finding(Finding.Severity.ERROR, "loop", Element.NETWORK, 0, "20 more.", "See above.", 20);
        Finding warning = new Finding(Finding.Severity.WARNING, "odd", Element.NETWORK, 0, "It is odd.", "Look.");
        assertThat(new Outcome.InvalidCase(List.of(warning, error)).message())
                .isEqualTo("error: case: It is wrong. Correct it.");
        assertThat(new Outcome.InvalidCase(List.of(error, error, warning)).message())
                .isEqualTo("error: case: It is wrong. Correct it. (and 1 more error)");
        assertThat(new Outcome.InvalidCase(List.of(error, error, rest)).message())
                .isEqualTo("error: case: It is wrong. Correct it. (and 21 more errors)");
    }

    @Test
    void tellsAnUnverifiedSolutionByItsWorstViolation() {
        Verification verification = new Verification(
                1e-6,
                10,
                0,
                0.02,
                0,
                null,
                List.of(VIOLATION, VIOLATION),
                new BranchFlows(new double[0], new double[0], new double[0], new double[0]));
        Outcome outcome = new Outcome.Unverified(
                new Solution(10, 1, 1, new double[0], new double[0], new double[0], new double[0], null), verification);
        assertThat(outcome.status()).isEqualTo("Unverified");
        assertThat(outcome.message())
                .isEqualTo("The engine claims a solution, but recomputing it shows: bus 14: voltage magnitude is 1.07"
                        + " p.u., should be at most 1.05 p.u. (missed by 0.02) (and 1 more).");
    }

    @Test
    void reachesADeadlineInThePastAtOnceAndNoneNever() {
        assertThat(Deadline.after(Duration.ofSeconds(-1)).isReached()).isTrue();
        assertThat(Deadline.after(Duration.ofSeconds(-1)).remaining()).isZero();
        assertThat(Deadline.after(Duration.ofHours(1)).isReached()).isFalse();
        assertThat(Deadline.after(Duration.ofHours(1)).remaining())
                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(Deadline.never().isReached()).isFalse();
        assertThat(Deadline.never().isNever()).isTrue();
        assertThat(Deadline.never().remaining()).isGreaterThan(Duration.ofDays(365));
    }

    @Test
    void refusesToleranceAndIterationsOutOfRange() {
        assertThatThrownBy(() -> new SolveOptions.Builder().tolerance(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tolerance is 0.0, must be from 1e-10 to 0.01");
        assertThatThrownBy(
                        () -> new SolveOptions.Builder().tolerance(Double.NaN).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SolveOptions.Builder().maxIterations(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("max_iterations is 0, must be at least 1");
    }
}
