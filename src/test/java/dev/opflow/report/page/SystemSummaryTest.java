package dev.opflow.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.BranchFlows;
import dev.opflow.engine.DcLineFlows;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Verification;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerFormatException;
import dev.opflow.matpower.MatpowerReader;
import dev.opflow.matpower.ReaderLimits;
import dev.opflow.report.RunRecord;
import dev.opflow.report.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Three buses of two areas, at 1, 2 and 1 p.u. so that sums are seen at once; an isolated one; a generator out of service; a
 * dispatchable load; a line and a transformer with charging, and a line out of service. The flows are made up.
 */
class SystemSummaryTest {
    private static final String TEXT = """
        function mpc = sums
        mpc.version = '2';
        mpc.baseMVA = 100;
        mpc.bus = [
        1 3 0 0 0 0 1 1 0 230 1 1.1 0.9;
        2 1 60 20 3 5 1 1 0 230 1 2.1 0.9;
        3 1 40 10 0 0 2 1 0 230 1 1.1 0.9;
        4 4 70 70 7 7 9 1 0 230 1 1.1 0.9;
        ];
        mpc.gen = [
        1 0 0 100 -90 1 100 1 200 10;
        2 0 0 50 -40 1 100 0 80 0;
        3 0 0 0 -6 1 100 1 0 -30;
        ];
        mpc.branch = [
        1 2 0 1 0.2 100 0 0 0 0 1 -360 360;
        2 3 0 1 0.4 100 0 0 2 0 1 -360 360;
        1 3 0 1 0 100 0 0 0 0 0 -360 360;
        ];
        mpc.gencost = [2 0 0 2 10 5; 2 0 0 2 10 5; 2 0 0 2 10 5];
        """;

    private static final SystemSummary SUMMARY = new SystemSummary(solved());

    private static SolvedCase solved() {
        Network network;
        try {
            network = MatpowerReader.read(TEXT.getBytes(StandardCharsets.UTF_8), "sums.m", ReaderLimits.DEFAULT)
                    .network();
        } catch (MatpowerFormatException e) {
            throw new AssertionError(e);
        }
        Solution solution = new Solution(
                0,
                1,
                1,
                new double[] {1, 2, 1, 1},
                new double[4],
                new double[] {150, 0, -12},
                new double[] {30, 0, -2},
                DcLineFlows.zero(0),
                null);
        BranchFlows flows = new BranchFlows(
                new double[] {90, 50, 0}, new double[] {8, 7, 0}, new double[] {-84, -48, 0}, new double[] {-5, -1, 0});
        Outcome.Solved outcome =
                new Outcome.Solved(solution, new Verification(1e-6, 0, 0, 0, 0, null, List.of(), flows));
        RunRecord run = new RunRecord(
                new RunRecord.Source("sums.m", "", "", Sha256.unknown(), 0),
                SolveOptions.DEFAULT,
                RunRecord.Engine.NONE,
                outcome,
                network,
                List.of(),
                RunRecord.Seconds.NONE);
        return SolvedCase.of(run, network, outcome);
    }

    private static void assertPower(SystemSummary.Power power, double mw, double mvar) {
        assertThat(power.mw()).isCloseTo(mw, within(1e-9));
        assertThat(power.mvar()).isCloseTo(mvar, within(1e-9));
    }

    @Test
    void countsWhatTakesPart() {
        assertThat(SUMMARY.allGenerators()).isEqualTo(2);
        assertThat(SUMMARY.generators()).containsExactly(0);
        assertThat(SUMMARY.dispatchableLoads()).containsExactly(2);
        assertThat(SUMMARY.fixedLoads()).containsExactly(1, 2);
        assertThat(SUMMARY.shunts()).containsExactly(1);
        assertThat(SUMMARY.transformers()).containsExactly(1);
        assertThat(SUMMARY.interTies()).containsExactly(1);
        assertThat(SUMMARY.areas()).isEqualTo(2);
    }

    @Test
    void sumsCapacityOfAllAndOfWhatIsOnline() {
        assertPower(SUMMARY.capacity(), 280, 150);
        assertPower(SUMMARY.onlineCapacity(), 200, 100);
        assertPower(SUMMARY.leastOnline(), 10, -90);
    }

    @Test
    void keepsDispatchableLoadsApartFromGeneration() {
        assertPower(SUMMARY.generation(), 150, 30);
        assertPower(SUMMARY.fixedLoad(), 100, 30);
        assertPower(SUMMARY.dispatchableLoad(), 12, 2);
        assertThat(SUMMARY.mostDispatchableMw()).isEqualTo(30);
    }

    @Test
    void takesShuntsAtTheSquareOfTheVoltage() {
        // 4 times 3 MW taken, 4 times 5 MVAr given
        assertPower(SUMMARY.shuntInjection(), -12, 20);
    }

    @Test
    void tellsLossesOfTheImpedanceFromCharging() {
        // 20 MVA times (1 + 4) / 2, and 40 MVA times ((2 / 2)^2 + 1) / 2
        assertThat(SUMMARY.chargingMvar()).isCloseTo(50 + 40, within(1e-9));
        assertPower(SUMMARY.losses(), 6 + 2, 3 + 6 + 90);
    }

    @Test
    void sumsWhatCrossesBetweenAreas() {
        assertPower(SUMMARY.interTieFlow(), 49, 4);
    }
}
