package dev.opflow.matpower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SourceLinesTest {

    private static Finding at(int line) {
        return new Finding(Finding.Severity.WARNING, "odd-thing", Element.NETWORK, line, "is odd.", "Look at it.");
    }

    private static List<String> quotes(byte[] content, int... lines) {
        List<Finding> findings =
                Arrays.stream(lines).mapToObj(SourceLinesTest::at).toList();
        return SourceLines.quoted(findings, content, ReaderLimits.DEFAULT).stream()
                .map(Finding::text)
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void quoteLinesInAnyOrder() {
        assertThat(quotes(bytes("one\r\n\ttwo\t2;\nthree"), 2, 3, 1, 2))
                .containsExactly("two 2;", "three", "one", "two 2;");
    }

    @Test
    void quoteNothingWhereNothingStands() {
        assertThat(quotes(bytes("one\n"), 0, 2, 9)).containsExactly("", "", "");
        assertThat(quotes(bytes(""), 1)).containsExactly("");
    }

    @Test
    void quoteOldMacintoshFilesAndPackedOnes() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes("one\rtwo\rthree"));
        }
        assertThat(quotes(packed.toByteArray(), 2)).containsExactly("two");
    }

    @Test
    void cutLongLinesAtWholeCharacters() {
        String quote = quotes(bytes("x" + "\u00fc".repeat(300)), 1).getFirst();

        assertThat(quote).startsWith("x\u00fc").endsWith("\u00fc...").hasSizeLessThan(110);
    }

    @Test
    void showThePlaceInALongLine() {
        String text = "1 ".repeat(500) + "oops " + "2 ".repeat(500);
        MatpowerFormatException failure = new MatpowerFormatException("c.m", 1, 1001, "oops", "a number", "Mend it.");

        String quote = SourceLines.quoted(failure, bytes(text), ReaderLimits.DEFAULT)
                .getFirst()
                .text();

        assertThat(quote).startsWith("...1 1").contains("1 oops 2").endsWith("2...");
        assertThat(quote.length()).isLessThan(210);
    }

    @Test
    void showWhatWouldSteerATerminalAsASign() {
        assertThat(quotes(bytes("a\u001b[2Jb\u202ec"), 1)).containsExactly("a\uFFFD[2Jb\uFFFDc");
    }
}
