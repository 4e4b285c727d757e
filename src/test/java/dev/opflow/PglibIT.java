package dev.opflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Verification;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Published optima are met. */
class PglibIT {

    @Test
    void solvesEveryCaseUpTo300BusesToItsPublishedOptimum() throws Exception {
        assumeTrue(Pglib.isPresent(), Pglib.ABSENT);
        assertThat(Pglib.upTo300Buses()).hasSize(27);
        SoftAssertions softly = new SoftAssertions();
        for (Pglib.Published published : Pglib.upTo300Buses()) {
            Network network = published.network();
            EngineAnswer answer = new InteriorEngine().solve(network, SolveOptions.DEFAULT, Deadline.never());
            softly.assertThat(answer).as(published.file()).isInstanceOf(EngineAnswer.Converged.class);
            if (answer instanceof EngineAnswer.Converged converged) {
                Verification verification =
                        Verifier.verify(network, converged.solution(), SolveOptions.DEFAULT, Verifier.TOLERANCE);
                softly.assertThat(verification.violations())
                        .as(published.file())
                        .isEmpty();
                softly.assertThat(verification.objective())
                        .as(published.file())
                        .isCloseTo(published.objective(), withinPercentage(0.01));
            }
        }
        softly.assertAll();
    }
}
