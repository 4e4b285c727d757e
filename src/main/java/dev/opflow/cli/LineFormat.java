package dev.opflow.cli;

import dev.opflow.engine.Verification;
import dev.opflow.report.Printable;
import dev.opflow.report.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the line of a case looks; named as on the command line. */
enum LineFormat {
    /** For people. */
    table {
        @Override
        String head(int width) {
            return row(width, "case", "status", "engine", "objective $/h", "iter", "seconds", "");
        }

        @Override
        String line(int width, Path file, String status, String message, @Nullable RunRecord run) {
            if (run == null) {
                return row(width, file, status, "-", "-", "-", "-", message);
            }
            Verification verification = run.verification();
            return row(
                    width,
                    file,
                    status,
                    run.engine().isChosen() ? run.engine().name() : "-",
                    Double.isNaN(run.objective()) ? "-" : String.format(Locale.ROOT, "%.2f", run.objective()),
                    run.iterations(),
                    String.format(Locale.ROOT, "%.3f", run.seconds().total()),
                    verification != null && verification.passed()
                            ? String.format(
                                    Locale.ROOT,
                                    "%sverified to %.1e p.u.",
                                    run.isDc() ? "DC power flow, " : "",
                                    largest(verification))
                            : message);
        }

        private double largest(Verification verification) {
            return Math.max(verification.maxPowerMismatchPu(), verification.maxLimitViolation());
        }

        private String row(int width, Object... cells) {
            String format = "%-" + width + "s %-15s %-8s %16s %5s %9s  %s";
            String line = String.format(Locale.ROOT, format, cells).stripTrailing();
            return Printable.of(line.lines().map(String::strip).collect(Collectors.joining(" "))) + "\n";
        }
    },
    /** For programs: a JSON object, always with the same fields. */
    jsonl {
        @Override
        String head(int width) {
            return "";
        }

        @Override
        String line(int width, Path file, String status, String message, @Nullable RunRecord run) {
            return JsonLine.of(file, status, message, run);
        }
    };

    /** The width for these paths. One much longer than usual pushes its own line to the right, rather than all. */
    static int width(List<Path> files) {
        return files.stream()
                .mapToInt(file -> file.toString().length())
                .filter(length -> length <= 60)
                .reduce(20, Math::max);
    }

    /** What comes before all lines. */
    abstract String head(int width);

    /**
     * The line of a case, with its line break.
     *
     * @param width of the path, characters
     * @param run what there is to tell; null where the run came to no outcome
     */
    abstract String line(int width, Path file, String status, String message, @Nullable RunRecord run);
}
