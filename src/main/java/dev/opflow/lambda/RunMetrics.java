package dev.opflow.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opflow.report.RunRecord;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;

/**
 * Tells CloudWatch what came of each run, and of each message that is handed back, by a line of JSON in the log ("Embedded metric format", Amazon CloudWatch user
 * guide). Without a namespace it tells nothing. Every combination of name and dimension costs by the month, so they are few: runs by status, figures by engine.
 * The line has them together, so that a query of the log can relate them.
 */
final class RunMetrics {
    private static final String STATUS = "Status";
    private static final String ENGINE = "Engine";
    private static final String HANDLER = "Handler";

    private final Optional<String> namespace;
    private final PrintStream log;
    private final Clock clock;
    private final ObjectMapper json;

    /**
     * Metrics of a namespace.
     *
     * @param namespace empty for none
     * @param log what Lambda takes for the function's log
     */
    RunMetrics(Optional<String> namespace, PrintStream log, Clock clock, ObjectMapper json) {
        this.namespace = namespace;
        this.log = log;
        this.clock = clock;
        this.json = json;
    }

    /** Logs that a message stays in the queue, which Lambda does not count among the errors of the function. */
    void logFailure(String messageId) {
        ObjectNode line = line().put("Message", messageId);
        new Figures(line, HANDLER, UploadsHandler.NAME).add("Failed", "Count", 1);
        print(line);
    }

    /** Logs the figures of a run. */
    void log(RunRecord run) {
        ObjectNode line = line();
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
        print(line);
    }

    private ObjectNode line() {
        ObjectNode line = json.createObjectNode();
        line.putObject("_aws").put("Timestamp", clock.millis()).putArray("CloudWatchMetrics");
        return line;
    }

    private void print(ObjectNode line) {
        if (namespace.isEmpty()) {
            return;
        }
        try {
            log.println(json.writeValueAsString(line));
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
                    .put("Namespace", namespace.orElse(""))
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
