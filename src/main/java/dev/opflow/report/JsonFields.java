package dev.opflow.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.opflow.engine.Relief;
import dev.opflow.engine.Verification;
import dev.opflow.engine.Violation;
import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pieces of JSON that more than one output shares. A field is always there, and null where it has no value. */
public final class JsonFields {
    /** What {@link #count} writes as null. */
    static final int NONE = -1;

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

    static void count(JsonGenerator json, String field, int value) throws IOException {
        json.writeFieldName(field);
        if (value == NONE) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    /** A text, or null for an empty one. */
    public static void text(JsonGenerator json, String field, String value) throws IOException {
        json.writeStringField(field, value.isEmpty() ? null : value);
    }

    /** The object {@code seconds}. */
    public static void seconds(JsonGenerator json, RunRecord.Seconds seconds) throws IOException {
        json.writeObjectFieldStart("seconds");
        number(json, "read", seconds.read());
        number(json, "check", seconds.check());
        number(json, "solve", seconds.solve());
        number(json, "verify", seconds.verify());
        number(json, "relax", seconds.relax());
        number(json, "total", seconds.total());
        number(json, "limit", seconds.limit());
        json.writeEndObject();
    }

    /** The object {@code verification}; its violations are a field of their own. */
    public static void verification(JsonGenerator json, @Nullable Verification verification) throws IOException {
        if (verification == null) {
            json.writeNullField("verification");
            return;
        }
        json.writeObjectFieldStart("verification");
        json.writeBooleanField("passed", verification.passed());
        number(json, "tolerance", verification.tolerance());
        number(json, "maxPowerMismatchPu", verification.maxPowerMismatchPu());
        number(json, "maxLimitViolation", verification.maxLimitViolation());
        number(json, "objective", verification.objective());
        number(json, "objectiveGap", verification.objectiveGap());
        Verification.Optimality optimality = verification.optimality();
        number(json, "stationarity", optimality == null ? Double.NaN : optimality.stationarity());
        number(json, "complementarity", optimality == null ? Double.NaN : optimality.complementarity());
        json.writeEndObject();
    }

    /** The array {@code violations}. */
    public static void violations(JsonGenerator json, List<Violation> violations) throws IOException {
        json.writeArrayFieldStart("violations");
        for (Violation violation : violations) {
            json.writeStartObject();
            json.writeStringField("limit", violation.limit().name());
            element(json, violation.element());
            number(json, "value", violation.value());
            number(json, "bound", violation.bound());
            text(json, "unit", violation.limit().unit());
            number(json, "excess", violation.excess());
            json.writeStringField("message", violation.toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The array {@code reliefs}. */
    static void reliefs(JsonGenerator json, List<Relief> reliefs) throws IOException {
        json.writeArrayFieldStart("reliefs");
        for (Relief relief : reliefs) {
            json.writeStartObject();
            json.writeStringField("limit", relief.limit().name());
            element(json, relief.element());
            number(json, "bound", relief.bound());
            number(json, "relieved", relief.relieved());
            text(json, "unit", relief.limit().unit());
            number(json, "change", relief.change());
            number(json, "price", relief.price());
            switch (relief.trial()) {
                case ENOUGH -> json.writeBooleanField("alone", true);
                case NOT_ENOUGH -> json.writeBooleanField("alone", false);
                case NONE -> json.writeNullField("alone");
            }
            number(json, "objective", relief.objective());
            json.writeStringField("message", relief.toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The object {@code relaxed}. */
    static void relaxed(JsonGenerator json, @Nullable RelaxedCase relaxed) throws IOException {
        if (relaxed == null) {
            json.writeNullField("relaxed");
            return;
        }
        json.writeObjectFieldStart("relaxed");
        json.writeBooleanField("solved", relaxed.isSolved());
        number(json, "objective", relaxed.objective());
        json.writeStringField("message", relaxed.message());
        json.writeArrayFieldStart("changes");
        for (RelaxedCase.Change change : relaxed.changes()) {
            json.writeStartObject();
            element(json, change.element());
            json.writeStringField("field", change.field());
            number(json, "from", change.from());
            number(json, "to", change.to());
            json.writeStringField("unit", change.unit());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The array {@code findings}. */
    public static void findings(JsonGenerator json, List<Finding> findings) throws IOException {
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringField("severity", finding.severity().name());
            json.writeStringField("code", finding.code());
            element(json, finding.element());
            count(json, "line", finding.line() > 0 ? finding.line() : NONE);
            text(json, "text", finding.text());
            json.writeStringField("message", finding.message());
            json.writeStringField("advice", finding.advice());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What something is about: for people, and for programs its matrix and its row there. */
    private static void element(JsonGenerator json, Element element) throws IOException {
        json.writeStringField("element", element.label());
        json.writeStringField("kind", element.kind().name());
        count(json, "row", element.kind() == Element.Kind.NETWORK ? NONE : element.index() + 1);
    }
}
