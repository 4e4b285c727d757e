package dev.opflow.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs that some tests need and some machines lack. */
final class Tools {
    private static final int MINUTES = 5;

    private Tools() {}

    /** Skips what calls it, and prints why, where a program is not on the PATH or does not work. */
    static void require(String... command) {
        boolean there = isThere(command[0]) && run(Path.of("."), command).code() == 0;
        if (!there) {
            skip(command[0] + " is not on the PATH, or does not work. It is needed here.");
        }
    }

    /** The CDK is a library of Node.js, which Java calls. */
    static void requireNode() {
        require("node", "--version");
    }

    /** Skips what calls it, and prints why. */
    static void skip(String reason) {
        System.out.println("Skipped: "
                + StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                        .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                                .filter(caller -> caller != Tools.class)
                                .findFirst())
                        .orElseThrow()
                        .getSimpleName()
                + ": " + reason);
        Assumptions.abort(reason);
    }

    private static boolean isThere(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /**
     * What a program printed.
     *
     * @param code with which it ended
     * @param output both of its streams
     */
    record Printed(int code, String output) {}

    /** Runs a program to its end. */
    static Printed run(Path folder, String... command) {
        try {
            Path output = Files.createTempFile("opflow-infra", ".txt");
            try {
                Process process = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                process.getOutputStream().close();
                try {
                    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
                            .as("%s ends in %d minutes", List.of(command), MINUTES)
                            .isTrue();
                } finally {
                    process.destroyForcibly();
                }
                return new Printed(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new AssertionError(List.of(command) + " can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
