package dev.opflow.engine.interior;

import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import dev.opflow.engine.Violation;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.BusData;
import dev.opflow.engine.formulation.DcLineData;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Islands whose generators can't meet the demand whatever the voltages: there, where no branch has a negative resistance and no
 * shunt gives active power, losses only add to the demand, and so that there is no solution is proven.
 */
final class Shortage {
    /** Per bus, p.u.: what a verification would let pass. */
    private static final double FORGIVEN = 1e-5;

    private final AcNetwork network;
    private final int[] island;
    /** By island: largest output less least demand, p.u.; infinite where nothing can be proven. */
    private final double[] spare;

    private final double[] demand;
    private final double[] forgiven;

    private Shortage(AcNetwork network) {
        this.network = network;
        island = network.islands();
        spare = new double[island.length];
        demand = new double[island.length];
        forgiven = new double[island.length];
        BusData buses = network.buses();
        for (int i = 0; i < island.length; i++) {
            boolean gives = buses.gs()[i] < 0;
            double taken = buses.pd()[i] + buses.gs()[i] * buses.vmin()[i] * buses.vmin()[i];
            demand[island[i]] += taken;
            spare[island[i]] += gives ? Double.POSITIVE_INFINITY : -taken;
            forgiven[island[i]] += FORGIVEN;
        }
        for (int g = 0; g < network.generators().count(); g++) {
            spare[island[network.generators().bus()[g]]] += network.generators().pmax()[g];
        }
        addDcLines(network.dcLines());
        for (int l = 0; l < network.branches().count(); l++) {
            Branch branch = network.network().branches().get(network.branches().place()[l]);
            if (!(branch.rPu() >= 0)) {
                spare[island[network.branches().from()[l]]] = Double.POSITIVE_INFINITY;
            }
        }
    }

    /** A DC line gives to an island the most that it may, or draws the least; within one it draws its losses. */
    private void addDcLines(DcLineData lines) {
        for (int d = 0; d < lines.count(); d++) {
            int from = island[lines.from()[d]];
            int to = island[lines.to()[d]];
            double kept = lines.kept()[d];
            if (from == to) {
                spare[to] += Math.max((kept - 1) * lines.pmin()[d], (kept - 1) * lines.pmax()[d]);
            } else {
                spare[from] -= lines.pmin()[d];
                spare[to] += kept * lines.pmax()[d];
            }
        }
    }

    /** That a network has no solution, where this can be told before any solve. */
    static Optional<Outcome.Infeasible> of(AcNetwork network) {
        return new Shortage(network).outcome();
    }

    private Optional<Outcome.Infeasible> outcome() {
        double base = network.baseMva();
        List<Violation> violations = new ArrayList<>();
        String first = "";
        for (int i = 0; i < island.length; i++) {
            if (spare[i] < -forgiven[i]) {
                Element bus = Element.bus(network.network(), network.buses().place()[i]);
                violations.add(
                        new Violation(Violation.Limit.ACTIVE_POWER_BALANCE, bus, -spare[i] * base, 0, -spare[i]));
                if (first.isEmpty()) {
                    first = String.format(
                            Locale.ROOT,
                            "The island of %s needs at least %.6g MW, and its generators give at most %.6g MW: %.6g MW"
                                    + " are missing",
                            bus.label(),
                            demand[i] * base,
                            (demand[i] + spare[i]) * base,
                            -spare[i] * base);
                }
            }
        }
        if (violations.isEmpty()) {
            return Optional.empty();
        }
        String more = violations.size() > 1 ? " (and so in " + (violations.size() - 1) + " more)." : ".";
        return Optional.of(new Outcome.Infeasible(first + more, violations, Progress.NONE));
    }
}
