package dev.opflow.run;

import dev.opflow.engine.Verification;
import dev.opflow.grid.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a run.
 *
 * @param caseName the case's name
 * @param engine name of the engine that was chosen; empty where none was
 * @param engineReason why it was chosen
 * @param objective cost, $/h; NaN where there is no solution
 * @param iterations iterations done
 * @param seconds where the time went
 * @param verification the recomputation; null where there is no solution
 * @param findings what reading and checking found
 */
public record RunSummary(
        String caseName,
        String engine,
        String engineReason,
        double objective,
        int iterations,
        Seconds seconds,
        @Nullable Verification verification,
        List<Finding> findings) {
    public RunSummary {
        findings = List.copyOf(findings);
    }

    /**
     * Wall time of the stations, seconds; zero for those not reached.
     *
     * @param read reading the text
     * @param check checking the case
     * @param solve the engine
     * @param verify recomputing the solution
     * @param write making the result files
     * @param total all of it
     */
    public record Seconds(double read, double check, double solve, double verify, double write, double total) {}
}
