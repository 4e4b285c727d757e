package dev.opflow.report;

import static dev.opflow.report.JsonFields.NONE;
import static dev.opflow.report.JsonFields.count;
import static dev.opflow.report.JsonFields.number;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import dev.opflow.engine.SolveOption;
import dev.opflow.grid.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes {@code result.json}; docs/results.md describes each field. Every result has all of them, null where there is no value.
 * Fields may be added; none is changed or removed without a new {@link #SCHEMA}.
 */
public final class ResultJson {
    /** Name and version of the layout; the version changes when a program that reads it must. */
    public static final String SCHEMA = "opflow-result/1";

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;
    private final RunRecord run;
    private final Map<String, String> files;

    private ResultJson(JsonGenerator json, RunRecord run, Map<String, String> files) {
        this.json = json;
        this.run = run;
        this.files = files;
    }

    /**
     * The result as UTF-8 text.
     *
     * @param files the SHA-256, hexadecimal, of each other file of the result by its name, in the order they are to be named
     */
    public static byte[] write(RunRecord run, Map<String, String> files) {
        Network network = run.network();
        int size = network == null
                ? 4096
                : 4096 + 300 * (network.buses().size() + network.branches().size());
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            new ResultJson(json, run, files).write();
        } catch (IOException e) {
            throw new UncheckedIOException("writing JSON to memory", e);
        }
        return out.toByteArray();
    }

    private void write() throws IOException {
        Outcome outcome = run.outcome();
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("status", outcome.status());
        json.writeStringField("message", outcome.message());
        JsonFields.text(json, "advice", Advice.of(run));
        json.writeStringField(
                "refusal",
                outcome instanceof Outcome.Refused refused ? refused.reason().name() : null);
        number(json, "objective", run.objective());
        json.writeNumberField("iterations", run.iterations());
        count(json, "rounds", run.rounds());
        writeFiles();
        writeCase();
        writeEngine();
        writeOptions();
        JsonFields.seconds(json, run.seconds());
        JsonFields.verification(json, run.verification());
        JsonFields.violations(json, run.violations());
        JsonFields.reliefs(json, outcome instanceof Outcome.Infeasible infeasible ? infeasible.reliefs() : List.of());
        JsonFields.relaxed(json, run.relaxed());
        writeProgress();
        JsonFields.findings(json, run.findings());
        if (outcome instanceof Outcome.Solved solved && run.network() != null) {
            new SolutionJson(json, run.network(), solved, run.isDc()).write();
        } else {
            for (String part : SolutionJson.PARTS) {
                json.writeNullField(part);
            }
        }
        json.writeEndObject();
    }

    private void writeFiles() throws IOException {
        json.writeArrayFieldStart("files");
        for (Map.Entry<String, String> file : files.entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", file.getKey());
            json.writeStringField("sha256", file.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeCase() throws IOException {
        Network network = run.network();
        json.writeObjectFieldStart("case");
        json.writeStringField("name", run.source().name());
        json.writeStringField("key", run.source().key());
        JsonFields.text(json, "version", run.source().version());
        JsonFields.text(json, "sha256", run.source().sha256().hexadecimal());
        json.writeNumberField("bytes", run.source().bytes());
        number(json, "baseMva", network == null ? Double.NaN : network.baseMva());
        count(json, "busCount", network == null ? NONE : network.buses().size());
        count(
                json,
                "generatorCount",
                network == null ? NONE : network.generators().size());
        count(json, "branchCount", network == null ? NONE : network.branches().size());
        count(json, "dcLineCount", network == null ? NONE : network.dcLines().size());
        json.writeEndObject();
    }

    private void writeEngine() throws IOException {
        json.writeObjectFieldStart("engine");
        JsonFields.text(json, "name", run.engine().name());
        JsonFields.text(json, "version", run.engine().version());
        JsonFields.text(json, "reason", run.engine().reason());
        json.writeEndObject();
    }

    private void writeOptions() throws IOException {
        json.writeObjectFieldStart("options");
        for (SolveOption option : SolveOption.values()) {
            switch (option.valueIn(run.options())) {
                case Boolean value -> json.writeBooleanField(option.optionName(), value);
                case Integer value -> json.writeNumberField(option.optionName(), value);
                case Double value -> number(json, option.optionName(), value);
                case Object value ->
                    json.writeStringField(
                            option.optionName(),
                            option == SolveOption.ENGINE
                                    ? value.toString().toLowerCase(Locale.ROOT)
                                    : value.toString());
            }
        }
        json.writeEndObject();
    }

    private void writeProgress() throws IOException {
        Progress progress = run.progress();
        if (progress == null) {
            json.writeNullField("progress");
            return;
        }
        json.writeObjectFieldStart("progress");
        json.writeNumberField("iterations", progress.iterations());
        number(json, "objective", progress.objective());
        number(json, "primalResidualPu", progress.primalResidualPu());
        number(json, "dualResidual", progress.dualResidual());
        number(json, "complementarity", progress.complementarity());
        json.writeEndObject();
    }
}
