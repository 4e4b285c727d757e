package dev.opflow.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MinimumDegreeTest {

    @Test
    void ordersEveryNodeOnce() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            BlockPattern pattern = Graphs.random(1 + random.nextInt(40), random.nextDouble(0.3), random);
            assertThat(sorted(MinimumDegree.order(Graphs.adjacency(pattern), Graphs.ON)
                            .orElseThrow()))
                    .isEqualTo(IntStream.range(0, pattern.nodes()).toArray());
        }
    }

    @Test
    void ordersWhatHasNoEdges() {
        assertThat(MinimumDegree.order(Graphs.adjacency(Graphs.of(0, List.of())), Graphs.ON)
                        .orElseThrow())
                .isEmpty();
        assertThat(sorted(MinimumDegree.order(Graphs.adjacency(Graphs.of(3, List.of())), Graphs.ON)
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
        int[] order =
                MinimumDegree.order(Graphs.adjacency(Graphs.star(9)), Graphs.ON).orElseThrow();
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

    private static int fill(BlockPattern pattern) {
        return Graphs.symbolic(pattern).blocks();
    }

    private static int[] sorted(int[] order) {
        int[] copy = order.clone();
        Arrays.sort(copy);
        return copy;
    }
}
