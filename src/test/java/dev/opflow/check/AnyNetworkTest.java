package dev.opflow.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Network;
import dev.opflow.grid.RandomNetworks;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Networks without sense are checked like any other: with findings, not with an exception. */
class AnyNetworkTest {
    private static final int NETWORKS = 500;

    @Test
    void checksNetworksWithoutSense() {
        for (long seed = 0; seed < NETWORKS; seed++) {
            List<Finding> findings = NetworkCheck.findings(RandomNetworks.of(seed));
            assertThat(findings)
                    .as("network %d", seed)
                    .extracting(Finding::severity)
                    .isSorted()
                    .startsWith(Finding.Severity.ERROR);
            assertThat(NetworkCheck.findings(RandomNetworks.of(seed)))
                    .as("network %d again", seed)
                    .isEqualTo(findings);
        }
    }

    @Test
    void namesElementsThatExistAndSaysWhatToDo() {
        for (long seed = 0; seed < NETWORKS; seed++) {
            Network network = RandomNetworks.of(seed);
            for (Finding finding : NetworkCheck.findings(network)) {
                assertThat(finding.element())
                        .as("network %d: %s", seed, finding)
                        .isEqualTo(again(network, finding));
                assertThat(finding.code()).matches("[a-z]+(-[a-z]+)*");
                assertThat(finding.message()).endsWith(".").doesNotContain("null");
                assertThat(finding.advice()).endsWith(".").doesNotContain("null");
                assertThat(finding.count()).isPositive();
            }
        }
    }

    /** The element of a finding, looked up once more. */
    private static Element again(Network network, Finding finding) {
        int index = finding.element().index();
        return switch (finding.element().kind()) {
            case NETWORK -> Element.NETWORK;
            case BUS -> Element.bus(network, index);
            case GENERATOR -> Element.generator(network, index);
            case GENERATOR_COST -> {
                int generators = network.generators().size();
                yield index < generators
                        ? Element.activeCost(network, index)
                        : Element.reactiveCost(network, index - generators);
            }
            case DC_LINE_COST -> Element.dcLineCost(network, index);
            case BRANCH -> Element.branch(network, index);
            case DC_LINE -> Element.dcLine(network, index);
        };
    }

    @Test
    void saysThingsOnce() {
        for (long seed = 0; seed < NETWORKS; seed++) {
            assertThat(NetworkCheck.findings(RandomNetworks.of(seed)))
                    .as("network %d", seed)
                    .doesNotHaveDuplicates();
        }
    }

    /** What makes a random network unsolvable may be put right, bit by bit: then nothing is left to object to. */
    @Test
    void findsNoErrorInNetworksThatMakeSense() {
        Set<Integer> sizes = new java.util.TreeSet<>();
        for (long seed = 0; seed < NETWORKS; seed++) {
            Network network = RandomNetworks.sensible(seed);
            sizes.add(network.buses().size());
            assertThat(NetworkCheck.findings(network).stream()
                            .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                            .collect(Collectors.toList()))
                    .as("network %d", seed)
                    .isEmpty();
        }
        assertThat(sizes).hasSizeGreaterThan(5);
    }
}
