package dev.opflow.matpower;

import static dev.opflow.matpower.CaseTexts.LINE_17;
import static dev.opflow.matpower.CaseTexts.TWO_BUS;
import static dev.opflow.matpower.CaseTexts.edit;
import static dev.opflow.matpower.CaseTexts.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.opflow.grid.Finding;
import org.junit.jupiter.api.Test;

/** What is no case, or none that data alone make, is refused with one whole sentence about where and why. */
class RefusedTextTest {
    private static final String REWRITE =
            " A case is read as data, not run: save it from MATPOWER with savecase(), which writes plain numbers.";

    @Test
    void refusesCodeWithItsLine() {
        assertThat(refusal(TWO_BUS + "mpc.branch(:, 6) = mpc.branch(:, 6) / 1000 * sqrt(3);\n"))
                .isEqualTo(LINE_17 + "1: found \"mpc.branch(:, 6) = mpc.branch(:, 6) / 10...\","
                        + " expected a statement like mpc.bus = [...]." + REWRITE);
        assertThat(refusal(TWO_BUS + "  for k = 1:9\n    mpc.bus(k, 3) = 0;\n  end\n"))
                .isEqualTo(LINE_17 + "3: found \"for k = 1:9\", expected a statement like mpc.bus = [...]." + REWRITE);
        assertThat(refusal(TWO_BUS + "define_constants;\n"))
                .isEqualTo(LINE_17 + "1: found \"define_constants;\", expected a statement like mpc.bus = [...]."
                        + REWRITE);
        assertThat(refusal(TWO_BUS + "[PQ, PV] = idx_bus;\n"))
                .isEqualTo(LINE_17 + "1: found \"[PQ, PV] = idx_bus;\", expected a statement like mpc.bus = [...]."
                        + REWRITE);
        assertThat(refusal(TWO_BUS + "if mpc.baseMVA == 100\n"))
                .isEqualTo(LINE_17 + "1: found \"if mpc.baseMVA == 100\", expected a statement like mpc.bus = [...]."
                        + REWRITE);
        assertThat(refusal(TWO_BUS + "mpc.success == 1\n"))
                .isEqualTo(LINE_17 + "1: found \"mpc.success == 1\", expected a statement like mpc.bus = [...]."
                        + REWRITE);
    }

    @Test
    void refusesVariablesOfAProgram() {
        assertThat(refusal(TWO_BUS + "scale = 2;\n"))
                .isEqualTo(LINE_17 + "1: found \"scale = 2;\", expected a field of mpc." + REWRITE);
        assertThat(refusal(TWO_BUS + "other.bus = [1];\n"))
                .isEqualTo(LINE_17 + "1: found \"other.bus = [1];\", expected a field of mpc." + REWRITE);
        assertThat(refusal("baseMVA = 100;\nmpc.bus = [];\n"))
                .isEqualTo("case.m, line 2, column 1: found \"mpc.bus = [];\", expected a variable like bus = [...]."
                        + REWRITE);
        assertThat(refusal(TWO_BUS + "mpc.bus.x = 3;\n"))
                .isEqualTo(LINE_17 + "1: found \"mpc.bus.x = 3;\", expected the value of bus as a whole." + REWRITE);
    }

    @Test
    void refusesStatementsAfterTheEnd() {
        assertThat(refusal(TWO_BUS + "return\nmpc.dcline = [];\n"))
                .isEqualTo("case.m, line 18, column 1: found \"mpc.dcline = [];\","
                        + " expected nothing after the end of the case." + REWRITE);
    }

    @Test
    void refusesArithmeticInAMatrix() {
        for (String arithmetic : new String[] {
            "3-4",
            "1+2",
            "2*3",
            "1/3",
            "2^2",
            "(50)",
            "--3",
            "0x1F",
            "1i",
            "pi",
            "1e",
            "e5",
            "1.2.3",
            "5f",
            "1_000",
            "Infinity",
            "true",
            "\u221250"
        }) {
            assertThat(refusal(edit("\t50\t10", "\t" + arithmetic + "\t10")))
                    .isEqualTo("case.m, line 6, column 6: found \"" + arithmetic + "\", expected a number in bus."
                            + REWRITE);
        }
        assertThat(refusal(edit("\t50\t10", "\t60 - 10\t10")))
                .isEqualTo("case.m, line 6, column 9: found \"-\", expected a number in bus." + REWRITE);
        assertThat(refusal(edit("\t50\t10", "\t[50]\t10")))
                .isEqualTo("case.m, line 6, column 6: found \"[50]\", expected a number in bus." + REWRITE);
        assertThat(refusal(edit("\t50\t10", "\t'50'\t10")))
                .isEqualTo("case.m, line 6, column 6: found \"'50'\", expected a number in bus." + REWRITE);
        assertThat(refusal(edit("\t50\t10", "\t50'\t10")))
                .isEqualTo("case.m, line 6, column 8: found \"'\", expected a number in bus." + REWRITE);
        assertThat(refusal(edit("\t50\t10", "\t50\u00a010\t")))
                .isEqualTo("case.m, line 6, column 8: found \"<U+00A0>10\", expected a number in bus." + REWRITE);
    }

