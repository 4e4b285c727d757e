package dev.opflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.matpower.ReaderLimits;
import dev.opflow.report.RunRecord;
import dev.opflow.run.FakeEngine;
import dev.opflow.run.OpflowRunner;
import dev.opflow.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From an object to its result, with a store that can fail at any point. */
class UploadSolverTest {
    private static final Tariff TARIFF = new Tariff(OptionalInt.of(2048), 1e-5);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 20_000;

    private static String case9 = "";

    private final MemoryStore store = new MemoryStore();
    private final List<RunRecord> runs = new ArrayList<>();
    private final UploadSolver solver = solver(new ResultPlace("results", ""));

    @BeforeAll
    static void readSample() throws IOException {
        case9 = Files.readString(Path.of("samples", "case9.m"));
    }

    private UploadSolver solver(ResultPlace place) {
        OpflowRunner runner = new OpflowRunner(
                List.of(new InteriorEngine()),
                SolveOptions.DEFAULT,
                new ReaderLimits(LARGEST, LARGEST, 1000, 1000, LARGEST),
                1e-6);
        return new UploadSolver(store, place, new ResultShelf(store, place, JSON), runner, TARIFF, runs::add);
    }

    private void take(Upload upload) {
        solver.takeAll(List.of(new S3Notification.Written(upload)), Deadline.never());
    }

    private JsonNode json(String place) throws JsonProcessingException {
        return JSON.readTree(store.text(place));
    }

    @Test
    void writesTheResultOfACaseAndPointsToIt() throws JsonProcessingException {
        take(store.upload("grids/case9.m", case9, Map.of(), "01"));

        JsonNode result = json("results/grids/case9.m/v1/result.json");
        assertThat(result.path("status").asText()).isEqualTo("Solved");
        assertThat(result.path("objective").asDouble()).isBetween(5296.68, 5296.69);
        assertThat(result.at("/case/key").asText()).isEqualTo("grids/case9.m");
        assertThat(result.at("/case/version").asText()).isEqualTo("v1");
        assertThat(store.text("results/grids/case9.m/v1/solved.m")).contains("mpc.gencost");
        assertThat(json("results/grids/case9.m/latest.json")).isEqualTo(JSON.readTree("""
            {"schema":"opflow-latest/1","key":"grids/case9.m","version":"v1","sequencer":"01",
             "result":"grids/case9.m/v1/result.json"}\
            """));
    }

    @Test
    void writesResultJsonAfterAllOtherFilesAndThePointerLast() {
        take(store.upload("case9.m", case9, Map.of(), "01"));

        assertThat(store.asked)
                .filteredOn(action -> action.startsWith("write"))
                .containsExactly(
                        "write results/case9.m/v1/solved.m",
                        "write results/case9.m/v1/buses.csv",
                        "write results/case9.m/v1/generators.csv",
                        "write results/case9.m/v1/branches.csv",
                        "write results/case9.m/v1/report.html",
                        "write results/case9.m/v1/result.json",
                        "write results/case9.m/latest.json");
    }

    @Test
    void tellsInTheReportWhatTheRunCosts() {
        take(store.upload("case9.m", case9, Map.of(), "01"));

        assertThat(store.text("results/case9.m/v1/report.html"))
                .contains("Memory of the function, MB</dt><dd>2,048")
                .contains("Price of a GB-second, $</dt><dd>1.0E-5");
    }

    @Test
    void solvesARepeatedEventOnlyOnce() {
        Upload upload = store.upload("case9.m", case9, Map.of(), "01");
        take(upload);
        store.asked.clear();

        take(upload);

        assertThat(store.asked)
                .noneMatch(action -> action.startsWith("write") || action.equals("fetch uploads/case9.m"));
        assertThat(runs)
                .as("told of once")
                .singleElement()
                .satisfies(run -> assertThat(run.outcome().status()).isEqualTo("Solved"));
    }

