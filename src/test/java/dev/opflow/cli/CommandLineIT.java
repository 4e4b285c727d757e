package dev.opflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/opflow} as a process, from what the build has packaged. */
class CommandLineIT {

    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Path SCRIPT = HOME.resolve("bin/opflow");
    private static final String SAMPLE = HOME.resolve("samples/case9.m").toString();

    @TempDir
    private Path folder;

    /** All that the process sees of the environment. */
    private Map<String, String> environment = Map.of();

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void requirePackage() {
        assertThat(HOME.resolve("target/opflow.jar")).exists();
        assertThat(HOME.resolve("target/lib")).exists();
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "bin/opflow is not tested: there is no /bin/sh here");
    }

    @BeforeEach
    void useTheJdkOfThisTest() {
        environment = Map.of("PATH", "/usr/bin:/bin", "OPFLOW_JAVA_HOME", System.getProperty("java.home"));
    }

    private Ended run(Object... command) throws Exception {
        List<String> words = new ArrayList<>();
        for (Object word : command) {
            words.add(word.toString());
        }
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(words + " did not end");
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** An executable that counts as the java of a JDK of this version, and fails. */
    private Path fakeJdk(String version) throws IOException {
        Path jdk = folder.resolve("jdk-" + version);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\necho fake java >&2\nexit 42\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return jdk;
    }

    @Test
    void solvesTheSample() throws Exception {
        Ended ended = run(SCRIPT, "--engine", "embedded", SAMPLE);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines()).hasSize(2).last().asString().contains(" Solved ", " 5296.69 ");
    }

    @Test
    void printsAnObjectALineAndEndsWithOneWhenSomeAreNotSolved() throws Exception {
        Ended ended = run(SCRIPT, "--engine=embedded", "--format=jsonl", SAMPLE, "missing.m", SAMPLE);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : ended.out().split("\n")) {
            lines.add(new ObjectMapper().readTree(line));
        }

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).isEmpty();
        assertThat(lines)
                .extracting(line -> line.get("status").textValue())
                .containsExactly("Solved", "Unreadable", "Solved");
        assertThat(lines.getFirst().get("objective").doubleValue()).isCloseTo(5296.69, within(0.005));
    }

    @Test
    void endsWithTwoForWrongUsage() throws Exception {
        assertThat(run(SCRIPT, "--engine=bogus", SAMPLE)).isEqualTo(new Ended(2, "", """
            opflow: Option engine can't be "bogus". It takes: auto | exago | embedded.
            Try: opflow --help
            """));
    }

    @Test
    void writesResultsBelowTheWorkingFolder() throws Exception {
        assertThat(run(SCRIPT, "--engine=embedded", "--out", "results", SAMPLE).code())
                .isZero();
        assertThat(folder.resolve("results/case9/result.json")).exists();
        assertThat(folder.resolve("results/case9/solved.m")).exists();
    }

    @Test
    void startsThroughSymbolicLinks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), SCRIPT);
        Files.createSymbolicLink(folder.resolve("second"), Path.of("link"));

        assertThat(run("./second", "--engine=embedded", SAMPLE).code()).isZero();
        Files.delete(link);
    }

    @Test
    void readsFilesOfAnyNameInABareLocale() throws Exception {
        assumeTrue(
                System.getProperty("sun.jnu.encoding").equals("UTF-8"),
                "file names beyond ASCII are not tested: the locale of this test can't write them");
        Path file = Files.copy(Path.of(SAMPLE), folder.resolve("fälle — 電力.m"));
        environment = Map.of("PATH", "/usr/bin:/bin", "OPFLOW_JAVA_HOME", System.getProperty("java.home"), "LANG", "C");
        Ended ended = run(SCRIPT, "--engine=embedded", "--format=jsonl", file);

        assertThat(ended.code()).isZero();
        assertThat(new ObjectMapper().readTree(ended.out()).get("case").textValue())
                .isEqualTo(file.toString());
    }

    @Test
    void endsQuietlyWhenItsReaderHasSeenEnough() throws Exception {
        Ended ended = run(
                "/bin/sh",
                "-c",
                "'" + SCRIPT + "' --engine=embedded --format=jsonl '" + SAMPLE + "' '" + SAMPLE + "' '" + SAMPLE
                        + "' | head -n 1");

        assertThat(ended.out().lines()).hasSize(1);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void looksBeyondAJavaThatIsTooOld() throws Exception {
        Path usual = Path.of("/usr/lib/jvm");
        assumeTrue(
                Path.of(System.getProperty("java.home")).startsWith(usual),
                "finding a JDK 25 is not tested: the one of this test is not below " + usual);
        Path old = fakeJdk("17.0.9");
        environment = Map.of("PATH", old.resolve("bin") + ":/usr/bin:/bin", "JAVA_HOME", old.toString());

        assertThat(run(SCRIPT, "--engine=embedded", SAMPLE).code()).isZero();
    }

    @Test
    void takesTheJdkThatItIsTold() throws Exception {
        environment = Map.of(
                "PATH",
                "/usr/bin:/bin",
                "JAVA_HOME",
                System.getProperty("java.home"),
                "OPFLOW_JAVA_HOME",
                fakeJdk("25").toString());

        assertThat(run(SCRIPT, SAMPLE)).isEqualTo(new Ended(42, "", "fake java\n"));
    }

    @Test
    void refusesAnotherJdkThanItNeeds() throws Exception {
        Path old = fakeJdk("17.0.9");
        environment = Map.of("PATH", "/usr/bin:/bin", "OPFLOW_JAVA_HOME", old.toString());

        assertThat(run(SCRIPT, SAMPLE))
                .isEqualTo(new Ended(2, "", "opflow: OPFLOW_JAVA_HOME is " + old + ", which is no JDK 25.\n"));
    }

    @Test
    void saysWhatToDoWhereNothingIsBuilt() throws Exception {
        Path bare = folder.resolve("bare");
        Files.createDirectories(bare.resolve("bin"));
        Path script = Files.copy(SCRIPT, bare.resolve("bin/opflow"), StandardCopyOption.COPY_ATTRIBUTES);

        assertThat(run(script, SAMPLE))
                .isEqualTo(
                        new Ended(2, "", "opflow: not built yet. In " + bare.toRealPath() + ", run: ./mvnw package\n"));
    }

    @Test
    void tellsTheVersionOfThePackage() throws Exception {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("target"));
        Path script = Files.copy(SCRIPT, home.resolve("bin/opflow"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(HOME.resolve("target/opflow.jar"), home.resolve("target/opflow.jar"));
        Path libraries = Files.createSymbolicLink(home.resolve("target/lib"), HOME.resolve("target/lib"));
        String pom = Files.readString(HOME.resolve("pom.xml"));
        String version = pom.replaceFirst("(?s).*?<version>(.*?)</version>.*", "$1");

        assertThat(run(script, "--version")).isEqualTo(new Ended(0, "opflow " + version + "\n", ""));
        Files.delete(libraries);
    }
}
