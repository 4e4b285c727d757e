package dev.opflow.matpower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.opflow.grid.Network;
import java.nio.charset.StandardCharsets;

/** Texts of cases for tests, and the shortest ways to read them. */
final class CaseTexts {
    /** Two buses, a generator and a line, with their lines counted. */
    static final String TWO_BUS = """
        function mpc = two
        mpc.version = '2';
        mpc.baseMVA = 100;
        mpc.bus = [
        \t1\t3\t0\t0\t0\t0\t1\t1\t0\t230\t1\t1.1\t0.9;
        \t2\t1\t50\t10\t0\t0\t1\t1\t0\t230\t1\t1.1\t0.9;
        ];
        mpc.gen = [
        \t1\t50\t0\t100\t-100\t1\t100\t1\t200\t0;
        ];
        mpc.branch = [
        \t1\t2\t0.01\t0.1\t0.02\t100\t110\t120\t0\t0\t1\t-30\t30;
        ];
        mpc.gencost = [
        \t2\t0\t0\t3\t0.01\t20\t0;
        ];
        """;

    /** The line after the last of {@link #TWO_BUS}. */
    static final String LINE_17 = "case.m, line 17, column ";

    private CaseTexts() {}

    /** The two-bus case with one piece of its text replaced. */
    static String edit(String piece, String replacement) {
        assertThat(TWO_BUS).containsOnlyOnce(piece);
        return TWO_BUS.replace(piece, replacement);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static MatpowerCase read(byte[] content) {
        try {
            return MatpowerReader.read(content, "case.m", ReaderLimits.DEFAULT);
        } catch (MatpowerFormatException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static MatpowerCase read(String text) {
        return read(bytes(text));
    }

    static Network network(String text) {
        return read(text).network();
    }

    /** The whole message with which a file is refused. */
    static String refusal(byte[] content, ReaderLimits limits) {
        MatpowerFormatException refused = catchThrowableOfType(
                MatpowerFormatException.class, () -> MatpowerReader.read(content, "case.m", limits));
        assertThat(refused).as("the file should be refused").isNotNull();
        return refused.getMessage();
    }

    static String refusal(byte[] content) {
        return refusal(content, ReaderLimits.DEFAULT);
    }

    static String refusal(String text) {
        return refusal(bytes(text));
    }
}
