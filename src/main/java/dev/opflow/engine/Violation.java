package dev.opflow.engine;

import dev.opflow.grid.Element;
import java.util.Locale;

/**
 * A limit or equation that a point misses.
 *
 * @param limit which one
 * @param element of which element
 * @param value what it is, in the limit's unit
 * @param bound what it should be, at the most or the least, in the limit's unit
 * @param excess by how much it is missed: per unit of power or voltage, radians for angles, relative for the objective
 */
public record Violation(Limit limit, Element element, double value, double bound, double excess) {

    /** The limits and equations of an optimal power flow, with the unit of their values. */
    public enum Limit {
        ACTIVE_POWER_BALANCE("active power balance", "MW"),
        REACTIVE_POWER_BALANCE("reactive power balance", "MVAr"),
        REFERENCE_ANGLE("reference angle", "degrees"),
        VMAX("vmax", "p.u."),
        VMIN("vmin", "p.u."),
        PMAX("pmax", "MW"),
        PMIN("pmin", "MW"),
        QMAX("qmax", "MVAr"),
        QMIN("qmin", "MVAr"),
        RATE_A_FROM("rateA at the from end", "MVA"),
        RATE_A_TO("rateA at the to end", "MVA"),
        ANGMAX("angmax", "degrees"),
        ANGMIN("angmin", "degrees"),
        OBJECTIVE("objective", "$/h"),
        ISOLATED_VM("vm of an isolated bus", "p.u."),
        ISOLATED_VA("va of an isolated bus", "degrees"),
        FINITE("a value that is no finite number", "");

        private final String text;
        private final String unit;

        Limit(String text, String unit) {
            this.text = text;
            this.unit = unit;
        }

        /** As people call it. */
        public String text() {
            return text;
        }

        /** Unit of value and bound. */
        public String unit() {
            return unit;
        }
    }

    @Override
    public String toString() {
        if (limit == Limit.FINITE) {
            return element.label() + ": " + limit.text();
        }
        return String.format(
                Locale.ROOT,
                "%s: %s is %.9g %s, should be %.9g %s (missed by %.3g)",
                element.label(),
                limit.text(),
                value,
                limit.unit(),
                bound,
                limit.unit(),
                excess);
    }
}
