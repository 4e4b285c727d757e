package dev.opflow.report.page;

import dev.opflow.grid.Bus;
import dev.opflow.report.page.Block.Figure;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Voltages against their limits, loading of branches, prices by how often they occur. */
final class GridCharts {
    /** Buses up to which each has a dot of its own. */
    private static final int MOST_DOTS = 600;

    private static final int MOST_BARS = 15;
    private static final int ROW = 22;
    /** Part of a limit from which a branch is full. */
    private static final double FULL = 0.999;

    private static final double NEARLY_FULL = 0.8;

    /** How far from 1 a limit may be that the plot has room for, p.u. */
    private static final double MOST_OFF = 0.3;

    /** Distance within which a voltage is at its limit, p.u. */
    private static final double AT_LIMIT = 1e-5;

    private final SolvedCase solved;

    GridCharts(SolvedCase solved) {
        this.solved = solved;
    }

    /** Buses from left to right as the case has them; of many, those of a column as a line from lowest to highest. */
    Figure voltages() {
        int[] buses = solved.buses();
        double[] vm = solved.solution().vmPu();
        double[] shown = IntStream.of(buses)
                .mapToObj(i -> solved.network().buses().get(i))
                .flatMapToDouble(bus -> DoubleStream.of(bus.vminPu(), bus.vmaxPu()))
                .filter(limit -> Math.abs(limit - 1) <= MOST_OFF)
                .toArray();
        double[] voltages = IntStream.of(buses).mapToDouble(i -> vm[i]).toArray();
        DoubleSummaryStatistics range = DoubleStream.concat(DoubleStream.of(shown), DoubleStream.of(voltages))
                .summaryStatistics();
        String title = "Voltage profile";
        Plot plot = Plot.of(
                "profile",
                title,
                "Voltage of " + Numbers.count(buses.length) + " buses between their limits.",
                (from, to) -> Axis.numbers(buses.length, from, to),
                "buses in the case's order",
                (from, to) -> Axis.round(range.getMin(), range.getMax(), from, to),
                "Vm, p.u.");
        int columns = Math.min(buses.length, MOST_DOTS);
        Svg.Path band = new Svg.Path();
        Svg.Path lower = new Svg.Path();
        Svg.Path dots = new Svg.Path();
        Svg.Path full = new Svg.Path();
        for (int k = 0; k < columns; k++) {
            Column column =
                    column((int) ((long) k * buses.length / columns), (int) ((k + 1L) * buses.length / columns));
            double x = plot.x().at(1 + (column.first + column.last) / 2.0);
            limit(band, plot, x, column.vmax);
            limit(lower, plot, x, column.vmin);
            double top = plot.y().at(column.most);
            double bottom = plot.y().at(column.least);
            dots.move(x, top).line(x, bottom + 0.1);
            if (column.isAtVmax) {
                full.move(x, top).line(x, top + 0.1);
            }
            if (column.isAtVmin) {
                full.move(x, bottom).line(x, bottom + 0.1);
            }
        }
        plot.svg().path("limit", band).path("limit", lower).path(buses.length > MOST_DOTS ? "dots thin" : "dots", dots);
        if (!full.isEmpty()) {
            plot.svg().path("dots hot", full);
        }
        return new Figure(
                title,
                "Grey lines are the limits Vmin and Vmax; thick red marks are voltages at one."
                        + (shown.length < 2 * buses.length ? " Limits far from all that are not drawn." : ""),
                false,
                plot.svg().done());
    }

    /** A limit outside the plot has no line. */
    private static void limit(Svg.Path path, Plot plot, double x, double limit) {
        if (limit >= plot.y().low() && limit <= plot.y().high()) {
            path.next(x, plot.y().at(limit));
        } else {
            path.lift();
        }
    }

    private record Column(
            int first,
            int last,
            double least,
            double most,
            double vmin,
            double vmax,
            boolean isAtVmin,
            boolean isAtVmax) {}

