package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.Progress;
import org.junit.jupiter.api.Test;

class IpoptLogTest {
    private static final String SUMMARY = """
        Number of Iterations....: %d

                                           (scaled)                 (unscaled)
        Objective...............:   3.2100000000000000e+01    5.2966900000000000e+03
        Dual infeasibility......:   1.0000000000000000e-09    2.0000000000000000e-07
        Constraint violation....:   3.0000000000000000e-11    4.0000000000000000e-10
        Complementarity.........:   5.0000000000000000e-09    6.0000000000000000e-08
        Overall NLP error.......:   5.0000000000000000e-09    6.0000000000000000e-08

        Number of objective function evaluations             = 13

        EXIT: %s
        """;

    @Test
    void tellsTheEndAndTheUnscaledResiduals() {
        IpoptLog log = IpoptLog.parse(SUMMARY.formatted(12, "Optimal Solution Found."));

        assertThat(log)
                .isEqualTo(new IpoptLog("Optimal Solution Found.", new Progress(12, 5296.69, 4e-10, 2e-7, 6e-8)));
    }

    @Test
    void tellsOfTheLastOfSeveralSolves() {
        IpoptLog log = IpoptLog.parse(SUMMARY.formatted(7, "Optimal Solution Found.")
                + SUMMARY.formatted(500, "Maximum Number of Iterations Exceeded."));

        assertThat(log.exit()).isEqualTo("Maximum Number of Iterations Exceeded.");
        assertThat(log.progress().iterations()).isEqualTo(500);
    }

    @Test
    void knowsNothingFromALogThatBreaksOff() {
        assertThat(IpoptLog.parse("iter    objective    inf_pr\n   0  5.4e+03 1.25e+00"))
                .isEqualTo(new IpoptLog("", Progress.NONE));
    }
}
