package dev.opflow.matpower;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CaseLinesTest {

    private static Map<Integer, String> lines(String text, Integer... wanted) {
        return CaseLines.of(
                text.getBytes(StandardCharsets.UTF_8), ReaderLimits.DEFAULT, new TreeSet<>(List.of(wanted)));
    }

    @Test
    void countsLinesWhateverEndsThem() {
        for (String end : List.of("\n", "\r\n", "\r")) {
            assertThat(lines("one" + end + end + "  three" + end + "four", 1, 3, 4, 9))
                    .isEqualTo(Map.of(1, "one", 3, "three", 4, "four"));
        }
    }

    @Test
    void cutsALongLineOff() {
        assertThat(lines("x".repeat(1000), 1).get(1)).hasSize(242).endsWith("x …");
    }

    @Test
    void quotesNothingOfWhatCannotBeUnpacked() {
        byte[] broken = {0x1f, (byte) 0x8b, 1, 2};

        assertThat(CaseLines.of(broken, ReaderLimits.DEFAULT, new TreeSet<>(List.of(1))))
                .isEmpty();
    }
}
