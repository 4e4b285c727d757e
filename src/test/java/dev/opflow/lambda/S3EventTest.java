package dev.opflow.lambda;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opflow.local.TestBuckets;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The handler of direct notifications, chosen by configuration. */
@QuarkusTest
@QuarkusTestResource(TestBuckets.class)
@TestProfile(S3EventTest.Chosen.class)
class S3EventTest extends UploadContract {

    /** Chooses it. */
    public static final class Chosen implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.lambda.handler", "s3-events");
        }
    }

    @Override
    JsonNode event(ObjectNode notification) {
        return notification;
    }

    @Override
    void assertTaken(Response response) {
        response.then().statusCode(200).body(equalTo("\"done\""));
    }

    @Override
    void assertWantedAgain(Response response) {
        response.then()
                .statusCode(500)
                .body("errorType", equalTo("dev.opflow.storage.StorageException"))
                .body("errorMessage", containsString("Could not read s3://no-such-bucket/"));
    }

    @Test
    void theSampleEventSolvesTheSample() throws IOException {
        assertSampleEventSolves(Files.readString(Path.of("samples", "events", "s3-event.json")));
    }
}
