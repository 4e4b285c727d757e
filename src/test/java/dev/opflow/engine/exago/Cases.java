package dev.opflow.engine.exago;

import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerFormatException;
import dev.opflow.matpower.MatpowerReader;
import dev.opflow.matpower.ReaderLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Networks for the tests. */
final class Cases {
    /** One generator feeds 50 MW over a line with r = 0.01, x = 0.1. */
    static final String TWO_BUSES = """
        function mpc = two
        mpc.version = '2';
        mpc.baseMVA = 100;
        mpc.bus = [
            1 3 0  0  0 0 1 1 0 100 1 1.1 0.9;
            2 1 50 10 0 0 1 1 0 100 1 1.1 0.9;
        ];
        mpc.gen = [
            1 50 0 100 -100 1 100 1 200 0;
        ];
        mpc.branch = [
            1 2 0.01 0.1 0.02 90 0 0 0 0 1 -360 360;
        ];
        mpc.gencost = [
            2 0 0 3 0.1 20 5;
        ];
        """;

    private Cases() {}

    static Network twoBuses() {
        return read(TWO_BUSES);
    }

    /** {@link #TWO_BUSES} with some text replaced by other text. */
    static Network twoBuses(String... replacements) {
        String text = TWO_BUSES;
        for (int k = 0; k < replacements.length; k += 2) {
            if (!text.contains(replacements[k])) {
                throw new IllegalArgumentException("not in the case: " + replacements[k]);
            }
            text = text.replace(replacements[k], replacements[k + 1]);
        }
        return read(text);
    }

    static Network case9() {
        return read(Path.of("samples", "case9.m"));
    }

    static Network read(Path file) {
        try {
            return read(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Network read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), "text");
    }

    private static Network read(byte[] content, String name) {
        try {
            return MatpowerReader.read(content, name, ReaderLimits.DEFAULT).network();
        } catch (MatpowerFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
