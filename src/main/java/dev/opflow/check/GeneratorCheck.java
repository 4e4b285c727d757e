package dev.opflow.check;

import static dev.opflow.check.NetworkCheck.requireFinite;
import static dev.opflow.check.NetworkCheck.requireOrder;

import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Cost;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings about generators and their costs. */
final class GeneratorCheck {
    private final Network network;
    private final BusIndex index;
    private final FindingList list;

    GeneratorCheck(Network network, BusIndex index, FindingList list) {
        this.network = network;
        this.index = index;
        this.list = list;
    }

    void run() {
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            Element element = Element.generator(network, g);
            int bus = index.find(generator.bus());
            if (bus == BusIndex.UNKNOWN) {
                list.error(
                        "unknown-bus",
                        element,
                        "there is no bus " + generator.bus() + ".",
                        "Add the bus or correct it.");
            } else if (generator.inService()) {
                checkPlace(network.buses().get(bus), element);
                checkLimits(generator, element);
                checkCost(generator, generator.pCost(), "active", element);
                if (generator.qCost() != null) {
                    checkCost(generator, generator.qCost(), "reactive", element);
                }
            }
        }
    }

    private void checkPlace(Bus bus, Element element) {
        if (bus.type() == BusType.ISOLATED) {
            list.warning(
                    "isolated-generator",
                    element,
                    "it is in service at an isolated bus (type 4) and takes no part.",
                    "Take it out of service or connect the bus.");
        }
    }

    private void checkLimits(Generator generator, Element element) {
        requireOrder(list, element, "Pmin", generator.pminMw(), "Pmax", generator.pmaxMw());
        requireOrder(list, element, "Qmin", generator.qminMvar(), "Qmax", generator.qmaxMvar());
        requireFinite(list, element, "Pg", generator.pgMw());
        requireFinite(list, element, "Qg", generator.qgMvar());
        if (generator.isDispatchableLoad() && generator.qminMvar() != 0 && generator.qmaxMvar() != 0) {
            list.information(
                    "dispatchable-load",
                    element,
                    "Pmin < 0 = Pmax makes it a dispatchable load, but with both Qmin and Qmax it has no one power"
                            + " factor.",
                    "It is treated as a generator.");
        }
    }

    private void checkCost(Generator generator, @Nullable Cost cost, String power, Element element) {
        switch (cost) {
            case null ->
                list.error("missing-cost", element, "it has no cost.", "Add a row to gencost; a zero cost is one too.");
            case Cost.Polynomial polynomial -> checkPolynomial(generator, polynomial, power, element);
            case Cost.PiecewiseLinear piecewise -> checkPiecewise(piecewise.points(), power, element);
        }
    }

    private void checkPolynomial(Generator generator, Cost.Polynomial cost, String power, Element element) {
        for (double coefficient : cost.coefficients()) {
            requireFinite(list, element, "a coefficient of its " + power + " cost", coefficient);
        }
        int n = cost.coefficients().size();
        int degree = cost.degree();
        boolean negative = degree > 1 && cost.coefficients().get(n - 1 - degree) < 0;
        if (negative) {
            list.warning(
                    "non-convex-cost",
                    element,
                    "its " + power + " cost bends down: the coefficient of power " + degree + " is negative.",
                    "A solution may be only locally optimal.");
        }
        if (cost.coefficients().isEmpty() && generator.pmaxMw() > generator.pminMw()) {
            list.information(
                    "no-cost",
                    element,
                    "its " + power + " cost has no coefficients, so it costs nothing.",
                    "Check it.");
        }
    }

    private void checkPiecewise(List<Cost.Point> points, String power, Element element) {
        double slopeBefore = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < points.size(); k++) {
            requireFinite(
                    list,
                    element,
                    "a point of its " + power + " cost",
                    points.get(k).power());
            requireFinite(
                    list,
                    element,
                    "a point of its " + power + " cost",
                    points.get(k).cost());
            if (k > 0) {
                Cost.Point a = points.get(k - 1);
                Cost.Point b = points.get(k);
                if (b.power() <= a.power()) {
                    list.error(
                            "cost-points",
                            element,
                            "point " + (k + 1) + " of its " + power + " cost is at " + b.power()
                                    + ", not beyond the point before at " + a.power() + ".",
                            "Order the points by strictly increasing power.");
                    return;
                }
                double slope = (b.cost() - a.cost()) / (b.power() - a.power());
                if (slope < slopeBefore - 1e-9 * Math.abs(slopeBefore)) {
                    list.warning(
                            "non-convex-cost",
                            element,
                            "the slope of its " + power + " cost falls from " + slopeBefore + " to " + slope + ".",
                            "A solution may be only locally optimal.");
                    return;
                }
                slopeBefore = slope;
            }
        }
    }
}
