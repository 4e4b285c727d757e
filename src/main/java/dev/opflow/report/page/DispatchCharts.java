package dev.opflow.report.page;

import dev.opflow.grid.Generator;
import dev.opflow.report.page.Block.Figure;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What generators give, cheapest first: all of them as a stack, and the largest each against its limits. */
final class DispatchCharts {
    private static final int MOST_BARS = 20;
    private static final int ROW = 22;
    /** Boxes up to which each is drawn with an edge. */
    private static final int MOST_EDGES = 150;

    /** A limit from there on is MATPOWER's way to say none, MW. */
    private static final double UNLIMITED = 1e10;

    private final SolvedCase solved;
    /** Those that can give or take active power, in merit order. */
    private final List<Integer> order;
    /** What stands in the drawing for a limit that is none: the largest of what is finite, MW. */
    private final double cap;

    DispatchCharts(SolvedCase solved) {
        this.solved = solved;
        order = IntStream.of(solved.generators())
                .filter(g ->
                        solved.generator(g).pmaxMw() > 0 || solved.generator(g).pminMw() < 0)
                .boxed()
                .sorted(Order.by(solved::marginalCost))
                .toList();
        cap = order.stream()
                .flatMapToDouble(g -> DoubleStream.of(
                        solved.generator(g).pmaxMw(),
                        solved.generator(g).pminMw(),
                        solved.solution().pgMw()[g]))
                .map(Math::abs)
                .filter(mw -> mw < UNLIMITED)
                .max()
                .orElse(1);
    }

    private double pmax(int g) {
        return Math.min(cap, solved.generator(g).pmaxMw());
    }

    private double pmin(int g) {
        return Math.max(-cap, solved.generator(g).pminMw());
    }

    List<Block> blocks() {
        List<Integer> giving = order.stream().filter(g -> pmax(g) > 0).toList();
        if (order.isEmpty()) {
            return List.of();
        }
        return giving.isEmpty() ? List.of(bars()) : List.of(stack(giving), bars());
    }

    private Figure stack(List<Integer> giving) {
        double capacity = giving.stream().mapToDouble(this::pmax).sum();
        double average = PriceRange.of(solved, solved.buses()).average();
        double dearest = Math.max(Double.isNaN(average) ? 0 : average, solved.marginalCost(giving.getLast()));
        double least = Math.min(0, solved.marginalCost(giving.getFirst()));
        String title = "Merit order";
        Plot plot = Plot.of(
                "merit",
                title,
                Numbers.count(giving.size())
                        + " generators by marginal cost, with the part of each that is dispatched.",
                (from, to) -> Axis.tight(0, capacity, from, to),
                "capacity, MW",
                (from, to) -> Axis.round(least, Math.max(dearest, 1e-3), from, to),
                "marginal cost, $/MWh");
        double sum = 0;
        Svg.Path used = new Svg.Path();
        Svg.Path free = new Svg.Path();
        double zero = plot.y().at(0);
        for (int g : giving) {
            double pmax = pmax(g);
            double pg = Math.max(0, Math.min(pmax, solved.solution().pgMw()[g]));
            double y = plot.y().at(solved.marginalCost(g));
            // what costs nothing is still to be seen
            double top = Math.min(y, zero - 2);
            double height = Math.max(2, Math.max(y, zero) - top);
            box(used, plot, sum, sum + pg, top, height);
            box(free, plot, sum + pg, sum + pmax, top, height);
            sum += pmax;
        }
        String edge = giving.size() <= MOST_EDGES ? " edge" : "";
        plot.svg().path("free" + edge, free).path("fill" + edge, used);
        if (solved.prices() != null) {
            double y = plot.y().at(average);
            plot.svg().line("mark dash", plot.left(), y, plot.right(), y);
            plot.svg()
                    .text(
                            "note halo",
                            plot.left() + 4,
                            y - plot.top() < 12 ? y + 14 : y - 5,
                            "average LMP " + Numbers.fixed(average, 2));
        }
        return new Figure(
                title,
                "Each generator is a box as wide as its Pmax, at its marginal cost. The filled part is dispatched."
                        + (isUnlimited() ? " One without a Pmax is as wide as the largest figure of the others." : ""),
                false,
                plot.svg().done());
    }

    private boolean isUnlimited() {
        return order.stream().anyMatch(g -> solved.generator(g).pmaxMw() >= UNLIMITED);
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
                .sorted(Order.by(g -> -Math.max(pmax(g), -pmin(g))))
                .limit(MOST_BARS)
                .sorted(Order.by(order::indexOf))
                .toList();
        double least =
                Math.min(0, largest.stream().mapToDouble(this::pmin).min().orElse(0));
        double most = Math.max(0, largest.stream().mapToDouble(this::pmax).max().orElse(1));
        String title = largest.size() < order.size() ? "The " + MOST_BARS + " largest generators" : "Generators";
        Svg svg = new Svg(
                "outputs",
                Plot.WIDTH,
                ROW * largest.size() + 8,
                title,
                "Output of each between its limits, cheapest first.");
        Axis x = Axis.tight(least, most, 130, 382);
        for (int k = 0; k < largest.size(); k++) {
            int g = largest.get(k);
            Generator generator = solved.generator(g);
            double pg = solved.solution().pgMw()[g];
            double y = ROW * k + 6.0;
            boolean isLoad = generator.isDispatchableLoad();
            svg.text("label end", 124, y + 12, (isLoad ? "load " : "gen ") + (g + 1) + ", bus " + generator.bus());
            svg.rect("free", x.at(pmin(g)), y, x.at(pmax(g)) - x.at(pmin(g)), 15);
            if (generator.pmaxMw() >= UNLIMITED) {
                svg.text("tick end", x.at(pmax(g)) - 2, y + 12, "∞");
            }
            svg.rect("fill", x.at(Math.min(0, pg)), y + 3, Math.abs(x.at(pg) - x.at(0)), 9);
            svg.line("mark", x.at(pg), y - 1, x.at(pg), y + 16);
            svg.text(
                    "tick",
                    388,
                    y + 12,
                    Numbers.brief(pg, 1) + " of "
                            + Numbers.brief(pg < 0 || isLoad ? generator.pminMw() : generator.pmaxMw(), 1) + " MW, "
                            + Numbers.fixed(solved.marginalCost(g), 2));
        }
        if (least < 0) {
            svg.line("axis", x.at(0), 0, x.at(0), ROW * largest.size() + 8.0);
        }
        return new Figure(
                title,
                "Cheapest first; grey from Pmin to Pmax, the mark at the output. On the right the marginal cost,"
                        + " $/MWh.",
                false,
                svg.done());
    }
}