    @Test
    void refusesCommasWithoutANumberBetween() {
        assertThat(refusal(edit("\t50\t10", "\t50,,10")))
                .isEqualTo("case.m, line 6, column 9: found \",10\", expected a number in bus." + REWRITE);
        assertThat(refusal(edit("[\n\t1\t50", "[\n, 1\t50")))
                .isEqualTo("case.m, line 9, column 1: found \",\", expected a number in gen." + REWRITE);
    }

    @Test
    void refusesFunctionsInPlaceOfMatrices() {
        assertThat(refusal(edit("mpc.gencost = [", "mpc.gencost = zeros(0, 4); mpc.x = [")))
                .isEqualTo(
                        "case.m, line 14, column 15: found \"zeros(0\", expected [ and the rows of gencost." + REWRITE);
        assertThat(refusal(edit("100];".replace("]", ""), "base;")))
                .isEqualTo("case.m, line 3, column 15: found \"base\", expected a number." + REWRITE);
        assertThat(refusal(edit("= 100;", "= [100 200];")))
                .isEqualTo("case.m, line 3, column 20: found \"200]\", expected ]. baseMVA is one number.");
    }

    @Test
    void refusesWhatFollowsAMatrix() {
        assertThat(refusal(edit("0.9;\n];", "0.9;\n]';")))
                .isEqualTo("case.m, line 7, column 2: found \"'\", expected the end of the statement." + REWRITE);
        assertThat(refusal(edit("0.9;\n];", "0.9;\n] * 2;")))
                .isEqualTo("case.m, line 7, column 3: found \"*\", expected the end of the statement." + REWRITE);
    }

    @Test
    void refusesRowsOfDifferentLength() {
        assertThat(refusal(edit("\t50\t10", "\t50")))
                .isEqualTo("case.m, line 6, column 2: found a row of bus with 12 numbers, expected 13 as in the rows"
                        + " above. Give every row of a matrix the same number of columns.");
        assertThat(refusal(edit("0.9;\n\t2", "0.9 2").replace("];\nmpc.gen =", "3 1 0; ];\nmpc.gen =")))
                .startsWith("case.m, line 6, column 1: found a row of bus with 3 numbers, expected 26 as in the rows"
                        + " above.");
    }

    @Test
    void refusesRowsThatAreTooShort() {
        assertThat(refusal(edit("\t100\t1\t200\t0;", ";")))
                .isEqualTo("case.m, line 9, column 2: found a row of gen with 6 numbers, expected at least 10."
                        + " See MATPOWER's caseformat for the columns.");
        assertThat(refusal(TWO_BUS + "mpc.dcline = [ 1 2 1 ];"))
                .isEqualTo(LINE_17 + "16: found a row of dcline with 3 numbers, expected at least 17."
                        + " See MATPOWER's caseformat for the columns.");
        assertThat(refusal(edit("\t3\t0.01\t20\t0;", ";")))
                .isEqualTo("case.m, line 15, column 2: found a row of gencost with 3 numbers, expected at least 4."
                        + " See MATPOWER's caseformat for the columns.");
    }

    @Test
    void refusesWhatIsNotAWholeNumberWithItsColumn() {
        assertThat(refusal(edit("\t2\t1\t50", "\t2.5\t1\t50")))
                .isEqualTo("case.m, line 6, column 2: found 2.5 as BUS_I (column 1 of bus), expected a whole number."
                        + " Correct it.");
        assertThat(refusal(edit("\t2\t1\t50", "\tNaN\t1\t50")))
                .isEqualTo("case.m, line 6, column 2: found NaN as BUS_I (column 1 of bus), expected a whole number."
                        + " Correct it.");
        assertThat(refusal(edit("1\t2\t0.01", "1 , ...\n  3e9 , 0.01")))
                .isEqualTo("case.m, line 13, column 3: found 3000000000 as T_BUS (column 2 of branch),"
                        + " expected a whole number from -2147483648 to 2147483647. Correct it.");
        assertThat(refusal(edit("\t1\t50\t0\t100", "\tInf\t50\t0\t100")))
                .isEqualTo("case.m, line 9, column 2: found Infinity as GEN_BUS (column 1 of gen),"
                        + " expected a whole number. Correct it.");
    }

