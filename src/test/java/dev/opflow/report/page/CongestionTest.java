package dev.opflow.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.report.RunRecord;
import dev.opflow.report.page.BindingLimit.Kind;
import dev.opflow.run.CaseInput;
import dev.opflow.run.OpflowRunner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A load of 60 MW with a generator at 30 $/MWh beside it, and one at 10 $/MWh behind a line that carries 40 MW, solved as a DC
 * power flow: prices are 10 and 30, and one more MW of the line saves 20 $/h.
 */
class CongestionTest {
    private static final String TEXT = """
        mpc.version = '2';
        mpc.baseMVA = 100;
        mpc.bus = [
        11 3 0 0 0 0 1 1 0 230 1 1.1 0.9;
        12 1 60 0 0 0 2 1 0 230 1 1.1 0.9;
        13 1 0 0 0 0 2 1 0 230 1 1.1 0.9;
        ];
        mpc.gen = [
        11 0 0 100 -100 1 100 1 200 0;
        12 0 0 100 -100 1 100 1 200 0;
        ];
        mpc.branch = [
        12 11 0 0.1 0 40 0 0 0 0 1 -360 360;
        12 13 0 0.1 0 0 0 0 0 0 1 -360 360;
        ];
        mpc.gencost = [2 0 0 2 10 5 0; 2 0 0 3 0.25 20 0];
        """;

