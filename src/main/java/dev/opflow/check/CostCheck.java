package dev.opflow.check;

import static dev.opflow.check.NetworkCheck.requireFinite;

import dev.opflow.grid.Cost;
import dev.opflow.grid.Element;
import java.util.List;

/** Findings about one cost curve over the range of its power. */
final class CostCheck {
    private static final int SAMPLES = 32;
    /** Stands for a limit that is infinite, MW. */
    private static final double FAR = 1e5;

    private final FindingList list;
    private final Element element;
    /** What it is a cost of, as "active cost". */
    private final String what;

    private final double low;
    private final double high;

    /** Of a power between two limits, MW or MVAr. */
    CostCheck(FindingList list, Element element, String what, double low, double high) {
        this.list = list;
        this.element = element;
        this.what = what;
        this.low = Math.clamp(low, -FAR, FAR);
        this.high = Math.clamp(high, -FAR, FAR);
    }

    void run(Cost cost) {
        if (cost instanceof Cost.Polynomial polynomial) {
            checkPolynomial(polynomial);
        } else if (cost instanceof Cost.PiecewiseLinear piecewise) {
            checkPoints(piecewise.points());
        }
    }

    private void checkPolynomial(Cost.Polynomial cost) {
        for (double coefficient : cost.coefficients()) {
            requireFinite(list, element, "a coefficient of its " + what, coefficient, Quantity.COST);
        }
        if (cost.coefficients().isEmpty()) {
            list.information(
                    "no-cost", element, "its " + what + " has no coefficients, so it costs nothing.", "Check it.");
        }
        for (int k = 0; k <= SAMPLES; k++) {
            double power = low + (high - low) * k / SAMPLES;
            if (curvature(cost.coefficients(), power) < 0) {
                list.warning(
                        "non-convex-cost",
                        element,
                        "its " + what + " bends down, as at " + power + ".",
                        "A solution may be only locally optimal.");
                return;
            }
        }
    }

    /** The second derivative. */
    private static double curvature(List<Double> coefficients, double power) {
        double value = 0;
        double slope = 0;
        double half = 0;
        for (double coefficient : coefficients) {
            half = half * power + slope;
            slope = slope * power + value;
            value = value * power + coefficient;
        }
        return 2 * half;
    }

    private void checkPoints(List<Cost.Point> points) {
        for (Cost.Point point : points) {
            requireFinite(list, element, "a point of its " + what, point.power(), Quantity.COST);
            requireFinite(list, element, "a point of its " + what, point.cost(), Quantity.COST);
        }
        double slopeBefore = Double.NEGATIVE_INFINITY;
        for (int k = 1; k < points.size(); k++) {
            Cost.Point a = points.get(k - 1);
            Cost.Point b = points.get(k);
            if (b.power() <= a.power()) {
                list.error(
                        "cost-points",
                        element,
                        "point " + (k + 1) + " of its " + what + " is at " + b.power()
                                + ", not beyond the point before at " + a.power() + ".",
                        "Order the points by strictly increasing power.");
                return;
            }
            double slope = (b.cost() - a.cost()) / (b.power() - a.power());
            if (slope < slopeBefore - 1e-9 * Math.abs(slopeBefore)) {
                list.warning(
                        "non-convex-cost",
                        element,
                        "the slope of its " + what + " falls from " + slopeBefore + " to " + slope + ".",
                        "A solution may be only locally optimal.");
                return;
            }
            slopeBefore = slope;
        }
        checkReach(points.getFirst().power(), points.getLast().power());
    }

    private void checkReach(double first, double last) {
        if (first > low || last < high) {
            list.information(
                    "cost-range",
                    element,
                    "the points of its " + what + " reach from " + first + " to " + last + ", its limits from " + low
                            + " to " + high + ".",
                    "The first and the last segment are continued.");
        }
    }
}
