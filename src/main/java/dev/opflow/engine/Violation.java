package dev.opflow.engine;

import dev.opflow.grid.Element;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A limit or equation that a point misses.
 *
 * @param limit which one
 * @param element of which element
 * @param value what it is, in the limit's unit
 * @param bound what it should be, at the most or the least, in the limit's unit
 * @param excess by how much it is missed: per unit of power or voltage, radians for angles, relative for the objective;
 *     of optimality, p.u. at the largest price
 */
public record Violation(Limit limit, Element element, double value, double bound, double excess) {
    private static final MathContext DIGITS = new MathContext(9);
    private static final MathContext FEW_DIGITS = new MathContext(3);

    /** The limits and equations of an optimal power flow, with the unit of their values. */
    public enum Limit {
        ACTIVE_POWER_BALANCE("active power mismatch", "", "MW"),
        REACTIVE_POWER_BALANCE("reactive power mismatch", "", "MVAr"),
        REFERENCE_ANGLE("reference angle", "", "degrees"),
        VMAX("voltage magnitude", "at most ", "p.u."),
        VMIN("voltage magnitude", "at least ", "p.u."),
        PMAX("active output", "at most ", "MW"),
        PMIN("active output", "at least ", "MW"),
        QMAX("reactive output", "at most ", "MVAr"),
        QMIN("reactive output", "at least ", "MVAr"),
        /** Sloped sides of a capability curve at the output's pg. */
        QMAX_AT_PG("reactive output by the capability curve", "at most ", "MVAr"),
        QMIN_AT_PG("reactive output by the capability curve", "at least ", "MVAr"),
        POWER_FACTOR("reactive power of a dispatchable load", "", "MVAr"),
        /** Of a DC line: what losses leave of pf, and its limits. */
        PT("active power at the to end, after losses,", "", "MW"),
        PFMAX("active power at the from end", "at most ", "MW"),
        PFMIN("active power at the from end", "at least ", "MW"),
        PTMAX("active power at the to end", "at most ", "MW"),
        PTMIN("active power at the to end", "at least ", "MW"),
        QFMAX("reactive power at the from end", "at most ", "MVAr"),
        QFMIN("reactive power at the from end", "at least ", "MVAr"),
        QTMAX("reactive power at the to end", "at most ", "MVAr"),
        QTMIN("reactive power at the to end", "at least ", "MVAr"),
        /** The set-point of a generator at the bus, where voltages are to be fixed there. */
        VG("voltage magnitude of a generator bus", "", "p.u."),
        /** In a DC power flow every voltage is 1 p.u., and there is no reactive power. */
        DC_VM("voltage magnitude in a DC power flow", "", "p.u."),
        DC_QG("reactive output in a DC power flow", "", "MVAr"),
        /** Of demand that is not served, where it may be. */
        LOADLOSS_PMAX("active load loss", "at most ", "MW"),
        LOADLOSS_PMIN("active load loss", "at least ", "MW"),
        LOADLOSS_QMAX("reactive load loss", "at most ", "MVAr"),
        LOADLOSS_QMIN("reactive load loss", "at least ", "MVAr"),
        RATE_A_FROM("flow at the from end", "at most ", "MVA"),
        RATE_A_TO("flow at the to end", "at most ", "MVA"),
        ANGMAX("angle difference", "at most ", "degrees"),
        ANGMIN("angle difference", "at least ", "degrees"),
        OBJECTIVE("objective", "", "$/h"),
        /** Slopes of cost plus prices times constraints: none at an optimum. */
        STATIONARITY_VA("slope of the Lagrangian by the voltage angle", "", "$/h per degree"),
        STATIONARITY_VM("slope of the Lagrangian by the voltage magnitude", "", "$/h per p.u."),
        STATIONARITY_PG("slope of the Lagrangian by the active output", "", "$/MWh"),
        STATIONARITY_QG("slope of the Lagrangian by the reactive output", "", "$/MVArh"),
        STATIONARITY_PF("slope of the Lagrangian by the active power at the from end", "", "$/MWh"),
        STATIONARITY_QF("slope of the Lagrangian by the reactive power at the from end", "", "$/MVArh"),
        STATIONARITY_QT("slope of the Lagrangian by the reactive power at the to end", "", "$/MVArh"),
        /** A limit that is not met has no price. */
        COMPLEMENTARITY("price of a limit times the distance from it", "", "$/h"),
        /** A limit's price is not negative. */
        PRICE_SIGN("price of a limit", "at least ", "$/h per unit"),
        /** What takes no part keeps the case's voltage, and gives nothing. */
        ISOLATED_VM("voltage magnitude, isolated,", "", "p.u."),
        ISOLATED_VA("voltage angle, isolated,", "", "degrees"),
        IDLE_PG("active output, not in service,", "", "MW"),
        IDLE_QG("reactive output, not in service,", "", "MVAr"),
        IDLE_FLOW("flow, not in service,", "", "MW"),
        IDLE_REACTIVE_FLOW("reactive flow, not in service,", "", "MVAr"),
        FINITE("a value is no finite number", "", ""),
        /** An option or element that the recomputation can't judge. */
        UNMODELLED("the recomputation does not model it", "", "");

        private final String quantity;
        private final String relation;
        private final String unit;

        Limit(String quantity, String relation, String unit) {
            this.quantity = quantity;
            this.relation = relation;
            this.unit = unit;
        }

        /** Unit of value and bound. */
        public String unit() {
            return unit;
        }
    }

    /** One line for people: {@code bus 14: voltage magnitude is 1.07 p.u., should be at most 1.05 p.u. (missed by 0.02)}, or what a bus lacks. */
    @Override
    public String toString() {
        boolean isMeasured = limit != Limit.FINITE && limit != Limit.UNMODELLED;
        return element.label() + ": " + description()
                + (isMeasured ? " (missed by " + text(excess, FEW_DIGITS) + ")" : "");
    }

    /** The same without the element and the excess: {@code voltage magnitude is 1.07 p.u., should be at most 1.05 p.u.}. */
    public String description() {
        if (limit == Limit.ACTIVE_POWER_BALANCE || limit == Limit.REACTIVE_POWER_BALANCE) {
            return (value < 0 ? "has too much, by " : "lacks ") + text(Math.abs(value), DIGITS) + " " + limit.unit;
        }
        if (limit == Limit.FINITE || limit == Limit.UNMODELLED) {
            return limit.quantity;
        }
        return limit.quantity + " is " + text(value, DIGITS) + " " + limit.unit
                + ", should be "
                + limit.relation + text(bound, DIGITS) + " " + limit.unit;
    }

    /** To the digits of an estimate. */
    static String rounded(double number) {
        return text(number, FEW_DIGITS);
    }

    /** To the digits of a value that is to be used as it is told. */
    static String told(double number) {
        return text(number, DIGITS);
    }

    private static String text(double number, MathContext digits) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        BigDecimal rounded = new BigDecimal(number, digits).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.toPlainString() : rounded.toString();
    }
}
