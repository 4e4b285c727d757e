package dev.opflow.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ElementTest {
    private static final Network NETWORK = TestNetworks.threeBus()
            .bus(1, b -> b.name = " East ")
            .generator(1, g -> g.name = "G2")
            .branch(2, l -> l.name = "L3")
            .addDcLine(10, 30, d -> {})
            .build();

    @Test
    void isLabelledAsTheUserCountsIt() {
        assertThat(Element.bus(NETWORK, 0).label()).isEqualTo("bus 10");
        assertThat(Element.bus(NETWORK, 1).label()).isEqualTo("bus 20 \"East\"");
        assertThat(Element.generator(NETWORK, 0).label()).isEqualTo("generator 1 (bus 10)");
        assertThat(Element.generator(NETWORK, 1).label()).isEqualTo("generator 2 (bus 20) \"G2\"");
        assertThat(Element.branch(NETWORK, 0).label()).isEqualTo("branch 1 (10-20)");
        assertThat(Element.branch(NETWORK, 2).label()).isEqualTo("branch 3 (10-30) \"L3\"");
        assertThat(Element.dcLine(NETWORK, 0).label()).isEqualTo("DC line 1 (10-30)");
    }

    @Test
    void standsInAFindingWithItsLine() {
        Finding finding =
                new Finding(Finding.Severity.WARNING, "code", Element.bus(NETWORK, 0), 0, "it is dark.", "Light it.");
        assertThat(finding).hasToString("warning: bus 10: it is dark. Light it.");
        assertThat(finding.atLine(12)).hasToString("warning: line 12: bus 10: it is dark. Light it.");
    }
}
