package dev.opflow.report.page;

import dev.opflow.grid.Element;
import dev.opflow.report.page.Block.Figure;
import dev.opflow.report.page.Neighbourhood.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Draws a neighbourhood: buses coloured by price or voltage, branches by loading, DC lines dashed. */
final class NeighbourhoodChart {
    /** Of a line with a label, where that of others is 1; below 2, or it lies on the other two of a triangle. */
    static final double SEED_LENGTH = 1.5;

    private static final int WIDTH = 1120;
    private static final int HEIGHT = 520;
    private static final int EDGE = 40;
    private static final int NODE = 16;
    /** Length of a line from which it has room for a label. */
    private static final int ROOM = 90;
    /** How far a DC line bends aside of a branch between the same buses. */
    private static final int BEND = 26;
    /** From low to high, of rising lightness, told apart by the colour-blind too. */
    private static final int[][] COLOURS = {{68, 1, 84}, {59, 82, 139}, {33, 145, 140}, {94, 201, 98}, {253, 231, 37}};

    private final SolvedCase solved;
    private final Neighbourhood part;
    private final double[] x;
    private final double[] y;
    private final double[] value;
    private final boolean isPriced;
    private final double least;
    private final double most;
    private final Labels labels = new Labels(WIDTH, HEIGHT);

    private NeighbourhoodChart(SolvedCase solved, Neighbourhood part) {
        this.solved = solved;
        this.part = part;
        List<Layout.Edge> edges = part.lines().stream()
                .map(line -> new Layout.Edge(line.from(), line.to(), isSeed(line) ? SEED_LENGTH : 1))
                .toList();
        Layout layout = Layout.of(part.buses().length, edges);
        x = Arrays.stream(layout.x()).map(v -> EDGE + v * (WIDTH - 2 * EDGE)).toArray();
        y = Arrays.stream(layout.y()).map(v -> EDGE + v * (HEIGHT - 2 * EDGE)).toArray();
        new Spacing(x, y, WIDTH - EDGE, HEIGHT - EDGE, EDGE).spread(edges);
        isPriced = solved.prices() != null;
        value = IntStream.of(part.buses())
                .mapToDouble(i -> isPriced ? solved.lamP(i) : solved.solution().vmPu()[i])
                .toArray();
        least = Arrays.stream(value).min().orElse(0);
        most = Arrays.stream(value).max().orElse(0);
    }

    static Figure of(SolvedCase solved, Neighbourhood part, boolean isCongested) {
        return new NeighbourhoodChart(solved, part).draw(isCongested);
    }

    private Figure draw(boolean isCongested) {
        String title = isCongested ? "Around the dearest limits of flow" : "Around the most loaded branches";
        String seeds =
                String.join(", ", part.seeds().stream().map(solved::label).toList());
        Svg svg = new Svg(
                "around",
                WIDTH,
                HEIGHT,
                title,
                x.length + " buses and " + part.lines().size() + " lines around " + seeds + ".");
        for (Line line : part.lines()) {
            draw(svg, line);
        }
        for (int k = 0; k < x.length; k++) {
            labels.take(new Labels.Box(x[k], y[k] + 7, 2 * NODE + 8, 2 * NODE + 18));
        }
        part.lines().stream().filter(this::isSeed).forEach(line -> label(svg, line));
        part.lines().stream().filter(line -> !isSeed(line)).forEach(line -> label(svg, line));
        for (int k = 0; k < x.length; k++) {
            draw(svg, k);
        }
        return new Figure(
                title,
                "The thicker a line, the fuller; arrows go with the active power. Distances mean nothing.",
                true,
                svg.done(),
                legend());
    }

    /** Beside a branch between the same buses, a DC line bends. */
    private double bend(Line line) {
        boolean isBeside = line.link().isDcLine()
                && part.lines().stream()
                        .anyMatch(other -> !other.link().isDcLine()
                                && Math.min(other.from(), other.to()) == Math.min(line.from(), line.to())
                                && Math.max(other.from(), other.to()) == Math.max(line.from(), line.to()));
        return isBeside ? BEND : 0;
    }

