package dev.opflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Network;
import org.junit.jupiter.api.Test;

class RegionalNetworksTest {

    @Test
    void canBeSolvedAndAreTheSameEachTime() {
        Network network = RegionalNetworks.of(700);
        assertThat(network.buses()).hasSize(3 * 256);
        assertThat(RegionalNetworks.of(700)).isEqualTo(network);
        assertThat(new InteriorEngine().solve(network, SolveOptions.DEFAULT, Deadline.never()))
                .isInstanceOf(EngineAnswer.Converged.class);
    }
}
