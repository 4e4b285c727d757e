package dev.opflow.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Of a generator of 0 to 200 MW and -100 to 100 MVAr. */
class GeneratorTest {
    private static boolean hasCurve(
            double pc1, double pc2, double qc1min, double qc1max, double qc2min, double qc2max) {
        return hasCurve(new Generator.CapabilityCurve(pc1, pc2, qc1min, qc1max, qc2min, qc2max), 200);
    }

    private static boolean hasCurve(Generator.CapabilityCurve curve, double pmaxMw) {
        return TestNetworks.twoBus()
                .generator(0, g -> {
                    g.capability = curve;
                    g.pmaxMw = pmaxMw;
                })
                .build()
                .generators()
                .getFirst()
                .hasCapabilityCurve();
    }

    @Test
    void hasNoCapabilityCurveWithoutDataOrWithOnePower() {
        assertThat(hasCurve(Generator.CapabilityCurve.NONE, 200)).isFalse();
        assertThat(hasCurve(50, 50, -10, 10, -5, 5)).isFalse();
    }

    @Test
    void hasNoCapabilityCurveThatLeavesTheWholeBox() {
        assertThat(hasCurve(0, 200, -100, 100, -100, 100)).isFalse();
        assertThat(hasCurve(0, 100, -300, 300, -200, 200)).as("just the corner").isFalse();
        assertThat(hasCurve(new Generator.CapabilityCurve(0, 200, -100, 100, -100, 100), Double.POSITIVE_INFINITY))
                .isFalse();
    }

    @Test
    void hasACapabilityCurveThatCutsOffACorner() {
        assertThat(hasCurve(0, 100, -300, 300, -200, 199)).isTrue();
        assertThat(hasCurve(0, 100, -300, 300, -199, 200)).isTrue();
        assertThat(hasCurve(0, 200, -99, 300, -99, 300)).isTrue();
        assertThat(hasCurve(new Generator.CapabilityCurve(0, 200, -100, 200, -100, 150), Double.POSITIVE_INFINITY))
                .isTrue();
    }
}
