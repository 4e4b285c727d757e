package dev.opflow.report.page;

import java.util.function.BiFunction;

/**
 * A drawing with two axes.
 *
 * @param svg what it is drawn on
 * @param x from left to right
 * @param y from below to above
 */
record Plot(Svg svg, Axis x, Axis y) {
    static final int WIDTH = 560;
    static final int HEIGHT = 300;
    private static final int LEFT = 58;
    private static final int RIGHT = 536;
    private static final int TOP = 24;
    private static final int BOTTOM = 256;

    /** Makes an axis for two coordinates. */
    interface Scale extends BiFunction<Double, Double, Axis> {}

    /** Draws the axes with what they measure. */
    static Plot of(String id, String title, String description, Scale xs, String xTitle, Scale ys, String yTitle) {
        Svg svg = new Svg(id, WIDTH, HEIGHT, title, description);
        Axis x = xs.apply((double) LEFT, (double) RIGHT);
        Axis y = ys.apply((double) BOTTOM, (double) TOP);
        for (double tick : y.ticks()) {
            svg.line("grid", LEFT, y.at(tick), RIGHT, y.at(tick));
            svg.text("tick end", LEFT - 6, y.at(tick) + 4, y.text(tick));
        }
        for (double tick : x.ticks()) {
            svg.line("axis", x.at(tick), BOTTOM, x.at(tick), BOTTOM + 4);
            svg.text("tick mid", x.at(tick), BOTTOM + 18, x.text(tick));
        }
        svg.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
        svg.text("tick mid", (LEFT + RIGHT) / 2.0, BOTTOM + 36, xTitle);
        svg.text("tick", 2, 13, yTitle);
        return new Plot(svg, x, y);
    }

    double bottom() {
        return BOTTOM;
    }

    double right() {
        return RIGHT;
    }

    double left() {
        return LEFT;
    }

    double top() {
        return TOP;
    }
}
