package dev.opflow.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.grid.Finding;
import dev.opflow.grid.RandomNetworks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks without sense are checked like any other: with findings, not with an exception. */
class AnyNetworkTest {
    @Test
    void checksNetworksWithoutSense() {
        for (long seed = 0; seed < 500; seed++) {
            List<Finding> findings = NetworkCheck.findings(RandomNetworks.of(seed));
            assertThat(findings).as("network %d", seed).isNotEmpty();
            assertThat(findings).extracting(Finding::severity).isSorted();
        }
    }
}
