package dev.opflow.matpower;

import static dev.opflow.matpower.CaseTexts.TWO_BUS;
import static dev.opflow.matpower.CaseTexts.bytes;
import static dev.opflow.matpower.CaseTexts.edit;
import static dev.opflow.matpower.CaseTexts.network;
import static dev.opflow.matpower.CaseTexts.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Cost;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class MatpowerReaderTest {
    private static final Network TWO = network(TWO_BUS);

    @Test
    void readsEveryColumnAsWhatItMeans() {
        assertThat(TWO.name()).isEqualTo("two");
        assertThat(TWO.baseMva()).isEqualTo(100);
        assertThat(TWO.buses())
                .containsExactly(
                        new Bus(1, BusType.REF, 0, 0, 0, 0, 1, 1, 0, 230, 1, 1.1, 0.9, ""),
                        new Bus(2, BusType.PQ, 50, 10, 0, 0, 1, 1, 0, 230, 1, 1.1, 0.9, ""));
        assertThat(TWO.generators())
                .containsExactly(new Generator(
                        1,
                        50,
                        0,
                        100,
                        -100,
                        1,
                        100,
                        true,
                        200,
                        0,
                        Generator.CapabilityCurve.NONE,
                        Generator.RampRates.NONE,
                        new Cost.Polynomial(0, 0, List.of(0.01, 20.0, 0.0)),
                        null,
                        "",
                        "",
                        ""));
        assertThat(TWO.branches())
                .containsExactly(new Branch(1, 2, 0.01, 0.1, 0.02, 100, 110, 120, 0, 0, true, -30, 30, ""));
        assertThat(TWO.dcLines()).isEmpty();
    }

    @Test
    void readsCommentsAnywhere() {
        assertThat(network(edit(
                        "mpc.bus = [\n", "% all, of; the = buses [\n\nmpc.bus = [ % one a row\n\n%\t1 2 3\n# 4 5\n")))
                .isEqualTo(TWO);
        assertThat(network(edit("0.9;\n];\nmpc.gen", "0.9 % the last; ]\n%];\n\n];% done\nmpc.gen")))
                .isEqualTo(TWO);
        assertThat(network("%{\nfunction mpc = other\n  %{\n  ]\n  %}\n%}\n" + TWO_BUS))
                .isEqualTo(TWO);
        assertThat(network(edit("mpc.gen = [\n", "mpc.gen = [\n %{\n1 2 3\n %}\n")))
                .isEqualTo(TWO);
    }

    @Test
    void takesAMarkOfABlockCommentThatIsNotAloneForALineComment() {
        assertThat(network(edit("mpc.gen = [\n", "%{ one line\nmpc.gen = [ %{\n")))
                .isEqualTo(TWO);
    }

    @Test
    void readsContinuedLines() {
        assertThat(network(edit("2\t1\t50\t10\t", "2\t1\t50...\n ... the reactive load:\n\t10\t")))
                .isEqualTo(TWO);
        assertThat(network(edit("mpc.baseMVA = 100;", "mpc.baseMVA = ...\n 100;")))
                .isEqualTo(TWO);
        assertThat(network(edit("function mpc = two", "function mpc ...\n = two")))
                .isEqualTo(TWO);
    }

    @Test
    void readsCommasBetweenNumbers() {
        assertThat(network(edit("1\t2\t0.01\t0.1\t0.02\t", "1, 2,0.01 ,0.1\t,\t0.02, ")))
                .isEqualTo(TWO);
        assertThat(network(edit("1\t-30\t30;", "1,-30,30,;"))).isEqualTo(TWO);
    }

    @Test
    void readsSeveralRowsOnALineAndARowOnSeveralLines() {
        assertThat(network(edit("0.9;\n\t2", "0.9; 2"))).isEqualTo(TWO);
        assertThat(network(edit("mpc.bus = [\n\t1", "mpc.bus = [1"))).isEqualTo(TWO);
    }

    @Test
    void readsRowsThatEndWithTheLine() {
        assertThat(network(TWO_BUS.replace("0.9;", "0.9"))).isEqualTo(TWO);
    }

    @Test
    void readsTheClosingBracketAfterARow() {
        assertThat(network(TWO_BUS.replace(";\n];", " ];"))).isEqualTo(TWO);
        assertThat(network(TWO_BUS.replace(";\n];", "]"))).isEqualTo(TWO);
    }

    @Test
    void readsSeveralStatementsOnALine() {
        assertThat(network(edit("'2';\nmpc.baseMVA = 100;\n", "'2', mpc.baseMVA=100;;")))
                .isEqualTo(TWO);
    }

    @Test
    void readsWindowsLineEndsAndAByteOrderMark() {
        assertThat(network(TWO_BUS.replace("\n", "\r\n"))).isEqualTo(TWO);
        assertThat(network("\ufeff" + TWO_BUS)).isEqualTo(TWO);
        assertThat(network("\ufeff%{\r\n\r\n%}\r\n" + TWO_BUS.replace("\n", "\r\n")))
                .isEqualTo(TWO);
    }

    @Test
    void readsLinesThatEndWithACarriageReturnAlone() {
        byte[] text = bytes(("% made on an old machine\n" + TWO_BUS).replace('\n', '\r'));
        byte[] before = text.clone();
        assertThat(read(text).network()).isEqualTo(TWO);
        assertThat(text).as("the caller's bytes").isEqualTo(before);
    }

    @Test
    void readsFormFeedsAndVerticalTabsAsBlanks() {
        assertThat(network(edit("\t2\t1\t50\t10", "\f2\u000b1\f50\u000b10"))).isEqualTo(TWO);
        assertThat(network("\f%{\f\n]\n%}\n\f" + TWO_BUS)).isEqualTo(TWO);
    }

    @Test
    void readsATextWithoutALastLineEnd() {
        assertThat(network(TWO_BUS.strip())).isEqualTo(TWO);
    }

    @Test
    void readsInfinityAndNotANumber() {
        Network network = network(edit("100\t-100\t1", "Inf\t-inf\tNaN"));
        assertThat(network.generators().getFirst().qmaxMvar()).isPositive().isInfinite();
        assertThat(network.generators().getFirst().qminMvar()).isNegative().isInfinite();
        assertThat(network.generators().getFirst().vgPu()).isNaN();
    }

    @Test
    void readsBlanksAsSeparatorsAndSignsAsPartOfNumbers() {
        Bus bus = network(edit("50\t10\t0\t0\t", "+50 -10 .5 -5. ")).buses().get(1);
        assertThat(bus.pdMw()).isEqualTo(50);
        assertThat(bus.qdMvar()).isEqualTo(-10);
        assertThat(bus.gsMw()).isEqualTo(0.5);
        assertThat(bus.bsMvar()).isEqualTo(-5);
    }

    @Test
    void ignoresColumnsBeyondThoseItKnows() {
        assertThat(network(TWO_BUS.replace("0.9;", "0.9\t7.1\t8.2\t0\t0;"))).isEqualTo(TWO);
    }

    @Test
    void readsNames() {
        Network network = network(TWO_BUS + """
            mpc.bus_name = {
            \t'100% north';  % not a comment, then one
            \t"d'Or; east } "
            };
            mpc.gen_name = {'it''s }'};
            mpc.branch_name = { 'a', };
            mpc.gentype = {'ST'};
            mpc.genfuel = {'coal'} % the end
            """);
        assertThat(network.buses()).extracting(Bus::name).containsExactly("100% north", "d'Or; east } ");
        assertThat(network.generators().getFirst().name()).isEqualTo("it's }");
        assertThat(network.generators().getFirst().type()).isEqualTo("ST");
        assertThat(network.generators().getFirst().fuel()).isEqualTo("coal");
        assertThat(network.branches().getFirst().name()).isEqualTo("a");
    }

    @Test
    void readsNamesInUtf8AndInLatin1() {
        String text = TWO_BUS + "% l'été\nmpc.bus_name = {'Zürich'; 'Ærø'};\n";
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(network(text).buses()).extracting(Bus::name).containsExactly("Zürich", "Ærø");
        assertThat(read(latin).network()).isEqualTo(network(text));
    }

    @Test
    void leavesOutNamesThatAreNotOneForEachRow() {
        MatpowerCase read = read(TWO_BUS + "mpc.bus_name = {'north'};\n");
        assertThat(read.network()).isEqualTo(TWO);
        assertThat(read.findings())
                .extracting(Finding::toString)
                .containsExactly("warning: line 17: case: bus_name has 1 strings for the 2 rows of bus."
                        + " They are left out; give one for each row.");
    }

    @Test
    void readsCapabilityCurvesAndRampRates() {
        Generator generator = network(edit("200\t0;", "200\t0\t10\t190\t-50\t60\t-20\t30\t1\t2\t3\t4\t5;"))
                .generators()
                .getFirst();
        assertThat(generator.capability()).isEqualTo(new Generator.CapabilityCurve(10, 190, -50, 60, -20, 30));
        assertThat(generator.ramps()).isEqualTo(new Generator.RampRates(1, 2, 3, 4, 5));
    }

    @Test
    void readsCostsOfBothModelsForActiveAndReactivePower() {
        Generator generator = network(edit("2\t0\t0\t3\t0.01\t20\t0;", "1 10 5 2 0 0 200 4000; 2 0 0 1 7 0 0 0"))
                .generators()
                .getFirst();
        assertThat(generator.pCost())
                .isEqualTo(new Cost.PiecewiseLinear(10, 5, List.of(new Cost.Point(0, 0), new Cost.Point(200, 4000))));
        assertThat(generator.qCost()).isEqualTo(new Cost.Polynomial(0, 0, List.of(7.0)));
    }

    @Test
    void readsPolynomialCostsOfAnyDegree() {
        for (String row :
                List.of("2 0 0 0", "2 0 0 1 5", "2 0 0 2 20 5", "2 0 0 4 1e-6 0.01 20 5", "2 0 0 2 20 5 0 0")) {
            Generator generator =
                    network(edit("2\t0\t0\t3\t0.01\t20\t0;", row)).generators().getFirst();
            int n = row.charAt(6) - '0';
            assertThat(generator.pCost())
                    .isInstanceOfSatisfying(
                            Cost.Polynomial.class,
                            cost -> assertThat(cost.coefficients()).hasSize(n));
        }
    }

    @Test
    void readsACaseWithoutCosts() {
        Network network = network(TWO_BUS.substring(0, TWO_BUS.indexOf("mpc.gencost")));
        assertThat(network.generators().getFirst().pCost()).isNull();
    }

    @Test
    void readsDcLinesWithTheirCosts() {
        Network network = network(TWO_BUS + """
            mpc.dcline = [
            1 2 1 10 8.9 1 2 1.01 1.02 0 50 -20 21 -22 23 1 0.01 0 0 0 0 0 0;
            1 2 0 0 0 0 0 1 1 0 50 0 0 0 0 0 0 0 0 0 0 0 0;
            ];
            mpc.dclinecost = [ 2 0 0 2 7.3 0; 2 0 0 1 0 0 ];
            """);
        assertThat(network.dcLines())
                .startsWith(new DcLine(
                        1,
                        2,
                        true,
                        10,
                        8.9,
                        1,
                        2,
                        1.01,
                        1.02,
                        0,
                        50,
                        -20,
                        21,
                        -22,
                        23,
                        1,
                        0.01,
                        new Cost.Polynomial(0, 0, List.of(7.3, 0.0))))
                .hasSize(2);
        assertThat(network.dcLines().getLast().inService()).isFalse();
    }

    @Test
    void keepsUnknownFieldsAsFindings() {
        MatpowerCase read = read(TWO_BUS + """
            mpc.note = 'not a comment: 100 % [';
            mpc.data.zones = [1 2 3]';
            mpc.lists = { 'a % b', {1, "]"}, ... 'continued
              [1 2]', x' }; % the end '
            mpc.sum = 3 * 4 - f(2, 'z')';
            """);
        assertThat(read.network()).isEqualTo(TWO);
        assertThat(read.findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "information: line 17: case: the field note is not part of an optimal power flow."
                                + " It is passed over.",
                        "information: line 18: case: the field data.zones is not part of an optimal power flow."
                                + " It is passed over.",
                        "information: line 19: case: the field lists is not part of an optimal power flow."
                                + " It is passed over.",
                        "information: line 21: case: the field sum is not part of an optimal power flow."
                                + " It is passed over.");
    }

    @Test
    void namesTheFieldsThatMakeItAnotherProblem() {
        MatpowerCase read = read(TWO_BUS
                + "mpc.reserves.req = [10];\nmpc.reserves.cost = [1];\nmpc.A = sparse(1, 1, 1);\nmpc.userfcn = 'f';\n");
        assertThat(read.network().extensions()).containsExactly("reserves", "A", "userfcn");
        assertThat(read.network().buses()).isEqualTo(TWO.buses());
        assertThat(read.findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "warning: line 17: case: the field reserves makes this another problem than the standard one."
                                + " No engine here can express it; remove the field to solve the standard problem.",
                        "warning: line 19: case: the field A makes this another problem than the standard one."
                                + " No engine here can express it; remove the field to solve the standard problem.",
                        "warning: line 20: case: the field userfcn makes this another problem than the standard one."
                                + " No engine here can express it; remove the field to solve the standard problem.");
    }

    @Test
    void takesEmptyFieldsOfOtherProblemsForNone() {
        MatpowerCase read = read(TWO_BUS + """
            mpc.A = [];
            mpc.l = [ % none
            ];
            mpc.userfcn = '';
            mpc.softlims = { }
            """);
        assertThat(read.network()).isEqualTo(TWO);
        assertThat(read.findings()).isEmpty();
    }

    @Test
    void takesACaseWithoutAVersionForVersion1IfGenIsNarrow() {
        MatpowerCase read = read(edit("mpc.version = '2';", ""));
        assertThat(read.network().buses()).isEqualTo(TWO.buses());
        assertThat(read.network().branches())
                .containsExactly(new Branch(1, 2, 0.01, 0.1, 0.02, 100, 110, 120, 0, 0, true, -360, 360, ""));
        assertThat(read.findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "information: case: the case does not give its version, and gen has fewer than 21 columns:"
                                + " it is read as version 1. For version 2, set mpc.version = '2'.",
                        "warning: line 11: case: the columns of branch after 11 are results in version 1 and are left"
                                + " out. If they are angle limits, set mpc.version = '2'.");
    }

    @Test
    void takesACaseWithoutAVersionForVersion2IfGenIsWide() {
        MatpowerCase read = read(edit("mpc.version = '2';", "").replace("200\t0;", "200\t0" + "\t0".repeat(11) + ";"));
        assertThat(read.network()).isEqualTo(TWO);
        assertThat(read.findings())
                .extracting(Finding::toString)
                .containsExactly("information: case: the case does not give its version, and gen has 21 columns or"
                        + " more: it is read as version 2. For version 2, set mpc.version = '2'.");
    }

    @Test
    void saysWhatItLeavesOutOfMatricesInVariablesOfTheirOwn() {
        MatpowerCase read = read(TWO_BUS.replace("mpc.", "").replace("mpc = two", "[baseMVA, bus, gen, branch] = two"));
        assertThat(read.network().branches().getFirst().hasAngmin()).isFalse();
        assertThat(read.findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "information: line 2: case: matrices in variables of their own are of version 1, whatever"
                                + " version says. For version 2, set mpc.version = '2'.",
                        "warning: line 11: case: the columns of branch after 11 are results in version 1 and are left"
                                + " out. If they are angle limits, set mpc.version = '2'.");
    }

    @Test
    void saysNothingOfFieldsThatEverySolvedCaseHas() {
        assertThat(read(TWO_BUS + "mpc.areas = [1 1];\nmpc.f = 12.5;\nmpc.success = 1;\nmpc.et = 0.1;\n")
                        .findings())
                .isEmpty();
    }

    @Test
    void readsTheVersionAsStringOrNumber() {
        for (String version : List.of("2", "2.0", "\"2\"")) {
            assertThat(network(edit("'2'", version))).isEqualTo(TWO);
        }
    }

    @Test
    void readsAScriptAndNamesItAfterItsFile() throws MatpowerFormatException {
        byte[] script = bytes(edit("function mpc = two\n", ""));
        Network network = MatpowerReader.read(script, "cases/my-case.m.gz", ReaderLimits.DEFAULT)
                .network();
        assertThat(network.name()).isEqualTo("my_case");
        assertThat(network.buses()).isEqualTo(TWO.buses());
    }

    @Test
    void readsAFunctionInEveryUsualDress() {
        assertThat(network(edit("function mpc = two", "function [mpc] = two()")))
                .isEqualTo(TWO);
        assertThat(network(TWO_BUS.replace("mpc", "ppc"))).isEqualTo(TWO);
        for (String end : List.of("end\n", "endfunction", "return;\nend % two\n")) {
            assertThat(network(TWO_BUS + end)).isEqualTo(TWO);
        }
    }

    @Test
    void readsFormat1() {
        MatpowerCase read = read("""
            function [baseMVA, bus, gen, branch, areas, gencost, info] = old
            baseMVA = 100;
            bus = [
            \t1\t3\t0\t0\t0\t0\t1\t1\t0\t230\t1\t1.1\t0.9;
            \t2\t1\t50\t10\t0\t0\t1\t1\t0\t230\t1\t1.1\t0.9;
            ];
            gen = [ 1 50 0 100 -100 1 100 1 200 0 .1 .2 .3 .4 .5 .6 ];
            branch = [ 1 2 0.01 0.1 0.02 100 110 120 0 0 1 7 8 ];
            areas = [ 1 1 ];
            gencost = [ 2 0 0 3 0.01 20 0 ];
            info = 'old';
            return;
            """);
        assertThat(read.network().buses()).isEqualTo(TWO.buses());
        assertThat(read.network().generators()).isEqualTo(TWO.generators());
        assertThat(read.network().branches())
                .as("columns 12 and 13 of format 1 are results, not angle limits")
                .containsExactly(new Branch(1, 2, 0.01, 0.1, 0.02, 100, 110, 120, 0, 0, true, -360, 360, ""));
        assertThat(read.findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "information: line 11: case: the field info is not part of an optimal power flow."
                                + " It is passed over.",
                        "information: line 8: case: the columns of branch after 11 are results in version 1 and are"
                                + " left out. If they are angle limits, set mpc.version = '2'.",
                        "information: line 7: case: the columns of gen after 10 are results in version 1 and are left"
                                + " out. If they are capability curves and ramp rates, set mpc.version = '2'.");
    }

    @Test
    void readsBranchesWithoutAngleLimits() {
        Branch branch = network(edit("\t1\t-30\t30;", "\t1;")).branches().getFirst();
        assertThat(branch.hasAngmin()).isFalse();
        assertThat(branch.hasAngmax()).isFalse();
    }

    @Test
    void takesAPositiveStatusOfAGeneratorForInService() {
        assertThat(network(edit("100\t1\t200", "100\t2\t200"))
                        .generators()
                        .getFirst()
                        .inService())
                .isTrue();
        assertThat(network(edit("100\t1\t200", "100\t-1\t200"))
                        .generators()
                        .getFirst()
                        .inService())
                .isFalse();
    }

    @Test
    void readsEmptyMatrices() {
        Network network = network("mpc.version='2'; mpc.baseMVA=1; mpc.bus=[]; mpc.gen = [ ]; mpc.branch=[\n\n"
                + "];mpc.gencost=[];mpc.dcline=[]");
        assertThat(network.buses()).isEmpty();
        assertThat(network.generators()).isEmpty();
        assertThat(network.branches()).isEmpty();
    }

    @Test
    void readsGzip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes(TWO_BUS));
        }
        assertThat(read(packed.toByteArray()).network()).isEqualTo(TWO);
    }

    @Test
    void knowsTheLineOfEveryElement() {
        MatpowerCase read = read(edit("0.9;\n\t2", "0.9;\n % two\n\n\t2"));
        assertThat(read.lineOf(Element.bus(read.network(), 0))).isEqualTo(5);
        assertThat(read.lineOf(Element.bus(read.network(), 1))).isEqualTo(8);
        assertThat(read.lineOf(Element.generator(read.network(), 0))).isEqualTo(11);
        assertThat(read.lineOf(Element.branch(read.network(), 0))).isEqualTo(14);
        assertThat(read.lineOf(Element.activeCost(read.network(), 0))).isEqualTo(17);
        assertThat(read.lineOf(Element.reactiveCost(read.network(), 0)))
                .as("there is none")
                .isZero();
        assertThat(read.lineOf(Element.NETWORK)).isZero();
        Finding finding = new Finding(
                Finding.Severity.WARNING, "test", Element.bus(read.network(), 1), 0, "It is dark.", "Light it.");
        assertThat(read.locate(finding).line()).isEqualTo(8);
        assertThat(read.locate(finding.atLine(3)).line()).isEqualTo(3);
    }
}
