package dev.opflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.run.FakeEngine;
import dev.opflow.run.OpflowRunner;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
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

class S3EventHandlerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Context CONTEXT = (Context) Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                throw new AssertionError(method);
            });

    private final MemoryStore store = new MemoryStore();
    private final CountDownLatch ended = new CountDownLatch(1);

    private S3EventHandler handler(OpfEngine engine) {
        ResultPlace place = new ResultPlace("results", "");
        OpflowRunner runner = new OpflowRunner(List.of(engine), SolveOptions.DEFAULT);
        return new S3EventHandler(
                new UploadSolver(
                        store,
                        place,
                        new ResultShelf(store, place, JSON),
                        runner,
                        new Tariff(OptionalInt.empty(), 0),
                        run -> {}),
                new InvocationTime(Optional.of(Duration.ofMinutes(1)), Duration.ZERO),
                new ProcessEnd(runner, ended::countDown, Duration.ZERO));
    }

    private JsonNode uploads(String... keys) throws IOException {
        ArrayNode records = JSON.createArrayNode();
        for (String key : keys) {
            store.upload(key, Files.readString(Path.of("samples", "case9.m")), Map.of(), "01");
            ObjectNode s3 =
                    records.addObject().put("eventName", "ObjectCreated:Put").putObject("s3");
            s3.putObject("bucket").put("name", "uploads");
            s3.putObject("object").put("key", key).put("versionId", "v1").put("sequencer", "01");
        }
        return JSON.createObjectNode().set("Records", records);
    }

    private boolean isDone(String key) {
        return store.has("results/" + key + "/v1/result.json");
    }

    @Test
    void solvesAllThatAnEventTellsOf() throws IOException {
        JsonNode event = uploads("one.m", "two.m");

        assertThat(handler(new InteriorEngine()).handleRequest(event, CONTEXT)).isEqualTo("done");

        assertThat(isDone("one.m")).isTrue();
        assertThat(isDone("two.m")).isTrue();
        assertThat(ended.getCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"Records\":5}", "{\"detail-type\":\"Object Created\",\"detail\":{}}"})
    void whatIsNoEventIsAnError(String text) throws IOException {
        S3EventHandler handler = handler(new InteriorEngine());
        JsonNode event = JSON.readTree(text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> handler.handleRequest(event, CONTEXT))
                .withMessage("The event is neither of SQS nor of S3: it has no array \"Records\".");
    }

    @Test
    void passesOverTheTestOfANotification() throws IOException {
        JsonNode event = JSON.readTree("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"uploads\"}");

        assertThat(handler(new InteriorEngine()).handleRequest(event, CONTEXT)).isEqualTo("done");

        assertThat(store.asked).isEmpty();
    }

    @Test
    void leavesTheRestToAnotherTryWhenItsProcessEnds() throws Exception {
        S3EventHandler handler =
                handler(FakeEngine.thatGetsStuck("exago", new Outcome.DeadlineReached("Too late.", Progress.NONE)));
        JsonNode event = uploads("one.m", "two.m");

        assertThatThrownBy(() -> handler.handleRequest(event, CONTEXT))
                .isInstanceOf(NotBegunException.class)
                .hasMessage("s3://uploads/two.m version v1 was not begun: this process ends, as a solve in it can't be"
                        + " stopped.");

        assertThat(isDone("one.m")).isTrue();
        assertThat(isDone("two.m")).isFalse();
        assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
    }
}
