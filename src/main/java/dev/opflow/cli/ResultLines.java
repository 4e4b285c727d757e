package dev.opflow.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.opflow.engine.Verification;
import dev.opflow.report.JsonFields;
import dev.opflow.report.RunRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints a line for each case. */
sealed interface ResultLines extends AutoCloseable {

    /** A case that was run. */
    void solved(RunRecord run) throws IOException;

    /** A file that could not be read. */
    void unreadable(Path file, String reason) throws IOException;

    @Override
    void close() throws IOException;

    static ResultLines of(Solve.Format format, PrintStream out) throws IOException {
        return switch (format) {
            case table -> new Table(out);
            case jsonl -> new JsonLines(out);
        };
    }

    /** For people; on a terminal a count of cases goes before each line that has one before it. */
    final class Table implements ResultLines {
        private final PrintStream out;
        private int widest = 28;
        private boolean headed;

        Table(PrintStream out) {
            this.out = out;
        }

        @Override
        public void solved(RunRecord run) {
            head(run.source().name());
            out.printf(
                    Locale.ROOT,
                    "%-" + widest + "s %-15s %-8s %16s %5d %9.3f  %s%n",
                    run.source().name(),
                    run.outcome().status(),
                    run.engine().name(),
                    Double.isNaN(run.objective()) ? "-" : String.format(Locale.ROOT, "%.2f", run.objective()),
                    run.iterations(),
                    run.seconds().total(),
                    note(run));
            out.flush();
        }

        private static String note(RunRecord run) {
            Verification verification = run.verification();
            return verification != null && verification.passed()
                    ? String.format(Locale.ROOT, "verified to %.1e p.u.", largest(verification))
                    : run.outcome().message();
        }

        private static double largest(Verification verification) {
            return Math.max(verification.maxPowerMismatchPu(), verification.maxLimitViolation());
        }

        @Override
        public void unreadable(Path file, String reason) {
            head(file.toString());
            out.printf("%-" + widest + "s %-15s %s%n", file, "Unreadable", reason);
            out.flush();
        }

        private void head(String name) {
            widest = Math.max(widest, name.length());
            if (!headed) {
                headed = true;
                out.printf(
                        "%-" + widest + "s %-15s %-8s %16s %5s %9s%n",
                        "case",
                        "status",
                        "engine",
                        "objective $/h",
                        "iter",
                        "seconds");
            }
        }

        @Override
        public void close() {
            out.flush();
        }
    }

    /** For programs. */
    final class JsonLines implements ResultLines {
        private final JsonGenerator json;

        JsonLines(PrintStream out) throws IOException {
            json = new JsonFactory().createGenerator(out);
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        }

        @Override
        public void solved(RunRecord run) throws IOException {
            json.writeStartObject();
            json.writeStringField("case", run.source().key());
            json.writeStringField("status", run.outcome().status());
            json.writeStringField("message", run.outcome().message());
            json.writeStringField("engine", run.engine().name());
            JsonFields.number(json, "objective", run.objective());
            json.writeNumberField("iterations", run.iterations());
            JsonFields.seconds(json, run.seconds());
            Verification verification = run.verification();
            if (verification != null) {
                JsonFields.verification(json, verification);
            }
            JsonFields.findings(json, run.findings());
            json.writeEndObject();
            json.flush();
        }

        @Override
        public void unreadable(Path file, String reason) throws IOException {
            json.writeStartObject();
            json.writeStringField("case", file.toString());
            json.writeStringField("status", "Unreadable");
            json.writeStringField("message", reason);
            JsonFields.findings(json, List.of());
            json.writeEndObject();
            json.flush();
        }

        @Override
        public void close() throws IOException {
            json.writeRaw('\n');
            json.close();
        }
    }
}
