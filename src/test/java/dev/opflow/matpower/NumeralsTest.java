package dev.opflow.matpower;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumeralsTest {
    private static final long SEED = 20_261_105;

    private static double parse(String text) {
        byte[] bytes = ("[" + text + ";").getBytes(StandardCharsets.US_ASCII);
        return Numerals.parse(bytes, 1, bytes.length - 1);
    }

    private static void assertParsesAsJavaDoes(String text) {
        assertThat(Double.doubleToRawLongBits(parse(text)))
                .as(text)
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }

    @Test
    void parsesRandomDoublesToTheBit() {
        Random random = new Random(SEED);
        for (int k = 0; k < 8_000; k++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertParsesAsJavaDoes(Double.toString(value));
                assertParsesAsJavaDoes(String.format(Locale.ROOT, "%.16e", value));
                assertParsesAsJavaDoes(String.format(Locale.ROOT, "%.9e", value));
            }
        }
    }

    @Test
    void parsesRandomNumbersOfOrdinarySizeToTheBit() {
        Random random = new Random(SEED);
        for (int k = 0; k < 8_000; k++) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(24) - 12);
            assertParsesAsJavaDoes(Double.toString(value));
            assertParsesAsJavaDoes(new BigDecimal(value).toPlainString());
            assertParsesAsJavaDoes(String.format(Locale.ROOT, "%." + random.nextInt(12) + "f", value));
            assertParsesAsJavaDoes(String.format(Locale.ROOT, "%+015.4f", value));
            assertParsesAsJavaDoes(random.nextLong() + "e" + (random.nextInt(60) - 30));
        }
    }

    @Test
    void parsesTheEdgesToTheBit() {
        for (String text : new String[] {
            "0",
            "-0",
            "+0",
            "-0.0",
            "-0e5",
            "0.0000",
            "000",
            ".5",
            "-.5",
            "5.",
            "+3",
            "1e5",
            "1E+5",
            "1e-05",
            "1e22",
            "1e23",
            "969940311.7958305000",
            "9999999999999999999",
            "9223372036854775808",
            "9007199254740992",
            "9007199254740993",
            "9007199254740993e0",
            "9007199254740993.0",
            "123456789012345678",
            "1234567890123456789",
            "99999999999999999999",
            "0.000000000000000000000000000001",
            "4.9e-324",
            "2.4e-324",
            "2.2250738585072012e-308",
            "2.2250738585072014e-308",
            "1.7976931348623157e308",
            "1.7976931348623159e308",
            "1e400",
            "-1e400",
            "1e-400",
            "1e9999",
            "1e-9999",
            "1e00005",
            "1e000000000000000000000000005",
            "1e99999999999",
            "0.1e-21",
            "8.5e-22",
            "1.0e-22",
            "179769313486231580793728971405301e290",
            "00000000000000000000000001.5"
        }) {
            assertParsesAsJavaDoes(text);
        }
    }

    @Test
    void parsesFortransExponents() {
        assertThat(parse("1.5d3")).isEqualTo(1500);
        assertThat(parse("1.5D-3")).isEqualTo(0.0015);
    }

    @Test
    void parsesInfinityInAnyCase() {
        for (String text : new String[] {"Inf", "inf", "INF", "+Inf"}) {
            assertThat(parse(text)).as(text).isEqualTo(Double.POSITIVE_INFINITY);
        }
        assertThat(parse("-Inf")).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void tellsNotANumberFromNoNumber() {
        for (String text : new String[] {"NaN", "nan", "-NaN"}) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(Numerals.parse(bytes, 0, bytes.length)).as(text).isNaN();
            assertThat(Numerals.isNan(bytes, 0, bytes.length)).as(text).isTrue();
        }
        for (String text : new String[] {
            "",
            "-",
            "+",
            ".",
            "-.",
            "e5",
            ".e5",
            "1e",
            "1e+",
            "1e-",
            "1e5.",
            "1e5e5",
            "1..2",
            "1.2.3",
            "--1",
            "--Inf",
            "-+Inf",
            "+-Inf",
            "++inf",
            "--NaN",
            "-+NaN",
            "+-1",
            "1-2",
            "1+2",
            "1e5-3",
            "0x10",
            "0x1p3",
            "1f",
            "1d",
            "1.0f",
            "2L",
            "1i",
            "pi",
            "NA",
            "infinity",
            "Infinity",
            "na",
            "1 "
        }) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(Numerals.parse(bytes, 0, bytes.length)).as(text).isNaN();
            assertThat(Numerals.isNan(bytes, 0, bytes.length)).as(text).isFalse();
        }
    }
}
