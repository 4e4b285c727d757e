package dev.opflow.report.page;

import dev.opflow.engine.Multipliers;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Generator;
import dev.opflow.report.page.Block.Row;
import dev.opflow.report.page.Block.Table;
import dev.opflow.report.page.Neighbourhood.Link;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Buses, generators and branches row by row; of large cases those that matter most, and a link to the file that has all. */
final class ElementTables {
    private final SolvedCase solved;

    ElementTables(SolvedCase solved) {
        this.solved = solved;
    }

    /** Nearest to a limit of voltage first. */
    Table buses() {
        Multipliers prices = solved.prices();
        IntFunction<Row> row = i -> {
            Bus bus = solved.network().buses().get(i);
            return new Row(
                    Integer.toString(bus.number()),
                    List.of(bus.name(), Integer.toString(bus.area())),
                    List.of(
                            Numbers.fixed(solved.solution().vmPu()[i], 4),
                            Numbers.fixed(bus.vminPu(), 3) + " – " + Numbers.fixed(bus.vmaxPu(), 3),
                            Numbers.fixed(solved.solution().vaDegrees()[i], 2),
                            Numbers.fixed(bus.pdMw(), 2),
                            Numbers.fixed(bus.qdMvar(), 2),
                            prices == null ? Numbers.NONE : Numbers.fixed(prices.lamP()[i], 3),
                            prices == null ? Numbers.NONE : Numbers.fixed(prices.lamQ()[i], 3)));
        };
        return table(
                "Buses",
                "buses.csv",
                List.of("Bus", "Name", "Area"),
                List.of("Vm, p.u.", "Limits, p.u.", "Va, °", "Pd, MW", "Qd, MVAr", "lamP, $/MWh", "lamQ, $/MVArh"),
                solved.buses(),
                this::voltageMargin,
                "nearest to a limit of voltage",
                row);
    }

    private double voltageMargin(int i) {
        Bus bus = solved.network().buses().get(i);
        double vm = solved.solution().vmPu()[i];
        return Math.min(bus.vmaxPu() - vm, vm - bus.vminPu());
    }

    /** The largest first. */
    Table generators() {
        IntFunction<Row> row = g -> {
            Generator generator = solved.generator(g);
            double pg = solved.solution().pgMw()[g];
            return new Row(
                    Integer.toString(g + 1),
                    List.of(Integer.toString(generator.bus()), generator.name(), generator.fuel()),
                    List.of(
                            Numbers.fixed(pg, 2),
                            Numbers.fixed(generator.pminMw(), 1) + " – " + Numbers.fixed(generator.pmaxMw(), 1),
                            Numbers.fixed(solved.solution().qgMvar()[g], 2),
                            Numbers.fixed(generator.qminMvar(), 1) + " – " + Numbers.fixed(generator.qmaxMvar(), 1),
                            Numbers.fixed(solved.marginalCost(g), 3),
                            Numbers.fixed(solved.lamP(solved.busOf()[g]), 3),
                            Numbers.fixed(solved.cost(g), 2)));
        };
        return table(
                "Generators",
                "generators.csv",
                List.of("Generator", "Bus", "Name", "Fuel"),
                List.of(
                        "Pg, MW",
                        "Limits, MW",
                        "Qg, MVAr",
                        "Limits, MVAr",
                        "Marginal cost, $/MWh",
                        "lamP, $/MWh",
                        "Cost, $/h"),
                solved.generators(),
                g -> -Math.max(
                        solved.generator(g).pmaxMw(), -solved.generator(g).pminMw()),
                "largest",
                row);
    }

