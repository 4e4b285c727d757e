package dev.opflow.engine.formulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.grid.Cost;
import java.util.List;
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

    @Test
    void refusesACostThatIsNotPolynomial() {
        Cost cost = new Cost.PiecewiseLinear(0, 0, List.of(new Cost.Point(0, 0), new Cost.Point(10, 20)));
        assertThatThrownBy(() -> AcNetwork.of(NetworkSketch.sketch()
                        .reference(1)
                        .generator(1, 0, 1, 0, 1)
                        .cost(cost, null)
                        .build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cost is not polynomial");
    }
}
