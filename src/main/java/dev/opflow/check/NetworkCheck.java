package dev.opflow.check;

import dev.opflow.grid.BusIndex;
import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Network;
import java.util.List;
import java.util.Set;

/** Looks a network over before it is solved. A network without errors is safe to hand to an engine. Linear time. */
public final class NetworkCheck {
    private static final double LEAST_BASE = 1e-3;
    private static final double MOST_BASE = 1e6;

    /** Findings with which islands mean nothing. */
    private static final Set<String> NO_ISLANDS = Set.of("no-buses", "no-generators", "unknown-bus", "duplicate-bus");

    private NetworkCheck() {}

    /**
     * What is wrong or suspicious, errors first. Lines are left open, for whoever knows the text.
     *
     * @param network any network
     */
    public static List<Finding> findings(Network network) {
        FindingList list = new FindingList();
        checkCase(network, list);
        BusIndex index = network.busIndex();
        new BusCheck(network, index, list).run();
        new GeneratorCheck(network, index, list).run();
        new BranchCheck(network, index, list).run();
        new DcLineCheck(network, index, list).run();
        if (!list.hasAny(NO_ISLANDS)) {
            new IslandCheck(network, index, list).run();
        }
        return list.toList();
    }

    private static void checkCase(Network network, FindingList list) {
        double base = network.baseMva();
        if (!(base > 0 && base < Double.POSITIVE_INFINITY)) {
            list.error(
                    "base-mva",
                    Element.NETWORK,
                    "baseMVA is " + base + ".",
                    "It must be a positive number; 100 is usual.");
        } else if (!Quantity.BASE.takes(base)) {
            requireFinite(list, Element.NETWORK, "baseMVA", base, Quantity.BASE);
        } else if (base < LEAST_BASE || base > MOST_BASE) {
            list.warning("base-mva", Element.NETWORK, "baseMVA is " + base + ".", "100 is usual; check its unit.");
        }
        if (network.buses().isEmpty()) {
            list.error("no-buses", Element.NETWORK, "the case has no buses.", "Add rows to bus.");
        }
    }

    /** Checks that a value is a finite number of a size that arithmetic bears. */
    static void requireFinite(FindingList list, Element element, String name, double value, Quantity quantity) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            list.error("not-finite", element, name + " is " + value + ".", "Give it a finite value.");
        }
        requireSize(list, element, name, value, quantity);
    }

    /** Checks that a limit is a number, infinite or of a size that arithmetic bears. */
    static void requireNumber(FindingList list, Element element, String name, double value, Quantity quantity) {
        if (Double.isNaN(value)) {
            list.error("not-a-number", element, name + " is NaN.", "Give it a value.");
        }
        requireSize(list, element, name, value, quantity);
    }

    private static void requireSize(FindingList list, Element element, String name, double value, Quantity quantity) {
        if (!quantity.takes(value)) {
            list.error(
                    "magnitude",
                    element,
                    name + " is " + value + ", with which nothing can be computed.",
                    "It takes " + quantity.range() + ".");
        }
    }

    /** Checks that a lower limit is not above its upper limit. */
    static void requireOrder(
            FindingList list,
            Element element,
            String lowName,
            double low,
            String highName,
            double high,
            Quantity quantity) {
        requireNumber(list, element, lowName, low, quantity);
        requireNumber(list, element, highName, high, quantity);
        if (low > high) {
            list.error(
                    "crossed-limits",
                    element,
                    lowName + " = " + low + " is above " + highName + " = " + high + ".",
                    "Exchange or correct them.");
        }
        if (low == Double.POSITIVE_INFINITY || high == Double.NEGATIVE_INFINITY) {
            list.error(
                    "crossed-limits",
                    element,
                    lowName + " = " + low + " and " + highName + " = " + high + " leave no value.",
                    "Correct them.");
        }
    }
}
