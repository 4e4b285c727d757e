package dev.opflow.engine.exago;

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
                        unscaled(log, "Complementarity")));
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
