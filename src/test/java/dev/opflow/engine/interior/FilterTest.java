package dev.opflow.engine.interior;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FilterTest {
    private final Filter filter = new Filter();

    @Test
    void acceptsAnythingAtFirst() {
        assertThat(filter.accepts(1e9, 1e9)).isTrue();
    }

    @Test
    void rejectsWhatIsNoBetterInEither() {
        filter.add(1, 10);
        assertThat(filter.accepts(1, 10)).isFalse();
        assertThat(filter.accepts(2, 11)).isFalse();
        assertThat(filter.accepts(0.9, 11)).isTrue();
        assertThat(filter.accepts(2, 9)).isTrue();
    }

    @Test
    void remembersEveryPairThatNoOtherCovers() {
        for (int k = 0; k < 100; k++) {
            filter.add(k, -k);
        }
        for (int k = 0; k < 100; k++) {
            assertThat(filter.accepts(k, -k)).isFalse();
            assertThat(filter.accepts(k, -k - 0.5)).isTrue();
        }
    }

    @Test
    void dropsPairsThatANewOneCovers() {
        filter.add(3, 3);
        filter.add(1, 1);
        assertThat(filter.accepts(2, 0.5)).isTrue();
        assertThat(filter.accepts(2, 2)).isFalse();
    }

    @Test
    void forgetsAll() {
        filter.add(1, 1);
        filter.clear();
        assertThat(filter.accepts(2, 2)).isTrue();
    }
}
