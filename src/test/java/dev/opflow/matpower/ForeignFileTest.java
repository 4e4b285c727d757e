package dev.opflow.matpower;

import static dev.opflow.matpower.CaseTexts.TWO_BUS;
import static dev.opflow.matpower.CaseTexts.bytes;
import static dev.opflow.matpower.CaseTexts.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Files of other kinds, uploaded by mistake, are refused by name. */
class ForeignFileTest {
    private static final String EXPECTED = ", expected the text of a MATPOWER case. ";
    private static final String PLAIN = EXPECTED + "Upload the .m file itself, plain or gzip.";
    private static final String SAVE = EXPECTED + "Save the case as text, in MATLAB with savecase('case.m', mpc).";

    private static String refusalOf(String latin1) {
        return refusal(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void refusesBinaryMatlabFiles() {
        assertThat(refusalOf("MATLAB 5.0 MAT-file, Platform: GLNXA64\0\1IM"))
                .isEqualTo("case.m, line 1, column 1: found a binary MATLAB file (.mat)" + SAVE);
        assertThat(refusalOf("MATLAB 7.3 MAT-file, Platform: GLNXA64\0\2IM"))
                .isEqualTo("case.m, line 1, column 1: found a binary MATLAB file (.mat)" + SAVE);
        assertThat(refusalOf("\u0089HDF\r\n")).isEqualTo("case.m, line 1, column 1: found an HDF5 file" + SAVE);
    }

    @Test
    void refusesArchives() {
        assertThat(refusalOf("PK\3\4\24\0"))
                .isEqualTo("case.m, line 1, column 1: found a zip archive or a spreadsheet" + PLAIN);
        assertThat(refusalOf("BZh91AY&SY")).isEqualTo("case.m, line 1, column 1: found a bzip2 file" + PLAIN);
        assertThat(refusalOf("\u00fd7zXZ\0")).isEqualTo("case.m, line 1, column 1: found an xz file" + PLAIN);
        assertThat(refusalOf("(\u00b5/\u00fd\4")).isEqualTo("case.m, line 1, column 1: found a zstd file" + PLAIN);
        assertThat(refusalOf("7z\u00bc\u00af'\34"))
                .isEqualTo("case.m, line 1, column 1: found a 7-Zip archive" + PLAIN);
    }

    @Test
    void refusesDocumentsAndOtherFormatsOfData() {
        assertThat(refusalOf("%PDF-1.7\n%\u00e2\u00e3"))
                .isEqualTo("case.m, line 1, column 1: found a PDF document" + PLAIN);
        assertThat(refusalOf("\n { \"bus\": [] }")).isEqualTo("case.m, line 1, column 1: found JSON" + SAVE);
        assertThat(refusalOf("\u00ef\u00bb\u00bf<?xml version=\"1.0\"?>"))
                .isEqualTo("case.m, line 1, column 1: found XML or HTML" + SAVE);
    }

    @Test
    void refusesPsseRawFiles() {
        String expected = "case.m, line 1, column 1: found what looks like a PSS/E RAW file" + EXPECTED
                + "Convert it, in MATPOWER with psse2mpc().";
        assertThat(refusalOf("0,   100.00, 33, 0, 1, 60.00     / saved\nA CASE\n"))
                .isEqualTo(expected);
        assertThat(refusalOf("0, 100.0 / 14 buses\n")).isEqualTo(expected);
        assertThat(refusalOf("@!IC,SBASE,REV,XFRRAT\n0, 100.0, 34\n")).isEqualTo(expected);
    }

    @Test
    void refusesTextIn16BitUnits() {
        String expected = "case.m, line 1, column 1: found text in UTF-16" + EXPECTED + "Save it as UTF-8.";
        assertThat(refusal(("\ufeff" + TWO_BUS).getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(expected);
        assertThat(refusal(("\ufeff" + TWO_BUS).getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo(expected);
    }

    @Test
    void refusesZeroBytesWithTheirPlace() {
        assertThat(refusal(TWO_BUS + "% a\0b"))
                .isEqualTo("case.m, line 17, column 4: found a zero byte, as in binary files, expected text."
                        + " Save the case as text, in MATLAB with savecase('case.m', mpc).");
    }

    @Test
    void refusesAnEmptyFile() {
        String needs = ", expected mpc.baseMVA before it. A case needs baseMVA, bus, gen and branch.";
        assertThat(refusal(new byte[0])).isEqualTo("case.m, line 1, column 1: found the end of the file" + needs);
        assertThat(refusal(" \r\n\n\t")).isEqualTo("case.m, line 3, column 2: found the end of the file" + needs);
    }

    @Test
    void refusesDamagedGzipFiles() throws IOException {
        byte[] packed = gzip(bytes(TWO_BUS));
        assertThat(refusal(Arrays.copyOf(packed, packed.length / 2)))
                .isEqualTo("case.m: found a gzip file that ends too early, expected a whole one."
                        + " Upload it again; it was cut off.");
        assertThat(refusal(Arrays.copyOf(packed, 2)))
                .isEqualTo("case.m: found a gzip file that ends too early, expected a whole one."
                        + " Upload it again; it was cut off.");
        packed[packed.length - 5] ^= 1;
        assertThat(refusal(packed))
                .isEqualTo("case.m: found a damaged gzip file (Corrupt GZIP trailer), expected a sound one."
                        + " Pack and upload it again.");
        assertThat(refusal(gzip(gzip(bytes(TWO_BUS)))))
                .isEqualTo(
                        "case.m, line 1, column 1: found a gzip file inside a gzip file" + EXPECTED + "Pack it once.");
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }
}
