package dev.opflow.report.page;

import java.util.List;

/**
 * Moves the nodes of a drawing apart, and off the edges of others, as far as its frame allows.
 *
 * @param x per node, changed in place
 * @param y per node, changed in place
 * @param right end of the frame, which begins at its left margin
 * @param bottom end of the frame
 * @param margin of the frame, at the left and above
 */
record Spacing(double[] x, double[] y, double right, double bottom, double margin) {
    /** Between two nodes. */
    static final int NEAREST = 54;
    /** Between a node and an edge that isn't its own. */
    static final int CLEARANCE = 25;

    private static final int ROUNDS = 400;

    void spread(List<Layout.Edge> edges) {
        boolean hasMoved = true;
        for (int round = 0; hasMoved && round < ROUNDS; round++) {
            hasMoved = false;
            for (int a = 0; a < x.length; a++) {
                for (int b = 0; b < a; b++) {
                    hasMoved |= part(a, b);
                }
                for (Layout.Edge edge : edges) {
                    if (a != edge.from() && a != edge.to()) {
                        hasMoved |= clear(a, edge);
                    }
                }
            }
        }
    }

    private boolean part(int a, int b) {
        double dx = x[a] - x[b];
        double dy = y[a] - y[b];
        double apart = Math.hypot(dx, dy);
        if (apart >= NEAREST) {
            return false;
        }
        double push = (NEAREST - apart) / 2 + 0.1;
        double ux = apart > 1e-6 ? dx / apart : 1;
        double uy = apart > 1e-6 ? dy / apart : 0;
        move(a, push * ux, push * uy);
        move(b, -push * ux, -push * uy);
        return true;
    }

    /** The node goes one way, the edge the other. */
    private boolean clear(int node, Layout.Edge edge) {
        double dx = x[edge.to()] - x[edge.from()];
        double dy = y[edge.to()] - y[edge.from()];
        double length = Math.max(1, Math.hypot(dx, dy));
        double ahead = ((x[node] - x[edge.from()]) * dx + (y[node] - y[edge.from()]) * dy) / length;
        double aside = ((x[node] - x[edge.from()]) * dy - (y[node] - y[edge.from()]) * dx) / length;
        if (ahead < 0 || ahead > length || Math.abs(aside) >= CLEARANCE) {
            return false;
        }
        double push = (CLEARANCE - Math.abs(aside)) / 2 + 0.1;
        double ux = (aside >= 0 ? push : -push) * dy / length;
        double uy = (aside >= 0 ? -push : push) * dx / length;
        move(node, ux, uy);
        move(edge.from(), -ux / 2, -uy / 2);
        move(edge.to(), -ux / 2, -uy / 2);
        return true;
    }

    private void move(int node, double dx, double dy) {
        x[node] = Math.max(margin, Math.min(right, x[node] + dx));
        y[node] = Math.max(margin, Math.min(bottom, y[node] + dy));
    }
}
