package dev.opflow.matpower;

import static dev.opflow.matpower.CaseTexts.TWO_BUS;
import static dev.opflow.matpower.CaseTexts.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever happens to a text, it is read or refused at a place in it, and nothing else happens. */
class MutatedTextTest {
    private static final long SEED = 20_261_105;
    private static final String REFUSAL = "(?s)case\\.m, line \\d+, column \\d+: found .+, expected .+\\. .+";
    private static final String RICH = TWO_BUS + """
        mpc.bus_name = { 'it''s % north'; "south" }; % names
        mpc.x = {1, [2 3]', ... more
          'a'};
        %{
        block
        %}
        mpc.dcline = [ 1 2 1 10 8.9 1 2 1.01 1.02 0 50 -20 21 -22 23 1 0.01 ];
        """;
    private static final byte[] BYTES = bytes("\n\r\t ;,'\"%#[]{}().=+-019eEdINaN_x\u00e9\0\ufeff");

    private static void assertReadOrRefused(byte[] text) {
        try {
            MatpowerReader.read(text, "case.m", ReaderLimits.DEFAULT);
        } catch (MatpowerFormatException e) {
            assertThat(e.getMessage()).matches(REFUSAL);
            int lines = 1;
            for (byte b : text) {
                lines += b == '\n' || b == '\r' ? 1 : 0;
            }
            assertThat(e.line()).isBetween(1, lines);
        }
    }

    @Test
    void readsOrRefusesEveryBeginning() {
        byte[] text = bytes(RICH);
        for (int size = 0; size <= text.length; size++) {
            assertReadOrRefused(Arrays.copyOf(text, size));
        }
    }

    @Test
    void readsOrRefusesEveryTextWithAByteLess() {
        byte[] text = bytes(RICH);
        for (int k = 0; k < text.length; k++) {
            byte[] shorter = Arrays.copyOf(text, text.length - 1);
            System.arraycopy(text, k + 1, shorter, k, shorter.length - k);
            assertReadOrRefused(shorter);
        }
    }

    @Test
    void readsOrRefusesTextsWithSomeBytesChanged() {
        Random random = new Random(SEED);
        byte[] text = bytes(RICH);
        for (int k = 0; k < 5_000; k++) {
            byte[] changed = text.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                changed[random.nextInt(changed.length)] = BYTES[random.nextInt(BYTES.length)];
            }
            assertReadOrRefused(changed);
        }
    }
}
