package dev.opflow.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.SmallNetworks;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IslandsTest {

    @Test
    void joinsWhatBranchesInServiceJoin() {
        Islands islands = Islands.of(SmallNetworks.islands());
        assertThat(islands.buses()).isEqualTo(5);
        assertThat(islands.of(0)).isEqualTo(islands.of(1)).isNotEqualTo(islands.of(2));
        assertThat(islands.of(2)).isEqualTo(islands.of(3)).isNotEqualTo(islands.of(4));
    }

    @Test
    void refersToTheReferenceElseTheFirstGeneratorElseTheFirstBus() {
        Islands islands = Islands.of(SmallNetworks.islands());
        assertThat(IntStream.range(0, 5).filter(islands::isReference)).containsExactly(0, 3, 4);
        assertThat(IntStream.range(0, 5).map(islands::referenceOf)).containsExactly(0, 0, 3, 3, 4);
    }

    @Test
    void keepsAllReferencesOfAnIsland() {
        Islands islands = Islands.of(NetworkSketch.sketch()
                .bus(1)
                .reference(2)
                .reference(3)
                .generator(1, 0, 1, 0, 0)
                .line(1, 2, 0, 0.1, 0)
                .line(2, 3, 0, 0.1, 0)
                .build());
        assertThat(IntStream.range(0, 3).filter(islands::isReference)).containsExactly(1, 2);
        assertThat(IntStream.range(0, 3).map(islands::referenceOf)).containsOnly(1);
    }

    @Test
    void joinsNothingByElementsThatTakeNoPart() {
        Islands islands = Islands.of(NetworkSketch.sketch()
                .bus(1)
                .bus(2)
                .bus(3, BusType.ISOLATED)
                .generator(2, 0, 1, 0, 0)
                .generatorOutOfService()
                .generator(3, 0, 1, 0, 0)
                .line(1, 2, 0, 0.1, 0)
                .lineOutOfService()
                .line(1, 3, 0, 0.1, 0)
                .line(3, 2, 0, 0.1, 0)
                .build());
        assertThat(islands.of(0)).isNotEqualTo(islands.of(1));
        assertThat(islands.of(2)).isEqualTo(Islands.NONE);
        assertThat(islands.isReference(2)).isFalse();
        assertThatThrownBy(() -> islands.referenceOf(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bus at place 2 is isolated");
    }
}