    @Test
    void refusesUnknownCodes() {
        assertThat(refusal(edit("\t2\t1\t50", "\t2\t5\t50")))
                .isEqualTo("case.m, line 6, column 4: found 5 as BUS_TYPE (column 2 of bus),"
                        + " expected 1 (PQ), 2 (PV), 3 (reference) or 4 (isolated). Correct it.");
        assertThat(refusal(edit("0\t0\t1\t-30", "0\t0\t2\t-30")))
                .isEqualTo("case.m, line 12, column 36: found 2 as BR_STATUS (column 11 of branch),"
                        + " expected 1 (in service) or 0 (out of service). Correct it.");
        assertThat(refusal(edit("100\t1\t200", "100\tNaN\t200")))
                .isEqualTo("case.m, line 9, column 24: found NaN as GEN_STATUS (column 8 of gen),"
                        + " expected 1 (in service) or 0 (out of service). Correct it.");
        assertThat(refusal(edit("\t2\t0\t0\t3", "\t3\t0\t0\t3")))
                .isEqualTo("case.m, line 15, column 2: found 3 as MODEL (column 1 of gencost),"
                        + " expected 1 (piecewise linear) or 2 (polynomial). Correct it.");
    }

    @Test
    void refusesCostsThatAreShort() {
        assertThat(refusal(edit("\t3\t0.01\t20\t0;", "\t3\t0.01\t20;")))
                .isEqualTo("case.m, line 15, column 8: found 3 as NCOST (column 4 of gencost),"
                        + " expected as many coefficients as follow, at most 2. Correct it.");
        assertThat(refusal(edit("\t2\t0\t0\t3\t", "\t1\t0\t0\t2\t")))
                .isEqualTo("case.m, line 15, column 8: found 2 as NCOST (column 4 of gencost),"
                        + " expected as many points as follow, two numbers each: at most 1. Correct it.");
        assertThat(refusal(edit("\t2\t0\t0\t3\t", "\t1\t0\t0\t1\t")))
                .isEqualTo("case.m, line 15, column 8: found 1 as NCOST (column 4 of gencost),"
                        + " expected at least two points. Correct it.");
        assertThat(refusal(edit("\t2\t0\t0\t3\t", "\t2\t0\t0\t-1\t")))
                .isEqualTo("case.m, line 15, column 8: found -1 as NCOST (column 4 of gencost),"
                        + " expected as many coefficients as follow, at most 3. Correct it.");
    }

    @Test
    void refusesCostsThatAreNotOneOrTwoForEachGenerator() {
        String expected = ", expected one for each of the 1 rows of gen, or two (active, then reactive)."
                + " Add or remove rows.";
        assertThat(refusal(edit("\t20\t0;", "\t20\t0;\n2 0 0 3 0 0 0;\n2 0 0 3 0 0 0;")))
                .isEqualTo("case.m, line 14, column 15: found 3 rows of gencost" + expected);
        assertThat(refusal(edit("\t2\t0\t0\t3\t0.01\t20\t0;", "")))
                .isEqualTo("case.m, line 14, column 15: found 0 rows of gencost" + expected);
        assertThat(refusal(TWO_BUS + "mpc.dclinecost = [2 0 0 1 7];"))
                .isEqualTo(LINE_17 + "18: found 1 rows of dclinecost, expected one for each of the 0 rows of dcline."
                        + " Add or remove rows.");
    }

    @Test
    void refusesACaseThatLacksAPart() {
        String needs = " before it. A case needs baseMVA, bus, gen and branch.";
        assertThat(refusal(edit("mpc.bus =", "mpc.busses =")))
                .isEqualTo(LINE_17 + "1: found the end of the file, expected mpc.bus" + needs);
        assertThat(refusal(edit("mpc.baseMVA = 100;", "")))
                .isEqualTo(LINE_17 + "1: found the end of the file, expected mpc.baseMVA" + needs);
        assertThat(refusal("function [baseMVA, bus] = old\nbaseMVA = 100;\nbus = [];\n"))
                .isEqualTo("case.m, line 4, column 1: found the end of the file, expected gen" + needs);
        assertThat(refusal("% a comment only"))
                .isEqualTo("case.m, line 1, column 17: found the end of the file, expected mpc.baseMVA" + needs);
    }

