package dev.opflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** DC power flows of published cases are solved, and their prices prove the optimum. */
class PglibDcIT {
    /** Limits of angles leave these no DC power flow, as a simplex method (HiGHS) says too. */
    private static final Set<String> INFEASIBLE = Set.of(
            "sad/pglib_opf_case5_pjm__sad.m",
            "sad/pglib_opf_case14_ieee__sad.m",
            "sad/pglib_opf_case118_ieee__sad.m",
            "sad/pglib_opf_case200_activ__sad.m");

    @Test
    void solvesEveryCaseUpTo300BusesThatHasASolution() throws Exception {
        assumeTrue(Pglib.isPresent(), Pglib.ABSENT);
        SolveOptions options =
                SolveOptions.DEFAULT.toBuilder().model(SolveOptions.Model.DCOPF).build();
        assertThat(Pglib.upTo300Buses())
                .hasSize(27)
                .extracting(Pglib.Published::file)
                .containsAll(INFEASIBLE);
        SoftAssertions softly = new SoftAssertions();
        for (Pglib.Published published : Pglib.upTo300Buses()) {
            Network network = published.network();
            EngineAnswer answer = new InteriorEngine().solve(network, options, Deadline.never());
            softly.assertThat(answer instanceof EngineAnswer.Converged)
                    .as(published.file())
                    .isNotEqualTo(INFEASIBLE.contains(published.file()));
            if (answer instanceof EngineAnswer.Converged converged) {
                softly.assertThat(Verifier.verify(network, converged.solution(), options, Verifier.TOLERANCE)
                                .violations())
                        .as(published.file())
                        .isEmpty();
            }
        }
        softly.assertAll();
    }
}
