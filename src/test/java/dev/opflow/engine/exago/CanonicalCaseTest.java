package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerReader;
import dev.opflow.matpower.ReaderLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalCaseTest {
    /** All that ExaGO reads otherwise than it is meant, in one case. */
    static final String UNUSUAL = """
        function mpc = unusual
        mpc.version = '2';
        mpc.baseMVA = 100;
        mpc.gencost = [
            2 9 9 2 20 5 0 0;
            2 9 9 1 7 0 0 0;
            2 9 9 4 0 0.1 30 6;
            2 9 9 3 0.2 40 7 0;
        ];
        mpc.branch = [
            % a comment
            40 7 0.01 0.1 0.02 90 80 70 0 0 1 -30 30;
            40 7 0.01 0.1 0.02 90 80 70 0 0 0 -30 30;
            7 21 0.02 0.2 0 0 0 0 0.98 5 1 -30 30;
            21 13 0.02 0.2 0 0 0 0 0 0 1 -30 30;
        ];
        mpc.gen = [
            40 1 2 30 -30 1.01 110 1 200 10 0 0 0 0 0 0 0 0 0 0 0;
            7 3 4 40 -40 1.02 0 0 100 20 0 0 0 0 0 0 0 0 0 0 0;
            7 5 6 50 -50 1.03 120 1 Inf 30 0 0 0 0 0 0 0 0 0 0 0;
            40 7 8 60 -60 0 130 1 300 40 1 1 0 0 0 0 5 6 7 8 9;
        ];
        mpc.genfuel = {'wind'; 'coal'; 'solar'; 'hydro'};
        mpc.bus = [
            40 3 0 0 0 0 3 1.01 10 345 2 1.1 0.9;
            13 4 5 5 0 0 3 1 0 230 2 1.1 0.9;

            7 2 50 10 1 2 3 1.02 -1 345 2 1.06 0;
            21 1 60 20 0 0 3 0.99 -2 138 2 1.1 0.9;
        ];
        mpc.bus_name = {'a'; 'b'; 'c'; 'd'};
        """;

    private final AcNetwork ac = AcNetwork.of(Cases.read(UNUSUAL));
    private final CanonicalCase canonical = new CanonicalCase(ac);

    @Test
    void writesOnlyWhatTakesPartAndIsReadRightly() {
        assertThat(text(true, false)).isEqualTo("""
            function mpc = canonical
            mpc.version = '2';
            mpc.baseMVA = 100;
            %	bus_i	type	Pd	Qd	Gs	Bs	area	Vm	Va	baseKV	zone	Vmax	Vmin
            mpc.bus = [
            	1	3	0	0	0	0	1	1.01	0	1	1	1.1	0.9;
            	2	2	50	10	1	2	1	1.02	-11	1	1	1.06	2.2250738585072014E-308;
            	3	1	60	20	0	0	1	0.99	-12	1	1	1.1	0.9;
            ];
            %	bus	Pg	Qg	Qmax	Qmin	Vg	mBase	status	Pmax	Pmin	Pc1	Pc2	Qc1min	Qc1max	Qc2min	Qc2max	ramp_agc	ramp_10	ramp_30	ramp_q	apf
            mpc.gen = [
            	1	1	2	30	-30	1.01	110	1	200	10	0	0	0	0	0	0	0	0	0	0	0;
            	2	5	6	50	-50	1.03	120	1	Inf	30	0	0	0	0	0	0	0	0	0	0	0;
            	1	7	8	60	-60	1	130	1	300	40	0	0	0	0	0	0	0	0	0	0	0;
            ];
            %	fbus	tbus	r	x	b	rateA	rateB	rateC	ratio	angle	status	angmin	angmax
            mpc.branch = [
            	1	2	0.01	0.1	0.02	90	0	0	0	0	1	0	0;
            	2	3	0.02	0.2	0	0	0	0	0.98	5	1	0	0;
            ];
            %	model	startup	shutdown	n	data...
            mpc.gencost = [
            	2	0	0	3	0	20	5;
            	2	0	0	3	0.1	30	6;
            	2	0	0	3	0.2	40	7;
            ];
            """);
    }

    @Test
    void leavesOutLimitsThatAreNotGiven() {
        assertThat(text(false, false)).contains("\t1\t2\t0.01\t0.1\t0.02\t0\t0\t0\t0\t0\t1\t0\t0;");
    }

    /** At 100,000 ExaGO would write beyond its arrays, above it ignores the limit. */
    @ParameterizedTest
    @CsvSource({"99999.999, 99999.999", "100000, 0", "100001, 0"})
    void writesNoRateThatExagoDoesNotCount(String rate, String written) {
        AcNetwork rated = AcNetwork.of(Cases.twoBuses("0.02 90", "0.02 " + rate));

        assertThat(new String(new CanonicalCase(rated).text(new boolean[] {true}), StandardCharsets.UTF_8))
                .contains("\t1\t2\t0.01\t0.1\t0.02\t" + written + "\t0");
    }

    /** Where the reference of an island is, does not matter; what another one is to it, does. */
    @Test
    void turnsEachIslandUntilItsFirstReferenceIsAtZero() {
        String bus = "2 1 50 10 0 0 1 1 0 100 1 1.1 0.9;";
        String gen = "1 50 0 100 -100 1 100 1 200 0;";
        String branch = "1 2 0.01 0.1 0.02 90 0 0 0 0 1 -360 360;";
        AcNetwork islands = AcNetwork.of(Cases.twoBuses(
                "1 3 0  0  0 0 1 1 0",
                "1 3 0  0  0 0 1 1 170",
                bus,
                "2 3 50 10 0 0 1 1 165 100 1 1.1 0.9;\n3 3 0 0 0 0 1 1 30 100 1 1.1 0.9;\n"
                        + "4 1 70 5 0 0 1 1 20 100 1 1.1 0.9;",
                gen,
                gen + gen.replaceFirst("1", "2") + gen.replaceFirst("1", "3"),
                branch,
                branch + "\n4 3 0.01 0.1 0 0 0 0 0 0 1 -360 360;",
                "2 0 0 3 0.1 20 5;",
                "2 0 0 3 0.1 20 5;".repeat(3)));

        assertThat(new String(new CanonicalCase(islands).text(new boolean[2]), StandardCharsets.UTF_8))
                .contains("\t1\t1\t0\t1\t1\t", "\t1\t1\t-5\t1\t1\t", "\t1\t1\t-10\t1\t1\t");
    }

    @Test
    void refusesACostThatThreeCoefficientsCantHold() {
        AcNetwork cubic = AcNetwork.of(Cases.twoBuses("2 0 0 3 0.1 20 5", "2 0 0 4 0.001 0.1 20 5"));

        assertThatThrownBy(() -> new CanonicalCase(cubic).text(new boolean[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a polynomial of at most second degree");
    }

    @Test
    void startsFromThePointGiven() throws Exception {
        double[] point = {0.1, 0.5, 0.8, 1.01, 1.02, 1.03, 0.1, 0.6, 0.3, 0.2, 0.7, 0.4};

        Network network = MatpowerReader.read(
                        canonical.text(new boolean[] {false, false}, new AcOpf(ac, true, false), point),
                        "canonical.m",
                        ReaderLimits.DEFAULT)
                .network();

        for (int i = 0; i < 3; i++) {
            assertThat(network.buses().get(i).vmPu()).isEqualTo(point[3 + i]);
            assertThat(Math.toRadians(network.buses().get(i).vaDegrees()))
                    .isCloseTo(point[i] - point[0], within(1e-15));
            double base = ac.baseMva();
            assertThat(network.generators().get(i).pgMw()).isCloseTo(point[6 + i] * base, within(1e-12));
            assertThat(network.generators().get(i).qgMvar()).isCloseTo(point[9 + i] * base, within(1e-12));
        }
    }

    @Test
    void keepsAnotherAngleWhereTheReferenceHasNoGenerator() {
        // bus 2 is the reference, at 5 degrees; the generator is at bus 1
        AcNetwork moved = AcNetwork.of(Cases.twoBuses(
                "1 3 0  0  0 0 1 1 0", "1 2 0  0  0 0 1 1 0", "2 1 50 10 0 0 1 1 0", "2 3 50 10 0 0 1 1 5"));
        CanonicalCase turned = new CanonicalCase(moved);

        assertThat(new String(turned.text(new boolean[1]), StandardCharsets.UTF_8))
                .contains("\t1\t3\t0\t0\t0", "\t2\t1\t50\t10\t0");
    }

    private String text(boolean... rated) {
        return new String(canonical.text(rated), StandardCharsets.UTF_8);
    }
}
