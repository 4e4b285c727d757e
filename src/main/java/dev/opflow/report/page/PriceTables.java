package dev.opflow.report.page;

import dev.opflow.grid.Element;
import dev.opflow.report.page.Block.Row;
import dev.opflow.report.page.Block.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Prices by area, and the limits that make them differ. */
final class PriceTables {
    private static final int MOST_AREAS = 40;
    /** Buses shown from either end of the prices. */
    private static final int ENDS = 5;

    private PriceTables() {}

    /** The areas with the most load first. */
    static Table areas(SolvedCase solved) {
        int[] areas = IntStream.of(solved.buses())
                .map(i -> area(solved, i))
                .distinct()
                .toArray();
        record Area(int number, int buses, PriceRange prices) {}
        List<Area> ranges = Arrays.stream(areas)
                .mapToObj(area -> {
                    int[] buses = IntStream.of(solved.buses())
                            .filter(i -> area(solved, i) == area)
                            .toArray();
                    return new Area(area, buses.length, PriceRange.of(solved, buses));
                })
                .sorted(Order.by(area -> -area.prices.loadMw()))
                .limit(MOST_AREAS)
                .toList();
        List<Row> rows = ranges.stream()
                .map(area -> new Row(
                        Integer.toString(area.number),
                        List.of(),
                        List.of(
                                Numbers.count(area.buses),
                                Numbers.fixed(area.prices.loadMw(), 1),
                                Numbers.fixed(area.prices.least(), 2),
                                Numbers.fixed(area.prices.average(), 2),
                                Numbers.fixed(area.prices.most(), 2))))
                .toList();
        return new Table(
                "areas-table",
                "Prices by area",
                List.of("Area"),
                List.of("Buses", "Load, MW", "Least, $/MWh", "By load, $/MWh", "Most, $/MWh"),
                rows,
                areas.length > MOST_AREAS
                        ? "The " + MOST_AREAS + " areas with the most load of " + areas.length + "."
                        : "",
                "",
                false);
    }

    /** The buses where power is dearest and cheapest. */
    static Table ends(SolvedCase solved) {
        List<Integer> byPrice = IntStream.of(solved.buses())
                .boxed()
                .sorted(Order.by(i -> -solved.lamP(i)))
                .toList();
        int shown = Math.min(ENDS, byPrice.size());
        List<Row> rows = IntStream.range(0, byPrice.size())
                .filter(k -> k < shown || k >= byPrice.size() - shown)
                .mapToObj(byPrice::get)
                .map(i -> new Row(
                        Element.bus(solved.network(), i).label(),
                        List.of(),
                        List.of(
                                Numbers.fixed(solved.lamP(i), 3),
                                Numbers.fixed(solved.network().buses().get(i).pdMw(), 1))))
                .toList();
        return new Table(
                "ends-table",
                "Where power is dearest and cheapest",
                List.of("Bus"),
                List.of("lamP, $/MWh", "Load, MW"),
                rows,
                "",
                "",
                false);
    }

    private static int area(SolvedCase solved, int bus) {
        return solved.network().buses().get(bus).area();
    }

    /** A table for each kind of limit that binds, what saves most first. */
    static List<Block> binding(List<BindingLimit> binding) {
        List<Block> tables = new ArrayList<>();
        for (BindingLimit.Kind kind : BindingLimit.Kind.values()) {
            List<BindingLimit> some =
                    binding.stream().filter(limit -> limit.kind() == kind).toList();
            if (!some.isEmpty()) {
                tables.add(binding(kind, some));
            }
        }
        return tables;
    }

    private static Table binding(BindingLimit.Kind kind, List<BindingLimit> binding) {
        List<Row> rows = binding.stream()
                .limit(Table.MOST_ROWS)
                .map(limit -> new Row(
                        limit.element(),
                        List.of(limit.limit()),
                        List.of(
                                value(limit.bound(), limit.unit()),
                                Numbers.brief(limit.price(), 3) + " " + limit.priceUnit(),
                                Numbers.brief(limit.worth(), 3))))
                .toList();
        boolean isCapped = binding.size() > rows.size();
        return new Table(
                "binding-" + kind.name().toLowerCase(Locale.ROOT) + "-table",
                kind.words() + " at a limit",
                List.of("Element", "Limit"),
                List.of("Bound", "Shadow price", "1 % wider saves, $/h"),
                rows,
                isCapped
                        ? "The first " + rows.size() + " of " + Numbers.count(binding.size()) + ". All prices are in"
                        : "",
                isCapped ? kind.file() : "");
    }

    private static String value(double bound, String unit) {
        return Numbers.fixed(bound, unit.equals("p.u.") ? 3 : 1) + " " + unit;
    }
}
