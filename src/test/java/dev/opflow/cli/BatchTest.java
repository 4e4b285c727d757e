package dev.opflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import dev.opflow.engine.SolveOptions;
import dev.opflow.run.FakeEngine;
import dev.opflow.run.OpflowRunner;
import dev.opflow.run.TwoBuses;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {

    private static EngineAnswer solves() {
        return new EngineAnswer.Converged(TwoBuses.solved());
    }

    private static EngineAnswer lies() {
        return new EngineAnswer.Converged(TwoBuses.solution(59, null));
    }

    private static EngineAnswer stops() {
        return new Outcome.NotConverged("No step\n  makes progress.", Progress.NONE);
    }

    private static EngineAnswer breaks() {
        throw new IllegalStateException("the library\nis gone");
    }

    @TempDir
    private Path folder;

    private Path file;
    private final StringWriter out = new StringWriter();
    private final StringWriter terminal = new StringWriter();

    @BeforeEach
    void writeCase() throws IOException {
        file = Files.write(folder.resolve("two_buses.m"), TwoBuses.content());
    }

    private interface Answer extends Supplier<EngineAnswer> {}

    /** Answers so, one after the other. */
    private static OpflowRunner runner(Answer... answers) {
        Iterator<Answer> next = List.of(answers).iterator();
        FakeEngine engine = FakeEngine.answering("fake", () -> next.next().get());
        return new OpflowRunner(List.of(engine), SolveOptions.DEFAULT);
    }

    private boolean run(LineFormat format, OpflowRunner runner, Path... files) throws IOException {
        return new Batch(
                        List.of(files),
                        runner,
                        Deadline::never,
                        Optional.empty(),
                        format,
                        out,
                        Optional.empty(),
                        Optional.empty())
                .run();
    }

    private List<String> lines() {
        return out.toString()
                .lines()
                .map(line -> line.replace(file.toString(), "FILE"))
                .toList();
    }

    private List<JsonNode> jsonLines() throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : out.toString().split("\n")) {
            nodes.add(new ObjectMapper().readTree(line));
        }
        return nodes;
    }

    @Test
    void saysThatAllWereSolvedOnlyIfTheyWere() throws IOException {
        assertThat(run(LineFormat.table, runner(BatchTest::solves, BatchTest::solves), file, file))
                .isTrue();
        assertThat(run(LineFormat.table, runner(BatchTest::solves, BatchTest::stops), file, file))
                .isFalse();
        assertThat(run(LineFormat.table, runner(BatchTest::stops, BatchTest::solves), file, file))
                .isFalse();
        assertThat(run(LineFormat.table, runner(BatchTest::lies), file)).isFalse();
        assertThat(run(LineFormat.table, runner(BatchTest::breaks, BatchTest::solves), file, file))
                .isFalse();
        assertThat(run(LineFormat.table, runner(), folder.resolve("missing.m"))).isFalse();
    }

    @Test
    void alignsALineForEachCase() throws IOException {
        Path missing = folder.resolve("missing");
        run(
                LineFormat.table,
                runner(BatchTest::solves, BatchTest::stops, BatchTest::breaks),
                file,
                file,
                missing,
                file);

        String path = "%-"
                + Math.max(
                        20, file.toString().length() > 60 ? 0 : file.toString().length()) + "s ";
        assertThat(out.toString()
                        .lines()
                        .map(line -> line.replaceFirst(" \\d\\.\\d{3}  ", " #.###  ")
                                .replaceFirst("\\d\\.\\de-1\\d p", "#e-1# p")))
                .containsExactly(
                        path.formatted("case") + "status          engine      objective $/h  iter   seconds",
                        path.formatted(file)
                                + "Solved          fake               605.00     4     #.###  verified to #e-1# p.u.",
                        path.formatted(file)
                                + "NotConverged    fake                    -     0     #.###  No step makes progress.",
                        path.formatted(missing)
                                + "Unreadable      -                       -     -         -  there is no " + missing,
                        path.formatted(file)
                                + "Failed          -                       -     -         -"
                                + "  java.lang.IllegalStateException: the library is gone");
    }

    @Test
    void printsAnObjectALineWithTheSameFields() throws IOException {
        run(
                LineFormat.jsonl,
                runner(BatchTest::solves, BatchTest::stops, BatchTest::breaks),
                file,
                file,
                file,
                folder.resolve("missing"));

        assertThat(out.toString()).endsWith("}\n");
        assertThat(jsonLines())
                .hasSize(4)
                .allSatisfy(node -> assertThat(node.fieldNames())
                        .toIterable()
                        .containsExactly(
                                "case",
                                "status",
                                "message",
                                "advice",
                                "engine",
                                "objective",
                                "iterations",
                                "seconds",
                                "verification",
                                "violations",
                                "findings"));
        assertThat(jsonLines())
                .extracting(node -> node.get("status").textValue())
                .containsExactly("Solved", "NotConverged", "Failed", "Unreadable");
        assertThat(jsonLines())
                .extracting(node -> node.get("case").textValue())
                .containsExactly(
                        file.toString(),
                        file.toString(),
                        file.toString(),
                        folder.resolve("missing").toString());
        assertThat(jsonLines())
                .extracting(node -> node.get("objective").asText())
                .containsExactly("605.0", "null", "null", "null");
        assertThat(jsonLines())
                .extracting(node -> node.get("engine").asText())
                .containsExactly("fake", "fake", "null", "null");
        assertThat(jsonLines().getFirst().get("seconds").fieldNames())
                .toIterable()
                .containsExactly("read", "check", "solve", "verify", "relax", "total", "limit");
    }

    @Test
    void printsALineAsSoonAsItsCaseEnds() throws IOException {
        List<Long> seen = new ArrayList<>();
        Answer counts = () -> {
            seen.add(out.toString().lines().count());
            return solves();
        };
        run(LineFormat.jsonl, runner(counts, counts, counts), file, file, file);

        assertThat(seen).containsExactly(0L, 1L, 2L);
    }

    @Test
    void tracesAFailureOnlyWhenAsked() throws IOException {
        StringWriter traces = new StringWriter();
        Batch asked = new Batch(
                List.of(file),
                runner(BatchTest::breaks),
                Deadline::never,
                Optional.empty(),
                LineFormat.table,
                out,
                Optional.empty(),
                Optional.of(new PrintWriter(traces, true)));

        assertThat(asked.run()).isFalse();
        assertThat(traces.toString())
                .startsWith("java.lang.IllegalStateException: the library\nis gone\n")
                .contains("\tat ");
        assertThat(lines()).hasSize(2).noneMatch(line -> line.contains("\tat "));
    }

    @Test
    void survivesACaseThatTakesAllMemory() throws IOException {
        Answer grows = () -> {
            throw new OutOfMemoryError("Java heap space");
        };

        assertThat(run(LineFormat.table, runner(grows, BatchTest::solves), file, file))
                .isFalse();
        assertThat(lines().get(1))
                .contains("InvalidCase")
                .contains("reading or solving it needs more than the ")
                .endsWith("Give the function more memory, or make the case smaller.");
        assertThat(lines().get(2)).contains("Solved");
    }

    @Test
    void saysWhyWhenAnEngineFailsOnAFile() throws IOException {
        run(
                LineFormat.table,
                runner(() -> {
                    throw new UncheckedIOException(new IOException("disk on fire"));
                }),
                file);

        assertThat(lines().get(1)).endsWith("  java.io.IOException: disk on fire");
    }

    @Test
    void failsACaseWhoseResultCannotBeWritten() throws IOException {
        Path results = folder.resolve("results");
        Batch batch = new Batch(
                List.of(file, file),
                runner(BatchTest::solves, BatchTest::solves),
                Deadline::never,
                Optional.of(new ResultFolder(results)),
                LineFormat.table,
                out,
                Optional.empty(),
                Optional.empty());
        Files.createFile(results.resolve("two_buses"));

        assertThat(batch.run()).isFalse();
        assertThat(lines().get(1)).contains("Failed").endsWith(results.resolve("two_buses") + " is a file");
        assertThat(lines().get(2)).contains("Solved");
        assertThat(results.resolve("two_buses-2/result.json")).exists();
    }

    @Test
    void showsOnATerminalWhichCaseIsSolvedAndMakesRoomForItsLine() throws IOException {
        Path longName = Path.of("x".repeat(100));
        new Batch(
                        List.of(file, longName),
                        runner(BatchTest::solves),
                        Deadline::never,
                        Optional.empty(),
                        LineFormat.table,
                        out,
                        Optional.of(new PrintWriter(terminal)),
                        Optional.empty())
                .run();

        String first = "1/2 " + file;
        assertThat(terminal.toString())
                .isEqualTo("\r\033[K" + first.substring(0, Math.min(79, first.length())) + "\r\033[K" + "\r\033[K2/2 "
                        + "x".repeat(75) + "\r\033[K");
        assertThat(out.toString()).doesNotContain("\r");
    }

    @Test
    void endsWhenNobodyReadsItsLines() {
        Writer closed = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Batch batch = new Batch(
                List.of(file),
                runner(BatchTest::solves),
                Deadline::never,
                Optional.empty(),
                LineFormat.jsonl,
                closed,
                Optional.empty(),
                Optional.empty());

        assertThatThrownBy(batch::run).isInstanceOf(IOException.class).hasMessage("Broken pipe");
    }
}
