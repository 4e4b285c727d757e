package dev.opflow.report.page;

import dev.opflow.grid.Element;
import dev.opflow.report.page.Block.Figure;
import dev.opflow.report.page.Neighbourhood.Line;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Draws a neighbourhood: buses coloured by price or voltage, branches by loading. */
final class NeighbourhoodChart {
    private static final int WIDTH = 1120;
    private static final int HEIGHT = 560;
    private static final int LEGEND = 60;
    private static final int EDGE = 40;
    private static final int NEAREST = 52;
    /** Of a line with a label, where that of others is 1. */
    private static final double SEED_LENGTH = 2.2;
    /** Length of a line from which it has room for a label. */
    private static final int ROOM = 90;
    /** From low to high, of rising lightness, told apart by the colour-blind too. */
    private static final int[][] COLOURS = {{68, 1, 84}, {59, 82, 139}, {33, 145, 140}, {94, 201, 98}, {253, 231, 37}};

    private final SolvedCase solved;
    private final Neighbourhood part;
    private final double[] x;
    private final double[] y;
    private final double[] value;
    private final boolean[] hasGenerator;
    private final boolean isPriced;
    private final double least;
    private final double most;

    private NeighbourhoodChart(SolvedCase solved, Neighbourhood part) {
        this.solved = solved;
        this.part = part;
        Layout layout = Layout.of(
                part.buses().length,
                part.lines().stream()
                        .map(line -> new Layout.Edge(line.from(), line.to(), isSeed(line) ? SEED_LENGTH : 1))
                        .toList());
        x = Arrays.stream(layout.x()).map(v -> EDGE + v * (WIDTH - 2 * EDGE)).toArray();
        y = Arrays.stream(layout.y())
                .map(v -> LEGEND + EDGE + v * (HEIGHT - LEGEND - 2 * EDGE))
                .toArray();
        isPriced = solved.prices() != null;
        value = IntStream.of(part.buses())
                .mapToDouble(i -> isPriced ? solved.lamP(i) : solved.solution().vmPu()[i])
                .toArray();
        least = Arrays.stream(value).min().orElse(0);
        most = Arrays.stream(value).max().orElse(0);
        boolean[] generates = new boolean[solved.network().buses().size()];
        for (int g : solved.generators()) {
            generates[solved.busOf()[g]] = true;
        }
        hasGenerator = new boolean[x.length];
        for (int k = 0; k < x.length; k++) {
            hasGenerator[k] = generates[part.buses()[k]];
        }
        spread();
    }

    static Figure of(SolvedCase solved, Neighbourhood part, boolean isCongested) {
        return new NeighbourhoodChart(solved, part).draw(isCongested);
    }

    /** Moves nodes apart that would cover each other. */
    private void spread() {
        for (int round = 0; round < 60; round++) {
            for (int a = 0; a < x.length; a++) {
                for (int b = 0; b < a; b++) {
                    double dx = x[a] - x[b];
                    double dy = y[a] - y[b];
                    double apart = Math.hypot(dx, dy);
                    if (apart < NEAREST) {
                        double push = (NEAREST - apart) / 2;
                        double ux = apart > 1e-6 ? dx / apart : 1;
                        double uy = apart > 1e-6 ? dy / apart : 0;
                        x[a] = inside(x[a] + push * ux, EDGE, WIDTH - EDGE);
                        x[b] = inside(x[b] - push * ux, EDGE, WIDTH - EDGE);
                        y[a] = inside(y[a] + push * uy, LEGEND + EDGE, HEIGHT - EDGE);
                        y[b] = inside(y[b] - push * uy, LEGEND + EDGE, HEIGHT - EDGE);
                    }
                }
            }
        }
    }

