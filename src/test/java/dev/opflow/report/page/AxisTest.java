package dev.opflow.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void goesFromARoundValueToAnother() {
        Axis axis = Axis.round(0.93, 1.078, 100, 0);

        assertThat(axis.ticks())
                .hasSizeBetween(3, 7)
                .first()
                .satisfies(low -> assertThat(low).isLessThanOrEqualTo(0.93));
        assertThat(axis.ticks().getLast()).isGreaterThanOrEqualTo(1.078);
        assertThat(axis.at(axis.low())).isEqualTo(100);
        assertThat(axis.at(axis.high())).isCloseTo(0, within(1e-9));
        assertThat(axis.text(axis.ticks().getFirst())).isEqualTo("0.90");
    }

    @Test
    void takesInOneValueAlone() {
        assertThat(Axis.round(5, 5, 0, 100).at(5)).isBetween(0.0, 100.0);
        assertThat(Axis.tight(0, 0, 0, 100).at(0)).isZero();
    }

    @Test
    void hasEqualDistancesForEqualRatiosOnPowersOfTen() {
        Axis axis = Axis.powers(3e-9, 20, 0, 110);

        assertThat(axis.low()).isCloseTo(1e-9, within(1e-15));
        assertThat(axis.at(1e-4) - axis.at(1e-5)).isCloseTo(axis.at(1) - axis.at(0.1), within(1e-9));
        assertThat(axis.text(1e-9)).isEqualTo("1e-9");
    }

    @Test
    void keepsWhatIsBeyondAtItsEnds() {
        assertThat(Axis.powers(1e-3, 1, 0, 30).at(0)).isZero();
        assertThat(Axis.tight(0, 10, 0, 100).at(11)).isEqualTo(100);
    }

    @Test
    void countsInWholeNumbers() {
        assertThat(Axis.counts(2, 0, 100).ticks()).containsExactly(0.0, 1.0, 2.0);
    }
}
