package dev.opflow.report.page;

import dev.opflow.engine.Multipliers;
import dev.opflow.report.page.Block.Facts;
import dev.opflow.report.page.Block.Row;
import dev.opflow.report.page.Block.Table;
import dev.opflow.report.page.SystemSummary.Power;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;

/** The system summary: how many, how much, and where the extremes are. */
final class SummarySection {
    private final SolvedCase solved;
    private final SystemSummary summary;
    private final List<Row> extremes = new ArrayList<>();

    private SummarySection(SolvedCase solved) {
        this.solved = solved;
        summary = new SystemSummary(solved);
    }

    static Section of(SolvedCase solved) {
        SummarySection section = new SummarySection(solved);
        return new Section("system", "System summary", section.blocks());
    }

    private List<Block> blocks() {
        Table unserved = new UnservedTable(solved).table();
        return unserved.rows().isEmpty()
                ? List.of(counts(), powers(), extremes())
                : List.of(counts(), powers(), extremes(), unserved);
    }

    private Facts counts() {
        Map<String, String> counts = new LinkedHashMap<>();
        int buses = solved.network().buses().size();
        counts.put("Buses", part(solved.buses().length, buses, "isolated", buses - solved.buses().length));
        long generators = summary.generators().count();
        counts.put("Generators", Numbers.count(summary.allGenerators()));
        counts.put("Committed generators", Numbers.count(generators));
        long fixed = summary.fixedLoads().count();
        long dispatchable = summary.dispatchableLoads().count();
        counts.put("Loads", Numbers.count(fixed + dispatchable));
        counts.put("Fixed loads", Numbers.count(fixed));
        counts.put("Dispatchable loads", Numbers.count(dispatchable));
        counts.put("Shunts", Numbers.count(summary.shunts().count()));
        int branches = solved.network().branches().size();
        counts.put(
                "Branches",
                part(solved.branches().length, branches, "out of service", branches - solved.branches().length));
        counts.put("Transformers", Numbers.count(summary.transformers().count()));
        counts.put("Inter-ties", Numbers.count(summary.interTies().count()));
        counts.put("DC lines", Numbers.count(solved.network().dcLines().size()));
        counts.put("Areas", Numbers.count(summary.areas()));
        return new Facts("How many", counts, true);
    }

    private static String part(int active, int all, String otherwise, int others) {
        return Numbers.count(all) + (active == all ? "" : " (" + Numbers.count(others) + " " + otherwise + ")");
    }

    private Table powers() {
        List<Row> rows = new ArrayList<>();
        Power least = summary.leastOnline();
        rows.add(power("Total generation capacity", summary.capacity()));
        rows.add(power("Online capacity", summary.onlineCapacity()));
        rows.add(power("Online minimum", least));
        rows.add(power("Generation", summary.generation()));
        Power fixed = summary.fixedLoad();
        Power dispatchable = summary.dispatchableLoad();
        rows.add(power("Load", new Power(fixed.mw() + dispatchable.mw(), fixed.mvar() + dispatchable.mvar())));
        if (summary.dispatchableLoads().findAny().isPresent()) {
            rows.add(power("  of it fixed", fixed));
            rows.add(power(
                    "  of it dispatchable, of up to " + Numbers.fixed(summary.mostDispatchableMw(), 1) + " MW",
                    dispatchable));
        }
        if (solved.solution().loadloss() != null) {
            rows.add(power("Load not served", summary.unserved()));
        }
        if (solved.solution().imbalance() != null) {
            rows.add(power("Balances missed", summary.missing()));
        }
        rows.add(power("Shunts (injection)", summary.shuntInjection()));
        rows.add(power("Losses (I²Z)", summary.losses()));
        rows.add(power("Branch charging (injection)", new Power(Double.NaN, summary.chargingMvar())));
        if (summary.interTies().findAny().isPresent()) {
            rows.add(power("Inter-tie flow", summary.interTieFlow()));
        }
        if (!solved.network().dcLines().isEmpty()) {
            rows.add(power("DC line losses", new Power(summary.dcLineLossesMw(), Double.NaN)));
        }
        return new Table("powers", "How much", List.of(""), List.of("P, MW", "Q, MVAr"), rows, "", "", false);
    }

    private Row power(String name, Power power) {
        return new Row(
                name,
                List.of(),
                List.of(Numbers.fixed(power.mw(), 1), solved.isDc() ? Numbers.NONE : Numbers.fixed(power.mvar(), 1)));
    }

    private Table extremes() {
        IntFunction<String> bus = i -> "bus " + solved.busNumber(i);
        IntFunction<String> branch = l -> "branch " + (l + 1) + " ("
                + solved.branch(l).fromBus() + "\u2011" + solved.branch(l).toBus() + ")";
        extreme(
                "Voltage magnitude, p.u.",
                solved.buses(),
                i -> solved.solution().vmPu()[i],
                3,
                bus);
        extreme("Voltage angle, degrees", solved.buses(), i -> solved.solution().vaDegrees()[i], 2, bus);
        extreme("P losses (I²R) of a branch, MW", solved.branches(), summary::lossMw, 2, branch);
        if (!solved.isDc()) {
            extreme("Q losses (I²X) of a branch, MVAr", solved.branches(), summary::lossMvar, 2, branch);
        }
        Multipliers prices = solved.prices();
        if (prices != null) {
            extreme("lamP, $/MWh", solved.buses(), i -> prices.lamP()[i], 2, bus);
            extreme("lamQ, $/MVArh", solved.buses(), i -> prices.lamQ()[i], 2, bus);
        }
        return new Table(
                "extremes",
                "Extremes",
                List.of("", "Minimum", "Maximum"),
                List.of(),
                List.copyOf(extremes),
                "",
                "",
                false);
    }

    private void extreme(
            String name, int[] places, IntToDoubleFunction value, int decimals, IntFunction<String> place) {
        if (places.length == 0) {
            return;
        }
        int least = places[0];
        int most = places[0];
        for (int at : places) {
            least = value.applyAsDouble(at) < value.applyAsDouble(least) ? at : least;
            most = value.applyAsDouble(at) > value.applyAsDouble(most) ? at : most;
        }
        extremes.add(new Row(
                name,
                List.of(
                        Numbers.fixed(value.applyAsDouble(least), decimals) + " at " + place.apply(least),
                        Numbers.fixed(value.applyAsDouble(most), decimals) + " at " + place.apply(most)),
                List.of()));
    }
}
