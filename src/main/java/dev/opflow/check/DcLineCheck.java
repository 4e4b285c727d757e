package dev.opflow.check;

import static dev.opflow.check.NetworkCheck.requireFinite;
import static dev.opflow.check.NetworkCheck.requireOrder;

import dev.opflow.grid.BusIndex;
import dev.opflow.grid.BusType;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element;
import dev.opflow.grid.Network;

/** Findings about DC lines. */
final class DcLineCheck {
    private final Network network;
    private final BusIndex index;
    private final FindingList list;

    DcLineCheck(Network network, BusIndex index, FindingList list) {
        this.network = network;
        this.index = index;
        this.list = list;
    }

    void run() {
        for (int d = 0; d < network.dcLines().size(); d++) {
            DcLine line = network.dcLines().get(d);
            Element element = Element.dcLine(network, d);
            boolean fromKnown = isKnown(line.fromBus(), element);
            boolean toKnown = line.toBus() == line.fromBus() ? fromKnown : isKnown(line.toBus(), element);
            if (fromKnown && toKnown && line.inService()) {
                checkEnds(line, element);
                checkPowers(line, element);
                if (line.cost() != null) {
                    Element cost = Element.dcLineCost(network, d);
                    new CostCheck(list, cost, "cost", line.pminMw(), line.pmaxMw()).run(line.cost());
                }
            }
        }
    }

    private boolean isKnown(int bus, Element element) {
        if (index.find(bus) == BusIndex.UNKNOWN) {
            list.error("unknown-bus", element, "there is no bus " + bus + ".", "Add the bus or correct it.");
            return false;
        }
        return true;
    }

    private void checkEnds(DcLine line, Element element) {
        if (line.fromBus() == line.toBus()) {
            list.error(
                    "loop", element, "both its ends are at bus " + line.fromBus() + ".", "Correct one or remove it.");
        }
        if (isIsolated(line.fromBus()) || isIsolated(line.toBus())) {
            list.warning(
                    "isolated-dc-line",
                    element,
                    "it is in service at an isolated bus (type 4) and takes no part.",
                    "Take it out of service or make the bus type 1.");
        }
    }

    private boolean isIsolated(int bus) {
        return network.buses().get(index.at(bus)).type() == BusType.ISOLATED;
    }

    private void checkPowers(DcLine line, Element element) {
        requireFinite(list, element, "Pf", line.pfMw(), Quantity.POWER);
        requireOrder(list, element, "Pmin", line.pminMw(), "Pmax", line.pmaxMw(), Quantity.POWER);
        requireOrder(list, element, "QminF", line.qminfMvar(), "QmaxF", line.qmaxfMvar(), Quantity.POWER);
        requireOrder(list, element, "QminT", line.qmintMvar(), "QmaxT", line.qmaxtMvar(), Quantity.POWER);
        requireFinite(list, element, "loss0", line.loss0Mw(), Quantity.POWER);
        requireFinite(list, element, "loss1", line.loss1(), Quantity.POWER);
        if (line.loss0Mw() < 0 || line.loss1() < 0 || line.loss1() >= 1) {
            list.warning(
                    "dc-losses",
                    element,
                    "its losses are " + line.loss0Mw() + " MW plus " + line.loss1() + " of its flow.",
                    "Neither is negative as a rule, and the second is below 1.");
        }
    }
}
