package dev.opflow.report;

import static dev.opflow.report.JsonFields.number;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import dev.opflow.engine.SolveOption;
import dev.opflow.engine.Verification;
import dev.opflow.grid.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Writes {@code result.json}; docs/result.md describes each field. Fields are added over time, none is changed or removed. */
public final class ResultJson {
    /** Name and version of the layout; the version changes when a program that reads it must. */
    public static final String SCHEMA = "opflow-result/1";

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;
    private final RunRecord run;

    private ResultJson(JsonGenerator json, RunRecord run) {
        this.json = json;
        this.run = run;
    }

    /** The result as UTF-8 text. */
    public static byte[] write(RunRecord run) {
        Network network = run.network();
        int size = network == null
                ? 4096
                : 4096 + 300 * (network.buses().size() + network.branches().size());
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            new ResultJson(json, run).write();
        } catch (IOException e) {
            throw new UncheckedIOException("writing JSON to memory", e);
        }
        return out.toByteArray();
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("status", run.outcome().status());
        json.writeStringField("message", run.outcome().message());
        if (run.outcome() instanceof Outcome.Refused refused) {
            json.writeStringField("refusal", refused.reason().name());
        }
        number(json, "objective", run.objective());
        json.writeNumberField("iterations", run.iterations());
        writeCase();
        writeEngine();
        JsonFields.seconds(json, run.seconds());
        writeOptions();
        writeOutcome();
        JsonFields.findings(json, run.findings());
        if (run.outcome() instanceof Outcome.Solved solved && run.network() != null) {
            new SolutionJson(json, run.network(), solved).write();
        }
        json.writeEndObject();
    }

    private void writeCase() throws IOException {
        json.writeObjectFieldStart("case");
        json.writeStringField("name", run.source().name());
        json.writeStringField("key", run.source().key());
        json.writeStringField("version", run.source().version());
        json.writeStringField("sha256", run.source().sha256());
        json.writeNumberField("bytes", run.source().bytes());
        Network network = run.network();
        if (network != null) {
            number(json, "baseMva", network.baseMva());
            json.writeNumberField("buses", network.buses().size());
            json.writeNumberField("generators", network.generators().size());
            json.writeNumberField("branches", network.branches().size());
            json.writeNumberField("dcLines", network.dcLines().size());
        }
        json.writeEndObject();
    }

    private void writeEngine() throws IOException {
        json.writeObjectFieldStart("engine");
        json.writeStringField("name", run.engine().name());
        json.writeStringField("version", run.engine().version());
        json.writeStringField("reason", run.engine().reason());
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

    private void writeOutcome() throws IOException {
        Verification verification = run.verification();
        if (verification != null) {
            JsonFields.verification(json, verification);
        }
        if (run.outcome() instanceof Outcome.Infeasible infeasible) {
            JsonFields.violations(json, infeasible.violations());
        }
        Progress progress = run.progress();
        if (progress != null) {
            json.writeObjectFieldStart("progress");
            json.writeNumberField("iterations", progress.iterations());
            number(json, "objective", progress.objective());
            number(json, "primalResidualPu", progress.primalResidualPu());
            number(json, "dualResidual", progress.dualResidual());
            number(json, "complementarity", progress.complementarity());
            json.writeEndObject();
        }
    }
}
