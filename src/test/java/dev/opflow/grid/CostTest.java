package dev.opflow.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CostTest {
    private static final Cost.PiecewiseLinear BENT = new Cost.PiecewiseLinear(
            0, 0, List.of(new Cost.Point(10, 100), new Cost.Point(20, 300), new Cost.Point(40, 1100)));

    @Test
    void evaluatesPolynomials() {
        assertThat(new Cost.Polynomial(0, 0, List.of(0.5, 20.0, 7.0)).at(10)).isEqualTo(257);
        assertThat(new Cost.Polynomial(0, 0, List.of()).at(10)).isZero();
    }

    @Test
    void knowsTheDegreeOfAPolynomial() {
        assertThat(new Cost.Polynomial(0, 0, List.of(1.0, 0.0, 0.0, 0.0)).degree())
                .isEqualTo(3);
        assertThat(new Cost.Polynomial(0, 0, List.of(0.0, 0.0, 5.0, 1.0)).degree())
                .isEqualTo(1);
        assertThat(new Cost.Polynomial(0, 0, List.of(0.0, 5.0)).degree()).isZero();
        assertThat(new Cost.Polynomial(0, 0, List.of()).degree()).isZero();
    }

    @Test
    void evaluatesSegmentsAndContinuesTheOuterOnes() {
        assertThat(BENT.at(10)).isEqualTo(100);
        assertThat(BENT.at(15)).isEqualTo(200);
        assertThat(BENT.at(20)).isEqualTo(300);
        assertThat(BENT.at(30)).isEqualTo(700);
        assertThat(BENT.at(40)).isEqualTo(1100);
        assertThat(BENT.at(5)).isZero();
        assertThat(BENT.at(50)).isEqualTo(1500);
    }

    @Test
    void needsTwoPointsForASegment() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cost.PiecewiseLinear(0, 0, List.of(new Cost.Point(10, 100))))
                .withMessage("a piecewise-linear cost needs at least two points, not 1");
    }
}
