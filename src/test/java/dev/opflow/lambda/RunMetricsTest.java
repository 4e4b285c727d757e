package dev.opflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.report.RunRecord;
import dev.opflow.run.CaseInput;
import dev.opflow.run.OpflowRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RunMetricsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_123L), ZoneOffset.UTC);

    private static RunRecord run(String text) {
        OpflowRunner runner = new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT);
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return runner.run(new CaseInput("x.m", "grids/x.m", "v1", content), Map.of(), Deadline.never())
                .record();
    }

    private static String logged(Consumer<RunMetrics> said) {
        return logged(Optional.of("grids"), said);
    }

    private static String logged(Optional<String> namespace, Consumer<RunMetrics> said) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        said.accept(new RunMetrics(namespace, new PrintStream(log, true, StandardCharsets.UTF_8), CLOCK, JSON));
        return log.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void tellsStatusEngineBusesIterationsSecondsAndCostOfASolvedCase() throws IOException {
        RunRecord run = run(Files.readString(Path.of("samples", "case9.m")));

        String logged = logged(metrics -> metrics.log(run));

        JsonNode line = json(logged);
        assertThat(line.path("_aws")).isEqualTo(json("""
            {'Timestamp': 1700000000123, 'CloudWatchMetrics': [
             {'Namespace': 'grids', 'Dimensions': [['Status']], 'Metrics': [{'Name': 'Runs', 'Unit': 'Count'}]},
             {'Namespace': 'grids', 'Dimensions': [['Engine']], 'Metrics': [
              {'Name': 'Seconds', 'Unit': 'Seconds'}, {'Name': 'Iterations', 'Unit': 'Count'},
              {'Name': 'Buses', 'Unit': 'Count'}, {'Name': 'Cost', 'Unit': 'None'}]}]}
            """));
        assertThat(line.path("Status").asText()).isEqualTo("Solved");
        assertThat(line.path("Engine").asText()).isEqualTo("embedded");
        assertThat(line.path("Runs").asInt()).isEqualTo(1);
        assertThat(line.path("Buses").asInt()).isEqualTo(9);
        assertThat(line.path("Iterations").asInt()).isEqualTo(run.iterations()).isPositive();
        assertThat(line.path("Seconds").asDouble())
                .isEqualTo(run.seconds().total())
                .isPositive();
        assertThat(line.path("Cost").asDouble()).isBetween(5296.68, 5296.69);
        assertThat(line.path("Key").asText()).isEqualTo("grids/x.m");
        assertThat(line.path("Version").asText()).isEqualTo("v1");
        assertThat(logged).as("CloudWatch takes each line by itself").containsOnlyOnce("\n");
    }

    @Test
    void countsACaseThatNoEngineSaw() throws IOException {
        JsonNode line = json(logged(metrics -> metrics.log(run("not a case"))));

        assertThat(line.at("/_aws/CloudWatchMetrics")).hasSize(1);
        assertThat(line.path("Status").asText()).isEqualTo("InvalidCase");
        assertThat(line.path("Runs").asInt()).isEqualTo(1);
        assertThat(line.has("Engine")).isFalse();
    }

    @Test
    void countsAMessageThatIsHandedBack() throws IOException {
        JsonNode line = json(logged(metrics -> metrics.logFailure("message-1")));

        assertThat(line.at("/_aws/CloudWatchMetrics")).isEqualTo(json("""
            [{'Namespace': 'grids', 'Dimensions': [['Handler']], 'Metrics': [{'Name': 'Failed', 'Unit': 'Count'}]}]
            """));
        assertThat(line.path("Handler").asText()).isEqualTo("uploads");
        assertThat(line.path("Failed").asInt()).isEqualTo(1);
        assertThat(line.path("Message").asText()).isEqualTo("message-1");
    }

    @Test
    void logsNothingWithoutANamespace() {
        assertThat(logged(Optional.empty(), metrics -> metrics.logFailure("message-1")))
                .isEmpty();
    }

    /**
     * The deployment knows nothing of the product: its alarms and its dashboard name the metrics once more. They are in the
     * snapshot of its template.
     */
    @Test
    void logsAllThatTheDeploymentWatchesAndNothingElse() throws IOException {
        RunRecord solved = run(Files.readString(Path.of("samples", "case9.m")));
        Set<String> logged = logged(metrics -> {
                    metrics.log(solved);
                    metrics.logFailure("message-1");
                })
                .lines()
                .flatMap(RunMetricsTest::metrics)
                .collect(Collectors.toCollection(TreeSet::new));
        logged.removeIf(metric -> metric.startsWith("Runs "));
        for (Class<?> outcome : Outcome.class.getPermittedSubclasses()) {
            if (!outcome.isInterface()) {
                logged.add("Runs Status=" + outcome.getSimpleName());
            }
        }

        assertThat(watched()).isEqualTo(logged);
    }

    /** As "Seconds Engine=embedded", whatever engine it is. */
    private static Stream<String> metrics(String text) {
        try {
            JsonNode line = JSON.readTree(text);
            return StreamSupport.stream(line.at("/_aws/CloudWatchMetrics").spliterator(), false)
                    .flatMap(directive -> {
                        String dimension = directive.at("/Dimensions/0/0").asText();
                        return StreamSupport.stream(directive.path("Metrics").spliterator(), false)
                                .map(metric -> metric.path("Name").asText() + " "
                                        + named(dimension, line.path(dimension).asText()));
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String named(String dimension, String value) {
        return dimension + "=" + (dimension.equals("Engine") ? "any" : value);
    }

    private static Set<String> watched() throws IOException {
        Set<String> watched = new TreeSet<>();
        JsonNode template = JSON.readTree(
                Path.of("infra", "src", "test", "snapshots", "opflow.json").toFile());
        for (JsonNode resource : template.path("Resources")) {
            JsonNode properties = resource.path("Properties");
            addMetric(watched, properties);
            properties.path("Metrics").forEach(query -> addMetric(watched, query.at("/MetricStat/Metric")));
            JsonNode body = properties.at("/DashboardBody/Fn::Join/1");
            if (body.isArray()) {
                addWidgets(watched, body);
            }
        }
        return watched;
    }

    private static void addMetric(Set<String> watched, JsonNode metric) {
        if (metric.path("Namespace").asText().equals("opflow")) {
            JsonNode dimension = metric.at("/Dimensions/0");
            watched.add(metric.path("MetricName").asText() + " "
                    + named(
                            dimension.path("Name").asText(),
                            dimension.path("Value").asText()));
        }
    }

    /** The text of a dashboard: strings, and references between them. */
    private static void addWidgets(Set<String> watched, JsonNode parts) throws IOException {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.asText("")));
        for (JsonNode widget : JSON.readTree(text.toString()).path("widgets")) {
            for (JsonNode metric : widget.at("/properties/metrics")) {
                if (metric.path(0).asText().equals("opflow")) {
                    watched.add(metric.path(1).asText() + " "
                            + named(metric.path(2).asText(), metric.path(3).asText()));
                }
            }
        }
    }
}
