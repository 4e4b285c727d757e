package dev.opflow.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MinimumFillTest {

    @Test
    void ordersEveryNodeOnce() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            BlockPattern pattern = Graphs.random(1 + random.nextInt(40), random.nextDouble(0.3), random);
            assertThat(sorted(MinimumFill.order(Graphs.adjacency(pattern), Long.MAX_VALUE, Graphs.ON)
                            .orElseThrow()))
                    .isEqualTo(IntStream.range(0, pattern.nodes()).toArray());
        }
    }

    @Test
    void ordersWhatHasNoEdges() {
        assertThat(MinimumFill.order(Graphs.adjacency(Graphs.of(0, List.of())), Long.MAX_VALUE, Graphs.ON)
                        .orElseThrow())
                .isEmpty();
        assertThat(sorted(MinimumFill.order(Graphs.adjacency(Graphs.of(3, List.of())), Long.MAX_VALUE, Graphs.ON)
                        .orElseThrow()))
                .containsExactly(0, 1, 2);
    }

    @Test
    void fillsNothingInATree() {
        Random random = new Random(2);
        for (int nodes = 1; nodes < 200; nodes += 13) {
            assertThat(fill(Graphs.tree(nodes, random))).isEqualTo(nodes - 1);
        }
    }

    @Test
    void eliminatesTheHubOfAStarLate() {
        int[] order = MinimumFill.order(Graphs.adjacency(Graphs.star(9)), Long.MAX_VALUE, Graphs.ON)
                .orElseThrow();
        // once a single spoke is left, hub and spoke are alike
        assertThat(Arrays.stream(order).skip(7)).contains(0);
    }

    @Test
    void fillsFarLessThanTheNaturalOrderOnAGrid() {
        BlockPattern grid = Graphs.grid(20, 20);
        // a banded factor of 400 rows and half bandwidth 20
        int natural = Graphs.entriesBelowDiagonal(
                Graphs.eliminated(grid, IntStream.range(0, 400).toArray()));
        assertThat(natural).isGreaterThan(7_000);
        assertThat(fill(grid)).isLessThan(natural / 2);
    }

    @Test
    void fillsNoMoreThanTheNaturalOrderOnSparseGraphs() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            BlockPattern pattern = Graphs.random(60, 0.05, random);
            int natural = Graphs.entriesBelowDiagonal(
                    Graphs.eliminated(pattern, IntStream.range(0, 60).toArray()));
            assertThat(fill(pattern)).isLessThanOrEqualTo(natural);
        }
    }

    @Test
    void fillsACompleteGraphOnly() {
        assertThat(fill(Graphs.random(12, 2, new Random(4)))).isEqualTo(66);
    }

    @Test
    void alwaysTakesWhatFillsLeast() {
        Random random = new Random(5);
        for (int round = 0; round < 100; round++) {
            int nodes = 2 + random.nextInt(20);
            boolean[][] joined = joined(Graphs.random(nodes, 0.05 + random.nextDouble(0.2), random));
            int[] order = MinimumFill.order(adjacency(joined), Long.MAX_VALUE, Graphs.ON)
                    .orElseThrow();
            boolean[] gone = new boolean[nodes];
            for (int pivot : order) {
                if (isDense(joined, gone)) {
                    break;
                }
                int least = IntStream.range(0, nodes)
                        .filter(i -> !gone[i])
                        .map(i -> missing(joined, gone, i))
                        .min()
                        .orElseThrow();
                assertThat(missing(joined, gone, pivot)).isEqualTo(least);
                eliminate(joined, gone, pivot);
            }
        }
    }

    @Test
    void givesUpOnceTheFactorWouldBeTooLarge() {
        Adjacency grid = Graphs.adjacency(Graphs.grid(10, 10));
        int blocks = fill(Graphs.grid(10, 10));
        assertThat(MinimumFill.order(grid, blocks, Graphs.ON)).isPresent();
        assertThat(MinimumFill.order(grid, blocks / 2, Graphs.ON)).isEmpty();
        assertThat(MinimumFill.order(grid, Long.MAX_VALUE, () -> true)).isEmpty();
    }

    /** Where all have many neighbours, little is eliminated before the order is free, and much is looked at: 30 million times. */
    @Test
    void asksWhetherToStopByWhatItLooksAt() {
        AtomicInteger asked = new AtomicInteger();
        Adjacency graph = Graphs.adjacency(Graphs.random(400, 0.7, new Random(6)));
        assertThat(MinimumFill.order(graph, Long.MAX_VALUE, () -> asked.incrementAndGet() < 0))
                .isPresent();
        assertThat(asked.get()).isGreaterThan(200);
        assertThat(MinimumFill.order(graph, Long.MAX_VALUE, Graphs.stopAt(100))).isEmpty();
    }

    private static boolean[][] joined(BlockPattern pattern) {
        boolean[][] joined = new boolean[pattern.nodes()][pattern.nodes()];
        for (int e = 0; e < pattern.edges(); e++) {
            joined[pattern.from()[e]][pattern.to()[e]] = true;
            joined[pattern.to()[e]][pattern.from()[e]] = true;
        }
        return joined;
    }

    private static Adjacency adjacency(boolean[][] joined) {
        int n = joined.length;
        int[][] edges = IntStream.range(0, n * n)
                .filter(k -> k / n < k % n && joined[k / n][k % n])
                .mapToObj(k -> new int[] {k / n, k % n})
                .toArray(int[][]::new);
        return Graphs.adjacency(Graphs.of(n, List.of(edges)));
    }

    /** From where on the order is free. */
    private static boolean isDense(boolean[][] joined, boolean[] gone) {
        int left = 0;
        int edges = 0;
        for (int i = 0; i < gone.length; i++) {
            left += gone[i] ? 0 : 1;
            for (int j = 0; j < i; j++) {
                edges += !gone[i] && !gone[j] && joined[i][j] ? 1 : 0;
            }
        }
        return edges > 0.79 * left * (left - 1) / 2;
    }

    private static int missing(boolean[][] joined, boolean[] gone, int node) {
        int count = 0;
        for (int i = 0; i < gone.length; i++) {
            for (int j = 0; j < i; j++) {
                count += !gone[i] && !gone[j] && joined[node][i] && joined[node][j] && !joined[i][j] ? 1 : 0;
            }
        }
        return count;
    }

    private static void eliminate(boolean[][] joined, boolean[] gone, int pivot) {
        gone[pivot] = true;
        for (int i = 0; i < gone.length; i++) {
            for (int j = 0; j < gone.length; j++) {
                joined[i][j] |= i != j && joined[pivot][i] && joined[pivot][j];
            }
        }
    }

    private static int fill(BlockPattern pattern) {
        return Graphs.symbolic(pattern).blocks();
    }

    private static int[] sorted(int[] order) {
        int[] copy = order.clone();
        Arrays.sort(copy);
        return copy;
    }
}
