package dev.opflow.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BranchTest {
    private static Branch with(Consumer<NetworkDraft.BranchDraft> change) {
        return TestNetworks.twoBus().branch(0, change).build().branches().getFirst();
    }

    private static Branch withAngles(double angmin, double angmax) {
        return with(l -> {
            l.angminDegrees = angmin;
            l.angmaxDegrees = angmax;
        });
    }

    @Test
    void readsARatioOfZeroAsOne() {
        assertThat(with(l -> l.ratio = 0).tap()).isEqualTo(1);
        assertThat(with(l -> l.ratio = 0.95).tap()).isEqualTo(0.95);
    }

    @Test
    void readsARateOfZeroOrInfinityAsNone() {
        assertThat(with(l -> l.rateAMva = 0).hasRateA()).isFalse();
        assertThat(with(l -> l.rateAMva = Double.POSITIVE_INFINITY).hasRateA()).isFalse();
        assertThat(with(l -> l.rateAMva = 1e10).hasRateA()).isFalse();
        assertThat(with(l -> l.rateAMva = 9.9e9).hasRateA()).isTrue();
        assertThat(with(l -> l.rateAMva = 50).hasRateA()).isTrue();
    }

    @Test
    void readsAnglesOf360AndMoreAsNone() {
        assertThat(withAngles(-360, 30).hasAngmin()).isFalse();
        assertThat(withAngles(-360, 30).hasAngmax()).isTrue();
        assertThat(withAngles(-30, 400).hasAngmin()).isTrue();
        assertThat(withAngles(-30, 400).hasAngmax()).isFalse();
    }

    @Test
    void readsTwoAnglesOfZeroAsNoneAndOneAsALimit() {
        assertThat(withAngles(0, 0).hasAngmin()).isFalse();
        assertThat(withAngles(0, 0).hasAngmax()).isFalse();
        assertThat(withAngles(0, 30).hasAngmin()).isTrue();
        assertThat(withAngles(-30, 0).hasAngmax()).isTrue();
    }
}
