package dev.opflow.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BlockLdlTest {
    private static final double[] NONE = new double[4];

    private final Random random = new Random(7);

    @Test
    void solvesIndefiniteSystemsAndCountsTheirEigenvalues() {
        for (int round = 0; round < 40; round++) {
            BlockPattern pattern = Graphs.random(1 + random.nextInt(15), 0.3, random);
            assertFactorised(BlockMatrices.indefinite(pattern, random), 1e-6);
        }
    }

    @Test
    void solvesBadlyScaledQuasiDefiniteSystems() {
        for (BlockPattern pattern :
                List.of(Graphs.grid(4, 5), Graphs.tree(18, random), Graphs.star(12), Graphs.of(3, List.of()))) {
            BlockMatrices a = BlockMatrices.quasiDefinite(pattern, random);
            BlockLdl ldl = assertFactorised(a, 1e-9);
            assertThat(ldl.negative()).isEqualTo(2 * pattern.nodes());
            assertThat(ldl.positive()).isEqualTo(2 * pattern.nodes());
        }
    }

    private BlockLdl assertFactorised(BlockMatrices a, double accuracy) {
        BlockLdl ldl = new BlockLdl(Graphs.symbolic(a.pattern()), NONE);
        ldl.factor(a.diagonal(), a.off(), 1, Graphs.ON);
        double[][] dense = a.dense();
        assertThat(ldl.replaced()).isZero();
        assertThat(ldl.negative() + ldl.positive()).isEqualTo(dense.length);
        // Sylvester: scaling rows and columns alike changes no sign, and makes them easier to find
        double[] scale = ldl.matrix().scale();
        double[][] scaled = new double[dense.length][dense.length];
        for (int i = 0; i < dense.length; i++) {
            for (int j = 0; j < dense.length; j++) {
                scaled[i][j] = dense[i][j] * scale[i] * scale[j];
            }
        }
        assertThat(ldl.negative()).isEqualTo(DenseSymmetric.countNegative(DenseSymmetric.eigenvalues(scaled)));
        double[] x = random.doubles(dense.length, -1, 1).toArray();
        for (int i = 0; i < x.length; i++) {
            x[i] *= scale[i];
        }
        double[] b = DenseSymmetric.times(dense, x);
        double[] kept = b.clone();
        double[] solution = new double[b.length];
        ldl.solve(b, solution);
        assertThat(b).isEqualTo(kept);
        for (int i = 0; i < x.length; i++) {
            assertThat(solution[i] / scale[i]).isCloseTo(x[i] / scale[i], Offset.offset(accuracy));
        }
        ldl.solve(b, b);
        assertThat(b).isEqualTo(solution);
        return ldl;
    }

    @Test
    void forgetsTheMatrixBefore() {
        BlockPattern pattern = Graphs.grid(3, 3);
        BlockMatrices first = BlockMatrices.indefinite(pattern, random);
        BlockMatrices second = BlockMatrices.quasiDefinite(pattern, random);
        double[] b = random.doubles(36).toArray();
        BlockLdl used = new BlockLdl(Graphs.symbolic(pattern), NONE);
        used.factor(first.diagonal(), first.off(), 1, Graphs.ON);
        used.factor(second.diagonal(), second.off(), 1, Graphs.ON);
        BlockLdl fresh = new BlockLdl(Graphs.symbolic(pattern), NONE);
        fresh.factor(second.diagonal(), second.off(), 1, Graphs.ON);
        assertThat(solved(used, b)).isEqualTo(solved(fresh, b));
        assertThat(used.negative()).isEqualTo(fresh.negative());
    }

    @Test
    void leavesTheMatrixAsItIs() {
        BlockMatrices a = BlockMatrices.indefinite(Graphs.grid(3, 2), random);
        double[] diagonal = a.diagonal().clone();
        double[] off = a.off().clone();
        new BlockLdl(Graphs.symbolic(a.pattern()), NONE).factor(a.diagonal(), a.off(), 1, Graphs.ON);
        assertThat(a.diagonal()).isEqualTo(diagonal);
        assertThat(a.off()).isEqualTo(off);
    }

    @Test
    void tellsASingularMatrix() {
        BlockMatrices a = BlockMatrices.quasiDefinite(Graphs.grid(2, 2), random);
        BlockLdl ldl = new BlockLdl(Graphs.symbolic(a.pattern()), NONE);
        // the third row and column of node 1 vanish
        for (int k = 0; k < 4; k++) {
            a.put(1, 2, k, 0);
        }
        for (int e = 0; e < a.pattern().edges(); e++) {
            for (int k = 0; k < 4; k++) {
                if (a.pattern().from()[e] == 1) {
                    a.off()[16 * e + 8 + k] = 0;
                }
                if (a.pattern().to()[e] == 1) {
                    a.off()[16 * e + 4 * k + 2] = 0;
                }
            }
        }
        ldl.factor(a.diagonal(), a.off(), 1, Graphs.ON);
        assertThat(ldl.replaced()).isEqualTo(1);
        for (double value : solved(ldl, random.doubles(16).toArray())) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void tellsThatEveryPivotOfZeroIsMissing() {
        BlockPattern pattern = Graphs.of(2, List.of(new int[] {0, 1}));
        BlockLdl ldl = new BlockLdl(Graphs.symbolic(pattern), NONE);
        ldl.factor(new double[32], new double[16], 1, Graphs.ON);
        assertThat(ldl.replaced()).isEqualTo(8);
    }

    @Test
    void addsItsRegularisationToTheScaledDiagonal() {
        BlockPattern pattern = Graphs.of(1, List.of());
        BlockLdl ldl = new BlockLdl(Graphs.symbolic(pattern), new double[] {0, 0, -0.5, -0.25});
        double[] diagonal = new double[16];
        diagonal[0] = 4;
        diagonal[5] = 1;
        diagonal[10] = -1;
        ldl.factor(diagonal, new double[0], 1, Graphs.ON);
        // scaled to 1, 1, -1 and 0, so that -1.5 and -0.25 are left of the last two
        assertThat(solved(ldl, new double[] {1, 1, 1, 1})).containsExactly(0.25, 1, -1 / 1.5, -4);
        assertThat(ldl.negative()).isEqualTo(2);
    }

    @Test
    void takesAWeakerRegularisationWhereItIsToldTo() {
        BlockLdl ldl = new BlockLdl(Graphs.symbolic(Graphs.of(1, List.of())), new double[] {0, 0, -1, -1});
        double[] diagonal = new double[16];
        diagonal[0] = 1;
        diagonal[5] = 1;
        for (double strength : new double[] {0.5, 0.25}) {
            ldl.factor(diagonal, new double[0], strength, Graphs.ON);
            assertThat(solved(ldl, new double[] {0, 0, 1, 1})).containsExactly(0, 0, -1 / strength, -1 / strength);
        }
    }

    @Test
    void givesUpInTheMiddle() {
        BlockMatrices a = BlockMatrices.quasiDefinite(Graphs.grid(3, 3), random);
        BlockLdl small = new BlockLdl(Graphs.symbolic(a.pattern()), NONE);
        assertThat(small.factor(a.diagonal(), a.off(), 1, Graphs.stopAt(1))).isFalse();
        assertThat(small.factor(a.diagonal(), a.off(), 1, Graphs.stopAt(2))).isTrue();

        // all to all: 200^3 / 6 products of blocks
        BlockMatrices b = BlockMatrices.quasiDefinite(Graphs.random(200, 1, random), random);
        BlockLdl large = new BlockLdl(Graphs.symbolic(b.pattern()), NONE);
        assertThat(large.factor(b.diagonal(), b.off(), 1, Graphs.stopAt(100))).isFalse();
        assertThat(large.factor(b.diagonal(), b.off(), 1, Graphs.ON)).isTrue();
    }

    private static double[] solved(BlockLdl ldl, double[] b) {
        double[] x = new double[b.length];
        ldl.solve(b, x);
        return x;
    }
}
