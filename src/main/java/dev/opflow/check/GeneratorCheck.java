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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Findings about generators, their costs, and the buses that they are at. */
final class GeneratorCheck {
    private static final int NONE = -1;
    /** What MATPOWER's {@code makeAvl} bears, p.u. */
    private static final double MOST_POWER_FACTOR_MISS = 1e-6;

    private final Network network;
    private final BusIndex index;
    private final FindingList list;
    /** Per bus, its first generator in service, or NONE. */
    private final int[] firstAt;

    private int takingPart;
    private int withoutCost;
    private int costingNothing;

    GeneratorCheck(Network network, BusIndex index, FindingList list) {
        this.network = network;
        this.index = index;
        this.list = list;
        firstAt = new int[network.buses().size()];
        Arrays.fill(firstAt, NONE);
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
                checkRunning(generator, element, bus, g);
            }
        }
        checkAll();
        checkBusTypes();
    }

    private void checkRunning(Generator generator, Element element, int bus, int g) {
        if (network.buses().get(bus).type() == BusType.ISOLATED) {
            list.warning(
                    "isolated-generator",
                    element,
                    "it is in service at an isolated bus (type 4) and takes no part.",
                    "Take it out of service or connect the bus.");
            return;
        }
        takingPart++;
        checkLimits(generator, element);
        checkLoad(generator, element);
        checkCapability(generator.capability(), element);
        checkSetPoint(generator, element, bus, g);
        checkCosts(generator, g);
    }

    private void checkLimits(Generator generator, Element element) {
        requireOrder(list, element, "Pmin", generator.pminMw(), "Pmax", generator.pmaxMw(), Quantity.POWER);
        requireOrder(list, element, "Qmin", generator.qminMvar(), "Qmax", generator.qmaxMvar(), Quantity.POWER);
        requireFinite(list, element, "Pg", generator.pgMw(), Quantity.POWER);
        requireFinite(list, element, "Qg", generator.qgMvar(), Quantity.POWER);
        if (generator.pminMw() == Double.NEGATIVE_INFINITY || generator.pmaxMw() == Double.POSITIVE_INFINITY) {
            list.warning(
                    "unlimited-power",
                    element,
                    "its active power is limited to " + generator.pminMw() + " to " + generator.pmaxMw() + " MW.",
                    "Give it finite limits.");
        }
    }

    /** A dispatchable load has the power factor of Pmin and the one Q limit that is not zero ({@code makeAvl}). */
    private void checkLoad(Generator generator, Element element) {
        if (!generator.isDispatchableLoad()) {
            return;
        }
        if (generator.qminMvar() != 0 && generator.qmaxMvar() != 0) {
            list.warning(
                    "dispatchable-load",
                    element,
                    "Pmin < 0 = Pmax makes it a dispatchable load, but with both Qmin and Qmax it has no one power"
                            + " factor.",
                    "It is treated as a generator, where MATPOWER stops; set one of them to 0.");
            return;
        }
        double limit = generator.qminMvar() == 0 ? generator.qmaxMvar() : generator.qminMvar();
        double qg = generator.pgMw() * (limit / generator.pminMw());
        if (limit != 0 && Math.abs(generator.qgMvar() - qg) > MOST_POWER_FACTOR_MISS * network.baseMva()) {
            list.warning(
                    "dispatchable-load",
                    element,
                    "Qg = " + generator.qgMvar() + " does not have the power factor of the load, by which it is " + qg
                            + " MVAr.",
                    "MATPOWER stops; correct Pg and Qg, or Pmin and the limit of Q.");
        }
    }

    private void checkCapability(Generator.CapabilityCurve curve, Element element) {
        if (!curve.isGiven()) {
            if (!curve.isZero()) {
                list.warning(
                        "capability-curve",
                        element,
                        "Pc1 and Pc2 are both " + curve.pc1Mw() + ", so its capability curve is none.",
                        "Its Q limits are Qmin and Qmax; give Pc1 < Pc2, or set Pc1 to Qc2max to 0.");
            }
            return;
        }
        requireFinite(list, element, "Pc1", curve.pc1Mw(), Quantity.POWER);
        requireFinite(list, element, "Pc2", curve.pc2Mw(), Quantity.POWER);
        requireOrder(list, element, "Pc1", curve.pc1Mw(), "Pc2", curve.pc2Mw(), Quantity.POWER);
        requireOrder(list, element, "Qc1min", curve.qc1minMvar(), "Qc1max", curve.qc1maxMvar(), Quantity.POWER);
        requireOrder(list, element, "Qc2min", curve.qc2minMvar(), "Qc2max", curve.qc2maxMvar(), Quantity.POWER);
        if (curve.qc2maxMvar() > curve.qc1maxMvar() || curve.qc2minMvar() < curve.qc1minMvar()) {
            list.error(
                    "capability-curve",
                    element,
                    "its capability curve widens from " + curve.qc1minMvar() + " to " + curve.qc1maxMvar()
                            + " MVAr at Pc1 to " + curve.qc2minMvar() + " to " + curve.qc2maxMvar() + " at Pc2.",
                    "It must not, as in MATPOWER; exchange or correct them.");
        }
    }

    private void checkSetPoint(Generator generator, Element element, int place, int g) {
        Bus bus = network.buses().get(place);
        double vg = generator.vgPu();
        if (!(vg >= bus.vminPu() && vg <= bus.vmaxPu())) {
            list.information(
                    "set-point",
                    element,
                    "its voltage set-point is " + vg + " p.u., outside its bus's limits of " + bus.vminPu() + " to "
                            + bus.vmaxPu() + ".",
                    "It is not used unless an option fixes it.");
        }
        if (firstAt[place] == NONE) {
            firstAt[place] = g;
        } else if (network.generators().get(firstAt[place]).vgPu() != vg) {
            list.information(
                    "set-points-differ",
                    element,
                    "its voltage set-point is " + vg + " p.u., that of generator " + (firstAt[place] + 1)
                            + " at the same bus "
                            + network.generators().get(firstAt[place]).vgPu() + ".",
                    "They are not used unless an option fixes them.");
        }
    }

    private void checkCosts(Generator generator, int g) {
        Cost active = generator.pCost();
        if (active == null) {
            withoutCost++;
        } else {
            Element element = Element.activeCost(network, g);
            new CostCheck(list, element, "active cost", generator.pminMw(), generator.pmaxMw()).run(active);
        }
        Cost reactive = generator.qCost();
        if (reactive != null) {
            Element element = Element.reactiveCost(network, g);
            new CostCheck(list, element, "reactive cost", generator.qminMvar(), generator.qmaxMvar()).run(reactive);
        }
        costingNothing += isNothing(active) && isNothing(reactive) ? 1 : 0;
    }

    private static boolean isNothing(@Nullable Cost cost) {
        if (cost instanceof Cost.Polynomial polynomial) {
            return polynomial.coefficients().stream().allMatch(c -> c == 0);
        }
        return !(cost instanceof Cost.PiecewiseLinear piecewise)
                || piecewise.points().stream().allMatch(point -> point.cost() == 0);
    }

    private void checkAll() {
        if (takingPart == 0) {
            list.error(
                    "no-generators",
                    Element.NETWORK,
                    "no generator is in service at a bus that takes part.",
                    "Add rows to gen, or set their status to 1.");
        } else if (withoutCost > 0) {
            list.error(
                    "missing-cost",
                    Element.NETWORK,
                    withoutCost == takingPart
                            ? "the generators have no costs."
                            : withoutCost + " of " + takingPart + " generators have no cost.",
                    "Give gencost a row for each generator; a cost of zero is one too.");
        } else if (costingNothing == takingPart) {
            list.information(
                    "zero-cost",
                    Element.NETWORK,
                    "all costs are zero.",
                    "Any feasible point is optimal; give costs to get the cheapest.");
        }
    }

    private void checkBusTypes() {
        for (int i = 0; i < firstAt.length; i++) {
            BusType type = network.buses().get(i).type();
            if (firstAt[i] == NONE && (type == BusType.PV || type == BusType.REF)) {
                list.information(
                        "bus-type",
                        Element.bus(network, i),
                        "it is of type " + type.code() + (type == BusType.PV ? " (PV)" : " (reference)")
                                + ", but no generator is in service there.",
                        type == BusType.PV ? "It is treated as type 1." : "Its angle is kept all the same.");
            }
        }
    }
}
