package dev.opflow.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private static double apart(Layout layout, int a, int b) {
        return Math.hypot(layout.x()[a] - layout.x()[b], layout.y()[a] - layout.y()[b]);
    }

    @Test
    void placesAPathAlongALine() {
        Layout layout = Layout.of(3, List.of(new Layout.Edge(0, 1, 1), new Layout.Edge(1, 2, 1)));

        assertThat(layout.x()[1]).isCloseTo(0.5, within(1e-6));
        assertThat(Math.abs(layout.x()[0] - layout.x()[2])).isCloseTo(1, within(1e-6));
    }

    @Test
    void placesNeighboursNearerThanOthers() {
        List<Layout.Edge> ring = new ArrayList<>();
        for (int k = 0; k < 12; k++) {
            ring.add(new Layout.Edge(k, (k + 1) % 12, 1));
        }
        Layout layout = Layout.of(12, ring);

        for (int k = 0; k < 12; k++) {
            assertThat(apart(layout, k, (k + 1) % 12)).isLessThan(apart(layout, k, (k + 6) % 12) / 2);
        }
    }

    @Test
    void placesTheSameGraphAlike() {
        List<Layout.Edge> star = List.of(
                new Layout.Edge(0, 1, 1), new Layout.Edge(0, 2, 1), new Layout.Edge(0, 3, 1), new Layout.Edge(4, 5, 1));

        assertThat(Layout.of(6, star).x()).isEqualTo(Layout.of(6, star).x());
        assertThat(Layout.of(6, star).y()).isEqualTo(Layout.of(6, star).y());
    }

    @Test
    void placesASingleNode() {
        assertThat(Layout.of(1, List.of()).x()).containsExactly(0.5);
    }

    @Test
    void placesTheEndsOfALongEdgeFarther() {
        Layout layout = Layout.of(3, List.of(new Layout.Edge(0, 1, 3), new Layout.Edge(1, 2, 1)));

        assertThat(apart(layout, 0, 1)).isCloseTo(3 * apart(layout, 1, 2), within(1e-6));
    }
}
