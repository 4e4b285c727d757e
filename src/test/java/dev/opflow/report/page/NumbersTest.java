package dev.opflow.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void groupsThousandsAndRounds() {
        assertThat(Numbers.fixed(1_234_567.891, 2)).isEqualTo("1,234,567.89");
        assertThat(Numbers.fixed(1_000_007, 0)).isEqualTo("1,000,007");
        assertThat(Numbers.fixed(999.9996, 3)).isEqualTo("1,000.000");
        assertThat(Numbers.fixed(-0.05, 2)).isEqualTo("-0.05");
    }

    @Test
    void hasNoMinusBeforeNothing() {
        assertThat(Numbers.fixed(-1e-9, 2)).isEqualTo("0.00");
    }

    @Test
    void hasASignForWhatIsNoNumber() {
        assertThat(Numbers.fixed(Double.NaN, 2)).isEqualTo("–");
        assertThat(Numbers.fixed(Double.POSITIVE_INFINITY, 2)).isEqualTo("∞");
        assertThat(Numbers.fixed(-1e10, 2)).isEqualTo("-∞");
        assertThat(Numbers.scientific(Double.NaN)).isEqualTo("–");
    }

    @Test
    void keepsAboutFourDigits() {
        assertThat(Numbers.brief(12_345.6, 3)).isEqualTo("12,346");
        assertThat(Numbers.brief(123.46, 3)).isEqualTo("123.5");
        assertThat(Numbers.brief(0.0612, 3)).isEqualTo("0.061");
        assertThat(Numbers.brief(0.0612, 1)).isEqualTo("0.1");
    }

    @Test
    void writesSmallNumbersInPowersOfTen() {
        assertThat(Numbers.scientific(1.84e-14)).isEqualTo("1.8e-14");
        assertThat(Numbers.scientific(9.96e-5)).isEqualTo("1.0e-4");
        assertThat(Numbers.scientific(-250)).isEqualTo("-2.5e2");
        assertThat(Numbers.scientific(0)).isEqualTo("0");
    }

    @Test
    void hasOneOfOneThing() {
        assertThat(Numbers.count(1, "branch", "branches")).isEqualTo("1 branch");
        assertThat(Numbers.count(0, "branch", "branches")).isEqualTo("0 branches");
        assertThat(Numbers.count(2000, "branch", "branches")).isEqualTo("2,000 branches");
    }

    @Test
    void measuresWithPowersOfTenOnlyWhatIsSmall() {
        assertThat(Numbers.measure(27.3)).isEqualTo("27.30");
        assertThat(Numbers.measure(4e-7)).isEqualTo("4.0e-7");
    }
}
