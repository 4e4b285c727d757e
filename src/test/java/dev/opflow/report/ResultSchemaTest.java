package dev.opflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Violation;
import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<RunRecord> everyOutcome() {
        return ResultJsonTest.everyOutcome();
    }

    @ParameterizedTest
    @MethodSource("everyOutcome")
    void namesEveryFieldOfEveryOutcome(RunRecord run) {
        assertThat(ResultSchema.errors(ResultJson.write(run, Map.of("report.html", "00ff"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyOutcome")
    void requiresEveryField(RunRecord run) throws Exception {
        ObjectNode whole = (ObjectNode) JSON.readTree(ResultJson.write(run, Map.of("report.html", "00ff")));
        requireEveryField(whole, whole);
    }

    /** Takes each field away in turn, of a list those of its first object. */
    private static void requireEveryField(ObjectNode whole, JsonNode at) {
        if (at instanceof ObjectNode object) {
            List<String> names =
                    object.properties().stream().map(Map.Entry::getKey).toList();
            for (String name : names) {
                JsonNode value = object.remove(name);
                assertThat(ResultSchema.errors(whole)).as("without " + name).isNotEmpty();
                object.set(name, value);
                requireEveryField(whole, value);
            }
        } else if (at.isArray() && !at.isEmpty()) {
            requireEveryField(whole, at.get(0));
        }
    }

    @Test
    void allowsFieldsThatWereAddedLater() throws Exception {
        ObjectNode result =
                (ObjectNode) JSON.readTree(ResultJson.write(everyOutcome().getFirst(), Map.of()));
        result.put("later", 1);

        assertThat(ResultSchema.errors(result)).hasSize(1);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(ResultSchema.published())
                        .validate(result.toString(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void isASchemaItself() {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                        .validate(ResultSchema.published()))
                .isEmpty();
    }

    @Test
    void knowsTheWordsThatThereAre() {
        assertThat(words("/properties/violations/items/properties/limit")).isEqualTo(names(Violation.Limit.values()));
        assertThat(words("/properties/violations/items/properties/kind")).isEqualTo(names(Element.Kind.values()));
        assertThat(words("/properties/findings/items/properties/severity")).isEqualTo(names(Finding.Severity.values()));
        assertThat(words("/properties/refusal")).isEqualTo(names(Outcome.Refused.Reason.values()));
        assertThat(words("/properties/options/properties/model")).isEqualTo(names(SolveOptions.Model.values()));
        assertThat(words("/properties/options/properties/initialization"))
                .isEqualTo(names(SolveOptions.Initialization.values()));
        assertThat(words("/properties/options/properties/objective")).isEqualTo(names(SolveOptions.Objective.values()));
        assertThat(words("/properties/options/properties/genbusvoltage"))
                .isEqualTo(names(SolveOptions.GeneratorBusVoltage.values()));
    }

    private static List<String> words(String place) {
        return JSON.convertValue(
                ResultSchema.published().at(place + "/examples"),
                JSON.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
