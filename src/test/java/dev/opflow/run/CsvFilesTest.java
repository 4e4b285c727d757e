package dev.opflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of a solution against its result.json, read by a library. */
class CsvFilesTest {
    private static final Map<String, String> LISTS =
            Map.of("buses", "buses", "generators", "generators", "branches", "branches", "dclines", "dcLines");

    /** Columns whose names are not those of result.json with their unit spelled otherwise. */
    private static final Map<String, String> COUNTERPARTS =
            Map.of("from_bus", "fromBus", "to_bus", "toBus", "in_service", "inService", "rate_a_mva", "rateAMva");

    private static RunResult solved(Network network, Map<String, String> options) {
        RunResult result = new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT)
                .run(
                        new CaseInput("c.m", "c.m", "", MatpowerWriter.write(SmallNetworks.withAllCosts(network))),
                        options,
                        Deadline.never());
        assertThat(result.outcome().status()).isEqualTo("Solved");
        return result;
    }

    private static byte[] content(RunResult result, String name) {
        return result.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow()
                .content();
    }

    private static List<Map<String, String>> rows(RunResult result, String name) throws IOException {
        return new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader().withStrictHeaders(true))
                .<Map<String, String>>readValues(content(result, name + ".csv"))
                .readAll();
    }

    private static double[] column(RunResult result, String table, String column) throws IOException {
        return rows(result, table).stream()
                .mapToDouble(row -> Double.parseDouble(row.get(column)))
                .toArray();
    }

    static Stream<Arguments> results() {
        return Stream.of(
                Arguments.of(SmallNetworks.allDispatch(), Map.of()),
                Arguments.of(SmallNetworks.allKinds(), Map.of("model", "DCOPF")),
                Arguments.of(
                        SmallNetworks.allKinds(),
                        Map.of("include_loadloss_variables", "true", "include_powerimbalance_variables", "true")));
    }

    @ParameterizedTest
    @MethodSource("results")
    void holdTheNumbersOfTheResultToTheLastDigit(Network network, Map<String, String> options) throws IOException {
        RunResult result = solved(network, options);
        JsonNode json = new ObjectMapper().readTree(content(result, "result.json"));
        for (Map.Entry<String, String> table : LISTS.entrySet()) {
            if (network.dcLines().isEmpty() && table.getKey().equals("dclines")) {
                continue;
            }
            List<Map<String, String>> rows = rows(result, table.getKey());
            JsonNode list = json.get(table.getValue());
            assertThat(rows).hasSameSizeAs(list);
            for (int k = 0; k < rows.size(); k++) {
                Map<String, String> row = rows.get(k);
                assertThat(row).containsEntry("row", String.valueOf(k + 1));
                list.get(k).properties().forEach(field -> {
                    if (row.containsKey(column(field.getKey(), row))) {
                        assertThat(row.get(column(field.getKey(), row)))
                                .as(table.getKey() + " " + field.getKey())
                                .isEqualTo(
                                        field.getValue().isNull()
                                                ? ""
                                                : field.getValue().asText());
                    } else {
                        assertThat(field.getKey()).as("has no column").isIn("generator", "branch", "dcLine");
                    }
                });
            }
        }
    }

    /** The column of a field: the same name, in lower case, its words and its unit set apart. */
    private static String column(String field, Map<String, String> row) {
        String squeezed = field.toLowerCase(Locale.ROOT);
        return row.keySet().stream()
                .filter(name -> COUNTERPARTS
                        .getOrDefault(name, name.replaceFirst("_usd_per_.*", "").replace("_", ""))
                        .equalsIgnoreCase(squeezed))
                .findFirst()
                .orElse("");
    }

    @Test
    void areDescribedColumnByColumn() throws IOException {
        RunResult result = solved(SmallNetworks.allDispatch(), Map.of());
        String description = Files.readString(Path.of("docs", "results.md"));

        for (String table : LISTS.keySet()) {
            assertThat(description).contains("### " + table + ".csv");
            assertThat(rows(result, table).getFirst().keySet())
                    .allSatisfy(column -> assertThat(description).contains("`" + column + "`"));
        }
    }

    @Test
    void sumUpToTheObjective() throws IOException {
        RunResult result = solved(SmallNetworks.allDispatch(), Map.of());

        double cost = Stream.of("generators", "dclines")
                .flatMapToDouble(table -> {
                    try {
                        return Arrays.stream(column(result, table, "cost_usd_per_h"));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .sum();

        assertThat(cost).isCloseTo(result.record().objective(), within(1e-9 * cost));
    }

    @Test
    void tellHowMuchIsUsed() throws IOException {
        FakeEngine engine = FakeEngine.answering("fake", new EngineAnswer.Converged(TwoBuses.solved()));
        RunResult result = new OpflowRunner(List.of(engine), SolveOptions.DEFAULT)
                .run(TwoBuses.input(), Map.of(), Deadline.never());

        Map<String, String> branch = rows(result, "branches").getFirst();
        assertThat(Double.parseDouble(branch.get("sf_mva"))).isCloseTo(Math.hypot(60, 20), within(1e-9));
        assertThat(Double.parseDouble(branch.get("loading_percent"))).isCloseTo(Math.hypot(60, 20), within(1e-9));
        assertThat(Double.parseDouble(branch.get("angle_degrees"))).isEqualTo(-TwoBuses.ANGLE_DEGREES);
        assertThat(branch).containsEntry("angmin_degrees", "").containsEntry("angmax_degrees", "");
        assertThat(rows(result, "generators").getFirst())
                .containsEntry("loading_percent", "30.0")
                .containsEntry("cost_usd_per_h", "605.0");
    }
}
