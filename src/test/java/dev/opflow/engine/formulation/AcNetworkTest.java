package dev.opflow.engine.formulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.grid.Network;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AcNetworkTest {
    private final AcNetwork network = AcNetwork.of(SmallNetworks.allKinds());

    @Test
    void leavesOutWhatTakesNoPart() {
        assertThat(network.buses().place()).containsExactly(0, 1, 2, 4);
        assertThat(network.generators().place()).containsExactly(0, 1, 3);
        assertThat(network.generators().bus()).containsExactly(1, 1, 3);
        assertThat(network.branches().place()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void givesParallelBranchesOneEdgeFromTheLowerPlaceToTheHigher() {
        assertThat(network.graph().from()).containsExactly(0, 0, 0, 2);
        assertThat(network.graph().to()).containsExactly(1, 2, 3, 3);
        assertThat(network.branches().edge()).containsExactly(0, 0, 1, 1, 3, 2);
        assertThat(network.branches().reversed()).containsExactly(true, false, true, true, true, true);
    }

    @Test
    void keepsDataInPerUnitAndRadians() {
        assertThat(network.baseMva()).isEqualTo(50);
        assertThat(network.buses().pd()).containsExactly(0.8, 0, 1.1, 0.4);
        assertThat(network.buses().bs()).containsExactly(0.3, 0, 0, -0.16);
        assertThat(network.buses().va()[1]).isEqualTo(Math.toRadians(10));
        assertThat(network.branches().rate())
                .containsExactly(1.2, 0.9, Double.POSITIVE_INFINITY, 1.4, 1, Double.POSITIVE_INFINITY);
        assertThat(network.branches().angmax()[4]).isEqualTo(Math.toRadians(8));
        assertThat(network.branches().angmin()[4]).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void givesEveryIslandAnAngleToReferTo() {
        AcNetwork islands = AcNetwork.of(SmallNetworks.islands());
        assertThat(islands.buses().reference()).containsExactly(true, false, false, true, true);
        assertThat(islands.buses().vaOfReference())
                .containsExactly(0, 0, Math.toRadians(-7), Math.toRadians(-7), Math.toRadians(33));
    }

    /** Its bus 12, the to end, has an isolated bus before it in the case. */
    @Test
    void givesDcLinesAnEdgeOfTheGraphAndTheirConstantLossToTheDemand() {
        Network lined = NetworkSketch.of(SmallNetworks.allKinds())
                .dcLine(12, 3)
                .flow(-20, 30, 2, 0.1)
                .reactive(-5, 6, -7, 8)
                .dcLine(3, 5)
                .dcLine(99, 3)
                .dcLine(3, 7)
                .dcLineOutOfService()
                .build();
        AcNetwork ac = AcNetwork.of(lined);
        DcLineData lines = ac.dcLines();
        assertThat(lines.place()).containsExactly(0, 1);
        assertThat(lines.from()).containsExactly(2, 1);
        assertThat(lines.to()).containsExactly(1, 3);
        assertThat(lines.kept()).containsExactly(0.9, 1);
        // 20 MW at the to end at the least: -20 = 0.9 pf - 2
        assertThat(lines.pmin()[0]).isCloseTo(-0.4, Offset.offset(1e-15));
        assertThat(lines.pmax()[0]).isEqualTo(0.6);
        assertThat(lines.qminf()[0]).isEqualTo(-0.1);
        assertThat(lines.qmaxf()[0]).isEqualTo(0.12);
        assertThat(lines.qmint()[0]).isEqualTo(-0.14);
        assertThat(lines.qmaxt()[0]).isEqualTo(0.16);
        assertThat(ac.buses().pd()[1]).isCloseTo(network.buses().pd()[1] + 0.04, Offset.offset(1e-15));
        for (int d = 0; d < 2; d++) {
            int edge = lines.edge()[d];
            assertThat(ac.graph().from()[edge]).isEqualTo(Math.min(lines.from()[d], lines.to()[d]));
            assertThat(ac.graph().to()[edge]).isEqualTo(Math.max(lines.from()[d], lines.to()[d]));
        }
        // 12 and 3 had none between them before, 3 and 5 only one that is out of service
        assertThat(ac.graph().edges()).isEqualTo(network.graph().edges() + 2);
        for (int l = 0; l < ac.branches().count(); l++) {
            int edge = ac.branches().edge()[l];
            assertThat(Math.min(ac.branches().from()[l], ac.branches().to()[l]))
                    .isEqualTo(ac.graph().from()[edge]);
            assertThat(Math.max(ac.branches().from()[l], ac.branches().to()[l]))
                    .isEqualTo(ac.graph().to()[edge]);
        }
    }

    /** Minus 20 MW of the largest flow mean that at least 20 MW come out at the from end, at the to end's price of losses. */
    @Test
    void limitsAFlowThatRunsBackAtItsToEnd() {
        Network back = NetworkSketch.of(SmallNetworks.twoBus())
                .dcLine(1, 2)
                .flow(-50, -20, 1, 0.05)
                .build();
        DcLineData lines = AcNetwork.of(back).dcLines();
        assertThat(lines.pmin()[0]).isCloseTo(-0.49 / 0.95, Offset.offset(1e-15));
        assertThat(lines.pmax()[0]).isCloseTo(-0.19 / 0.95, Offset.offset(1e-15));
        assertThat(back.dcLines().getFirst().ptMw(-19 / 0.95)).isCloseTo(-20, Offset.offset(1e-12));
    }
}