    /** Some buses next to each other: the range of their voltages, and the widest limits. */
    private Column column(int first, int end) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double vmin = Double.POSITIVE_INFINITY;
        double vmax = Double.NEGATIVE_INFINITY;
        boolean isAtVmin = false;
        boolean isAtVmax = false;
        for (int k = first; k < end; k++) {
            Bus bus = solved.network().buses().get(solved.buses()[k]);
            double vm = solved.solution().vmPu()[solved.buses()[k]];
            least = Math.min(least, vm);
            most = Math.max(most, vm);
            vmin = Math.min(vmin, bus.vminPu());
            vmax = Math.max(vmax, bus.vmaxPu());
            isAtVmin |= !solved.isDc() && vm - bus.vminPu() < AT_LIMIT;
            isAtVmax |= !solved.isDc() && bus.vmaxPu() - vm < AT_LIMIT;
        }
        return new Column(first, end - 1, least, most, vmin, vmax, isAtVmin, isAtVmax);
    }

    /** How many branches are how full. */
    Figure loading() {
        int[] counts = new int[11];
        int limited = 0;
        for (int l : solved.branches()) {
            double loading = solved.loading()[l];
            if (!Double.isNaN(loading)) {
                limited++;
                counts[loading >= FULL ? 10 : (int) (loading * 10)]++;
            }
        }
        String title = "Branches by loading";
        int all = limited;
        Plot plot = Plot.of(
                "loads",
                title,
                counts[10] + " of " + all + " branches with a limit are at it.",
                (from, to) -> new Axis(0, 110, false, from, to, 20),
                "largest flow at an end, % of rateA",
                (from, to) -> Axis.counts(IntStream.of(counts).max().orElse(0), from, to),
                "branches");
        for (int k = 0; k < counts.length; k++) {
            double x = plot.x().at(10 * k);
            double y = plot.y().at(counts[k]);
            plot.svg()
                    .rect(
                            k == 10 ? "hot" : k >= 8 ? "warm" : "fill",
                            x + 1,
                            y,
                            plot.x().at(10 * k + 10) - x - 2,
                            plot.bottom() - y);
            plot.svg().text("tick mid", x + 22, y - 4, counts[k] == 0 ? "" : Numbers.count(counts[k]));
        }
        int without = solved.branches().length - limited;
        return new Figure(
                title,
                "The last bar is at the limit."
                        + (without > 0
                                ? " " + Numbers.count(without) + " branches without a limit are not in it."
                                : ""),
                false,
                plot.svg().done());
    }

    /** The branches nearest to their limit. */
    Figure mostLoaded() {
        List<Integer> fullest = IntStream.of(solved.branches())
                .filter(l -> !Double.isNaN(solved.loading()[l]))
                .boxed()
                .sorted(Order.by(l -> -solved.loading()[l]))
                .limit(MOST_BARS)
                .toList();
        String title = "The most loaded branches";
        Svg svg = new Svg(
                "fullest", Plot.WIDTH, ROW * fullest.size() + 8, title, "Loading of each relative to its limit.");
        Axis x = Axis.tight(0, Math.max(1, fullest.isEmpty() ? 1 : solved.loading()[fullest.getFirst()]), 150, 400);
        for (int k = 0; k < fullest.size(); k++) {
            int l = fullest.get(k);
            double loading = solved.loading()[l];
            double y = ROW * k + 6.0;
            svg.text("label end", 144, y + 12, (l + 1) + ": " + solved.direction(l));
            svg.rect("free", x.at(0), y, x.at(1) - x.at(0), 15);
            svg.rect(look(loading), x.at(0), y + 2, x.at(loading) - x.at(0), 11);
            svg.text(
                    "tick",
                    408,
                    y + 12,
                    Numbers.percent(loading, 1) + " of "
                            + Numbers.brief(solved.branch(l).rateAMva(), 1) + (solved.isDc() ? " MW" : " MVA"));
        }
        return new Figure(
                title, "Number of the branch, then its buses in the direction of active power.", false, svg.done());
    }

    /** The look of a branch that is so full. */
    static String look(double loading) {
        return loading >= FULL ? "hot" : loading >= NEARLY_FULL ? "warm" : "fill";
    }

    /** How many buses have which price. */
    Figure prices() {
        int[] buses = solved.buses();
        Histogram histogram =
                Histogram.of(IntStream.of(buses).mapToDouble(solved::lamP).toArray(), 30);
        PriceRange range = PriceRange.of(solved, buses);
        String title = "Prices of active power (LMP)";
        String description = "From " + Numbers.fixed(range.least(), 2) + " to " + Numbers.fixed(range.most(), 2)
                + " $/MWh, " + Numbers.fixed(range.average(), 2) + " on average by load.";
        Plot plot = plot("lmp", title, description, histogram, "lamP, $/MWh");
        double average = plot.x().at(range.average());
        plot.svg().line("mark dash", average, plot.top(), average, plot.bottom());
        boolean isRight = average > Plot.WIDTH / 2.0;
        plot.svg()
                .text(
                        isRight ? "note end halo" : "note halo",
                        average + (isRight ? -5 : 5),
                        plot.top() + 10,
                        "average by load " + Numbers.fixed(range.average(), 2));
        String tails = (histogram.hasBelow()
                        ? " The first bar has all lower prices too, down to " + Numbers.fixed(range.least(), 2) + "."
                        : "")
                + (histogram.hasAbove()
                        ? " The last bar has all higher prices too, up to " + Numbers.fixed(range.most(), 2) + "."
                        : "");
        return new Figure(
                title,
                "What one more MW of demand would cost, by bus." + tails,
                false,
                plot.svg().done());
    }

    /** How many buses have which voltage. */
    Figure voltageCounts() {
        Histogram histogram = Histogram.of(
                IntStream.of(solved.buses())
                        .mapToDouble(i -> solved.solution().vmPu()[i])
                        .toArray(),
                30);
        String title = "Buses by voltage";
        Plot plot = plot("volts", title, "How many buses have which voltage.", histogram, "Vm, p.u.");
        return new Figure(title, "", false, plot.svg().done());
    }

    private static Plot plot(String id, String title, String description, Histogram histogram, String quantity) {
        Plot plot = Plot.of(
                id,
                title,
                description,
                (from, to) -> Axis.tight(histogram.low(), histogram.high(), from, to),
                quantity,
                (from, to) -> Axis.counts(histogram.most(), from, to),
                "buses");
        for (int k = 0; k < histogram.counts().length; k++) {
            double x = plot.x().at(histogram.low() + k * histogram.width());
            double width = plot.x().at(histogram.low() + (k + 1) * histogram.width()) - x;
            double y = plot.y().at(histogram.counts()[k]);
            plot.svg().rect("fill", x + 0.5, y, width - 1, plot.bottom() - y);
        }
        return plot;
    }
}
