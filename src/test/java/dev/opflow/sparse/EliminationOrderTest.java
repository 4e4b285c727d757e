package dev.opflow.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EliminationOrderTest {

    @Test
    void ordersEveryNodeOnce() {
        Random random = new Random(6);
        for (int round = 0; round < 100; round++) {
            BlockPattern pattern = Graphs.random(1 + random.nextInt(60), random.nextDouble(0.2), random);
            assertThat(sorted(order(pattern)))
                    .isEqualTo(IntStream.range(0, pattern.nodes()).toArray());
        }
    }

    @Test
    void leavesNothingOfATreeToTheCore() {
        assertThat(core(Graphs.tree(5000, new Random(7))).nodes()).isZero();
        assertThat(core(Graphs.star(50_000)).nodes()).isZero();
    }

    /** Two hubs with a thousand nodes between them: without the hubs, no edge is left. */
    @Test
    void ordersHubsLast() {
        List<int[]> edges = new ArrayList<>();
        for (int i = 2; i < 1002; i++) {
            edges.add(new int[] {0, i});
            edges.add(new int[] {i, 1});
        }
        BlockPattern pattern = Graphs.of(1002, edges);
        assertThat(core(pattern).nodes()).isEqualTo(1000);
        assertThat(core(pattern).neighbours()).isEmpty();
        assertThat(Arrays.stream(order(pattern)).skip(1000)).containsExactlyInAnyOrder(0, 1);
        // two blocks for each node between, and the one of the hubs
        assertThat(Graphs.symbolic(pattern).blocks()).isEqualTo(2001);
    }

    /** What minimum degree does for a node's neighbours is thereby bounded, by 10 m sqrt(n) in all. */
    @Test
    void leavesNoNodeOfHighDegreeToTheCore() {
        Random random = new Random(8);
        List<int[]> edges = new ArrayList<>();
        int nodes = 3000;
        for (int hub = 0; hub < 3; hub++) {
            for (int i = 3; i < nodes; i++) {
                if (random.nextInt(3) == 0) {
                    edges.add(new int[] {hub, i});
                }
            }
        }
        for (int i = 3; i + 1 < nodes; i++) {
            edges.add(new int[] {i, i + 1});
        }
        Adjacency core = core(Graphs.of(nodes, edges));
        assertThat(core.nodes()).isGreaterThan(nodes / 2);
        for (int i = 0; i < core.nodes(); i++) {
            assertThat(core.start()[i + 1] - core.start()[i]).isLessThanOrEqualTo(2);
        }
    }

    private static Adjacency core(BlockPattern pattern) {
        return EliminationOrder.of(Graphs.adjacency(pattern)).core();
    }

    private static int[] order(BlockPattern pattern) {
        return EliminationOrder.of(Graphs.adjacency(pattern))
                .run(Long.MAX_VALUE, Graphs.ON)
                .orElseThrow();
    }

    private static int[] sorted(int[] order) {
        int[] copy = order.clone();
        Arrays.sort(copy);
        return copy;
    }
}
