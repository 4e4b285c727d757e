package dev.opflow.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void countsEveryValueOnce() {
        Histogram histogram = Histogram.of(new double[] {1, 1, 2, 3, 5}, 4);

        assertThat(histogram.counts()).containsExactly(2, 1, 1, 1);
        assertThat(histogram.hasBelow()).isFalse();
        assertThat(histogram.hasAbove()).isFalse();
    }

    @Test
    void putsWhatIsFarOffIntoTheLastBin() {
        double[] values = IntStream.rangeClosed(1, 1000).mapToDouble(k -> k).toArray();
        values[999] = 1e6;
        Histogram histogram = Histogram.of(values, 10);

        assertThat(histogram.high()).isLessThan(1001);
        assertThat(histogram.hasAbove()).isTrue();
        assertThat(IntStream.of(histogram.counts()).sum()).isEqualTo(1000);
    }

    @Test
    void hasABinForValuesThatAreAllTheSame() {
        Histogram histogram = Histogram.of(new double[] {7, 7, 7}, 5);

        assertThat(IntStream.of(histogram.counts()).sum()).isEqualTo(3);
        assertThat(histogram.low()).isLessThan(7);
        assertThat(histogram.high()).isGreaterThan(7);
    }
}
