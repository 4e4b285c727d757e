package dev.opflow.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PivotBlockTest {
    private static final int[][] PLACES = {
        {0, 0}, {1, 1}, {2, 2}, {3, 3}, {0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}
    };

    private final PivotBlock pivotBlock = new PivotBlock();

    @Test
    void solvesWithBlocksOfEveryPatternOfZeros() {
        Random random = new Random(6);
        int regular = 0;
        int singular = 0;
        for (int zeros = 0; zeros < 1 << PLACES.length; zeros++) {
            double[] block = block(zeros, random);
            double[] eigenvalues = DenseSymmetric.eigenvalues(rows(block));
            if (DenseSymmetric.least(eigenvalues) > 1e-6) {
                regular++;
                assertSolves(block, eigenvalues);
            } else {
                singular++;
                assertReplaced(block, eigenvalues);
            }
        }
        // the permanent of the pattern decides which are singular
        assertThat(regular).isGreaterThan(500);
        assertThat(singular).isGreaterThan(100);
    }

    @Test
    void solvesWhatNeedsTwoPivotsOfTwoRows() {
        double[] block = {0, 0, 0, 2, 0, 0, -4, 0, 0, -4, 0, 0, 2, 0, 0, 0};
        double[] inverse = inverted(block);
        assertThat(inverse).containsExactly(0, 0, 0, 0.5, 0, 0, -0.25, 0, 0, -0.25, 0, 0, 0.5, 0, 0, 0);
        assertThat(pivotBlock.positive()).isEqualTo(2);
        assertThat(pivotBlock.negative()).isEqualTo(2);
    }

    @Test
    void replacesAZeroPivotByTheSmallestThatCounts() {
        double[] inverse = inverted(new double[] {2, 0, 0, 0, 0, -4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8});
        assertThat(inverse).containsExactly(0.5, 0, 0, 0, 0, -0.25, 0, 0, 0, 0, 1e14, 0, 0, 0, 0, 0.125);
        assertThat(pivotBlock.replaced()).isEqualTo(1);
        assertThat(pivotBlock.positive()).isEqualTo(3);
        assertThat(pivotBlock.negative()).isEqualTo(1);
    }

    @Test
    void keepsItsDigitsWhenADiagonalIsTiny() {
        double[] block = {1e-12, 1, 0, 0, 1, 1e-12, 0, 0, 0, 0, 1e-9, 3, 0, 0, 3, 0};
        assertSolves(block, DenseSymmetric.eigenvalues(rows(block)));
    }

    @Test
    void endsForWhatIsNoNumber() {
        for (int k = 0; k < 16; k++) {
            double[] block = new double[16];
            block[k] = Double.NaN;
            inverted(block);
            assertThat(pivotBlock.positive() + pivotBlock.negative()).isEqualTo(4);
        }
    }

    @Test
    void keepsItsDigitsWhereTheInverseLosesThem() {
        // a penalty along a direction between two axes, as a weak pivot leaves it in the block that comes next
        double[] g = {3, 1, 0, 0};
        double[] block = {2, 0, 1, 2, 0, 5, 3, -1, 1, 3, -1e-7, 0, 2, -1, 0, -1e-7};
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                block[4 * i + j] += 1e7 * g[i] * g[j];
            }
        }
        double[] b = DenseSymmetric.times(rows(block), new double[] {1, -2, 1, 3});
        double[] product = DenseSymmetric.times(rows(block), solved(block, b, 1));
        // round-off of numbers of 1e8; by way of the inverse it would be ten thousand times as much
        assertThat(product).containsExactly(b, Offset.offset(1e-6));
    }

    private double[] inverted(double[] block) {
        return solved(block, new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}, 4);
    }

    private double[] solved(double[] block, double[] b, int rows) {
        double[] padded = new double[20];
        System.arraycopy(block, 0, padded, 3, 16);
        pivotBlock.factor(padded, 3, 1e-14);
        double[] x = b.clone();
        PivotBlock.solve(padded, 3, x, 0, x, 0, rows);
        // no negative zeros in comparisons
        for (int k = 0; k < x.length; k++) {
            x[k] += 0.0;
        }
        return x;
    }

    private void assertSolves(double[] block, double[] eigenvalues) {
        double[] inverse = inverted(block);
        double[][] a = rows(block);
        double[][] b = rows(inverse);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double sum = 0;
                for (int k = 0; k < 4; k++) {
                    sum += a[i][k] * b[k][j];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, Offset.offset(1e-8));
            }
        }
        assertThat(pivotBlock.replaced()).isZero();
        assertThat(pivotBlock.negative()).isEqualTo(DenseSymmetric.countNegative(eigenvalues));
        assertThat(pivotBlock.positive()).isEqualTo(4 - DenseSymmetric.countNegative(eigenvalues));
    }

    private void assertReplaced(double[] block, double[] eigenvalues) {
        int zero = 0;
        for (double value : eigenvalues) {
            zero += Math.abs(value) <= 1e-6 ? 1 : 0;
        }
        inverted(block);
        assertThat(pivotBlock.replaced()).isEqualTo(zero);
    }

    private static double[] block(int zeros, Random random) {
        double[] block = new double[16];
        for (int p = 0; p < PLACES.length; p++) {
            int r = PLACES[p][0];
            int c = PLACES[p][1];
            if ((zeros & 1 << p) == 0) {
                // away from zero, so that singular means singular by pattern
                double value = random.nextDouble(0.5, 2) * (random.nextBoolean() ? 1 : -1);
                block[4 * r + c] = value;
                block[4 * c + r] = value;
            }
        }
        return block;
    }

    private static double[][] rows(double[] block) {
        double[][] rows = new double[4][4];
        for (int k = 0; k < 16; k++) {
            rows[k / 4][k % 4] = block[k];
        }
        return rows;
    }
}
