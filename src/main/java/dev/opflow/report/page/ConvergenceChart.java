package dev.opflow.report.page;

import dev.opflow.engine.IterationHistory;
import dev.opflow.report.page.Block.Figure;
import java.util.stream.DoubleStream;

/** How the residuals fell, iteration by iteration. */
final class ConvergenceChart {
    private static final double LEAST = 1e-14;
    private static final double MOST = 1e14;

    private ConvergenceChart() {}

    /** Of a history of two points or more; of all iterations, a restoration's have none. */
    static Figure of(IterationHistory history, int iterations) {
        int hidden = iterations + 1 - history.size();
        double least = values(history).min().orElse(LEAST);
        double most = values(history).max().orElse(1);
        int last = history.iteration()[history.size() - 1];
        String title = "Convergence";
        Plot plot = Plot.of(
                "convergence",
                title,
                "Residuals over " + last + " iterations: from "
                        + Numbers.scientific(history.primalResidualPu()[0]) + " to "
                        + Numbers.scientific(history.primalResidualPu()[history.size() - 1])
                        + " p.u. of constraints missed.",
                (from, to) -> Axis.counts(Math.max(1, last), from, to),
                "iteration",
                (from, to) -> Axis.powers(least, most, from, to),
                "residual");
        series(plot, history.iteration(), history.barrierParameter(), "third dot");
        series(plot, history.iteration(), history.dualResidual(), "second dash");
        series(plot, history.iteration(), history.primalResidualPu(), "first");
        legend(plot.svg(), 250, "first", "primal, p.u.");
        legend(plot.svg(), 357, "second dash", "dual, scaled");
        legend(plot.svg(), 464, "third dot", "barrier mu");
        return new Figure(
                title,
                "Primal: the largest violation of a constraint. Dual: how far prices are from an optimum's."
                        + (hidden > 0
                                ? " Not drawn: "
                                        + Numbers.count(hidden, "iteration that", "iterations that")
                                        + " only made the violation smaller."
                                : ""),
                false,
                plot.svg().done());
    }

    private static DoubleStream values(IterationHistory history) {
        return DoubleStream.concat(
                        DoubleStream.of(history.primalResidualPu()),
                        DoubleStream.concat(
                                DoubleStream.of(history.dualResidual()), DoubleStream.of(history.barrierParameter())))
                .filter(value -> value > 0 && Double.isFinite(value))
                .map(value -> Math.max(LEAST, Math.min(MOST, value)));
    }

    private static void series(Plot plot, int[] iteration, double[] values, String look) {
        Svg.Path path = new Svg.Path();
        for (int k = 0; k < values.length; k++) {
            if (!Double.isNaN(values[k])) {
                path.next(plot.x().at(iteration[k]), plot.y().at(values[k]));
            }
        }
        if (!path.isEmpty()) {
            plot.svg().path("series " + look, path);
        }
    }

    private static void legend(Svg svg, double x, String look, String text) {
        svg.path("series " + look, new Svg.Path().move(x - 26, 9).line(x - 4, 9))
                .text("tick", x, 13, text);
    }
}