    @Test
    void refusesATextThatIsCutOff() {
        assertThat(refusal(TWO_BUS.substring(0, TWO_BUS.indexOf("];\nmpc.branch"))))
                .isEqualTo("case.m, line 10, column 1: found the end of the file,"
                        + " expected ] to close gen = [ of line 8. Upload the whole file.");
        assertThat(refusal(TWO_BUS + "mpc.bus_name = {\n'a'; 'b'"))
                .isEqualTo("case.m, line 18, column 9: found the end of the file,"
                        + " expected } to close bus_name = { of line 17. Upload the whole file.");
        assertThat(refusal(TWO_BUS + "mpc.bus_name = {\n'a'; 'b"))
                .isEqualTo("case.m, line 18, column 8: found the end of the file,"
                        + " expected ' to close the string. Close it on its line.");
        assertThat(refusal(TWO_BUS + "%{\nabout\n"))
                .isEqualTo("case.m, line 19, column 1: found the end of the file,"
                        + " expected %} to end the block comment of line 17. Add a line %}.");
        assertThat(refusal(TWO_BUS + "mpc.x = [1, ...\n(2"))
                .isEqualTo("case.m, line 18, column 3: found the end of the file,"
                        + " expected ) to close the ( of line 18. Upload the whole file.");
        assertThat(refusal(TWO_BUS + "mpc.x ="))
                .isEqualTo(
                        LINE_17 + "8: found the end of the file, expected a value. Give it one, or remove the line.");
    }

    @Test
    void refusesAMatrixThatIsNotClosedBeforeTheNext() {
        assertThat(refusal(edit("0.9;\n];\nmpc.gen =", "0.9;\nmpc.gen =")))
                .isEqualTo("case.m, line 7, column 1: found \"mpc.gen\", expected a number in bus." + REWRITE);
    }

    @Test
    void refusesStringsThatAreNotClosed() {
        assertThat(refusal(edit("'2';", "'2;")))
                .isEqualTo("case.m, line 2, column 18: found the end of the line, expected ' to close the string."
                        + " Close it on its line.");
        assertThat(refusal(TWO_BUS.replace("'2';", "'2;").replace("\n", "\r\n")))
                .startsWith("case.m, line 2, column 19: found the end of the line, expected ' to close the string.");
    }

    @Test
    void refusesNamesThatAreNotStrings() {
        assertThat(refusal(TWO_BUS + "mpc.bus_name = {1; 2};"))
                .isEqualTo(LINE_17 + "17: found \"1\", expected a quoted string in bus_name."
                        + " Write the names as {'north'; 'south'}.");
        assertThat(refusal(TWO_BUS + "mpc.bus_name = {{'a'}; {'b'}};"))
                .isEqualTo(LINE_17 + "17: found \"{'a'}\", expected a quoted string in bus_name."
                        + " Write the names as {'north'; 'south'}.");
        assertThat(refusal(TWO_BUS + "mpc.bus_name = ['a'; 'b'];"))
                .isEqualTo(LINE_17 + "16: found \"['a'\", expected { and the strings of bus_name."
                        + " Write them as {'north'; 'south'}.");
    }

    @Test
    void refusesASecondAssignment() {
        assertThat(refusal(TWO_BUS + "\tmpc.gen = [];"))
                .isEqualTo(LINE_17 + "2: found a second assignment of mpc.gen, expected one; the first is at line 8."
                        + " Remove one of them.");
    }

    @Test
    void refusesOtherVersions() {
        String expected =
                ", expected version '2' or '1'. Save the case with MATPOWER's savecase(), which writes version 2.";
        assertThat(refusal(edit("'2'", "'3'"))).isEqualTo("case.m, line 2, column 15: found \"'3'\"" + expected);
        assertThat(refusal(edit("'2'", "2.7"))).isEqualTo("case.m, line 2, column 15: found \"2.7\"" + expected);
    }

    @Test
    void refusesVersion1WithTheColumnsOfVersion2() {
        assertThat(refusal(edit("'2'", "'1'").replace("200\t0;", "200\t0" + "\t0".repeat(15) + ";")))
                .isEqualTo("case.m, line 8, column 11: found 25 columns of gen in a case of version 1, expected at"
                        + " most 21. If it is of version 2, set mpc.version = '2' and write mpc.gen.");
    }

    @Test
    void refusesHeadersItCannotRead() {
        assertThat(refusal(edit("function mpc = two", "function two")))
                .isEqualTo("case.m, line 1, column 13: found the end of the line, expected = and the name of the case."
                        + " Begin with: function mpc = name");
        assertThat(refusal(edit("mpc = two", "mpc = ")))
                .isEqualTo("case.m, line 1, column 16: found the end of the line, expected the name of the case."
                        + " Begin with: function mpc = name");
        assertThat(refusal(edit("mpc = two", "mpc = two(scale)")))
                .isEqualTo("case.m, line 1, column 20: found \"scale)\", expected ). A case takes no arguments.");
        assertThat(refusal(edit("mpc = two", "[mpc; x] = two")))
                .isEqualTo("case.m, line 1, column 14: found \";\", expected the name of an output or ]."
                        + " Begin with: function mpc = name");
    }

