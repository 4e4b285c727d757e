package dev.opflow.report.page;

import dev.opflow.engine.DcLinePrices;
import dev.opflow.engine.Multipliers;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.report.page.BindingLimit.Kind;
import java.util.ArrayList;
import java.util.List;

/** Finds the limits that bind: those that are met, with a price that is more than an interior point's round-off. */
final class BindingLimits {
    /** Of the largest price of power. */
    private static final double NEGLIGIBLE = 1e-4;
    /** A price of power that is none, $/MWh, where power itself has hardly any. */
    private static final double NOTHING = 1e-6;
    /** A limit is met that is no farther away than this, of itself or of the base. */
    private static final double CLOSE = 1e-3;

    private final SolvedCase solved;
    private final Network network;
    private final double leastPrice;
    private final List<BindingLimit> found = new ArrayList<>();

    private BindingLimits(SolvedCase solved, Multipliers prices) {
        this.solved = solved;
        network = solved.network();
        double largest = NOTHING / NEGLIGIBLE;
        for (int i : solved.buses()) {
            largest = Math.max(largest, Math.abs(prices.lamP()[i]));
        }
        leastPrice = NEGLIGIBLE * largest;
    }

    /** Those of a solution, what matters most first; none where it has no prices. */
    static List<BindingLimit> of(SolvedCase solved) {
        Multipliers prices = solved.prices();
        if (prices == null) {
            return List.of();
        }
        BindingLimits limits = new BindingLimits(solved, prices);
        limits.ofBranches(prices);
        limits.ofBuses(prices);
        limits.ofGenerators(prices);
        limits.ofDcLines(prices.dcLines());
        limits.found.sort(Order.by(limit -> -limit.worth()));
        return List.copyOf(limits.found);
    }

    private void ofBranches(Multipliers prices) {
        for (int l : solved.branches()) {
            Branch branch = solved.branch(l);
            String unit = solved.isDc() ? "MW" : "MVA";
            double flow = solved.loading()[l] * branch.rateAMva();
            add(Kind.FLOW, l, "rateA", flow, branch.rateAMva(), unit, solved.flowPrice(l));
            double angle = solved.solution().vaDegrees()[solved.from()[l]]
                    - solved.solution().vaDegrees()[solved.to()[l]];
            add(Kind.ANGLE, l, "angmin", angle, branch.angminDegrees(), "degree", prices.muAngmin()[l]);
            add(Kind.ANGLE, l, "angmax", angle, branch.angmaxDegrees(), "degree", prices.muAngmax()[l]);
        }
    }

    private void ofBuses(Multipliers prices) {
        for (int i : solved.buses()) {
            Bus bus = network.buses().get(i);
            double vm = solved.solution().vmPu()[i];
            add(Kind.VOLTAGE, i, "Vmax", vm, bus.vmaxPu(), "p.u.", prices.muVmax()[i]);
            add(Kind.VOLTAGE, i, "Vmin", vm, bus.vminPu(), "p.u.", prices.muVmin()[i]);
        }
    }

    private void ofGenerators(Multipliers prices) {
        for (int g : solved.generators()) {
            Generator generator = solved.generator(g);
            double pg = solved.solution().pgMw()[g];
            double qg = solved.solution().qgMvar()[g];
            add(Kind.ACTIVE, g, "Pmax", pg, generator.pmaxMw(), "MW", prices.muPmax()[g]);
            add(Kind.ACTIVE, g, "Pmin", pg, generator.pminMw(), "MW", prices.muPmin()[g]);
            if (generator.hasCapabilityCurve()
                    && !isMet(qg, generator.qmaxMvar(), "MVAr")
                    && !isMet(qg, generator.qminMvar(), "MVAr")) {
                double price = Math.max(prices.muQmax()[g], prices.muQmin()[g]);
                add(Kind.REACTIVE, g, "capability curve", qg, qg, "MVAr", price);
            }
            add(Kind.REACTIVE, g, "Qmax", qg, generator.qmaxMvar(), "MVAr", prices.muQmax()[g]);
            add(Kind.REACTIVE, g, "Qmin", qg, generator.qminMvar(), "MVAr", prices.muQmin()[g]);
        }
    }

    private void ofDcLines(DcLinePrices prices) {
        for (int d = 0; d < network.dcLines().size(); d++) {
            DcLine line = network.dcLines().get(d);
            double pf = solved.solution().dcLines().pfMw()[d];
            double qf = solved.solution().dcLines().qfMvar()[d];
            double qt = solved.solution().dcLines().qtMvar()[d];
            add(Kind.DC_LINE, d, "Pmax", pf, line.pmaxMw(), "MW", prices.muPmax()[d]);
            add(Kind.DC_LINE, d, "Pmin", pf, line.pminMw(), "MW", prices.muPmin()[d]);
            add(Kind.DC_LINE, d, "QmaxF", qf, line.qmaxfMvar(), "MVAr", prices.muQmaxF()[d]);
            add(Kind.DC_LINE, d, "QminF", qf, line.qminfMvar(), "MVAr", prices.muQminF()[d]);
            add(Kind.DC_LINE, d, "QmaxT", qt, line.qmaxtMvar(), "MVAr", prices.muQmaxT()[d]);
            add(Kind.DC_LINE, d, "QminT", qt, line.qmintMvar(), "MVAr", prices.muQminT()[d]);
        }
    }

    private void add(Kind kind, int place, String limit, double value, double bound, String unit, double price) {
        boolean isPower = unit.startsWith("M");
        if (price > leastPrice * (isPower ? 1 : network.baseMva()) && isMet(value, bound, unit)) {
            found.add(new BindingLimit(kind, element(kind, place).label(), limit, value, bound, unit, price, place));
        }
    }

    private boolean isMet(double value, double bound, String unit) {
        double scale = unit.startsWith("M") ? network.baseMva() : 1;
        return Math.abs(value - bound) <= CLOSE * Math.max(Math.abs(bound), scale);
    }

    private Element element(Kind kind, int place) {
        return switch (kind) {
            case FLOW, ANGLE -> Element.branch(network, place);
            case VOLTAGE -> Element.bus(network, place);
            case ACTIVE, REACTIVE -> Element.generator(network, place);
            case DC_LINE -> Element.dcLine(network, place);
        };
    }
}
