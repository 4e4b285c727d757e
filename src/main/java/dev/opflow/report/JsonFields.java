package dev.opflow.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.opflow.engine.Verification;
import dev.opflow.engine.Violation;
import dev.opflow.grid.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The pieces of JSON that more than one output shares. */
public final class JsonFields {
    private JsonFields() {}

    /** A number, or null for what JSON has no number for. */
    public static void number(JsonGenerator json, String field, double value) throws IOException {
        json.writeFieldName(field);
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }

    /** The object {@code seconds}. */
    public static void seconds(JsonGenerator json, RunRecord.Seconds seconds) throws IOException {
        json.writeObjectFieldStart("seconds");
        number(json, "read", seconds.read());
        number(json, "check", seconds.check());
        number(json, "solve", seconds.solve());
        number(json, "verify", seconds.verify());
        number(json, "total", seconds.total());
        json.writeEndObject();
    }

    /** The object {@code verification}. */
    public static void verification(JsonGenerator json, Verification verification) throws IOException {
        json.writeObjectFieldStart("verification");
        json.writeBooleanField("passed", verification.passed());
        number(json, "tolerance", verification.tolerance());
        number(json, "maxPowerMismatchPu", verification.maxPowerMismatchPu());
        number(json, "maxLimitViolation", verification.maxLimitViolation());
        number(json, "objective", verification.objective());
        number(json, "objectiveGap", verification.objectiveGap());
        violations(json, verification.violations());
        json.writeEndObject();
    }

    /** The array {@code violations}. */
    public static void violations(JsonGenerator json, List<Violation> violations) throws IOException {
        json.writeArrayFieldStart("violations");
        for (Violation violation : violations) {
            json.writeStartObject();
            json.writeStringField("limit", violation.limit().name());
            json.writeStringField("element", violation.element().label());
            number(json, "value", violation.value());
            number(json, "bound", violation.bound());
            json.writeStringField("unit", violation.limit().unit());
            number(json, "excess", violation.excess());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The array {@code findings}. */
    public static void findings(JsonGenerator json, List<Finding> findings) throws IOException {
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            json.writeStringField("code", finding.code());
            json.writeStringField("element", finding.element().label());
            if (finding.line() > 0) {
                json.writeNumberField("line", finding.line());
            }
            json.writeStringField("message", finding.message());
            json.writeStringField("advice", finding.advice());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
