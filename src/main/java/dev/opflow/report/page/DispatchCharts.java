package dev.opflow.report.page;

import dev.opflow.grid.Generator;
import dev.opflow.report.page.Block.Figure;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What generators give, cheapest first: all of them as a stack, and the largest each against its limits. */
final class DispatchCharts {
    private static final int MOST_BARS = 20;
    private static final int ROW = 22;
    /** Boxes up to which each is drawn with an edge. */
    private static final int MOST_EDGES = 150;

    private final SolvedCase solved;
    /** Those that can give active power, in merit order. */
    private final List<Integer> order;

    DispatchCharts(SolvedCase solved) {
        this.solved = solved;
        order = IntStream.of(solved.generators())
                .filter(g -> solved.generator(g).pmaxMw() > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(solved::marginalCost))
                .toList();
    }

    List<Block> blocks() {
        return order.isEmpty() ? List.of() : List.of(stack(), bars());
    }

    private Figure stack() {
        double capacity =
                order.stream().mapToDouble(g -> solved.generator(g).pmaxMw()).sum();
        double average = PriceRange.of(solved, solved.buses()).average();
        double dearest = Math.max(Double.isNaN(average) ? 0 : average, solved.marginalCost(order.getLast()));
        double least = Math.min(0, solved.marginalCost(order.getFirst()));
        String title = "Merit order";
        Plot plot = Plot.of(
                "merit",
                title,
                Numbers.count(order.size()) + " generators by marginal cost, with the part of each that is dispatched.",
                (from, to) -> Axis.tight(0, capacity, from, to),
                "capacity, MW",
                (from, to) -> Axis.round(least, Math.max(dearest, 1e-3), from, to),
                "marginal cost, $/MWh");
        double sum = 0;
        Svg.Path used = new Svg.Path();
        Svg.Path free = new Svg.Path();
        double zero = plot.y().at(0);
        for (int g : order) {
            double pmax = solved.generator(g).pmaxMw();
            double pg = Math.max(0, Math.min(pmax, solved.solution().pgMw()[g]));
            double y = plot.y().at(solved.marginalCost(g));
            // what costs nothing is still to be seen
            double top = Math.min(y, zero - 2);
            double height = Math.max(2, Math.max(y, zero) - top);
            box(used, plot, sum, sum + pg, top, height);
            box(free, plot, sum + pg, sum + pmax, top, height);
            sum += pmax;
        }
        String edge = order.size() <= MOST_EDGES ? " edge" : "";
        plot.svg().path("free" + edge, free).path("fill" + edge, used);
        if (solved.prices() != null) {
            double y = plot.y().at(average);
            plot.svg().line("mark dash", plot.left(), y, plot.right(), y);
            plot.svg().text("note halo", plot.left() + 4, y - 5, "average LMP " + Numbers.fixed(average, 2));
        }
        return new Figure(
                title,
                "Each generator is a box as wide as its Pmax, at its marginal cost. The filled part is dispatched.",
                false,
                plot.svg().done());
    }

    private static void box(Svg.Path path, Plot plot, double from, double to, double top, double height) {
        double x = plot.x().at(from);
        double width = plot.x().at(to) - x;
        if (width > 0) {
            path.box(x, top, width, height);
        }
    }

    private Figure bars() {
        List<Integer> largest = order.stream()
                .sorted(Comparator.comparingDouble(g -> -solved.generator(g).pmaxMw()))
                .limit(MOST_BARS)
                .sorted(Comparator.comparingInt(order::indexOf))
                .toList();
        double most = largest.stream()
                .mapToDouble(g -> solved.generator(g).pmaxMw())
                .max()
                .orElse(1);
        String title = largest.size() < order.size() ? "The " + MOST_BARS + " largest generators" : "Generators";
        Svg svg = new Svg(
                "outputs",
                Plot.WIDTH,
                ROW * largest.size() + 8,
                title,
                "Output of each between its limits, cheapest first.");
        Axis x = Axis.tight(0, most, 130, 382);
        for (int k = 0; k < largest.size(); k++) {
            int g = largest.get(k);
            Generator generator = solved.generator(g);
            double pg = solved.solution().pgMw()[g];
            double y = ROW * k + 6.0;
            svg.text("label end", 124, y + 12, "gen " + (g + 1) + ", bus " + generator.bus());
            svg.rect("free", x.at(generator.pminMw()), y, x.at(generator.pmaxMw()) - x.at(generator.pminMw()), 15);
            svg.rect("fill", x.at(0), y + 3, x.at(pg) - x.at(0), 9);
            svg.line("mark", x.at(pg), y - 1, x.at(pg), y + 16);
            svg.text(
                    "tick",
                    388,
                    y + 12,
                    Numbers.brief(pg, 1) + " of " + Numbers.brief(generator.pmaxMw(), 1) + " MW, "
                            + Numbers.fixed(solved.marginalCost(g), 2));
        }
        return new Figure(
                title,
                "Cheapest first; grey from Pmin to Pmax, the mark at the output. On the right the marginal cost,"
                        + " $/MWh.",
                false,
                svg.done());
    }
}
