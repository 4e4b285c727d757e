package dev.opflow.report.page;

import dev.opflow.report.Printable;
import java.util.List;

/**
 * Writes a drawing. Its look is the style's: elements have class names, no colours but those that tell a value. Coordinates are
 * units of the view box, from the upper left; all text is escaped here.
 */
final class Svg {
    private final StringBuilder out = new StringBuilder(4096);

    /**
     * Begins a drawing.
     *
     * @param id of it in the page
     * @param title what it shows
     * @param description what is to be seen, for who can't see it
     */
    Svg(String id, int width, int height, String title, String description) {
        out.append("<svg viewBox=\"0 0 ").append(width).append(' ').append(height);
        out.append("\" role=\"img\" aria-labelledby=\"")
                .append(id)
                .append("-t ")
                .append(id)
                .append("-d\">");
        out.append("<title id=\"").append(id).append("-t\">");
        escape(title);
        out.append("</title><desc id=\"").append(id).append("-d\">");
        escape(description);
        out.append("</desc>");
    }

    /** A drawing for a legend, whose words say what it shows. */
    Svg(int width, int height) {
        out.append("<svg viewBox=\"0 0 ").append(width).append(' ').append(height);
        out.append("\" aria-hidden=\"true\">");
    }

    /** Fills all with colours that pass into each other from left to right. */
    Svg scale(String id, List<String> colours) {
        out.append("<linearGradient id=\"").append(id).append("\">");
        for (int k = 0; k < colours.size(); k++) {
            out.append("<stop offset=\"")
                    .append(100 * k / (colours.size() - 1))
                    .append("%\" stop-color=\"")
                    .append(colours.get(k))
                    .append("\"/>");
        }
        out.append("</linearGradient><rect width=\"100%\" height=\"100%\" fill=\"url(#")
                .append(id)
                .append(")\"/>");
        return this;
    }

    /** The drawing; it takes no more. */
    String done() {
        return out.append("</svg>").toString();
    }

    Svg rect(String look, double x, double y, double w, double h) {
        begin("rect", look).number("x", x).number("y", y).number("width", w).number("height", h);
        return end();
    }

    Svg line(String look, double x1, double y1, double x2, double y2) {
        begin("line", look).number("x1", x1).number("y1", y1).number("x2", x2).number("y2", y2);
        return end();
    }

    Svg text(String look, double x, double y, String text) {
        begin("text", look).number("x", x).number("y", y).out.append('>');
        escape(text);
        out.append("</text>");
        return this;
    }

    Svg path(String look, Path path) {
        begin("path", look).out.append(" d=\"").append(path.data).append('"');
        return end();
    }

    /** A square or a circle of its own colour, which tells something when pointed at. */
    Svg node(boolean isSquare, double x, double y, double r, String colour, String tip) {
        begin("rect", "node")
                .number("x", x - r)
                .number("y", y - r)
                .number("width", 2 * r)
                .number("height", 2 * r);
        number("rx", isSquare ? 2 : r).out.append(" fill=\"").append(colour).append('"');
        return end("rect", tip);
    }

    /** A path of its own width, which tells something when pointed at. */
    Svg path(String look, Path path, double strokeWidth, String tip) {
        begin("path", look)
                .number("stroke-width", strokeWidth)
                .out
                .append(" d=\"")
                .append(path.data)
                .append('"');
        return end("path", tip);
    }

    private Svg begin(String name, String look) {
        out.append('<').append(name).append(" class=\"").append(look).append('"');
        return this;
    }

    private Svg number(String name, double value) {
        out.append(' ').append(name).append("=\"");
        append(out, value);
        out.append('"');
        return this;
    }

    private Svg end() {
        out.append("/>");
        return this;
    }

    private Svg end(String name, String tip) {
        if (tip.isEmpty()) {
            return end();
        }
        out.append("><title>");
        escape(tip);
        out.append("</title></").append(name).append('>');
        return this;
    }

    private void escape(String text) {
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(Printable.isControl(c) ? ' ' : c);
            }
        }
    }

    /** To a tenth, which no eye tells from more. */
    private static void append(StringBuilder out, double value) {
        long tenths = Math.round(value * 10);
        if (tenths < 0) {
            out.append('-');
            tenths = -tenths;
        }
        out.append(tenths / 10);
        if (tenths % 10 != 0) {
            out.append('.').append(tenths % 10);
        }
    }

    /** The outline of a figure. */
    static final class Path {
        private final StringBuilder data = new StringBuilder();
        private boolean isLifted = true;

        Path move(double x, double y) {
            return to('M', x, y);
        }

        Path line(double x, double y) {
            return to('L', x, y);
        }

        Path box(double x, double y, double w, double h) {
            return move(x, y).line(x + w, y).line(x + w, y + h).line(x, y + h).close();
        }

        /** A parabola's arc, whose tangents at its ends meet at the first point. */
        Path curve(double xMeet, double yMeet, double x, double y) {
            to('Q', xMeet, yMeet);
            return to(' ', x, y);
        }

        Path close() {
            data.append('Z');
            return this;
        }

        /** Goes on from the last point, or begins. */
        Path next(double x, double y) {
            to(isLifted ? 'M' : 'L', x, y);
            isLifted = false;
            return this;
        }

        /** The next point begins anew. */
        void lift() {
            isLifted = true;
        }

        boolean isEmpty() {
            return data.isEmpty();
        }

        private Path to(char command, double x, double y) {
            append(data.append(command), x);
            append(data.append(' '), y);
            return this;
        }
    }
}