    @Test
    void refusesBracketsThatDoNotMatchInAnUnknownField() {
        assertThat(refusal(TWO_BUS + "mpc.x = {1, [2}];"))
                .isEqualTo(LINE_17 + "15: found \"}]\", expected ]. Match the brackets.");
        assertThat(refusal(TWO_BUS + "mpc.x = 1);"))
                .isEqualTo(LINE_17 + "10: found \")\", expected the end of the statement. Match the brackets.");
        assertThat(refusal(TWO_BUS + "mpc.x = " + "{".repeat(101) + "}".repeat(101)))
                .isEqualTo(LINE_17 + "109: found \"{" + "}".repeat(39) + "...\","
                        + " expected at most 100 brackets in each other. Simplify it.");
    }

    @Test
    void refusesGarbage() {
        assertThat(refusal("Dear Sir or Madam,\nplease find enclosed"))
                .isEqualTo("case.m, line 1, column 1: found \"Dear Sir or Madam,\","
                        + " expected a statement like mpc.bus = [...]." + REWRITE);
        assertThat(refusal("1;\n" + TWO_BUS))
                .isEqualTo(
                        "case.m, line 1, column 1: found \"1;\", expected a statement like mpc.bus = [...]." + REWRITE);
        assertThat(refusal("\u0001\u0002\u0003"))
                .isEqualTo("case.m, line 1, column 1: found \"<U+0001><U+0002><U+0003>\","
                        + " expected a statement like mpc.bus = [...]." + REWRITE);
        assertThat(refusal(new byte[] {'m', 'p', 'c', '=', (byte) 0xff, (byte) 0xfe}))
                .isEqualTo("case.m, line 1, column 7: found the end of the file, expected baseMVA before it."
                        + " A case needs baseMVA, bus, gen and branch.");
    }

    @Test
    void showsWhatCannotBeSeen() {
        assertThat(refusal(edit("\t50\t10", "\t163\u00016.54\t")))
                .isEqualTo("case.m, line 6, column 9: found \"<U+0001>6.54\", expected a number in bus." + REWRITE);
        assertThat(refusal(edit("\t50\t10", "\t\u202e05\t10")))
                .isEqualTo("case.m, line 6, column 6: found \"<U+202E>05\", expected a number in bus." + REWRITE);
        assertThat(refusal(edit("\t50\t10", "\t\u001c50\t10")))
                .isEqualTo("case.m, line 6, column 6: found \"<U+001C>50\", expected a number in bus." + REWRITE);
        assertThat(refusal(TWO_BUS + "\ue000\ufeff"))
                .isEqualTo(LINE_17 + "1: found \"<U+E000><U+FEFF>\", expected a statement like mpc.bus = [...]."
                        + REWRITE);
    }

    @Test
    void countsLinesThatEndWithACarriageReturnAlone() {
        assertThat(refusal(edit("\t50\t10", "\tx\t10").replace('\n', '\r')))
                .isEqualTo("case.m, line 6, column 6: found \"x\", expected a number in bus." + REWRITE);
    }

    @Test
    void saysTheFileAlsoWhereThereIsNoLine() {
        MatpowerFormatException refused = catchThrowableOfType(
                MatpowerFormatException.class,
                () -> MatpowerReader.read(CaseTexts.bytes(TWO_BUS), "case.m", new ReaderLimits(9, 9, 9, 9, 100)));
        assertThat(refused.toFinding())
                .hasToString("error: case.m: found " + TWO_BUS.length()
                        + " bytes, expected at most 9 (the limit on bytes). Make the file smaller, or raise"
                        + " the limit.");
    }

    @Test
    void becomesAFindingWithItsLine() {
        MatpowerFormatException refused = catchThrowableOfType(
                MatpowerFormatException.class,
                () -> MatpowerReader.read(
                        CaseTexts.bytes(edit("\t50\t10", "\tx\t10")), "case.m", ReaderLimits.DEFAULT));
        assertThat(refused.line()).isEqualTo(6);
        assertThat(refused.column()).isEqualTo(6);
        Finding finding = refused.toFinding();
        assertThat(finding.code()).isEqualTo("unreadable");
        assertThat(finding)
                .hasToString("error: case.m, line 6, column 6: found \"x\", expected a number in bus." + REWRITE);
    }
}
