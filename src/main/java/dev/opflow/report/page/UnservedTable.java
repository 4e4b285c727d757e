package dev.opflow.report.page;

import dev.opflow.engine.BusPower;
import dev.opflow.grid.Element;
import dev.opflow.report.page.Block.Row;
import dev.opflow.report.page.Block.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The buses whose demand is not served, or whose balance is missed, where options allow that; the most first. */
record UnservedTable(SolvedCase solved) {
    /** What would be shown as nothing, MW and MVAr. */
    private static final double LEAST = 0.005;

    /** A table, without rows where all is served. */
    Table table() {
        List<Integer> places = IntStream.of(solved.buses())
                .filter(i -> size(i) >= LEAST)
                .boxed()
                .sorted(Order.by(i -> -size(i)))
                .toList();
        List<String> columns = new ArrayList<>();
        if (solved.solution().loadloss() != null) {
            columns.addAll(List.of("Load, MW", "Not served, MW", "Not served, MVAr"));
        }
        if (solved.solution().imbalance() != null) {
            columns.addAll(List.of("Vanishes, MW", "Vanishes, MVAr"));
        }
        return Table.first(
                "unserved-table",
                "What is not served or not met, by bus",
                List.of("Bus"),
                columns,
                places,
                this::row,
                "The first",
                "buses.csv");
    }

    private double size(int bus) {
        return size(solved.solution().loadloss(), bus) + size(solved.solution().imbalance(), bus);
    }

    private static double size(@Nullable BusPower power, int bus) {
        return power == null ? 0 : Math.abs(power.mw()[bus]) + Math.abs(power.mvar()[bus]);
    }

    private Row row(int bus) {
        List<String> numbers = new ArrayList<>();
        BusPower loadloss = solved.solution().loadloss();
        if (loadloss != null) {
            numbers.add(Numbers.fixed(solved.network().buses().get(bus).pdMw(), 2));
            numbers.add(Numbers.fixed(loadloss.mw()[bus], 2));
            numbers.add(Numbers.fixed(loadloss.mvar()[bus], 2));
        }
        BusPower imbalance = solved.solution().imbalance();
        if (imbalance != null) {
            numbers.add(Numbers.fixed(imbalance.mw()[bus], 2));
            numbers.add(Numbers.fixed(imbalance.mvar()[bus], 2));
        }
        return new Row(Element.bus(solved.network(), bus).label(), List.of(), numbers);
    }
}