    private static RunRecord run(String text) {
        return new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT)
                .run(
                        new CaseInput("c.m", "c.m", "", text.getBytes(StandardCharsets.UTF_8)),
                        Map.of("model", "DCOPF"),
                        Deadline.never())
                .record();
    }

    private static SolvedCase solved(String text) {
        RunRecord run = run(text);
        return SolvedCase.of(run, Objects.requireNonNull(run.network()), (Outcome.Solved) run.outcome());
    }

    @Test
    void findsTheLimitThatBindsWithItsPrice() {
        assertThat(BindingLimits.of(solved(TEXT))).singleElement().satisfies(limit -> {
            assertThat(limit.kind()).isEqualTo(Kind.FLOW);
            assertThat(limit.element()).isEqualTo("branch 1 (12-11)");
            assertThat(limit.bound()).isEqualTo(40);
            assertThat(limit.price()).isCloseTo(20, within(1e-3));
            assertThat(limit.priceUnit()).isEqualTo("$/MWh");
            assertThat(limit.worth()).isCloseTo(8, within(1e-3));
        });
    }

    @Test
    void countsABranchThatIsFullAtBothEndsOnce() {
        SolvedCase solved = solved(TEXT);
        Multipliers prices = Objects.requireNonNull(solved.prices());
        double all = solved.flowPrice(0);
        prices.muSf()[0] = 0.4 * all;
        prices.muSt()[0] = 0.6 * all;

        assertThat(BindingLimits.of(solved)).singleElement().satisfies(limit -> {
            assertThat(limit.limit()).isEqualTo("rateA");
            assertThat(limit.price()).isCloseTo(all, within(1e-9));
        });
    }

    @Test
    void saysNothingBindsWherePowerIsFree() {
        String free = TEXT.replace("2 10 5 0", "2 0 0 0").replace("3 0.25 20 0", "3 0 0 0");

        assertThat(BindingLimits.of(solved(free))).isEmpty();
    }

    @Test
    void callsNoLimitBindingThatIsFar() {
        SolvedCase solved = solved(TEXT);
        Objects.requireNonNull(solved.prices()).muPmax()[0] = 1;

        assertThat(BindingLimits.of(solved)).extracting(BindingLimit::kind).containsExactly(Kind.FLOW);
    }

    @Test
    void keepsKindsOfPricesApartAndSaysWhereAllAre() {
        List<BindingLimit> limits = new ArrayList<>();
        for (int k = 0; k < 501; k++) {
            limits.add(new BindingLimit(Kind.ACTIVE, "generator " + k, "Pmin", 0, 0, "MW", 1, k));
        }
        limits.add(new BindingLimit(Kind.VOLTAGE, "bus 1", "Vmax", 1.1, 1.1, "p.u.", 500, 0));
        List<Block> tables = PriceTables.binding(limits);

        assertThat(tables)
                .extracting(block -> ((Block.Table) block).rows().size())
                .containsExactly(1, 500);
        assertThat((Block.Table) tables.getFirst()).returns("", Block.Table::link);
        assertThat((Block.Table) tables.getLast()).returns("generators.csv", Block.Table::link);
    }

    @Test
    void tellsCostAndPricesByTheirPlaces() {
        SolvedCase solved = solved(TEXT);

        // 0.25 p^2 + 20 p at 20 MW
        assertThat(solved.marginalCost(1)).isCloseTo(30, within(1e-3));
        assertThat(solved.loading()[0]).isCloseTo(1, within(1e-6));
        assertThat(solved.loading()[1]).isNaN();
        assertThat(solved.direction(0)).isEqualTo("11 → 12");
        PriceRange range = PriceRange.of(solved, solved.buses());
        assertThat(range.least()).isCloseTo(10, within(1e-3));
        assertThat(range.average()).as("all load is at bus 12").isCloseTo(30, within(1e-3));
    }

    @Test
    void drawsWhatIsAroundTheLimit() {
        SolvedCase solved = solved(TEXT);
        Neighbourhood part = Neighbourhood.of(solved, BindingLimits.of(solved));

        assertThat(part.seeds()).containsExactly(new Neighbourhood.Link(false, 0));
        assertThat(part.buses()).containsExactly(1, 0, 2);
        assertThat(part.lines()).hasSize(2);
    }

    /** A second line of that length beside the full one, which has no limit, would be drawn instead. */
    @Test
    void drawsOfParallelBranchesTheOneThatBinds() {
        SolvedCase solved =
                solved(TEXT.replace("mpc.branch = [\n", "mpc.branch = [\n12 11 0 0.1 0 0 0 0 0 0 1 -360 360;\n")
                        .replace("0.1 0 40", "0.1 0 20"));
        Neighbourhood part = Neighbourhood.of(solved, BindingLimits.of(solved));

        assertThat(part.seeds()).containsExactly(new Neighbourhood.Link(false, 1));
        assertThat(part.lines().getFirst().link()).isEqualTo(new Neighbourhood.Link(false, 1));
        assertThat(part.lines().getFirst().count()).isEqualTo(2);
    }

    /** 40 MW by the branch and 8 by the DC line leave 12 to the generator beside the load: 26 $/MWh there, 10 behind them. */
    @Test
    void drawsDcLinesDashedAndListsThemAgainstTheirLimits() {
        SolvedCase solved = solved(
                TEXT + "mpc.dcline = [11 12 1 5 5 0 0 1 1 0 8 0 0 0 0 0 0; 12 13 0 5 5 0 0 1 1 0 8 0 0 0 0 0 0];\n");
        Neighbourhood part = Neighbourhood.of(solved, BindingLimits.of(solved));

        assertThat(part.lines()).extracting(Neighbourhood.Line::link).contains(new Neighbourhood.Link(true, 0));
        assertThat(NeighbourhoodChart.of(solved, part, true).svg())
                .contains("branch hot dc seed")
                .contains("Q");
        assertThat(new ElementTables(solved).dcLines().rows()).singleElement().satisfies(row -> {
            assertThat(row.texts()).containsExactly("11 – 12", "11 → 12");
            assertThat(row.numbers()).startsWith("8.00", "0.0 – 8.0", "8.00").endsWith("100.0", "16.000");
        });
    }

    private static String bars(SolvedCase solved) {
        return ((Block.Figure) new DispatchCharts(solved).blocks().getLast()).svg();
    }

    /** Zero lies at a third of an axis from -100 to 200 MW, which is 252 long and begins at 130. */
    @Test
    void drawsWhatAGeneratorTakesLeftOfZero() {
        String bars = bars(solved(TEXT.replace("1 100 1 200 0;\n];", "1 100 1 200 -100;\n];")));

        assertThat(bars).contains("<line class=\"axis\" x1=\"214\"").contains("<rect class=\"free\" x=\"130\"");
    }

    @Test
    void drawsAGeneratorWithoutAPmax() {
        String bars = bars(solved(TEXT.replace("12 0 0 100 -100 1 100 1 200 0", "12 0 0 100 -100 1 100 1 Inf 0")));

        assertThat(bars).contains(">∞</text>").doesNotContain("width=\"0\"");
    }

    @Test
    void drawsADispatchableLoadWithWhatItTakes() {
        String bars = bars(solved(TEXT.replace(
                        "12 0 0 100 -100 1 100 1 200 0;", "12 -5 0 0 0 1 100 1 0 -5; 12 0 0 100 -100 1 100 1 200 0;")
                .replace("mpc.gencost = [2 0 0 2 10 5 0;", "mpc.gencost = [2 0 0 2 10 5 0; 2 0 0 2 90 0 0;")));

        assertThat(bars).contains("load 2, bus 12").contains("-5.0 of -5.0 MW");
    }

    @Test
    void drawsNoLimitOfVoltageThatIsFarFromAll() {
        String near = new GridCharts(solved(TEXT)).voltages().svg();
        String far = new GridCharts(solved(TEXT.replace("1.1 0.9", "2 0.1")))
                .voltages()
                .svg();

        assertThat(near).contains("class=\"limit\" d=\"M");
        assertThat(far).doesNotContain("class=\"limit\" d=\"M").doesNotContain(">1.5<");
    }

    @Test
    void saysInASentenceThatNoBranchHasALimit() {
        RunRecord run = run(TEXT.replace("0.1 0 40", "0.1 0 0"));
        String page = new String(ReportPage.write(run, List.of(), null), StandardCharsets.UTF_8);

        assertThat(page).contains("No branch has a limit of flow").doesNotContain("Branches by loading");
    }

    @Test
    void showsTheRowsThatMatterMostAndWhereAllAre() {
        String buses = IntStream.rangeClosed(14, 700)
                .mapToObj(k -> k + " 1 0 0 0 0 2 1 0 230 1 1.1 0.9;\n")
                .collect(Collectors.joining());
        String branches = IntStream.rangeClosed(14, 700)
                .mapToObj(k -> k - 1 + " " + k + " 0 0.1 0 50 0 0 0 0 1 -360 360;\n")
                .collect(Collectors.joining());
        String large = TEXT.replaceFirst("];", buses + "];").replace("-360 360;\n];", "-360 360;\n" + branches + "];");
        Block.Table table = new ElementTables(solved(large)).branches();

        assertThat(table.rows()).hasSize(500);
        assertThat(table.rows().getFirst().head()).as("the full one").isEqualTo("1");
        assertThat(table.note()).contains("500 most loaded of 689");
        assertThat(table.link()).isEqualTo("branches.csv");
    }
}
