package dev.opflow.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SymbolicFactorTest {

    @Test
    void hasTheEntriesThatEliminationLeaves() {
        Random random = new Random(5);
        for (int round = 0; round < 100; round++) {
            BlockPattern pattern = Graphs.random(1 + random.nextInt(30), random.nextDouble(0.4), random);
            SymbolicFactor factor = Graphs.symbolic(pattern);
            int[] place = new int[pattern.nodes()];
            for (int j = 0; j < place.length; j++) {
                place[factor.order()[j]] = j;
            }
            boolean[][] full = Graphs.eliminated(pattern, place);
            for (int j = 0; j < pattern.nodes(); j++) {
                List<Integer> expected = new ArrayList<>();
                for (int i = j + 1; i < pattern.nodes(); i++) {
                    if (full[i][j]) {
                        expected.add(i);
                    }
                }
                assertThat(column(factor, j)).isEqualTo(expected);
            }
        }
    }

    private static List<Integer> column(SymbolicFactor factor, int j) {
        List<Integer> rows = new ArrayList<>();
        for (int p = factor.start()[j]; p < factor.start()[j + 1]; p++) {
            rows.add(factor.rows()[p]);
        }
        return rows;
    }

    @Test
    void findsABlockByRowAndColumn() {
        SymbolicFactor factor = Graphs.symbolic(Graphs.grid(3, 3));
        for (int j = 0; j < 9; j++) {
            for (int p = factor.start()[j]; p < factor.start()[j + 1]; p++) {
                assertThat(factor.slot(factor.rows()[p], j)).isEqualTo(p);
            }
        }
        assertThatThrownBy(() -> factor.slot(0, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no block at row 0, column 8");
    }

    @Test
    void givesUpWhereItIsToldTo() {
        BlockPattern grid = Graphs.grid(6, 6);
        // asked for each pivot, of which some stand for several nodes, then for each column
        int columns = grid.nodes();
        assertThat(SymbolicFactor.of(grid, Long.MAX_VALUE, Graphs.stopAt(2))).isEmpty();
        assertThat(SymbolicFactor.of(grid, Long.MAX_VALUE, Graphs.stopAt(columns)))
                .isEmpty();
        assertThat(SymbolicFactor.of(grid, Long.MAX_VALUE, Graphs.stopAt(2 * columns + 1)))
                .isPresent();
    }

    @Test
    void givesUpBeyondABoundOnItsFill() {
        BlockPattern grid = Graphs.grid(6, 6);
        int blocks = Graphs.symbolic(grid).blocks();
        assertThat(SymbolicFactor.of(grid, blocks, Graphs.ON)).isPresent();
        assertThat(SymbolicFactor.of(grid, blocks - 1, Graphs.ON)).isEmpty();
    }

    @Test
    void refusesALoop() {
        assertThatThrownBy(() -> Adjacency.of(2, new int[] {0, 1}, new int[] {1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("edge 1 is a loop at node 1");
    }
}
