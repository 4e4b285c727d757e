package dev.opflow.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RegularisedSolverTest {
    private static final double[] STRONG = {0, 0, -1e-3, -1e-3};

    private final Random random = new Random(8);

    @Test
    void takesTheEffectOfItsRegularisationOut() {
        for (int round = 0; round < 20; round++) {
            BlockMatrices a = BlockMatrices.quasiDefinite(Graphs.random(10, 0.3, random), random);
            RegularisedSolver solver = new RegularisedSolver(Graphs.symbolic(a.pattern()), STRONG, Graphs.ON);
            solver.factor(a.diagonal(), a.off(), 1);
            double[] b = random.doubles(40, -1, 1).toArray();
            double[] x = new double[40];
            solver.solve(b, x);
            assertThat(solver.residual()).isLessThan(1e-8);
            assertThat(scaledResidual(solver, a, b, x)).isLessThan(1e-8);

            double[] byFactorsAlone = new double[40];
            solver.factors().solve(b, byFactorsAlone);
            assertThat(scaledResidual(solver, a, b, byFactorsAlone)).isGreaterThan(1e-5);
        }
    }

    @Test
    void solvesWherePivotsAreZero() {
        // [0 B; B' 0] on the diagonal and nothing else: regular, but no row has a pivot of its own
        BlockMatrices a = BlockMatrices.indefinite(Graphs.of(2, List.of()), random);
        for (int i = 0; i < 2; i++) {
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c <= r; c++) {
                    if (r < 2 == c < 2) {
                        a.put(i, r, c, 0);
                    }
                }
            }
        }
        RegularisedSolver solver = new RegularisedSolver(Graphs.symbolic(a.pattern()), STRONG, Graphs.ON);
        solver.factor(a.diagonal(), a.off(), 1);
        double[] x = new double[8];
        double[] b = random.doubles(8, -1, 1).toArray();
        solver.solve(b, x);
        assertThat(DenseSymmetric.times(a.dense(), x)).containsExactly(b, Offset.offset(1e-10));
    }

    @Test
    void solvesWhatIsSingularButConsistent() {
        // the last row and column of node 0 are zero, and so is its right-hand side
        BlockMatrices a = BlockMatrices.quasiDefinite(Graphs.of(2, List.of()), random);
        for (int k = 0; k < 4; k++) {
            a.put(0, 3, k, 0);
        }
        RegularisedSolver solver = new RegularisedSolver(Graphs.symbolic(a.pattern()), STRONG, Graphs.ON);
        solver.factor(a.diagonal(), a.off(), 1);
        double[] b = random.doubles(8, -1, 1).toArray();
        b[3] = 0;
        double[] x = new double[8];
        solver.solve(b, x);
        assertThat(scaledResidual(solver, a, b, x)).isLessThan(1e-10);
        assertThat(x[3]).isZero();
    }

    @Test
    void tellsWhatItCanNotSolve() {
        BlockPattern pattern = Graphs.of(1, List.of());
        RegularisedSolver solver = new RegularisedSolver(Graphs.symbolic(pattern), STRONG, Graphs.ON);
        double[] diagonal = new double[16];
        diagonal[0] = 1;
        diagonal[5] = 1;
        diagonal[10] = 1;
        solver.factor(diagonal, new double[0], 1);
        solver.solve(new double[] {0, 0, 0, 1}, new double[4]);
        assertThat(solver.residual()).isCloseTo(1, Offset.offset(1e-9));
    }

    @Test
    void answersZeroForZero() {
        BlockMatrices a = BlockMatrices.quasiDefinite(Graphs.grid(2, 2), random);
        RegularisedSolver solver = new RegularisedSolver(Graphs.symbolic(a.pattern()), STRONG, Graphs.ON);
        solver.factor(a.diagonal(), a.off(), 1);
        double[] x = random.doubles(16).toArray();
        solver.solve(new double[16], x);
        assertThat(x).containsOnly(0);
        assertThat(solver.residual()).isZero();
    }

    @Test
    void tellsThatWhatIsNoNumberIsNoSolution() {
        BlockMatrices a = BlockMatrices.quasiDefinite(Graphs.grid(2, 2), random);
        a.diagonal()[5] = Double.NaN;
        RegularisedSolver solver = new RegularisedSolver(Graphs.symbolic(a.pattern()), STRONG, Graphs.ON);
        solver.factor(a.diagonal(), a.off(), 1);
        solver.solve(random.doubles(16).toArray(), new double[16]);
        assertThat(solver.residual()).isNaN();
    }

    /** In the scaled matrix's norm, relative to the right-hand side. */
    private static double scaledResidual(RegularisedSolver solver, BlockMatrices a, double[] b, double[] x) {
        double[] scale = solver.factors().matrix().scale();
        double[] product = DenseSymmetric.times(a.dense(), x);
        double residual = 0;
        double size = 0;
        for (int i = 0; i < b.length; i++) {
            residual += Math.pow((b[i] - product[i]) * scale[i], 2);
            size += Math.pow(b[i] * scale[i], 2);
        }
        return Math.sqrt(residual / size);
    }
}
