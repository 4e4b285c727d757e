package dev.opflow.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EquilibratedMatrixTest {
    private final Random random = new Random(11);

    private static EquilibratedMatrix matrix(BlockMatrices a) {
        EquilibratedMatrix matrix = new EquilibratedMatrix(a.pattern());
        matrix.set(a.diagonal(), a.off());
        return matrix;
    }

    @Test
    void multipliesAsTheScaledDenseMatrixDoes() {
        for (int round = 0; round < 10; round++) {
            BlockMatrices a = BlockMatrices.indefinite(Graphs.random(12, 0.4, random), random);
            EquilibratedMatrix matrix = matrix(a);
            double[] x = random.doubles(48).toArray();
            double[] expected = DenseSymmetric.times(a.dense(), x);
            double[] scale = matrix.scale();
            double[] unscaled = new double[48];
            for (int i = 0; i < 48; i++) {
                unscaled[i] = x[i] / scale[i];
            }
            double[] answer = new double[48];
            matrix.multiply(unscaled, answer);
            for (int i = 0; i < 48; i++) {
                answer[i] /= scale[i];
            }
            assertThat(answer).containsExactly(expected, Offset.offset(1e-11));
        }
    }

    @Test
    void bringsRowsOfAnySizeNearOne() {
        BlockMatrices a = BlockMatrices.quasiDefinite(Graphs.grid(4, 4), random);
        double[] scale = matrix(a).scale();
        double[][] dense = a.dense();
        for (int i = 0; i < dense.length; i++) {
            double largest = 0;
            for (int j = 0; j < dense.length; j++) {
                largest = Math.max(largest, Math.abs(dense[i][j] * scale[i] * scale[j]));
            }
            assertThat(largest).isBetween(0.01, 1 + 1e-12);
        }
    }

    @Test
    void leavesRowsOfZerosAsTheyAre() {
        BlockPattern pattern = Graphs.of(2, List.of(new int[] {0, 1}));
        double[] diagonal = new double[32];
        diagonal[0] = 16;
        assertThat(matrix(new BlockMatrices(pattern, diagonal, new double[16])).scale())
                .containsExactly(0.25, 1, 1, 1, 1, 1, 1, 1);
    }
}
