package dev.opflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.report.RunRecord;
import dev.opflow.run.CaseInput;
import dev.opflow.run.OpflowRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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

    private static String logged(RunRecord run) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        new RunMetrics("grids", new PrintStream(log, true, StandardCharsets.UTF_8), CLOCK, JSON).log(run);
        return log.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void tellsStatusEngineBusesIterationsSecondsAndCostOfASolvedCase() throws IOException {
        RunRecord run = run(Files.readString(Path.of("samples", "case9.m")));

        String logged = logged(run);

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
        JsonNode line = json(logged(run("not a case")));

        assertThat(line.at("/_aws/CloudWatchMetrics")).hasSize(1);
        assertThat(line.path("Status").asText()).isEqualTo("InvalidCase");
        assertThat(line.path("Runs").asInt()).isEqualTo(1);
        assertThat(line.has("Engine")).isFalse();
    }
}
