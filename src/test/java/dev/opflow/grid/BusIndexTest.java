package dev.opflow.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BusIndexTest {
    private static BusIndex of(int... numbers) {
        NetworkDraft draft = new NetworkDraft();
        for (int number : numbers) {
            draft.addBus(number, b -> {});
        }
        return draft.build().busIndex();
    }

    @Test
    void findsBusesWhateverTheirNumbers() {
        int[] numbers = {30, 7, Integer.MAX_VALUE, 0, -5, Integer.MIN_VALUE, 1};
        BusIndex index = of(numbers);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(index.find(numbers[i])).isEqualTo(i);
            assertThat(index.at(numbers[i])).isEqualTo(i);
        }
    }

    @Test
    void findsNoBusThatIsNotThere() {
        BusIndex index = of(10, 20);
        for (int number : new int[] {9, 11, 21, -10, 0, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(index.find(number)).isEqualTo(BusIndex.UNKNOWN);
        }
        assertThat(of().find(1)).isEqualTo(BusIndex.UNKNOWN);
        assertThatIllegalArgumentException().isThrownBy(() -> index.at(15)).withMessage("no bus has number 15");
    }

    @Test
    void findsTheFirstOfSeveralBusesWithANumber() {
        assertThat(of(5, 8, 5, 8, 8).find(8)).isEqualTo(1);
        assertThat(of(5, 8, 5, 8, 8).find(5)).isZero();
    }
}
