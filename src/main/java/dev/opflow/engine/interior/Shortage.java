package dev.opflow.engine.interior;

import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import dev.opflow.engine.Relief;
import dev.opflow.engine.Violation;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.BusData;
import dev.opflow.engine.formulation.DcLineData;
import dev.opflow.engine.formulation.GeneratorData;
import dev.opflow.grid.Branch;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Islands where all that is given can't meet the demand whatever the voltages: there, where no branch has a negative resistance
 * and no shunt gives active power, losses only add to the demand, and so that there is no solution is proven.
 */
final class Shortage {
    /** Per bus, p.u.: what a verification would let pass. */
    private static final double FORGIVEN = 1e-5;

    private final AcNetwork network;
    private final Network original;
    private final double base;
    private final int[] island;
    /** By island: the most that is given to it, p.u.; infinite where nothing can be proven. */
    private final double[] supply;
    /** By island: the least that is taken from it, p.u. */
    private final double[] demand;

    private final double[] forgiven;
    private final boolean[] hasGenerators;
    private final boolean[] hasDcLines;

    private Shortage(AcNetwork network, Network original) {
        this.network = network;
        this.original = original;
        base = network.baseMva();
        island = network.islands();
        supply = new double[island.length];
        demand = new double[island.length];
        forgiven = new double[island.length];
        hasGenerators = new boolean[island.length];
        hasDcLines = new boolean[island.length];
        addBuses(network.buses());
        for (int g = 0; g < network.generators().count(); g++) {
            int at = island[network.generators().bus()[g]];
            double most = network.generators().pmax()[g];
            give(at, most);
            hasGenerators[at] |= most > 0;
        }
        addDcLines(network.dcLines());
        for (int l = 0; l < network.branches().count(); l++) {
            Branch branch = network.network().branches().get(network.branches().place()[l]);
            if (!(branch.rPu() >= 0)) {
                supply[island[network.branches().from()[l]]] = Double.POSITIVE_INFINITY;
            }
        }
    }

    private void addBuses(BusData buses) {
        for (int i = 0; i < island.length; i++) {
            demand[island[i]] += buses.pd()[i] + buses.gs()[i] * buses.vmin()[i] * buses.vmin()[i];
            forgiven[island[i]] += FORGIVEN;
            if (buses.gs()[i] < 0) {
                supply[island[i]] = Double.POSITIVE_INFINITY;
            }
        }
    }

    /** The most of something that is given, or taken where that is negative. */
    private void give(int at, double most) {
        supply[at] += Math.max(0, most);
        demand[at] += Math.max(0, -most);
    }

    /** A DC line gives to an island the most that it may, or draws the least; within one it draws its losses. */
    private void addDcLines(DcLineData lines) {
        for (int d = 0; d < lines.count(); d++) {
            int from = island[lines.from()[d]];
            int to = island[lines.to()[d]];
            double kept = lines.kept()[d];
            if (from == to) {
                give(to, Math.max((kept - 1) * lines.pmin()[d], (kept - 1) * lines.pmax()[d]));
            } else {
                give(from, -lines.pmin()[d]);
                give(to, kept * lines.pmax()[d]);
                hasDcLines[from] |= lines.pmin()[d] < 0;
                hasDcLines[to] |= lines.pmax()[d] > 0;
            }
        }
    }

    /**
     * That a network has no solution, where this can be told before any solve.
     *
     * @param network what takes part
     * @param original the case that it was posed of
     */
    static Optional<Outcome.Infeasible> of(AcNetwork network, Network original) {
        return new Shortage(network, original).outcome();
    }

    private Optional<Outcome.Infeasible> outcome() {
        List<Violation> violations = new ArrayList<>();
        List<Relief> reliefs = new ArrayList<>();
        String message = "";
        int islands = 0;
        for (int i = 0; i < island.length; i++) {
            double missing = demand[i] - supply[i];
            if (missing > forgiven[i]) {
                Element where = Element.place("the island of "
                        + Element.bus(original, network.buses().place()[i]).label());
                violations.add(new Violation(Limit.ACTIVE_POWER_BALANCE, where, missing * base, 0, missing));
                reliefs.addAll(reliefs(i, missing));
                message = islands++ == 0 ? words(i, where, missing) : message;
            }
        }
        String more = islands > 1 ? " So it is in " + (islands - 1) + " more." : "";
        return islands == 0
                ? Optional.empty()
                : Optional.of(new Outcome.Infeasible(
                        message + more, violations, Reliefs.sorted(reliefs), null, Progress.NONE));
    }

    private String words(int at, Element where, double missing) {
        String givers = !hasDcLines[at] ? "generators" : hasGenerators[at] ? "generators and DC lines" : "DC lines";
        return String.format(
                Locale.ROOT,
                "%s needs at least %.6g MW, and its %s give at most %.6g MW: at least %.6g MW more capacity or less"
                        + " demand, before losses.",
                "T" + where.label().substring(1),
                demand[at] * base,
                givers,
                supply[at] * base,
                missing * base);
    }

    /** What might end a shortage: larger outputs and flows, largest ones first; losses come on top. */
    private List<Relief> reliefs(int at, double missing) {
        List<Relief> found = new ArrayList<>();
        GeneratorData generators = network.generators();
        for (int g = 0;
                g < generators.count()
                        && generators.place()[g] < original.generators().size();
                g++) {
            double pmax = generators.pmax()[g];
            // a machine of Pmax = 0 is a condenser or switched off so; a load can't take less than nothing
            if (island[generators.bus()[g]] == at && (pmax > 0 || pmax + missing <= 0)) {
                Element generator = Element.generator(original, generators.place()[g]);
                double given = original.generators().get(generators.place()[g]).pmaxMw();
                found.add(relief(Limit.PMAX, generator, Diagnosis.asGiven(pmax * base, given), missing, 1));
            }
        }
        addDcLines(network.dcLines(), at, missing, found);
        found.sort((a, b) -> Double.compare(Math.abs(b.bound()), Math.abs(a.bound())));
        return found;
    }

    private void addDcLines(DcLineData lines, int at, double missing, List<Relief> found) {
        for (int d = 0; d < lines.count(); d++) {
            DcLine line = original.dcLines().get(lines.place()[d]);
            Element element = Element.dcLine(original, lines.place()[d]);
            boolean from = island[lines.from()[d]] == at;
            boolean to = island[lines.to()[d]] == at;
            double kept = lines.kept()[d];
            if (to && !from) {
                boolean most = line.pmaxMw() >= 0;
                found.add(relief(most ? Limit.PFMAX : Limit.PTMAX, element, line.pmaxMw(), missing, most ? kept : 1));
            } else if (from && !to) {
                boolean least = line.pminMw() >= 0;
                found.add(relief(
                        least ? Limit.PFMIN : Limit.PTMIN, element, line.pminMw(), -missing, least ? 1 : 1 / kept));
            }
        }
    }

    /** @param missing negative where the limit is to fall */
    private Relief relief(Limit limit, Element element, double bound, double missing, double price) {
        double relieved = Relief.outward(bound, missing / price * base);
        return new Relief(limit, element, bound, relieved, Math.abs(relieved - bound) / base, price);
    }
}
