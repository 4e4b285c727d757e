package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.SolveOptions;
import dev.opflow.grid.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Many solves in one process: the same answers, and how memory grows. Asked for by a property, as it takes minutes. */
class ExagoManySolvesIT {
    private static final String SOLVES = "opflow.exago.solves";
    private static final int LINES = 10;

    @Test
    void givesTheSameAnswerEachTime() throws IOException {
        int solves = Integer.getInteger(SOLVES, 0);
        String message = "Skipped: many solves in one process. To run: ./mvnw verify -Dit.test=ExagoManySolvesIT"
                + " -Dopflow.exago.home=DIR -D" + SOLVES + "=10000";
        if (solves == 0) {
            System.out.println(message);
        }
        assumeTrue(solves > 0, message);
        ExagoEngine engine = new ExagoEngine(ExagoEngineIT.home());
        assumeTrue(engine.absence().isEmpty(), () -> "ExaGO is absent: " + engine.absence());
        Network network = Cases.case9();
        EngineAnswer first = solve(engine, network);
        assertThat(first).isInstanceOf(EngineAnswer.Converged.class);

        for (int k = 1; k <= solves; k++) {
            assertThat(solve(engine, network)).usingRecursiveComparison().isEqualTo(first);
            if (k % Math.max(1, solves / LINES) == 0) {
                System.out.printf("%d solves, resident memory %d kB%n", k, residentKilobytes());
            }
        }
    }

    private static EngineAnswer solve(ExagoEngine engine, Network network) {
        return engine.solve(network, SolveOptions.DEFAULT, Deadline.never());
    }

    /** What Linux says of this process after a collection, which leaves what native code keeps and a heap of stable size. */
    private static long residentKilobytes() throws IOException {
        System.gc();
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return -1;
    }
}
