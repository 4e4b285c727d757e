package dev.opflow.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.report.RunRecord;
import dev.opflow.run.CaseInput;
import dev.opflow.run.OpflowRunner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A load of 60 MW and 20 MVAr, another that feeds 10 MW over 0.1 p.u. at 1.1 p.u., which takes 0.08 MVAr, and a generator of 40 MW
 * at 10 $/MWh and 1 $/MVArh.
 */
class HeadlineTest {
    private static final String SHORT = """
        mpc.version = '2';
        mpc.baseMVA = 100;
        mpc.bus = [
        1 3 60 20 0 0 1 1 0 230 1 1.1 0.9;
        2 1 -10 0 0 0 1 1 0 230 1 1.1 0.9;
        ];
        mpc.gen = [1 0 0 100 -100 1 100 1 40 0];
        mpc.branch = [1 2 0 0.1 0 0 0 0 0 0 1 -360 360];
        mpc.gencost = [2 0 0 2 10 0 0; 2 0 0 2 1 0 0];
        """;

    private static final String AMPLE = SHORT.replace("1 100 1 40 0", "1 100 1 400 0");

    private static RunRecord run(String text, Map<String, String> options) {
        return new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT)
                .run(new CaseInput("c.m", "c.m", "", text.getBytes(StandardCharsets.UTF_8)), options, Deadline.never())
                .record();
    }

    private static SolvedCase solved(RunRecord run) {
        return SolvedCase.of(run, Objects.requireNonNull(run.network()), (Outcome.Solved) run.outcome());
    }

    private static List<Map<String, String>> cards(RunRecord run) {
        return Headline.cards(run, solved(run), List.of());
    }

    @Test
    void saysWhatIsNotServedAndKeepsPenaltiesApart() {
        RunRecord run = run(SHORT, Map.of("include_loadloss_variables", "true"));

        assertThat(Headline.sentence(solved(run), List.of()))
                .startsWith("1 generator gives 40.0 MW; the load is 50.0 MW, of which 10.0 MW are not served."
                        + " It costs 420.08 $/h, besides 10,000.00 $/h of penalties");
        assertThat(cards(run))
                .contains(Map.of("label", "Load not served, MW", "value", "10.0", "aside", "20.0 % of the load"))
                .contains(Map.of("label", "Cost, $/h", "value", "420.08", "aside", "and 10,000.00 of penalties"));
    }

    @Test
    void tellsWhereLoadIsNotServed() {
        Block.Table table = new UnservedTable(solved(run(SHORT, Map.of("include_loadloss_variables", "true")))).table();

        assertThat(table.rows()).containsExactly(new Block.Row("bus 1", List.of(), List.of("60.00", "10.00", "0.00")));
    }

    @Test
    void saysWhatIsMissingWhereBalancesMayBeMissed() {
        SolvedCase solved = solved(run(SHORT, Map.of("include_powerimbalance_variables", "true")));

        assertThat(Headline.sentence(solved, List.of())).contains("10.0 MW come from nowhere or vanish");
        assertThat(new UnservedTable(solved).table().numberColumns().getFirst()).isEqualTo("Vanishes, MW");
    }

    @Test
    void saysNothingOfPenaltiesWhereAllIsServed() {
        SolvedCase solved = solved(run(AMPLE, Map.of()));

        assertThat(Headline.sentence(solved, List.of()))
                .startsWith("1 generator gives 50.0 MW; the load is 50.0 MW. It costs 520.08 $/h; 0.00 %");
        assertThat(new UnservedTable(solved).table().rows()).isEmpty();
    }

    @Test
    void costsReactivePowerTooButNotInADcPowerFlow() {
        // the reactive power of the line is small, and is paid for besides the 20 MVAr of the load
        assertThat(solved(run(AMPLE, Map.of())).cost(0)).isBetween(520.0, 530.0);
        assertThat(solved(run(AMPLE, Map.of("model", "DCOPF"))).cost(0)).isCloseTo(500, within(1e-3));
    }

    @Test
    void hasNoReactivePowerAndNoLossesInADcPowerFlow() {
        List<Map<String, String>> cards = cards(run(AMPLE, Map.of("model", "DCOPF")));

        assertThat(cards).contains(Map.of("label", "Load, MW", "value", "50.0", "aside", ""));
        assertThat(cards).extracting(card -> card.get("label")).doesNotContain("Losses, MW");
    }

    @Test
    void countsNegativeLoadsAmongTheLoadOfAnArea() {
        SolvedCase solved = solved(run(AMPLE, Map.of()));

        assertThat(PriceRange.of(solved, solved.buses()).loadMw()).isEqualTo(50);
    }

    @Test
    void losesNothingOfNoGeneration() {
        String idle = AMPLE.replace("1 3 60 20", "1 3 10 0");

        assertThat(Headline.sentence(solved(run(idle, Map.of())), List.of())).doesNotContain("lost");
    }
}
