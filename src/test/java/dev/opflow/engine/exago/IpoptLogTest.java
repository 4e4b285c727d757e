package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.IterationHistory;
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

    @Test
    void tellsTheIterationsOfTheLastSolve() {
        String table = """
            iter    objective    inf_pr   inf_du lg(mu)  ||d||  lg(rg) alpha_du alpha_pr  ls
               0  5.4000000e+03 1.25e+00 3.00e+01  -1.0 0.00e+00    -  0.00e+00 0.00e+00   0
               1r 5.3000000e+03 2.50e-01 4.00e+00  -2.0 1.20e-01   -4.0 1.00e+00 1.00e+00h  1
            iter    objective    inf_pr   inf_du lg(mu)  ||d||  lg(rg) alpha_du alpha_pr  ls
              10  5.2900000e+03 5.00e-07 6.00e-08  -8.6 1.20e-01    -  1.00e+00 1.00e+00f  1
            """;
        String earlier = table.replace("10  5.29", "99  5.29");

        IterationHistory history = IpoptLog.parse("\n" + earlier + SUMMARY.formatted(99, "Optimal Solution Found.")
                        + "\n" + table + SUMMARY.formatted(10, "Optimal Solution Found."))
                .progress()
                .history();

        assertThat(history.iteration()).containsExactly(0, 1, 10);
        assertThat(history.objective()).containsExactly(5400, 5300, 5290);
        assertThat(history.primalResidualPu()).containsExactly(1.25, 0.25, 5e-7);
        assertThat(history.dualResidual()).containsExactly(30, 4, 6e-8);
        assertThat(history.barrierParameter()).containsExactly(0.1, 0.01, Math.pow(10, -8.6));
    }
}
