package dev.opflow.check;

import static dev.opflow.check.NetworkCheck.requireFinite;
import static dev.opflow.check.NetworkCheck.requireNumber;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Element;
import dev.opflow.grid.Network;

/** Findings about branches. */
final class BranchCheck {
    private static final double TINY_IMPEDANCE = 1e-6;
    private static final double LARGE_IMPEDANCE = 100;
    private static final double LOW_RATIO = 0.5;
    private static final double HIGH_RATIO = 2;
    /** p.u.: a hundred times what a verification lets pass. */
    private static final double TINY_RATE = 1e-4;

    private final Network network;
    private final BusIndex index;
    private final FindingList list;
    private int inService;
    private int limited;

    BranchCheck(Network network, BusIndex index, FindingList list) {
        this.network = network;
        this.index = index;
        this.list = list;
    }

    void run() {
        for (int l = 0; l < network.branches().size(); l++) {
            Branch branch = network.branches().get(l);
            Element element = Element.branch(network, l);
            int from = find(branch.fromBus(), element);
            int to = branch.toBus() == branch.fromBus() ? from : find(branch.toBus(), element);
            if (branch.inService() && from >= 0 && to >= 0) {
                inService++;
                limited += branch.hasRateA() ? 1 : 0;
                checkEnds(network.buses().get(from), network.buses().get(to), branch, element);
                checkImpedance(branch, element);
                checkTap(branch, element);
                checkLimits(branch, element);
            }
        }
        checkAll();
    }

    private int find(int bus, Element element) {
        int found = index.find(bus);
        if (found == BusIndex.UNKNOWN) {
            list.error("unknown-bus", element, "there is no bus " + bus + ".", "Add the bus or correct it.");
        }
        return found;
    }

    private void checkEnds(Bus from, Bus to, Branch branch, Element element) {
        if (branch.fromBus() == branch.toBus()) {
            list.error(
                    "loop", element, "both its ends are at bus " + branch.fromBus() + ".", "Correct one or remove it.");
        }
        if (from.type() == BusType.ISOLATED || to.type() == BusType.ISOLATED) {
            list.warning(
                    "isolated-branch",
                    element,
                    "it is in service at an isolated bus (type 4) and takes no part.",
                    "Take it out of service or make the bus type 1.");
        }
        boolean line = branch.ratio() == 0 && branch.shiftDegrees() == 0;
        if (line && from.baseKv() > 0 && to.baseKv() > 0 && from.baseKv() != to.baseKv()) {
            list.information(
                    "line-between-voltages",
                    element,
                    "it has no tap ratio, yet joins " + from.baseKv() + " kV and " + to.baseKv() + " kV.",
                    "If it is a transformer, set its ratio (1 for nominal).");
        }
    }

    private void checkImpedance(Branch branch, Element element) {
        requireFinite(list, element, "r", branch.rPu(), Quantity.PER_UNIT);
        requireFinite(list, element, "x", branch.xPu(), Quantity.PER_UNIT);
        requireFinite(list, element, "b", branch.bPu(), Quantity.PER_UNIT);
        double z = Math.hypot(branch.rPu(), branch.xPu());
        if (z == 0) {
            list.error("zero-impedance", element, "r and x are both 0.", "Give it an impedance, or merge its buses.");
        } else if (z < 1 && !Quantity.IMPEDANCE.takes(z)) {
            requireFinite(list, element, "its impedance", z, Quantity.IMPEDANCE);
        } else if (z < TINY_IMPEDANCE) {
            list.warning(
                    "tiny-impedance",
                    element,
                    "its impedance is " + z + " p.u.",
                    "So small a value makes equations inexact; merge its buses, or set x to 1e-5 or more.");
        } else if (z > LARGE_IMPEDANCE) {
            list.information(
                    "large-impedance",
                    element,
                    "its impedance is " + z + " p.u.",
                    "Check that r and x are in per unit, not in ohms.");
        }
        if (branch.rPu() < 0) {
            list.information("negative-resistance", element, "r is " + branch.rPu() + " p.u.", "Check its sign.");
        }
        if (branch.xPu() < 0) {
            list.information(
                    "negative-reactance",
                    element,
                    "x is " + branch.xPu() + " p.u.",
                    "Right for a series capacitor or a three-winding transformer; else check its sign.");
        }
    }

    private void checkTap(Branch branch, Element element) {
        requireFinite(list, element, "ratio", branch.ratio(), Quantity.RATIO);
        requireFinite(list, element, "angle", branch.shiftDegrees(), Quantity.ANGLE);
        if (branch.tap() < LOW_RATIO || branch.tap() > HIGH_RATIO) {
            list.warning(
                    "tap-ratio",
                    element,
                    "its tap ratio is " + branch.ratio() + ".",
                    "It is near 1 as a rule, or 0 for a line.");
        }
    }

    private void checkLimits(Branch branch, Element element) {
        if (branch.hasRateA() || Double.isNaN(branch.rateAMva())) {
            requireNumber(list, element, "rateA", branch.rateAMva(), Quantity.RATE);
        }
        if (branch.rateAMva() < 0) {
            list.error(
                    "rate", element, "rateA is " + branch.rateAMva() + " MVA.", "It must be positive, or 0 for none.");
        }
        if (branch.rateAMva() > 0 && branch.rateAMva() < TINY_RATE * network.baseMva()) {
            list.warning(
                    "tiny-rate",
                    element,
                    "rateA is " + branch.rateAMva() + " MVA, " + (float) (branch.rateAMva() / network.baseMva())
                            + " p.u.",
                    "A flow may pass it by 1e-6 p.u. and be called right; set 0 for no limit, or take the branch out of"
                            + " service.");
        }
        requireNumber(list, element, "angmin", branch.angminDegrees(), Quantity.ANGLE);
        requireNumber(list, element, "angmax", branch.angmaxDegrees(), Quantity.ANGLE);
        if (branch.angminDegrees() > branch.angmaxDegrees()) {
            list.error(
                    "crossed-limits",
                    element,
                    "angmin = " + branch.angminDegrees() + " is above angmax = " + branch.angmaxDegrees() + ".",
                    "Exchange or correct them.");
        } else if (isInRadians(branch)) {
            list.information(
                    "narrow-angle-limits",
                    element,
                    "its angle limits are " + branch.angminDegrees() + " to " + branch.angmaxDegrees() + " degrees.",
                    "Check that they are in degrees, not in radians.");
        } else if ((branch.hasAngmin() && branch.angminDegrees() > 0)
                || (branch.hasAngmax() && branch.angmaxDegrees() < 0)) {
            list.warning(
                    "angle-limits",
                    element,
                    "its angle limits, " + branch.angminDegrees() + " to " + branch.angmaxDegrees()
                            + " degrees, leave out 0 and force a flow.",
                    "Check their signs.");
        }
    }

    private static boolean isInRadians(Branch branch) {
        return branch.hasAngmin()
                && branch.hasAngmax()
                && Math.max(Math.abs(branch.angminDegrees()), Math.abs(branch.angmaxDegrees())) < Math.PI / 2;
    }

    private void checkAll() {
        if (inService > 0 && limited == 0) {
            list.information(
                    "no-branch-limits",
                    Element.NETWORK,
                    "no branch has a limit: rateA is 0 in all of them.",
                    "Flows are free; set rateA to limit them.");
        }
    }
}
