package dev.opflow.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpacingTest {

    private static double apart(double[] x, double[] y, int a, int b) {
        return Math.hypot(x[a] - x[b], y[a] - y[b]);
    }

    /** Distance of a point from the line through two others. */
    private static double aside(double[] x, double[] y, int node, int from, int to) {
        double cross = (x[to] - x[from]) * (y[node] - y[from]) - (y[to] - y[from]) * (x[node] - x[from]);
        return Math.abs(cross) / apart(x, y, from, to);
    }

    @Test
    void movesANodeOffAForeignEdge() {
        double[] x = {100, 500, 300};
        double[] y = {200, 200, 200};
        new Spacing(x, y, 1000, 500, 0).spread(List.of(new Layout.Edge(0, 1, 1)));

        assertThat(aside(x, y, 2, 0, 1)).isGreaterThanOrEqualTo(Spacing.CLEARANCE);
    }

    @Test
    void leavesANodeOnItsOwnEdge() {
        double[] x = {100, 500, 300};
        double[] y = {200, 200, 200};
        new Spacing(x, y, 1000, 500, 0).spread(List.of(new Layout.Edge(0, 2, 1), new Layout.Edge(2, 1, 1)));

        assertThat(y).containsExactly(200, 200, 200);
    }

    @Test
    void movesNodesApartThatCoverEachOtherAndKeepsThemInTheFrame() {
        double[] x = {3, 3, 3, 1000};
        double[] y = {3, 3, 3, 1};
        new Spacing(x, y, 1000, 500, 3).spread(List.of());

        assertThat(apart(x, y, 0, 1)).isGreaterThanOrEqualTo(Spacing.NEAREST);
        assertThat(apart(x, y, 1, 2)).isGreaterThanOrEqualTo(Spacing.NEAREST);
        assertThat(x[0]).isBetween(3.0, 1000.0);
        assertThat(y[0]).isBetween(3.0, 500.0);
    }

    @Test
    void leavesRoomInATriangleWithALongEdge() {
        Layout layout = Layout.of(
                3,
                List.of(
                        new Layout.Edge(0, 1, NeighbourhoodChart.SEED_LENGTH),
                        new Layout.Edge(1, 2, 1),
                        new Layout.Edge(2, 0, 1)));

        assertThat(aside(layout.x(), layout.y(), 2, 0, 1)).isGreaterThan(0.5);
    }
}
