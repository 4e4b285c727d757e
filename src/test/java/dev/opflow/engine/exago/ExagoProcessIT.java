package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.cli.Solve;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a process goes through with ExaGO, shown by the command line in processes of their own, with two files each. */
class ExagoProcessIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** 128 and the number of SIGABRT. */
    private static final int ABORTED = 134;
    /** What the JVM ends with where it meets a wild pointer and is not to dump core. */
    private static final int CRASHED = 1;

    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    @TempDir
    private Path folder;

    private FaultyExago exago;

    private record Ended(int code, List<JsonNode> lines) {}

    @BeforeEach
    void install() throws IOException {
        exago = FaultyExago.install(folder.resolve("exago"));
        exago.behave(FaultyExago.SOLUTION, FaultyExago.COST);
        Files.writeString(folder.resolve("one.m"), FaultyExago.CASE);
        Files.writeString(folder.resolve("two.m"), FaultyExago.CASE);
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Ended opflow(String jvmOption, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                jvmOption,
                "-classpath",
                Stream.of(Solve.class, CommandLine.class, JsonFactory.class)
                        .map(ExagoProcessIT::place)
                        .collect(Collectors.joining(System.getProperty("path.separator"))),
                Solve.class.getName(),
                "--exago-home=" + exago.home(),
                "--format=jsonl"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("one.m", "two.m"));
        Path out = folder.resolve("stdout");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("did not end");
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            if (line.startsWith("{")) {
                lines.add(JSON.readTree(line));
            }
        }
        return new Ended(process.exitValue(), lines);
    }

    private static List<String> texts(Ended ended, String field) {
        return ended.lines().stream().map(line -> line.path(field).asText()).toList();
    }

    @Test
    void startsExagoOnceAndItsOwnWay() throws Exception {
        Ended ended = opflow(NATIVE_ACCESS, "--engine=exago");

        assertThat(texts(ended, "status")).containsExactly("Solved", "Solved");
        assertThat(ended.code()).isZero();
        assertThat(exago.calls().stream().filter(call -> !call.startsWith("OPFLOW") && !call.startsWith("Petsc")))
                .containsSubsequence(
                        "ob1 " + System.getProperty("java.io.tmpdir"),
                        "ExaGOInitialize opflow -no_signal_handler -skip_petscrc")
                .filteredOn(call -> call.startsWith("ExaGOInitialize"))
                .hasSize(1);
        assertThat(exago.calls())
                .filteredOn(call -> call.equals("OPFLOWDestroy 0 options left"))
                .hasSize(2);
    }

    @Test
    void givesUpASolveThatListensToNobodyAndGoesOnWithoutExago() throws Exception {
        exago.behave("seconds=3600");

        Ended ended = opflow(NATIVE_ACCESS, "--time-limit=4");

        assertThat(texts(ended, "status")).containsExactly("DeadlineReached", "Solved");
        assertThat(texts(ended, "message").getFirst())
                .isEqualTo("The deadline was reached, and 2 s later ExaGO was still at work. It can't be interrupted,"
                        + " so this process solves nothing more with it. Allow more time, or solve the case with option"
                        + " engine=embedded.");
        assertThat(texts(ended, "engine")).containsExactly("exago", "embedded");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void removesWhatAProcessLeftThatEndedInASolve() throws Exception {
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        exago.behave("crash=abort");
        opflow("-Djava.io.tmpdir=" + scratch);
        assertThat(scratch.toFile().list()).as("of a crash").hasSize(1);
        exago.behave(FaultyExago.SOLUTION, FaultyExago.COST);

        try (RunFolder used = new RunFolder(scratch)) {
            Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
            Path precious = Files.writeString(elsewhere.resolve("lock"), "precious");
            Path link = Files.createSymbolicLink(scratch.resolve("opflow-exago-1"), elsewhere);

            assertThat(texts(opflow("-Djava.io.tmpdir=" + scratch), "status")).containsExactly("Solved", "Solved");

            assertThat(scratch.toFile().listFiles())
                    .containsExactlyInAnyOrder(used.path().toFile(), link.toFile());
            assertThat(precious).exists();
        }
    }

    @Test
    void refusesToUseExagoAfterItCouldNotBeStopped() throws Exception {
        exago.behave("seconds=3600");

        Ended ended = opflow(NATIVE_ACCESS, "--time-limit=4", "--engine=exago");

        assertThat(texts(ended, "status")).containsExactly("DeadlineReached", "Refused");
        assertThat(texts(ended, "message").getLast())
                .isEqualTo("The engine exago is absent: in this process a solve has passed its deadline and can't be"
                        + " interrupted: restart it.");
    }

    @ParameterizedTest
    @CsvSource({"abort, " + ABORTED, "segv, " + CRASHED})
    void aCrashTakesNoAnswerBack(String crash, int code) throws Exception {
        exago.behave(FaultyExago.SOLUTION, FaultyExago.COST, "crash=" + crash, "crash.at=2");

        Ended ended = opflow(NATIVE_ACCESS, "--engine=exago");

        assertThat(texts(ended, "status")).containsExactly("Solved");
        assertThat(ended.code()).isEqualTo(code);
    }

    @Test
    void saysThatExagoDoesNotStart() throws Exception {
        exago.behave("code.ExaGOInitialize=62");

        Ended ended = opflow(NATIVE_ACCESS);

        assertThat(texts(ended, "status")).containsExactly("Failed", "Failed");
        assertThat(texts(ended, "message").getFirst())
                .isEqualTo("java.lang.IllegalStateException: ExaGO failed on case two: ExaGOInitialize answered error"
                        + " code 62");
    }

    @Test
    void saysThatTheJvmDeniesNativeCode() throws Exception {
        Ended ended = opflow("--illegal-native-access=deny", "--engine=exago");

        assertThat(texts(ended, "message").getFirst())
                .isEqualTo("The engine exago is absent: this JVM denies access to native code: start it with"
                        + " --enable-native-access=ALL-UNNAMED.");
    }
}
