package dev.opflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Network;
import dev.opflow.run.FakeEngine;
import dev.opflow.run.OpflowRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsHandlerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    private final MemoryStore store = new MemoryStore();
    private final UploadsHandler handler = handler(new InteriorEngine(), () -> {
        throw new AssertionError("ends the process");
    });

    private UploadsHandler handler(OpfEngine engine, Runnable end) {
        ResultPlace place = new ResultPlace("results", "");
        OpflowRunner runner = new OpflowRunner(List.of(engine), SolveOptions.DEFAULT);
        return new UploadsHandler(
                new UploadSolver(
                        store,
                        place,
                        new ResultShelf(store, place, JSON),
                        runner,
                        new Tariff(OptionalInt.empty(), 0),
                        run -> {}),
                new InvocationTime(Optional.empty(), MARGIN),
                JSON,
                new ProcessEnd(runner, end, Duration.ZERO),
                new RunMetrics(
                        Optional.of("grids"),
                        new PrintStream(metrics, true, StandardCharsets.UTF_8),
                        Clock.systemUTC(),
                        JSON));
    }

    private static Context remaining(Duration time) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getRemainingTimeInMillis");
                    return (int) time.toMillis();
                });
    }

    private static JsonNode messages(String... bodies) {
        ArrayNode messages = JSON.createArrayNode();
        for (String body : bodies) {
            String id = "message-" + messages.size();
            messages.addObject().put("messageId", id).put("body", body);
        }
        return JSON.createObjectNode().set("Records", messages);
    }

    private static String uploaded(String key) {
        return """
            {"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"uploads"},
             "object":{"key":"%s","versionId":"v1","sequencer":"01"}}}]}\
            """.formatted(key);
    }

    private String upload(String key) throws IOException {
        store.upload(key, Files.readString(Path.of("samples", "case9.m")), Map.of(), "01");
        return uploaded(key);
    }

    private static List<String> failures(JsonNode response) {
        return response.path("batchItemFailures").findValuesAsText("itemIdentifier");
    }

    @Test
    void aBadCaseHurtsNoNeighbour() throws IOException {
        store.upload("bad.m", "nonsense", Map.of(), "01");

        JsonNode response = handler.handleRequest(
                messages(upload("one.m"), uploaded("bad.m"), "no notification", upload("two.m")),
                remaining(Duration.ofMinutes(1)));

        assertThat(failures(response)).isEmpty();
        assertThat(store.has("results/one.m/v1/solved.m")).isTrue();
        assertThat(store.has("results/bad.m/v1/result.json")).isTrue();
        assertThat(store.has("results/two.m/v1/solved.m")).isTrue();
    }

    @Test
    void onlyAFailureOfTheStoreComesBack() throws IOException {
        JsonNode event = messages(upload("one.m"), upload("two.m"), upload("three.m"));
        store.failOnce("write results/two.m/v1/result.json");

        assertThat(failures(handler.handleRequest(event, remaining(Duration.ofMinutes(1)))))
                .containsExactly("message-1");
        assertThat(metrics.toString(StandardCharsets.UTF_8).lines())
                .as("that it failed is counted")
                .singleElement()
                .asString()
                .contains("\"Message\":\"message-1\"", "\"Failed\":1");
        assertThat(store.has("results/three.m/v1/result.json")).isTrue();

        assertThat(failures(handler.handleRequest(event, remaining(Duration.ofMinutes(1)))))
                .isEmpty();
        assertThat(store.has("results/two.m/v1/result.json")).isTrue();
    }

    @Test
    void whatCanNotBeBegunStaysInTheQueue() throws IOException {
        JsonNode response =
                handler.handleRequest(messages(upload("one.m"), upload("two.m")), remaining(MARGIN.minusMillis(1)));

        assertThat(failures(response)).containsExactly("message-0", "message-1");
        assertThat(store.asked).isEmpty();
    }

    @Test
    void anEventWithoutMessagesHasNoFailures() {
        assertThat(failures(handler.handleRequest(messages(), remaining(Duration.ofMinutes(1)))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "{}", "{\"Records\":5}", "{\"detail-type\":\"Object Created\",\"detail\":{}}"})
    void whatIsNoEventIsAnError(String text) throws IOException {
        JsonNode event = JSON.readTree(text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler.handleRequest(event, remaining(Duration.ofMinutes(1))))
                .withMessage("The event is neither of SQS nor of S3: it has no array \"Records\".");
    }

    @Test
    void afterASolveThatCanNotBeStoppedTheProcessEndsAndTheRestStaysInTheQueue() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        UploadsHandler stuck = handler(
                FakeEngine.thatGetsStuck("exago", new Outcome.DeadlineReached("Too late.", Progress.NONE)),
                ended::countDown);

        JsonNode response =
                stuck.handleRequest(messages(upload("one.m"), upload("two.m")), remaining(Duration.ofMinutes(1)));

        assertThat(failures(response)).containsExactly("message-1");
        assertThat(store.has("results/one.m/v1/result.json")).isTrue();
        assertThat(store.has("results/two.m/v1/result.json")).isFalse();
        assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void aProcessThatWasFrozenBeforeItCouldEndDoesSoBeforeItBegins() throws IOException {
        FakeEngine engine = FakeEngine.thatGetsStuck("exago", new Outcome.DeadlineReached("Too late.", Progress.NONE));
        engine.solve(
                new Network("any", 100, List.of(), List.of(), List.of(), List.of()),
                SolveOptions.DEFAULT,
                Deadline.never());
        UploadsHandler frozen = handler(engine, () -> {
            throw new IllegalStateException("ends");
        });
        JsonNode event = messages(upload("one.m"));

        assertThatIllegalStateException()
                .isThrownBy(() -> frozen.handleRequest(event, remaining(Duration.ofMinutes(1))))
                .withMessage("ends");

        assertThat(store.asked).isEmpty();
    }
}
