package dev.opflow.engine;

import dev.opflow.engine.Violation.Limit;
import dev.opflow.grid.Element;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * A limit that stands in the way where not all can be met. What the slopes at a point of least violation tell of it is an estimate,
 * and a lower one where other limits follow; whether a change of it alone is enough, only a solve tells.
 *
 * @param limit which one
 * @param element of which element
 * @param bound what it is, in the limit's unit
 * @param relieved what it has to be, in the limit's unit: where it is enough, a value that gave a solution; NaN where no value is
 *     enough; else the estimate
 * @param change distance of the two, or of the estimate, p.u. of power or voltage, or radians
 * @param effort how large a change that is, to compare those of unlike limits: in 0.05 p.u. of voltage, 10 degrees, or of powers in
 *     the limit itself or all that is missed, whichever is larger
 * @param price what a p.u. (or radian) of it saves of all that is missed, p.u.: 1 where each MVA of it is one less
 * @param trial what came of changing it alone
 * @param objective the cost with it changed so, $/h; NaN where it is not enough, or was not tried
 */
public record Relief(
        Limit limit,
        Element element,
        double bound,
        double relieved,
        double change,
        double effort,
        double price,
        Trial trial,
        double objective) {

    /** Whether changing one limit alone gives a solution. */
    public enum Trial {
        /** With the value that is told, it was solved and verified. */
        ENOUGH,
        /** Not even where it is as good as removed. */
        NOT_ENOUGH,
        /** Not tried, or tried without an answer. */
        NONE
    }

    /** Changes that operators think of as alike, p.u. and radians. */
    private static final double USUAL_VOLTAGE = 0.05;

    private static final double USUAL_ANGLE = Math.toRadians(10);

    /** An estimate. */
    public Relief(Limit limit, Element element, double bound, double relieved, double change, double price) {
        this(
                limit,
                element,
                bound,
                relieved,
                change,
                effort(limit, Math.abs((relieved - bound) / bound), change, price),
                price,
                Trial.NONE,
                Double.NaN);
    }

    /** @param relative change in parts of the limit */
    private static double effort(Limit limit, double relative, double change, double price) {
        return switch (limit) {
            case VMAX, VMIN, VG -> change / USUAL_VOLTAGE;
            case ANGMAX, ANGMIN -> change / USUAL_ANGLE;
            default -> Math.min(relative, 1 / price);
        };
    }

    /**
     * A changed limit in few digits: as many as tell a hundredth of the change, rounded away from the limit, so that it is no less.
     *
     * @param bound the limit
     * @param change by how much, with its sign
     */
    public static double outward(double bound, double change) {
        double value = bound + change;
        int digits = 2 + (int) Math.ceil(Math.log10(Math.max(100, Math.abs(value / change))));
        RoundingMode mode = (change > 0) == (value > 0) ? RoundingMode.UP : RoundingMode.DOWN;
        return new BigDecimal(value, new MathContext(digits, mode)).doubleValue();
    }

    /** The same limit with a value that gave a solution. */
    public Relief enough(double value, double cost) {
        double factor = Math.abs(value - bound) / Math.abs(relieved - bound);
        return new Relief(limit, element, bound, value, change * factor, effort * factor, price, Trial.ENOUGH, cost);
    }

    /** The same limit, no value of which gives a solution. */
    public Relief notEnough() {
        return new Relief(limit, element, bound, Double.NaN, change, effort, price, Trial.NOT_ENOUGH, Double.NaN);
    }

    /** 1 where it would have to rise, -1 where it would have to fall. */
    public double direction() {
        return Math.signum(relieved - bound);
    }

    /** One sentence for people, without a full stop. */
    @Override
    public String toString() {
        return switch (trial) {
            case ENOUGH ->
                String.format(
                        Locale.ROOT,
                        "%s %s from %s to %s %s alone gives a solution (tried, %,.2f $/h)",
                        direction() > 0 ? "raising" : "lowering",
                        name(),
                        Violation.told(bound),
                        Violation.told(relieved),
                        limit.unit(),
                        objective);
            case NOT_ENOUGH -> name() + " (" + now() + ") is in the way, but changing it alone is not enough (tried)";
            case NONE ->
                name() + " (" + now() + ") is in the way, to first order by " + Violation.rounded(relieved - bound)
                        + " " + limit.unit() + " or more (not tried)";
        };
    }

    /** Of which element what: {@code rateA of branch 1 (1-2)}. */
    public String name() {
        return field() + " of " + element.label();
    }

    /** What it is, and is to be where that is known: {@code rateA 60 -> 108.3 MVA}. */
    public String description() {
        return trial == Trial.ENOUGH
                ? field() + " " + Violation.told(bound) + " -> " + Violation.told(relieved) + " " + limit.unit()
                : field() + " " + now();
    }

    private String now() {
        return Violation.told(bound) + " " + limit.unit();
    }

    /** What users call it, in MATPOWER's words. */
    private String field() {
        return switch (limit) {
            case RATE_A_FROM, RATE_A_TO -> "rateA";
            case ANGMAX -> "angmax";
            case ANGMIN -> "angmin";
            case VMAX -> "Vmax";
            case VMIN -> "Vmin";
            case VG -> "Vg";
            case PMAX, PFMAX, PTMAX -> "Pmax";
            case PMIN, PFMIN, PTMIN -> "Pmin";
            case QMAX -> "Qmax";
            case QMIN -> "Qmin";
            case QFMAX -> "QmaxF";
            case QFMIN -> "QminF";
            case QTMAX -> "QmaxT";
            case QTMIN -> "QminT";
            case QMAX_AT_PG -> "the upper capability curve";
            case QMIN_AT_PG -> "the lower capability curve";
            case POWER_FACTOR -> "the power factor";
            default -> limit.name();
        };
    }
}
