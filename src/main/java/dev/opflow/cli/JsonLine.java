package dev.opflow.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.opflow.report.Advice;
import dev.opflow.report.JsonFields;
import dev.opflow.report.RunRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A case as a JSON object on a line; apart from its format, so that who prints tables does not load a JSON library. */
final class JsonLine {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonLine() {}

    static String of(Path file, String status, String message, @Nullable RunRecord run) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("case", file.toString());
            json.writeStringField("status", status);
            json.writeStringField("message", message);
            JsonFields.text(json, "advice", run == null ? "" : Advice.of(run));
            JsonFields.text(json, "engine", run == null ? "" : run.engine().name());
            JsonFields.number(json, "objective", run == null ? Double.NaN : run.objective());
            json.writeNumberField("iterations", run == null ? 0 : run.iterations());
            JsonFields.seconds(json, run == null ? RunRecord.Seconds.NONE : run.seconds());
            JsonFields.verification(json, run == null ? null : run.verification());
            JsonFields.violations(json, run == null ? List.of() : run.violations());
            JsonFields.findings(json, run == null ? List.of() : run.findings());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing JSON to memory", e);
        }
        return text.append('\n').toString();
    }
}
