package dev.opflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SolveOptions;
import dev.opflow.grid.Cost;
import dev.opflow.grid.Network;
import dev.opflow.grid.NetworkDraft;
import dev.opflow.grid.TestNetworks;
import dev.opflow.matpower.MatpowerWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Files that crash other readers, hang them, or make them solve another problem unawares. Here each gives the right answer or
 * an outcome that says what is wrong.
 */
class HostileCaseTest {
    private static final OpflowRunner RUNNER =
            new OpflowRunner(Engines.preferred(Optional.empty()), SolveOptions.DEFAULT);
    private static final String NINE = sample();
    private static final double NINE_COST = 5296.69;

    private static String sample() {
        try {
            return Files.readString(Path.of("samples/case9.m"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunResult run(String text) {
        return run(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs the whole product on a file. */
    RunResult run(byte[] content) {
        return RUNNER.run(new CaseInput("case", "case.m", "", content), Map.of(), Deadline.never());
    }

    private RunResult run(NetworkDraft draft) {
        return run(MatpowerWriter.write(draft.build()));
    }

    private static String edit(String piece, String replacement) {
        assertThat(NINE).containsOnlyOnce(piece);
        return NINE.replace(piece, replacement);
    }

    private void assertSolvesAsEver(String text) {
        assertSolves(run(text), NINE_COST);
    }

    private static void assertSolves(RunResult result, double cost) {
        assertThat(result.outcome().status()).as(result.outcome().message()).isEqualTo("Solved");
        assertThat(result.record().objective()).isCloseTo(cost, within(1e-4 * cost));
    }

    private void assertInvalid(String text, String message) {
        Outcome outcome = run(text).outcome();
        assertThat(outcome).isInstanceOf(Outcome.InvalidCase.class);
        assertThat(outcome.message().replaceFirst(" The line is: .*?(?=$| \\(and )", ""))
                .isEqualTo(message);
        assertThat(((Outcome.InvalidCase) outcome).findings())
                .as("lines are quoted")
                .allSatisfy(finding -> assertThat(text.replace('\t', ' ').replaceAll("[\\p{Cc}&&[^\n]]", "\uFFFD"))
                        .contains(finding.text().replace("...", "")));
    }

    @Test
    void solvesTheSample() {
        assertSolvesAsEver(NINE);
    }

    @Test
    void solvesWithCommasBetweenNumbers() {
        assertSolvesAsEver(NINE.replaceAll("(?<=\\d)\t(?=-?\\d)", ", "));
    }

    @Test
    void solvesWithSeveralRowsOnALine() {
        assertSolvesAsEver(NINE.replace(";\n\t", "; "));
    }

    @Test
    void solvesWithTheClosingBracketOnTheLastRow() {
        assertSolvesAsEver(NINE.replace(";\n];", "];"));
    }

    @Test
    void solvesWithCommentsAndBlankLinesInAMatrix() {
        assertSolvesAsEver(NINE.replace(";\n\t", "; % ];\n\n%\t9 9 9\n \n\t"));
    }

    @Test
    void solvesWithRowsOfMoreThanTenThousandBytes() {
        assertSolvesAsEver(NINE.replace("\t1.1\t0.9;", "\t1.1\t0.9" + "\t0".repeat(6000) + ";"));
    }

    @Test
    void solvesWithAngleLimits() {
        assertSolvesAsEver(NINE.replace("\t-360\t360;", "\t-30\t30;"));
    }

    @Test
    void solvesWithALowerVoltageLimitOfZero() {
        assertSolvesAsEver(NINE.replace("\t1.1\t0.9;", "\t1.1\t0;"));
    }

    @Test
    void solvesWithABusWithoutBranches() {
        RunResult result = run(edit("\n\t2\t2\t0", "\n\t77\t1\t0\t0\t0\t0\t1\t1\t0\t345\t1\t1.1\t0.9;\n\t2\t2\t0"));
        assertSolves(result, NINE_COST);
        assertThat(result.record().findings())
                .anyMatch(finding -> finding.toString()
                        .equals("warning: line 16: bus 77: its island of 1 bus has no generator in service."
                                + " Make its buses isolated (type 4) or connect it."
                                + " The line is: 77 1 0 0 0 0 1 1 0 345 1 1.1 0.9;"));
    }

    @Test
    void solvesWithLinearAndCubicCosts() {
        // bus 1 feeds bus 2 over a line without loss
        NetworkDraft linear = TestNetworks.twoBus().branch(0, l -> l.rPu = 0);
        assertSolves(run(linear), 50 * 20);
        NetworkDraft cubic =
                linear.generator(0, g -> g.pCost = new Cost.Polynomial(0, 0, List.of(0.001, 0.01, 20.0, 5.0)));
        assertSolves(run(cubic), 0.001 * 125_000 + 0.01 * 2500 + 20 * 50 + 5);
    }

    @Test
    void solvesWithMoreThanTwentyBaseVoltagesAndSixtyFourLinesAtABus() {
        NetworkDraft star = TestNetworks.twoBus().branch(0, l -> l.rPu = 0);
        for (int i = 3; i <= 80; i++) {
            double kv = i;
            star.addBus(i, b -> {
                        b.pdMw = 1;
                        b.baseKv = kv;
                    })
                    .addBranch(1, i, l -> l.rPu = 0);
        }
        assertSolves(run(star), (50 + 78) * 20);
    }

    @Test
    void solvesWithMoreThanThirtyTwoGeneratorsAtABus() {
        NetworkDraft draft = TestNetworks.twoBus().branch(0, l -> l.rPu = 0);
        for (int g = 0; g < 40; g++) {
            draft.addGenerator(1, gen -> {
                gen.pmaxMw = 1;
                gen.pCost = new Cost.Polynomial(0, 0, List.of(10.0, 0.0));
            });
        }
        assertSolves(run(draft), 40 * 10 + 10 * 20);
    }

    @Test
    void solvesOrRefusesPiecewiseLinearCosts() {
        NetworkDraft piecewise = TestNetworks.twoBus()
                .branch(0, l -> l.rPu = 0)
                .generator(
                        0,
                        g -> g.pCost = new Cost.PiecewiseLinear(
                                0,
                                0,
                                List.of(new Cost.Point(0, 0), new Cost.Point(40, 400), new Cost.Point(200, 4000))));
        assertSolvesOrRefuses(run(piecewise), 400 + 10 * 22.5, "piecewise-linear cost");
    }

    @Test
    void solvesOrRefusesDcLines() {
        // the DC line brings 50 MW of the cheap generator to the load, beside the dear one
        NetworkDraft islands = TestNetworks.twoIslands()
                .branch(0, l -> l.rPu = 0)
                .branch(1, l -> l.rPu = 0)
                .generator(1, g -> g.pCost = new Cost.Polynomial(0, 0, List.of(30.0, 0.0)))
                .addDcLine(1, 3, d -> {});
        assertSolvesOrRefuses(run(islands), 90 * 20, "DC line in service");
    }

    private static void assertSolvesOrRefuses(RunResult result, double cost, String reason) {
        if (result.outcome() instanceof Outcome.Refused refused) {
            assertThat(refused.message()).contains(reason);
        } else {
            assertSolves(result, cost);
        }
    }

    @Test
    void saysWhichElementsAreAtUnknownBuses() {
        assertInvalid(
                edit("\n\t8\t2\t0\t", "\n\t8\t-2\t0\t"),
                "error: line 41: branch 7 (8--2): there is no bus -2. Add the bus or correct it.");
        assertInvalid(
                edit("\n\t3\t85\t", "\n\t33\t85\t"),
                "error: line 30: generator 3 (bus 33): there is no bus 33. Add the bus or correct it.");
    }

    @Test
    void saysThatABranchEndsWhereItBegins() {
        assertInvalid(
                edit("\n\t8\t2\t0\t", "\n\t8\t8\t0\t"),
                "error: line 41: branch 7 (8-8): both its ends are at bus 8. Correct one or remove it.");
    }

    @Test
    void saysWhatIsWrongWithCosts() {
        assertInvalid(
                edit("\t1\t335;", "\t1\t335;\n\t2\t0\t0\t3\t0\t0\t0;"),
                "error: case, line 47, column 15: found 4 rows of gencost, expected one for each of the 3 rows of gen,"
                        + " or two (active, then reactive). Add or remove rows.");
        assertInvalid(
                NINE.substring(0, NINE.indexOf("mpc.gencost")),
                "error: case: the generators have no costs."
                        + " Give gencost a row for each generator; a cost of zero is one too.");
        assertInvalid(
                NINE.replaceAll("(\t2\t\\d+\t0\t3\t[\\d.]+)\t.*;", "$1;"),
                "error: case, line 48, column 11: found 3 as NCOST (column 4 of gencost),"
                        + " expected as many coefficients as follow, at most 1. Correct it.");
    }

    @Test
    void solvesWithCapabilityCurvesThatLeaveTheWholeBox() {
        assertSolvesAsEver(NINE.replaceAll("\t100\t1\t(\\d+)\t10;", "\t100\t1\t$1\t10\t0\t$1\t-300\t300\t-300\t300;"));
    }

    @Test
    void takesNoResultsOfVersion1ForAngleLimits() {
        String old = NINE.replaceAll("mpc.version = .*\n", "").replace("-360\t360;", "-1\t2\t1\t-2;");
        assertThat(old).contains("\t1\t-1\t2\t1\t-2;").doesNotContain("version");
        assertSolvesAsEver(old);
    }

    @Test
    void refusesAnotherProblemThanTheStandardOne() {
        assertThat(run(NINE + "mpc.A = [1];\n").outcome()).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Outcome.Refused.Reason.INEXPRESSIBLE_CASE);
            assertThat(refused.message()).contains("case has the field A, which makes it another problem");
        });
    }

    @Test
    void hasNoEngineThatSolvesAnotherProblemAsTheStandardOne() {
        Network two = TestNetworks.twoBus().build();
        Network other = new Network(
                two.name(),
                two.baseMva(),
                two.buses(),
                two.generators(),
                two.branches(),
                two.dcLines(),
                List.of("A", "softlims"));
        assertThat(Engines.preferred(Optional.empty()))
                .hasSize(2)
                .allSatisfy(engine -> assertThat(engine.inexpressible(other, SolveOptions.DEFAULT))
                        .extracting(Inexpressible::toString)
                        .containsExactly(
                                "case has the field A, which makes it another problem",
                                "case has the field softlims, which makes it another problem"));
    }

    @Test
    void saysTheLineOfACost() {
        assertInvalid(
                edit("0.085\t1.2\t", "0.085\tNaN\t"),
                "error: line 49: generator 2 (bus 2): a coefficient of its active cost is NaN. Give it a finite"
                        + " value.");
    }

    @Test
    void saysThatAFileIsCutOff() {
        assertInvalid(
                NINE.substring(0, NINE.indexOf("\t6\t7\t0.0119")),
                "error: case, line 39, column 1: found the end of the file, expected ] to close branch = [ of line 34."
                        + " Upload the whole file.");
    }

    @Test
    void saysThatAFileIsGarbage() {
        assertInvalid(
                "\u0001\u0002 garbage",
                "error: case, line 1, column 1: found \"<U+0001><U+0002> garbage\","
                        + " expected a statement like mpc.bus = [...]. A case is read as data, not run:"
                        + " save it from MATPOWER with savecase(), which writes plain numbers.");
    }
}
