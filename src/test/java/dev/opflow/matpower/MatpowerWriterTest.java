package dev.opflow.matpower;

import static dev.opflow.matpower.CaseTexts.TWO_BUS;
import static dev.opflow.matpower.CaseTexts.network;
import static dev.opflow.matpower.CaseTexts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.Pglib;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.grid.RandomNetworks;
import dev.opflow.grid.TestNetworks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MatpowerWriterTest {

    private static String write(Network network) {
        return new String(MatpowerWriter.write(network), StandardCharsets.UTF_8);
    }

    private static void assertComesBack(Network network) {
        byte[] text = MatpowerWriter.write(network);
        Network again = read(text).network();
        assertThat(again).isEqualTo(network);
        assertThat(MatpowerWriter.write(again)).isEqualTo(text);
    }

    @Test
    void writesOneRowALineInMatpowersOrder() {
        assertThat(write(network(TWO_BUS))).isEqualTo("""
            function mpc = two
            mpc.version = '2';
            mpc.baseMVA = 100;
            %\tbus_i\ttype\tPd\tQd\tGs\tBs\tarea\tVm\tVa\tbaseKV\tzone\tVmax\tVmin
            mpc.bus = [
            \t1\t3\t0\t0\t0\t0\t1\t1\t0\t230\t1\t1.1\t0.9;
            \t2\t1\t50\t10\t0\t0\t1\t1\t0\t230\t1\t1.1\t0.9;
            ];
            %\tbus\tPg\tQg\tQmax\tQmin\tVg\tmBase\tstatus\tPmax\tPmin\tPc1\tPc2\tQc1min\tQc1max\tQc2min\tQc2max\
            \tramp_agc\tramp_10\tramp_30\tramp_q\tapf
            mpc.gen = [
            \t1\t50\t0\t100\t-100\t1\t100\t1\t200\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0;
            ];
            %\tfbus\ttbus\tr\tx\tb\trateA\trateB\trateC\tratio\tangle\tstatus\tangmin\tangmax
            mpc.branch = [
            \t1\t2\t0.01\t0.1\t0.02\t100\t110\t120\t0\t0\t1\t-30\t30;
            ];
            %\tmodel\tstartup\tshutdown\tn\tdata...
            mpc.gencost = [
            \t2\t0\t0\t3\t0.01\t20\t0;
            ];
            """);
    }

    @Test
    void writesWholeNumbersAsSuch() {
        Network network =
                TestNetworks.twoBus().bus(1, b -> b.number = 20_000_000).build();
        assertThat(write(network)).contains("\n\t20000000\t1\t50\t10\t");
    }

    @Test
    void writesWhatReadsBackToTheBit() {
        for (long seed = 0; seed < 500; seed++) {
            assertComesBack(RandomNetworks.of(seed));
        }
    }

    @Test
    void writesTestNetworksWithDcLinesThatReadBack() {
        assertComesBack(TestNetworks.twoBus().build());
        assertComesBack(TestNetworks.threeBus().build());
        assertComesBack(TestNetworks.nineBus().build());
        assertComesBack(
                TestNetworks.twoIslands().addDcLine(1, 3, d -> d.loss1 = 0.01).build());
    }

    @Test
    void writesTheSampleSoThatItReadsBack() throws IOException {
        Network sample = read(Files.readAllBytes(Path.of("samples/case9.m"))).network();
        assertThat(sample.buses()).hasSize(9);
        assertComesBack(sample);
    }

    @Test
    void writesAllCasesOfTheLibrarySoThatTheyReadBack() throws IOException {
        assumeTrue(Files.isDirectory(Pglib.FOLDER), Pglib.ABSENT);
        List<Path> cases;
        try (Stream<Path> files = Files.walk(Pglib.FOLDER)) {
            cases = files.filter(file -> file.toString().endsWith(".m"))
                    .sorted()
                    .toList();
        }
        assertThat(cases).isNotEmpty();
        for (Path file : cases) {
            Network network = read(Files.readAllBytes(file)).network();
            assertThat(read(MatpowerWriter.write(network)).network())
                    .as(file.toString())
                    .isEqualTo(network);
        }
    }

    @Test
    void writesNamesOfFunctionsThatMatlabTakes() {
        assertThat(MatpowerWriter.functionName("case9")).isEqualTo("case9");
        assertThat(MatpowerWriter.functionName("9 buses (été)")).isEqualTo("case_9_buses___t__");
        assertThat(MatpowerWriter.functionName("")).isEqualTo("case_");
        assertThat(MatpowerWriter.functionName("x".repeat(70))).isEqualTo("x".repeat(63));
    }

    @Test
    void readsTheNameOfAFunctionAsItWritesIt() {
        assertThat(network(CaseTexts.edit("mpc = two", "mpc = 2.bus")).name()).isEqualTo("case_2_bus");
    }

    @Test
    void writesResultsInMatpowersColumns() {
        Network network = NetworkSketch.of(TestNetworks.twoBus().build())
                .dcLine(2, 1)
                .flow(1, 10, 0.25, 0)
                .build();
        ResultColumns.Prices prices = new ResultColumns.Prices(
                new double[] {20, 21},
                new double[] {0, 0.5},
                new double[] {3, 0},
                new double[] {0, 4},
                new double[] {5},
                new double[] {6},
                new double[] {7},
                new double[] {8},
                new double[] {9},
                new double[] {10},
                new double[] {11},
                new double[] {12},
                new ResultColumns.DcLinePrices(
                        new double[] {13},
                        new double[] {14},
                        new double[] {15},
                        new double[] {16},
                        new double[] {17},
                        new double[] {18}));
        ResultColumns results = new ResultColumns(
                1005.5,
                new double[] {1.05, 1.01},
                new double[] {0, -2.5},
                new double[] {50.25},
                new double[] {11.5},
                new double[] {50.25},
                new double[] {11.5},
                new double[] {-50},
                new double[] {-10},
                new ResultColumns.DcLines(
                        new double[] {7.5}, new double[] {7.25}, new double[] {-2}, new double[] {3.5}),
                prices);
        String text = new String(MatpowerWriter.write(network, results), StandardCharsets.US_ASCII);
        assertThat(text)
                .contains("\n\t2\t1\t50\t10\t0\t0\t1\t1.01\t-2.5\t230\t1\t1.1\t0.9\t21\t0.5\t0\t4;\n")
                .contains("\n\t1\t50.25\t11.5\t100\t-100\t1.05\t100\t1\t200\t0" + "\t0".repeat(11) + "\t5\t6\t7\t8;\n")
                .contains("\t-360\t360\t50.25\t11.5\t-50\t-10\t9\t10\t11\t12;\n")
                .contains("\tmu_Pmin\tmu_Pmax\tmu_QminF\tmu_QmaxF\tmu_QminT\tmu_QmaxT\n")
                .contains("\n\t2\t1\t1\t7.5\t7.25\t-2\t3.5\t1.01\t1.05\t1\t10\t-10\t10\t-10\t10\t0.25\t0"
                        + "\t13\t14\t15\t16\t17\t18;\n")
                .endsWith("mpc.f = 1005.5;\nmpc.success = 1;\n");
        MatpowerCase again = read(text);
        assertThat(again.findings()).isEmpty();
        assertThat(again.network().buses()).extracting(Bus::vmPu).containsExactly(1.05, 1.01);
        assertThat(again.network().generators()).extracting(Generator::pgMw).containsExactly(50.25);
        assertThat(again.network().branches()).extracting(Branch::rateAMva).containsExactly(100.0);
        assertThat(again.network().dcLines()).extracting(DcLine::pfMw).containsExactly(7.5);
    }

    @Test
    void refusesWhatTheFormatCannotHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatpowerWriter.write(
                        TestNetworks.twoBus().bus(0, b -> b.name = "two\nlines").build()))
                .withMessage("a line end in a name: two\nlines");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatpowerWriter.write(TestNetworks.twoBus()
                        .bus(0, b -> b.name = "carriage\rreturn")
                        .build()))
                .withMessage("a line end in a name: carriage\rreturn");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatpowerWriter.write(TestNetworks.threeBus()
                        .generator(1, g -> g.pCost = null)
                        .build()))
                .withMessage("gencost of 1 are missing, of others not");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatpowerWriter.write(TestNetworks.threeBus()
                        .generator(1, g -> g.qCost = g.pCost)
                        .build()))
                .withMessage("reactive costs of 1 are missing, of others not");
        Network extended = network(TWO_BUS + "mpc.A = 1;\nmpc.u = 2;\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatpowerWriter.write(extended))
                .withMessage("only the names of these fields are known: [A, u]");
    }
}