    private void draw(Svg svg, Line line) {
        double loading = solved.loading(line.link());
        double width = Double.isNaN(loading) ? 1.5 : 1.5 + 5 * Math.min(1, loading);
        String tip = solved.label(line.link())
                + (Double.isNaN(loading) ? "" : ", " + Numbers.percent(loading, 1) + " loaded")
                + ", " + Numbers.fixed(Math.abs(solved.pfMw(line.link())), 1) + " MW"
                + (line.count() > 1 ? ", one of " + line.count() + " in parallel" : "");
        String look = "branch " + (Double.isNaN(loading) ? "free" : GridCharts.look(loading))
                + (line.link().isDcLine() ? " dc" : "") + (isSeed(line) ? " seed" : "");
        boolean isForward = solved.isForward(line.link());
        int from = isForward ? line.from() : line.to();
        int to = isForward ? line.to() : line.from();
        double length = Math.max(1, Math.hypot(x[to] - x[from], y[to] - y[from]));
        double ux = (x[to] - x[from]) / length;
        double uy = (y[to] - y[from]) / length;
        double bend = bend(line);
        double mx = (x[from] + x[to]) / 2 + bend * uy;
        double my = (y[from] + y[to]) / 2 - bend * ux;
        Svg.Path way = new Svg.Path().move(x[from], y[from]);
        svg.path(
                look,
                bend == 0 ? way.line(x[to], y[to]) : way.curve(mx + bend * uy, my - bend * ux, x[to], y[to]),
                width,
                tip);
        double size = 4 + width / 2;
        svg.path(
                "arrow",
                new Svg.Path()
                        .move(mx + size * ux, my + size * uy)
                        .line(mx - size * (ux + uy), my - size * (uy - ux))
                        .line(mx - size * (ux - uy), my - size * (uy + ux))
                        .close());
    }

    private boolean isSeed(Line line) {
        return part.seeds().contains(line.link());
    }

    private void label(Svg svg, Line line) {
        double loading = solved.loading(line.link());
        double dx = x[line.to()] - x[line.from()];
        double dy = y[line.to()] - y[line.from()];
        double price = solved.flowPrice(line.link());
        boolean isActive = solved.isDc() || line.link().isDcLine();
        String text = Numbers.percent(loading, 0)
                + (price > 0.005 ? ", " + Numbers.fixed(price, 2) + (isActive ? " $/MWh" : " $/MVAh") : "");
        Labels.Box box = labels.beside(x[line.from()], y[line.from()], x[line.to()], y[line.to()], text);
        boolean hasRoom = loading >= 0.8 && Math.hypot(dx, dy) > ROOM && labels.covered(box) == 0;
        if (hasRoom || (isSeed(line) && !Double.isNaN(loading))) {
            labels.take(box);
            svg.text("label mid halo", box.x(), box.y() + 4, text);
        }
    }

    private void draw(Svg svg, int k) {
        int bus = part.buses()[k];
        double share = most - least > 1e-9 * Math.max(1, Math.abs(most)) ? (value[k] - least) / (most - least) : 0.5;
        String tip = Element.bus(solved.network(), bus).label() + ": "
                + (isPriced ? Numbers.fixed(value[k], 2) + " $/MWh, " : "")
                + Numbers.fixed(solved.solution().vmPu()[bus], 4) + " p.u.";
        boolean hasGenerator = IntStream.of(solved.generators()).anyMatch(g -> solved.busOf()[g] == bus);
        svg.node(hasGenerator, x[k], y[k], NODE, colour(share), tip);
        String number = Integer.toString(solved.busNumber(bus));
        svg.text(
                (share < 0.55 ? "on-dark mid" : "on-light mid") + (number.length() > 4 ? " small" : ""),
                x[k],
                y[k] + 4,
                number);
        svg.text("tick mid halo small", x[k], y[k] + 29, Numbers.fixed(value[k], isPriced ? 2 : 3));
    }

    private List<Block.Key> legend() {
        List<String> colours = IntStream.range(0, COLOURS.length)
                .mapToObj(k -> colour(k / (COLOURS.length - 1.0)))
                .toList();
        List<Block.Key> keys = new ArrayList<>();
        keys.add(new Block.Key(
                (isPriced ? "LMP, $/MWh: " : "Vm, p.u.: ") + Numbers.fixed(least, isPriced ? 2 : 3),
                new Svg(120, 12).scale("around-scale", colours).done(),
                Numbers.fixed(most, isPriced ? 2 : 3)));
        keys.add(new Block.Key(
                "", new Svg(14, 14).node(false, 7, 7, 6, "none", "").done(), "bus"));
        keys.add(new Block.Key(
                "", new Svg(14, 14).node(true, 7, 7, 6, "none", "").done(), "bus with a generator"));
        keys.add(line("free", 1.5, "no limit"));
        keys.add(line("fill", 3.5, "below 80 %"));
        keys.add(line("warm", 5.5, "80 % and more"));
        keys.add(line("hot", 6.5, "at the limit"));
        if (part.lines().stream().anyMatch(line -> line.link().isDcLine())) {
            keys.add(line("fill dc", 3.5, "DC line"));
        }
        return keys;
    }

    private static Block.Key line(String look, double width, String words) {
        Svg svg =
                new Svg(34, 12).path("branch " + look, new Svg.Path().move(4, 6).line(30, 6), width, "");
        return new Block.Key("", svg.done(), words);
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
