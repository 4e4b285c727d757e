package dev.opflow.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opflow.report.RunRecord;
import java.io.PrintStream;
import java.time.Clock;

/**
 * Tells CloudWatch what came of each run, by a line of JSON in the log ("Embedded metric format", Amazon CloudWatch user
 * guide). Every combination of name and dimension costs by the month, so they are few: runs by status, figures by engine.
 * The line has them together, so that a query of the log can relate them.
 */
final class RunMetrics {
    private static final String STATUS = "Status";
    private static final String ENGINE = "Engine";

    private final String namespace;
    private final PrintStream log;
    private final Clock clock;
    private final ObjectMapper json;

    /**
     * Metrics of a namespace.
     *
     * @param log what Lambda takes for the function's log
     */
    RunMetrics(String namespace, PrintStream log, Clock clock, ObjectMapper json) {
        this.namespace = namespace;
        this.log = log;
        this.clock = clock;
        this.json = json;
    }

    /** Logs the figures of a run. */
    void log(RunRecord run) {
        ObjectNode line = json.createObjectNode();
        ObjectNode kinds = line.putObject("_aws").put("Timestamp", clock.millis());
        kinds.putArray("CloudWatchMetrics");
        line.put("Key", run.source().key()).put("Version", run.source().version());

        Figures runs = new Figures(line, STATUS, run.outcome().status());
        runs.add("Runs", "Count", 1);
        if (run.engine().isChosen()) {
            Figures solves = new Figures(line, ENGINE, run.engine().name());
            solves.add("Seconds", "Seconds", run.seconds().total());
            solves.add("Iterations", "Count", run.iterations());
            if (run.network() != null) {
                solves.add("Buses", "Count", run.network().buses().size());
            }
            if (run.solution() != null) {
                // $/h, for which CloudWatch has no unit
                solves.add("Cost", "None", run.objective());
            }
        }
        log.println(text(line));
    }

    private String text(ObjectNode line) {
        try {
            return json.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and strings are always JSON", e);
        }
    }

    /** Metrics that share a dimension. */
    private final class Figures {
        private final ObjectNode line;
        private final ObjectNode directive;

        Figures(ObjectNode line, String dimension, String value) {
            this.line = line.put(dimension, value);
            directive = line.withObject("_aws").withArray("CloudWatchMetrics").addObject();
            directive
                    .put("Namespace", namespace)
                    .putArray("Dimensions")
                    .addArray()
                    .add(dimension);
            directive.putArray("Metrics");
        }

        void add(String name, String unit, double value) {
            directive.withArray("Metrics").addObject().put("Name", name).put("Unit", unit);
            line.put(name, value);
        }
    }
}
