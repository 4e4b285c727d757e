package dev.opflow.check;

import static dev.opflow.check.NetworkCheck.requireFinite;
import static dev.opflow.check.NetworkCheck.requireOrder;

import dev.opflow.grid.BusIndex;
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
            requireBus(line.fromBus(), element);
            requireBus(line.toBus(), element);
            if (line.inService()) {
                requireOrder(list, element, "Pmin", line.pminMw(), "Pmax", line.pmaxMw());
                requireOrder(list, element, "QminF", line.qminfMvar(), "QmaxF", line.qmaxfMvar());
                requireOrder(list, element, "QminT", line.qmintMvar(), "QmaxT", line.qmaxtMvar());
                requireFinite(list, element, "loss0", line.loss0Mw());
                requireFinite(list, element, "loss1", line.loss1());
            }
        }
    }

    private void requireBus(int bus, Element element) {
        if (index.find(bus) == BusIndex.UNKNOWN) {
            list.error("unknown-bus", element, "there is no bus " + bus + ".", "Add the bus or correct it.");
        }
    }
}
