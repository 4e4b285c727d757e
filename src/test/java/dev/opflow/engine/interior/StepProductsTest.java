package dev.opflow.engine.interior;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One variable between 0 and 10 at 2, and one slack. */
class StepProductsTest {
    private final Bounds bounds = new Bounds(new double[] {0}, new double[] {10}, new boolean[] {false});
    private final StepProducts products = new StepProducts(bounds, 1);
    private final double[] x = {2};

    @Test
    void areWhatTheStepLeavesOut() {
        products.take(new double[] {-1}, new double[] {3}, new double[] {-2}, new double[] {4}, new double[] {8});
        assertThat(products.slack(0)).isEqualTo(-6);
        double[] gradient = {100};
        products.addGradient(x, gradient);
        // -1 times 4 over the 2 to the lower bound, and 1 times 8 over the 8 to the upper
        assertThat(gradient).containsExactly(100 - 2 - 1);
        double[] dzl = {0};
        double[] dzu = {0};
        products.takeOut(x, dzl, dzu);
        assertThat(dzl).containsExactly(2);
        assertThat(dzu).containsExactly(-1);
    }

    @Test
    void areZeroOnceCleared() {
        products.take(new double[] {-1}, new double[] {3}, new double[] {-2}, new double[] {4}, new double[] {8});
        products.clear();
        double[] gradient = {100};
        products.addGradient(x, gradient);
        assertThat(gradient).containsExactly(100);
        assertThat(products.slack(0)).isZero();
    }
}
