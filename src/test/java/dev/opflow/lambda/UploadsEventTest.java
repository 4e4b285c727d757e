package dev.opflow.lambda;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opflow.local.TestBuckets;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The default handler. */
@QuarkusTest
@QuarkusTestResource(TestBuckets.class)
class UploadsEventTest extends UploadContract {

    @Override
    JsonNode event(ObjectNode notification) {
        return event(notification.toString());
    }

    private static JsonNode event(String body) {
        ObjectNode event = JSON.createObjectNode();
        event.putArray("Records").addObject().put("messageId", "the-message").put("body", body);
        return event;
    }

    @Override
    void assertTaken(Response response) {
        response.then().statusCode(200).body("batchItemFailures", hasSize(0));
    }

    @Override
    void assertWantedAgain(Response response) {
        response.then()
                .statusCode(200)
                .body("batchItemFailures.itemIdentifier", equalTo(java.util.List.of("the-message")));
    }

    @Test
    void theSampleEventSolvesTheSample() throws IOException {
        assertSampleEventSolves(Files.readString(Path.of("samples", "events", "uploads.json")));
    }
}
