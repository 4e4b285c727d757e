package dev.opflow.engine.exago;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An installation whose library is {@code src/test/c/exago_opflow.c}, compiled here, which fails as it is told to.
 *
 * @param home its folder
 */
record FaultyExago(Path home) {
    /** Angle between 1 p.u. at both ends of x = 0.1 that carry 0.5 p.u., radians. */
    static final double ANGLE = Math.asin(0.05);
    /** The reactive power that this takes from each end, p.u. */
    static final double REACTIVE = 10 * (1 - Math.cos(ANGLE));
    /** Two buses at which all this holds, as the load gives reactive power. */
    static final String CASE =
            Cases.TWO_BUSES.replace("0.01 0.1 0.02", "0 0.1 0").replace("2 1 50 10", "2 1 50 " + -100 * REACTIVE);
    /** What to answer for it: the only generator costs the same at any voltages. */
    static final String SOLUTION = "solution=0,1,0.5," + REACTIVE + "," + -ANGLE + ",1";

    static final String COST = "objective=" + (0.1 * 50 * 50 + 20 * 50 + 5);

    private static final Path SOURCE = Path.of("src", "test", "c", "exago_opflow.c");

    /**
     * Compiles and installs one; skips the test where nothing can compile it.
     *
     * @param home folder to make
     * @param flags what the library is to lack or to be, see its source
     */
    static FaultyExago install(Path home, String... flags) throws IOException {
        Path library = Files.createDirectories(home.resolve("lib")).resolve(ExagoInstallation.LIBRARY);
        List<String> command = new ArrayList<>(
                List.of("cc", "-std=c11", "-shared", "-fPIC", "-o", library.toString(), SOURCE.toString(), "-lm"));
        command.addAll(List.of(flags));
        try {
            Process compiler =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (compiler.waitFor() != 0) {
                throw new IllegalStateException("can't compile " + SOURCE + ": " + said);
            }
        } catch (IOException e) {
            String message = "ExaGO's faults are not tested: there is no C compiler (cc) here";
            System.out.println(message);
            assumeTrue(false, message);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new FaultyExago(home);
    }

    /** How it behaves from now on: lines of name=value; without any it works. */
    void behave(String... lines) throws IOException {
        Files.write(home.resolve("faults"), List.of(lines));
        Files.deleteIfExists(home.resolve("calls"));
    }

    /** What was called since. */
    List<String> calls() throws IOException {
        Path diary = home.resolve("calls");
        return Files.exists(diary) ? Files.readAllLines(diary) : List.of();
    }
}