    @Test
    void finishesWhatACrashLeftAtAnyPoint() {
        for (String crash : List.of(
                "read uploads/case9.m",
                "look for results/case9.m/v1/result.json",
                "fetch uploads/case9.m",
                "write results/case9.m/v1/solved.m",
                "write results/case9.m/v1/report.html",
                "write results/case9.m/v1/result.json",
                "read results/case9.m/latest.json",
                "write results/case9.m/latest.json")) {
            MemoryStore fresh = new MemoryStore();
            ResultPlace place = new ResultPlace("results", "");
            UploadSolver crashing = new UploadSolver(
                    fresh,
                    place,
                    new ResultShelf(fresh, place, JSON),
                    new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT),
                    TARIFF,
                    runs::add);
            Upload upload = fresh.upload("case9.m", case9, Map.of(), "01");
            List<S3Notification> event = List.of(new S3Notification.Written(upload));

            fresh.failOnce(crash);
            assertThatThrownBy(() -> crashing.takeAll(event, Deadline.never()))
                    .as(crash)
                    .isInstanceOf(StorageException.class)
                    .hasMessage("Could not " + crash + ": told to fail");
            crashing.takeAll(event, Deadline.never());

            assertThat(fresh.has("results/case9.m/v1/result.json")).as(crash).isTrue();
            assertThat(fresh.has("results/case9.m/v1/solved.m")).as(crash).isTrue();
            assertThat(fresh.has("results/case9.m/latest.json")).as(crash).isTrue();
        }
    }

    @Test
    void keepsTheResultOfAnInvocationThatWasFirst() {
        Upload upload = store.upload("case9.m", case9, Map.of(), "01");
        store.beforeNext("write", () -> take(upload));

        take(upload);

        assertThat(store.asked)
                .filteredOn("write results/case9.m/v1/result.json"::equals)
                .hasSize(2);
        assertThat(store.text("results/case9.m/v1/result.json")).contains("\"Solved\"");
    }

    @Test
    void addsNothingToTheResultOfAnInvocationThatWasFirst() {
        ResultPlace place = new ResultPlace("results", "");
        OpflowRunner late = new OpflowRunner(
                List.of(FakeEngine.answering(
                        "embedded", () -> new Outcome.DeadlineReached("after 3 iterations", Progress.NONE))),
                SolveOptions.DEFAULT);
        UploadSolver first =
                new UploadSolver(store, place, new ResultShelf(store, place, JSON), late, TARIFF, runs::add);
        Upload upload = store.upload("case9.m", case9, Map.of(), "01");
        store.beforeNext("fetch", () -> first.takeAll(List.of(new S3Notification.Written(upload)), Deadline.never()));

        take(upload);

        assertThat(store.text("results/case9.m/v1/result.json")).contains("\"DeadlineReached\"");
        assertThat(store.has("results/case9.m/v1/solved.m"))
                .as("of the second, that solved it")
                .isFalse();
        assertThat(runs).as("told of once").hasSize(1);
    }

    @Test
    void pointsOnlyForward() throws JsonProcessingException {
        Upload first = store.upload("case9.m", case9, Map.of(), "0A");
        Upload second = store.upload("case9.m", case9, Map.of(), "0B");

        take(second);
        take(first);

        assertThat(json("results/case9.m/latest.json").path("version").asText()).isEqualTo("v2");
        assertThat(store.has("results/case9.m/v1/result.json")).isTrue();
    }

    @Test
    void pointsForwardAlsoWhenAnotherInvocationPointsAtTheSameTime() throws JsonProcessingException {
        Upload first = store.upload("case9.m", case9, Map.of(), "0A");
        Upload second = store.upload("case9.m", case9, Map.of(), "0B");
        Upload third = store.upload("case9.m", case9, Map.of(), "0C");
        take(first);
        ResultShelf shelf = new ResultShelf(store, new ResultPlace("results", ""), JSON);
        store.beforeNext("write", () -> shelf.pointTo(third, "v3"));

        shelf.pointTo(second, "v2");

        assertThat(json("results/case9.m/latest.json").path("version").asText()).isEqualTo("v3");
    }

    @Test
    void replacesAPointerThatItCanNotRead() throws JsonProcessingException {
        take(store.upload("case9.m", case9, Map.of(), "01"));
        store.put("results", "case9.m/latest.json", new dev.opflow.storage.ObjectStore.Content("x", new byte[] {'?'}));

        take(store.upload("case9.m", case9, Map.of(), "02"));

        assertThat(json("results/case9.m/latest.json").path("version").asText()).isEqualTo("v2");
    }

    @Test
    void takesOptionsFromTheObjectsMetadata() throws JsonProcessingException {
        take(store.upload("case9.m", case9, Map.of("opflow-tolerance", "1e-8", "author", "somebody"), "01"));

        assertThat(json("results/case9.m/v1/result.json")
                        .at("/options/tolerance")
                        .asDouble())
                .isEqualTo(1e-8);
    }

    @Test
    void refusesMetadataThatIsNoSolveOption() throws JsonProcessingException {
        for (String name :
                List.of("opflow-results-bucket", "opflow-exago-home", "opflow-limits-bytes", "opflow-margin")) {
            Upload upload = store.upload(name + ".m", case9, Map.of(name, "x"), "01");
            take(upload);

            JsonNode result = json("results/" + name + ".m/v1/result.json");
            assertThat(result.path("status").asText()).isEqualTo("Refused");
            assertThat(result.path("refusal").asText()).isEqualTo("UNKNOWN_OPTION");
            assertThat(result.path("message").asText())
                    .startsWith("There is no option \"" + name.substring(7) + "\". The options are: engine, model,");
        }
    }

    @Test
    void doesNotFetchWhatIsTooLarge() throws JsonProcessingException {
        take(store.upload("large.m", case9 + " ".repeat((int) LARGEST), Map.of(), "01"));

        JsonNode result = json("results/large.m/v1/result.json");
        assertThat(result.path("status").asText()).isEqualTo("InvalidCase");
        assertThat(result.at("/findings/0/code").asText()).isEqualTo("too-large");
        assertThat(result.at("/findings/0/message").asText())
                .isEqualTo("the file has " + (case9.length() + LARGEST) + " bytes, more than the limit of 20000.");
        assertThat(store.asked).doesNotContain("fetch uploads/large.m");
    }

    @Test
    void writesTheFindingsOfAnInvalidCase() throws JsonProcessingException {
        take(store.upload("bad.m", "mpc.branch(:, 6) = 0;", Map.of(), "01"));

        JsonNode result = json("results/bad.m/v1/result.json");
        assertThat(result.path("status").asText()).isEqualTo("InvalidCase");
        assertThat(result.at("/findings/0/line").asInt()).isEqualTo(1);
        assertThat(store.has("results/bad.m/v1/solved.m")).isFalse();
        assertThat(store.has("results/bad.m/latest.json")).isTrue();
    }

    @Test
    void passesOverAnUploadThatIsGone() {
        Upload upload = store.upload("case9.m", case9, Map.of(), "01");
        store.delete("uploads/case9.m");

        take(upload);

        assertThat(store.asked).containsExactly("read uploads/case9.m");
    }

    @Test
    void passesOverWhatIsNoCase() {
        take(store.upload("notes.txt", "hello", Map.of(), "01"));
        solver.takeAll(List.of(new S3Notification.Other("no upload")), Deadline.never());

        assertThat(store.asked).isEmpty();
    }

    @Test
    void neverSolvesItsOwnResultsInOneBucket() {
        UploadSolver shared = solver(new ResultPlace("uploads", ""));
        shared.takeAll(
                List.of(new S3Notification.Written(store.upload("case9.m", case9, Map.of(), "01"))), Deadline.never());
        store.asked.clear();

        shared.takeAll(
                List.of(new S3Notification.Written(new Upload("uploads", "case9.m/v1/solved.m", "", "e", "02"))),
                Deadline.never());

        assertThat(store.has("uploads/case9.m/v1/solved.m")).isTrue();
        assertThat(store.asked).isEmpty();
    }

    @Test
    void namesAResultByTheETagWhereTheBucketHasNoVersions() {
        Upload written = store.upload("case9.m", case9, Map.of(), "01");
        Upload announced = new Upload("uploads", "case9.m", "", "an-older-etag", "01");

        take(announced);

        assertThat(store.has("results/case9.m/" + written.eTag() + "/result.json"))
                .isTrue();
    }

    @Test
    void beginsNothingWhenNoTimeIsLeft() {
        Upload upload = store.upload("case9.m", case9, Map.of(), "01");

        assertThatThrownBy(() ->
                        solver.takeAll(List.of(new S3Notification.Written(upload)), Deadline.after(Duration.ZERO)))
                .isInstanceOf(NotBegunException.class)
                .hasMessage("s3://uploads/case9.m version v1 was not begun: no time is left in this invocation.");
        assertThat(store.asked).isEmpty();
    }

    @Test
    void writesThatTheDeadlineCameWhileAnEngineWasAtIt() throws JsonProcessingException {
        OpflowRunner slow = new OpflowRunner(
                List.of(FakeEngine.answering(
                        "embedded", () -> new Outcome.DeadlineReached("after 3 iterations", Progress.NONE))),
                SolveOptions.DEFAULT);
        ResultPlace place = new ResultPlace("results", "");
        UploadSolver slowSolver =
                new UploadSolver(store, place, new ResultShelf(store, place, JSON), slow, TARIFF, runs::add);

        slowSolver.takeAll(
                List.of(new S3Notification.Written(store.upload("case9.m", case9, Map.of(), "01"))), Deadline.never());

        assertThat(json("results/case9.m/v1/result.json").path("status").asText())
                .isEqualTo("DeadlineReached");
    }

    @Test
    void oneFailureHurtsNoneOfTheOthersInTheSameEvent() {
        List<S3Notification> all = List.of(
                new S3Notification.Written(store.upload("one.m", case9, Map.of(), "01")),
                new S3Notification.Written(store.upload("two.m", case9, Map.of(), "01")),
                new S3Notification.Written(store.upload("three.m", case9, Map.of(), "01")));
        store.failOnce("read uploads/two.m");

        assertThatThrownBy(() -> solver.takeAll(all, Deadline.never()))
                .isInstanceOf(StorageException.class)
                .hasMessage("Could not read uploads/two.m: told to fail");

        assertThat(store.has("results/one.m/v1/result.json")).isTrue();
        assertThat(store.has("results/three.m/v1/result.json")).isTrue();
    }

    @Test
    void aCaseThatNeedsTooMuchMemoryHasAResult() throws JsonProcessingException {
        OpflowRunner hungry = new OpflowRunner(
                List.of(FakeEngine.answering("embedded", () -> {
                    throw new OutOfMemoryError("Java heap space");
                })),
                SolveOptions.DEFAULT);
        ResultPlace place = new ResultPlace("results", "");

        new UploadSolver(store, place, new ResultShelf(store, place, JSON), hungry, TARIFF, runs::add)
                .takeAll(
                        List.of(new S3Notification.Written(store.upload("case9.m", case9, Map.of(), "01"))),
                        Deadline.never());

        JsonNode result = json("results/case9.m/v1/result.json");
        assertThat(result.path("status").asText()).isEqualTo("InvalidCase");
        assertThat(result.at("/findings/0/code").asText()).isEqualTo("out-of-memory");
    }
}
