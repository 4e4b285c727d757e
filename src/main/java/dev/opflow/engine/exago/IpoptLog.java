package dev.opflow.engine.exago;

import dev.opflow.engine.IterationHistory;
import dev.opflow.engine.Progress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the log of an Ipopt run says of its end.
 *
 * @param exit the text after the last {@code EXIT:}, e.g. "Optimal Solution Found."; empty where there is none
 * @param progress how far it came
 */
record IpoptLog(String exit, Progress progress) {
    private static final String SUMMARY = "Number of Iterations";
    /** A row that belongs to a restoration is marked r. */
    private static final Pattern ITERATION =
            Pattern.compile("(?m)^ *(\\d+)r? +(\\S+) +(\\S+) +(\\S+) +(-?\\d\\S*) +\\S+ +\\S+ +\\S+ +\\S+ +\\d+ *$");

    private static final Pattern EXIT = Pattern.compile("(?m)^EXIT: (.*)$");

    /** Reads a log; where several problems were solved one after the other, the last counts. */
    static IpoptLog parse(String text) {
        // what comes before the last summary is iterations, and long
        String log = text.substring(Math.max(0, text.lastIndexOf("\n" + SUMMARY)));
        Matcher exits = EXIT.matcher(log);
        String exit = "";
        while (exits.find()) {
            exit = exits.group(1).strip();
        }
        return new IpoptLog(
                exit,
                new Progress(
                        (int) last(log, SUMMARY + "\\.+: *(\\S+)", 0),
                        unscaled(log, "Objective"),
                        unscaled(log, "Constraint violation"),
                        unscaled(log, "Dual infeasibility"),
                        unscaled(log, "Complementarity"),
                        history(text)));
    }

    /** The last table of iterations: {@code iter objective inf_pr inf_du lg(mu)} and more that is not told. */
    private static IterationHistory history(String text) {
        String table = text.substring(Math.max(0, text.lastIndexOf("\niter ", text.lastIndexOf("\n   0 "))));
        Matcher rows = ITERATION.matcher(table);
        IterationHistory.Recorder history = new IterationHistory.Recorder();
        while (rows.find()) {
            try {
                history.add(
                        Integer.parseInt(rows.group(1)),
                        Double.parseDouble(rows.group(2)),
                        Double.parseDouble(rows.group(3)),
                        Double.parseDouble(rows.group(4)),
                        Math.pow(10, Double.parseDouble(rows.group(5))));
            } catch (NumberFormatException e) {
                // a row that a hard stop cut off, or a column that is no number
            }
        }
        IterationHistory all = history.history();
        return all.size() == 0 ? IterationHistory.NONE : all;
    }

    /** The right one of two columns: scaled and unscaled. */
    private static double unscaled(String log, String name) {
        return last(log, name + "\\.+: +\\S+ +(\\S+)", Double.NaN);
    }

    private static double last(String log, String pattern, double missing) {
        Matcher matcher = Pattern.compile("(?m)^" + pattern).matcher(log);
        double value = missing;
        while (matcher.find()) {
            try {
                value = Double.parseDouble(matcher.group(1));
            } catch (NumberFormatException e) {
                value = missing;
            }
        }
        return value;
    }
}
