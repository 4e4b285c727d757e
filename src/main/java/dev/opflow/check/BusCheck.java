package dev.opflow.check;

import static dev.opflow.check.NetworkCheck.requireFinite;
import static dev.opflow.check.NetworkCheck.requireOrder;

import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Element;
import dev.opflow.grid.Network;

/** Findings about single buses. */
final class BusCheck {
    private static final double LOW_VOLTAGE = 0.5;
    private static final double HIGH_VOLTAGE = 1.5;
    private static final double HIGHEST_START = 2;
    private static final double HUGE_SHUNT_PU = 1000;

    private final Network network;
    private final BusIndex index;
    private final FindingList list;

    BusCheck(Network network, BusIndex index, FindingList list) {
        this.network = network;
        this.index = index;
        this.list = list;
    }

    void run() {
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            Element element = Element.bus(network, i);
            checkNumber(bus, i, element);
            if (bus.type() != BusType.ISOLATED) {
                checkData(bus, element);
                checkVoltageLimits(bus, element);
            } else {
                checkIsolated(bus, element);
            }
        }
    }

    private void checkIsolated(Bus bus, Element element) {
        if (bus.pdMw() != 0 || bus.qdMvar() != 0) {
            list.warning(
                    "isolated-load",
                    element,
                    "it is isolated (type 4), so its load of " + bus.pdMw() + " MW, " + bus.qdMvar()
                            + " MVAr is not served.",
                    "Make it type 1 and connect it, or remove the load.");
        }
        if (!Double.isFinite(bus.vmPu()) || !Double.isFinite(bus.vaDegrees())) {
            list.information(
                    "isolated-voltage",
                    element,
                    "it is isolated (type 4) and keeps its voltage of " + bus.vmPu() + " p.u. at " + bus.vaDegrees()
                            + " degrees, which is no number.",
                    "Give it one, as 0.");
        }
    }

    private void checkNumber(Bus bus, int i, Element element) {
        if (bus.number() < 1) {
            list.error("bus-number", element, "its number is " + bus.number() + ".", "Bus numbers are positive.");
        }
        int first = index.find(bus.number());
        if (first != i) {
            list.error(
                    "duplicate-bus",
                    element,
                    "its number is also that of row " + (first + 1) + " of bus.",
                    "Give every bus a number of its own.");
        }
    }

    private void checkData(Bus bus, Element element) {
        requireFinite(list, element, "Pd", bus.pdMw(), Quantity.POWER);
        requireFinite(list, element, "Qd", bus.qdMvar(), Quantity.POWER);
        requireFinite(list, element, "Gs", bus.gsMw(), Quantity.POWER);
        requireFinite(list, element, "Bs", bus.bsMvar(), Quantity.POWER);
        requireFinite(list, element, "Vm", bus.vmPu(), Quantity.VOLTAGE);
        requireFinite(list, element, "Va", bus.vaDegrees(), Quantity.ANGLE);
        if (bus.pdMw() < 0) {
            list.information(
                    "negative-load",
                    element,
                    "its load is " + bus.pdMw() + " MW, so it generates.",
                    "It can't be dispatched; make it a generator if it should be.");
        }
        if (Math.max(Math.abs(bus.gsMw()), Math.abs(bus.bsMvar())) > HUGE_SHUNT_PU * network.baseMva()) {
            list.warning(
                    "huge-shunt",
                    element,
                    "its shunt is " + bus.gsMw() + " MW, " + bus.bsMvar() + " MVAr at 1 p.u.",
                    "Check that Gs and Bs are in MW and MVAr.");
        }
        if (bus.vmPu() <= 0 || bus.vmPu() > HIGHEST_START) {
            list.information(
                    "starting-voltage",
                    element,
                    "its voltage in the file is " + bus.vmPu() + " p.u.",
                    "It is a bad starting point; use another initialization, or correct it.");
        }
        if (!(bus.baseKv() > 0)) {
            list.information("base-kv", element, "baseKV is " + bus.baseKv() + ".", "It is not used; correct it.");
        }
    }

    private void checkVoltageLimits(Bus bus, Element element) {
        requireOrder(list, element, "Vmin", bus.vminPu(), "Vmax", bus.vmaxPu(), Quantity.VOLTAGE);
        if (bus.vmaxPu() <= 0) {
            list.error("voltage-limit", element, "Vmax is " + bus.vmaxPu() + ".", "It must be positive, in p.u.");
        } else if (bus.vminPu() < 0) {
            list.error("voltage-limit", element, "Vmin is " + bus.vminPu() + ".", "It must not be negative, in p.u.");
        } else if (bus.vminPu() < LOW_VOLTAGE || bus.vmaxPu() > HIGH_VOLTAGE) {
            list.warning(
                    "voltage-limit",
                    element,
                    "its voltage limits are " + bus.vminPu() + " to " + bus.vmaxPu() + " p.u.",
                    "Usual are 0.9 to 1.1; check that they are in per unit.");
        }
    }
}
