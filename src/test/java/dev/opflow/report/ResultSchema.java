package dev.opflow.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The published schema of {@code result.json}, read strictly: a field that it does not name is an error too. */
public final class ResultSchema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultSchema() {}

    static JsonNode published() {
        try {
            return JSON.readTree(
                    Path.of("docs", "schema", "opflow-result-1.schema.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final Schema STRICT = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(withoutMore(published()));

    /** What of a result the schema does not allow, in words; nothing where it is right. */
    public static List<String> errors(byte[] resultJson) {
        try {
            return errors(JSON.readTree(resultJson));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> errors(JsonNode result) {
        return STRICT.validate(result).stream().map(Object::toString).toList();
    }

    /** The schema, where an object whose fields it requires may have no others. */
    private static JsonNode withoutMore(JsonNode schema) {
        if (schema instanceof ObjectNode node && node.has("required")) {
            node.put("additionalProperties", false);
        }
        schema.forEach(ResultSchema::withoutMore);
        return schema;
    }
}