    private static double inside(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    private Figure draw(boolean isCongested) {
        String title = isCongested ? "Around the dearest limits of flow" : "Around the most loaded branches";
        Svg svg = new Svg(
                "around",
                WIDTH,
                HEIGHT,
                title,
                x.length + " buses and " + part.lines().size() + " lines around "
                        + String.join(
                                ", ",
                                part.seeds().stream()
                                        .map(l -> Element.branch(solved.network(), l)
                                                .label())
                                        .toList())
                        + ".");
        for (Line line : part.lines()) {
            draw(svg, line);
        }
        for (int k = 0; k < x.length; k++) {
            draw(svg, k);
        }
        for (Line line : part.lines()) {
            label(svg, line);
        }
        legend(svg);
        return new Figure(
                title,
                "Squares are buses with generators. The thicker a line, the fuller; arrows go with the active power."
                        + " Distances mean nothing.",
                true,
                svg.done());
    }

    private void draw(Svg svg, Line line) {
        double loading = solved.loading()[line.branch()];
        String look = Double.isNaN(loading) ? "free" : GridCharts.look(loading);
        double width = Double.isNaN(loading) ? 1.5 : 1.5 + 5 * Math.min(1, loading);
        String tip = Element.branch(solved.network(), line.branch()).label()
                + (Double.isNaN(loading) ? "" : ", " + Numbers.percent(loading, 1) + " loaded")
                + ", " + Numbers.fixed(Math.abs(solved.flows().pfMw()[line.branch()]), 1) + " MW"
                + (line.count() > 1 ? ", one of " + line.count() + " in parallel" : "");
        svg.path(
                "branch " + look,
                new Svg.Path().move(x[line.from()], y[line.from()]).line(x[line.to()], y[line.to()]),
                width,
                tip);
        boolean isForward =
                solved.flows().pfMw()[line.branch()] >= solved.flows().ptMw()[line.branch()];
        arrow(svg, isForward ? line.from() : line.to(), isForward ? line.to() : line.from(), 4 + width / 2);
    }

    private void arrow(Svg svg, int from, int to, double size) {
        double length = Math.max(1, Math.hypot(x[to] - x[from], y[to] - y[from]));
        double ux = (x[to] - x[from]) / length;
        double uy = (y[to] - y[from]) / length;
        double cx = (x[from] + x[to]) / 2 + ux * size;
        double cy = (y[from] + y[to]) / 2 + uy * size;
        svg.path(
                "arrow",
                new Svg.Path()
                        .move(cx, cy)
                        .line(cx - 2 * size * ux - size * uy, cy - 2 * size * uy + size * ux)
                        .line(cx - 2 * size * ux + size * uy, cy - 2 * size * uy - size * ux)
                        .close());
    }

    private boolean isSeed(Line line) {
        return part.seeds().contains(line.branch());
    }

    private void label(Svg svg, Line line) {
        double loading = solved.loading()[line.branch()];
        double dx = x[line.to()] - x[line.from()];
        double dy = y[line.to()] - y[line.from()];
        double length = Math.hypot(dx, dy);
        if (isSeed(line) || (loading >= 0.8 && length > ROOM)) {
            double price = solved.flowPrice(line.branch());
            String text = Numbers.percent(loading, 0)
                    + (price > 0.005 ? ", " + Numbers.fixed(price, 2) + (solved.isDc() ? " $/MWh" : " $/MVAh") : "");
            // beside a steep line, above a flat one
            boolean isSteep = Math.abs(dy) > Math.abs(dx);
            svg.text(
                    isSteep ? "label halo" : "label mid halo",
                    (x[line.from()] + x[line.to()]) / 2 + (isSteep ? 12 : 0),
                    (y[line.from()] + y[line.to()]) / 2 - (isSteep ? 0 : 11),
                    text);
        }
    }

    private void draw(Svg svg, int k) {
        int bus = part.buses()[k];
        double share = most - least > 1e-9 * Math.max(1, Math.abs(most)) ? (value[k] - least) / (most - least) : 0.5;
        String tip = Element.bus(solved.network(), bus).label() + ": "
                + (isPriced ? Numbers.fixed(value[k], 2) + " $/MWh, " : "")
                + Numbers.fixed(solved.solution().vmPu()[bus], 4) + " p.u.";
        svg.node(hasGenerator[k], x[k], y[k], 16, colour(share), tip);
        String number = Integer.toString(solved.busNumber(bus));
        svg.text(
                (share < 0.55 ? "on-dark mid" : "on-light mid") + (number.length() > 4 ? " small" : ""),
                x[k],
                y[k] + 4,
                number);
        svg.text("tick mid halo small", x[k], y[k] + 29, Numbers.fixed(value[k], isPriced ? 2 : 3));
    }

    private void legend(Svg svg) {
        svg.text("tick", 4, 16, isPriced ? "LMP, $/MWh" : "Vm, p.u.");
        for (int k = 0; k < 40; k++) {
            svg.node(true, 90 + 4 * k, 12, 4, colour(k / 39.0), "");
        }
        svg.text("tick", 88, 34, Numbers.fixed(least, isPriced ? 2 : 3));
        svg.text("tick end", 252, 34, Numbers.fixed(most, isPriced ? 2 : 3));
        String[] looks = {"free", "fill", "warm", "hot"};
        List<String> words = List.of("no limit", "below 80 %", "80 % and more", "at the limit");
        double[] widths = {1.5, 3.5, 5.5, 6.5};
        for (int k = 0; k < looks.length; k++) {
            double from = 300 + 150 * k;
            svg.path("branch " + looks[k], new Svg.Path().move(from, 12).line(from + 34, 12), widths[k], words.get(k));
            svg.text("tick", from + 42, 16, words.get(k));
        }
    }

    private static String colour(double share) {
        double at = Math.max(0, Math.min(1, share)) * (COLOURS.length - 1);
        int k = Math.min(COLOURS.length - 2, (int) at);
        StringBuilder text = new StringBuilder("#");
        for (int c = 0; c < 3; c++) {
            long part = Math.round(COLOURS[k][c] + (at - k) * (COLOURS[k + 1][c] - COLOURS[k][c]));
            text.append(Character.forDigit((int) part / 16, 16)).append(Character.forDigit((int) part % 16, 16));
        }
        return text.toString();
    }
}