    /** The most loaded first. */
    Table branches() {
        IntFunction<Row> row = l -> {
            Branch branch = solved.branch(l);
            return new Row(
                    Integer.toString(l + 1),
                    List.of(branch.fromBus() + " – " + branch.toBus(), solved.direction(l)),
                    List.of(
                            Numbers.fixed(solved.flows().pfMw()[l], 2),
                            Numbers.fixed(solved.flows().qfMvar()[l], 2),
                            Numbers.fixed(solved.flows().ptMw()[l], 2),
                            Numbers.fixed(solved.flows().qtMvar()[l], 2),
                            branch.hasRateA() ? Numbers.fixed(branch.rateAMva(), 1) : Numbers.NONE,
                            Numbers.fixed(100 * solved.loading()[l], 1),
                            Numbers.fixed(solved.flowPrice(l), 3)));
        };
        return table(
                "Branches",
                "branches.csv",
                List.of("Branch", "Ends", "Flow"),
                List.of(
                        "Pf, MW",
                        "Qf, MVAr",
                        "Pt, MW",
                        "Qt, MVAr",
                        "rateA, MVA",
                        "Loading, %",
                        solved.isDc() ? "Limit's price, $/MWh" : "Limit's price, $/MVAh"),
                solved.branches(),
                l -> Double.isNaN(solved.loading()[l]) ? 1 : -solved.loading()[l],
                "most loaded",
                row);
    }

    /** The most loaded first; their active power at the from end is what is limited. */
    Table dcLines() {
        IntFunction<Row> row = d -> {
            DcLine line = solved.network().dcLines().get(d);
            Link link = new Link(true, d);
            double pf = solved.pfMw(link);
            return new Row(
                    Integer.toString(d + 1),
                    List.of(
                            line.fromBus() + " – " + line.toBus(),
                            SolvedCase.direction(line.fromBus(), line.toBus(), solved.isForward(link))),
                    List.of(
                            Numbers.fixed(pf, 2),
                            Numbers.fixed(line.leastPfMw(), 1) + " – " + Numbers.fixed(line.mostPfMw(), 1),
                            Numbers.fixed(line.ptMw(pf), 2),
                            Numbers.fixed(solved.solution().dcLines().qfMvar()[d], 2),
                            Numbers.fixed(solved.solution().dcLines().qtMvar()[d], 2),
                            Numbers.fixed(100 * solved.loading(link), 1),
                            Numbers.fixed(solved.flowPrice(link), 3)));
        };
        return table(
                "DC lines",
                "dclines.csv",
                List.of("DC line", "Ends", "Flow"),
                List.of(
                        "Pf, MW",
                        "Limits of Pf, MW",
                        "Pt, MW",
                        "Qf, MVAr",
                        "Qt, MVAr",
                        "Loading, %",
                        "Limits' price, $/MWh"),
                solved.dcLines(),
                d -> Double.isNaN(solved.loading(new Link(true, d))) ? 1 : -solved.loading(new Link(true, d)),
                "most loaded",
                row);
    }

    /** The rows by an order, least first, and the note of what is left out; the file has all. */
    private static Table table(
            String caption,
            String file,
            List<String> textColumns,
            List<String> numberColumns,
            int[] places,
            IntToDoubleFunction order,
            String chosen,
            IntFunction<Row> row) {
        boolean isCapped = places.length > Table.MOST_ROWS;
        List<Row> all = IntStream.of(places)
                .boxed()
                .sorted(Order.by(order::applyAsDouble))
                .limit(Table.MOST_ROWS)
                .map(row::apply)
                .toList();
        boolean[] isUsed = new boolean[textColumns.size()];
        isUsed[0] = true;
        for (Row some : all) {
            for (int k = 1; k < isUsed.length; k++) {
                isUsed[k] |= !some.texts().get(k - 1).isEmpty();
            }
        }
        List<Row> rows = all.stream()
                .map(some -> new Row(some.head(), used(some.texts(), isUsed, 1), some.numbers()))
                .toList();
        return new Table(
                caption.toLowerCase(Locale.ROOT).replace(' ', '-') + "-table",
                caption,
                used(textColumns, isUsed, 0),
                numberColumns,
                rows,
                isCapped ? Table.leftOut("The", Table.MOST_ROWS + " " + chosen, places.length) : "",
                isCapped ? file : "",
                true);
    }

    /** The columns in which any row has something. */
    private static List<String> used(List<String> columns, boolean[] isUsed, int first) {
        return IntStream.range(0, columns.size())
                .filter(k -> isUsed[k + first])
                .mapToObj(columns::get)
                .toList();
    }
}
