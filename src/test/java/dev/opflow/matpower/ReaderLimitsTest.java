package dev.opflow.matpower;

import static dev.opflow.matpower.CaseTexts.TWO_BUS;
import static dev.opflow.matpower.CaseTexts.bytes;
import static dev.opflow.matpower.CaseTexts.edit;
import static dev.opflow.matpower.CaseTexts.network;
import static dev.opflow.matpower.CaseTexts.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReaderLimitsTest {
    private static final int ALL = 1 << 20;

    @Test
    void limitsTheBytesOfAFile() {
        byte[] content = bytes(TWO_BUS);
        int size = content.length;
        assertThat(refusal(content, new ReaderLimits(size - 1, ALL, ALL, ALL, ALL)))
                .isEqualTo("case.m: found " + size + " bytes, expected at most " + (size - 1)
                        + " (the limit on bytes). Make the file smaller, or raise the limit.");
        assertThat(reads(content, new ReaderLimits(size, size, ALL, ALL, ALL))).isTrue();
    }

    @Test
    void limitsTheBytesOfAnUnpackedFile() throws IOException {
        byte[] bomb = ForeignFileTest.gzip(new byte[10_000_000]);
        assertThat(refusal(bomb, new ReaderLimits(ALL, 1_000_000, ALL, ALL, ALL)))
                .isEqualTo("case.m: found more than 1000000 bytes once unpacked,"
                        + " expected at most that many (the limit on unpacked bytes)."
                        + " Make the file smaller, or raise the limit.");
        assertThat(refusal(bytes(TWO_BUS), new ReaderLimits(ALL, 100, ALL, ALL, ALL)))
                .isEqualTo(
                        "case.m: found more than 100 bytes, expected at most that many (the limit on unpacked bytes)."
                                + " Make the file smaller, or raise the limit.");
        byte[] packed = ForeignFileTest.gzip(bytes(TWO_BUS));
        assertThat(reads(packed, new ReaderLimits(ALL, bytes(TWO_BUS).length, ALL, ALL, ALL)))
                .isTrue();
    }

    @Test
    void limitsTheRowsOfAMatrix() {
        assertThat(refusal(bytes(TWO_BUS), new ReaderLimits(ALL, ALL, 1, ALL, ALL)))
                .isEqualTo("case.m, line 6, column 2: found row 2 of bus, expected at most 1 (the limit on rows)."
                        + " Raise the limit.");
        assertThat(refusal(
                        bytes(edit("mpc.bus = [", "mpc.bus_name = {'a'; 'b'; 'c'};\nmpc.bus = [")),
                        new ReaderLimits(ALL, ALL, 2, ALL, ALL)))
                .isEqualTo("case.m, line 4, column 27: found string 3 of bus_name,"
                        + " expected at most 2 (the limit on rows). Raise the limit.");
        assertThat(reads(bytes(TWO_BUS), new ReaderLimits(ALL, ALL, 2, ALL, ALL)))
                .isTrue();
    }

    @Test
    void limitsTheBytesOfARow() {
        assertThat(refusal(bytes(TWO_BUS), new ReaderLimits(ALL, ALL, ALL, 40, ALL)))
                .isEqualTo(
                        "case.m, line 12, column 2: found a row of branch of more than 40 bytes, expected at most that"
                                + " many (the limit on row bytes). Break it into rows, or raise the limit.");
        assertThat(reads(bytes(TWO_BUS), new ReaderLimits(ALL, ALL, ALL, 45, ALL)))
                .isTrue();
    }

    @Test
    void limitsTheNumbersAndStringsInAll() {
        int numbers = 2 * 13 + 10 + 13 + 7;
        assertThat(refusal(bytes(TWO_BUS), new ReaderLimits(ALL, ALL, ALL, ALL, numbers - 1)))
                .isEqualTo("case.m, line 15, column 18: found more than 55 numbers and strings in all, expected at most"
                        + " that many (the limit on values, where a string counts as two)."
                        + " Make the case smaller, or raise the limit, for which there must be memory.");
        assertThat(reads(bytes(TWO_BUS), new ReaderLimits(ALL, ALL, ALL, ALL, numbers)))
                .isTrue();
        byte[] named = bytes(TWO_BUS + "mpc.bus_name = {'a'; 'b'};");
        assertThat(refusal(named, new ReaderLimits(ALL, ALL, ALL, ALL, numbers + 3)))
                .startsWith("case.m, line 17, column 22: found more than 59 numbers and strings in all, expected");
        assertThat(reads(bytes(TWO_BUS + "mpc.x = [1 2 3];"), new ReaderLimits(ALL, ALL, ALL, ALL, numbers)))
                .as("what is passed over does not count")
                .isTrue();
    }

    @Test
    void limitsAListOfNamesToTheRowsOfItsMatrix() {
        assertThat(refusal(TWO_BUS + "mpc.gentype = {'ST', 'ST'};"))
                .isEqualTo("case.m, line 17, column 22: found string 2 of gentype, expected at most 1, one for each row"
                        + " of gen. Remove what is too many.");
        assertThat(refusal(edit("mpc.bus = [", "mpc.bus_name = {'a' 'b' 'c'};\nmpc.bus = [")))
                .isEqualTo(
                        "case.m, line 4, column 16: found 3 strings of bus_name, expected at most 2, one for each row"
                                + " of bus. Remove what is too many.");
    }

    /** In a heap of 256 MB any text that grows as it is unpacked is refused before it fills it. */
    @Test
    void followTheHeap() {
        assertThat(ReaderLimits.forHeap(256 << 20))
                .isEqualTo(new ReaderLimits(16 << 20, 32 << 20, 4_000_000, 1 << 20, 4 << 20));
        assertThat(ReaderLimits.forHeap(64L << 30))
                .isEqualTo(new ReaderLimits(64 << 20, 512 << 20, 4_000_000, 1 << 20, 100_000_000));
        assertThat(ReaderLimits.DEFAULT)
                .isEqualTo(ReaderLimits.forHeap(Runtime.getRuntime().maxMemory()));
    }

    @Test
    void limitsTheBytesOfANumberAndOfAString() {
        ReaderLimits limits = new ReaderLimits(ALL, ALL, ALL, 100, ALL);
        assertThat(refusal(bytes(edit("= 100;", "= 1" + "0".repeat(100) + ";")), limits))
                .isEqualTo("case.m, line 3, column 15: found a number of more than 100 bytes,"
                        + " expected at most that many (the limit on row bytes). Shorten it, or raise the limit.");
        assertThat(refusal(bytes(TWO_BUS + "mpc.bus_name = {'" + "a".repeat(99) + "'; 'b'};"), limits))
                .isEqualTo("case.m, line 17, column 17: found a string of more than 100 bytes,"
                        + " expected at most that many (the limit on row bytes). Shorten it, or raise the limit.");
        assertThat(reads(bytes(TWO_BUS + "mpc.note = '" + "a".repeat(1000) + "';"), limits))
                .as("what is passed over holds no memory")
                .isTrue();
    }

    @Test
    void readsRowsLongerThanTenThousandBytes() {
        String row = "0.9" + "\t0.000".repeat(3000) + ";";
        assertThat(network(TWO_BUS.replace("0.9;", row))).isEqualTo(network(TWO_BUS));
    }

    @Test
    void limitsTheFields() {
        StringBuilder text = new StringBuilder(TWO_BUS);
        for (int k = 0; k < 994; k++) {
            text.append("mpc.x").append(k).append(" = 1;\n");
        }
        assertThat(network(text.toString())).isEqualTo(network(TWO_BUS));
        assertThat(refusal(text + "mpc.more = 1;\n"))
                .isEqualTo("case.m, line 1011, column 1: found field 1001, expected at most 1000. Remove those of no"
                        + " use.");
    }

    @Test
    void limitsTheLengthOfNames() {
        assertThat(refusal(edit("mpc.gencost", "mpc." + "x".repeat(300))))
                .isEqualTo("case.m, line 14, column 1: found a name of 304 letters, expected at most 256. Shorten it.");
    }

    @Test
    void areThemselvesLimited() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReaderLimits(1, 1L << 31, 1, 1, ALL))
                .withMessage("limits must be positive and unpackedBytes below 2 GiB");
        assertThatIllegalArgumentException().isThrownBy(() -> new ReaderLimits(1, 1, 0, 1, ALL));
    }

    private static boolean reads(byte[] content, ReaderLimits limits) {
        try {
            return MatpowerReader.read(content, "case.m", limits).network().equals(network(TWO_BUS));
        } catch (MatpowerFormatException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
