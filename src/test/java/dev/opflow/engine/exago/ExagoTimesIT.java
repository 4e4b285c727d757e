package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SolveOptions;
import dev.opflow.report.RunRecord;
import dev.opflow.run.CaseInput;
import dev.opflow.run.Engines;
import dev.opflow.run.OpflowRunner;
import dev.opflow.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Tells where the time of a case goes: inside {@code OPFLOWSolve}, or before and after it. Asked for by a property, the number
 * of runs of each case; the first of a process are slower, as Java has yet to compile.
 */
class ExagoTimesIT {
    private static final Path PGLIB = Path.of("..", "shared", "pglib");
    private static final String CASES = "300_ieee,1354_pegase,2869_pegase,10000_goc";
    private static final String RUNS = "opflow.exago.times";

    /** Adds up what the library logs of its calls. */
    private static final class Calls extends Handler {
        private final Map<String, Double> seconds = new TreeMap<>();

        @Override
        public void publish(LogRecord record) {
            Object[] parameters = record.getParameters();
            if (parameters != null && parameters.length == 2 && parameters[1] instanceof Double time) {
                seconds.merge(parameters[0].toString().split(" ")[0], time, Double::sum);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void tellsWhereTheTimeGoes() throws IOException {
        int runs = Integer.getInteger(RUNS, 0);
        String message = "Skipped: where the time goes. To run: ./mvnw verify -Dit.test=ExagoTimesIT"
                + " -Dopflow.exago.home=DIR -D" + RUNS + "=10";
        if (runs == 0) {
            System.out.println(message);
        }
        assumeTrue(runs > 0, message);
        assumeTrue(new ExagoEngine(ExagoEngineIT.home()).absence().isEmpty(), "Skipped: ExaGO is absent");
        assumeTrue(Files.isDirectory(PGLIB), "Skipped: there is no PGLib in " + PGLIB.toAbsolutePath());
        Logger logger = Logger.getLogger(ExagoLibrary.class.getName());
        Calls calls = new Calls();
        calls.setLevel(Level.ALL);
        logger.setLevel(Level.FINER);
        logger.setUseParentHandlers(false);
        logger.addHandler(calls);
        OpflowRunner runner = new OpflowRunner(Engines.preferred(ExagoEngineIT.home()), SolveOptions.DEFAULT);
        try {
            for (String name : System.getProperty(RUNS + ".cases", CASES).split(",")) {
                byte[] content = Files.readAllBytes(PGLIB.resolve("pglib_opf_case" + name + ".m"));
                for (int k = 1; k <= runs; k++) {
                    calls.seconds.clear();
                    RunResult result = runner.run(
                            new CaseInput(name, name, "", content), Map.of("engine", "exago"), Deadline.never());
                    assertThat(result.outcome()).isInstanceOf(Outcome.Solved.class);
                    print(name + ", run " + k, calls.seconds, result.record().seconds());
                }
            }
        } finally {
            logger.removeHandler(calls);
            logger.setUseParentHandlers(true);
            logger.setLevel(null);
        }
    }

    private static void print(String what, Map<String, Double> calls, RunRecord.Seconds seconds) {
        double solve = calls.getOrDefault("OPFLOWSolve", 0.0);
        double others = calls.values().stream().mapToDouble(Double::doubleValue).sum() - solve;
        System.out.printf(
                "%s: %.3f s, of which OPFLOWSolve %.3f; outside it %.1f %%: read %.1f, check %.1f, other calls of C"
                        + " %.1f, Java around them %.1f, verify %.1f%n  %s%n",
                what,
                seconds.total(),
                solve,
                100 * (seconds.total() - solve) / solve,
                100 * seconds.read() / solve,
                100 * seconds.check() / solve,
                100 * others / solve,
                100 * (seconds.solve() - solve - others) / solve,
                100 * seconds.verify() / solve,
                calls);
    }
}
