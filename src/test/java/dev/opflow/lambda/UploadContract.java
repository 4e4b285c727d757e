package dev.opflow.lambda;

import static dev.opflow.local.TestBuckets.RESULTS;
import static dev.opflow.local.TestBuckets.UPLOADS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.opflow.local.TestBuckets;
import dev.opflow.matpower.MatpowerReader;
import dev.opflow.matpower.ReaderLimits;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What every handler does with the events of uploads: the whole function, events posted to it, buckets on a real server. */
abstract class UploadContract {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final S3Client CLIENT = TestBuckets.client(TestBuckets.endpoint());

    @ConfigProperty(name = "quarkus.lambda.mock-event-server.test-port")
    int port;

    private final String folder = "run " + UUID.randomUUID();

    /** The event of this handler that carries a notification. */
    abstract JsonNode event(ObjectNode notification);

    /** Asserts that the function took an event. */
    abstract void assertTaken(Response response);

    /** Asserts that the function wants an event again. */
    abstract void assertWantedAgain(Response response);

    final Response post(String body) {
        return RestAssured.given()
                .port(port)
                .contentType("application/json")
                .body(body)
                .when()
                .post("/");
    }

    private Response post(String bucket, String... keys) {
        return post(event(notification("ObjectCreated:Put", bucket, keys)).toString());
    }

    private static ObjectNode notification(String event, String bucket, String... keys) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode records = root.putArray("Records");
        for (String key : keys) {
            addRecord(records, event, bucket, key);
        }
        return root;
    }

    private static void addRecord(ArrayNode records, String event, String bucket, String key) {
        ObjectNode record = records.addObject();
        record.put("eventVersion", "2.1").put("eventSource", "aws:s3").put("awsRegion", "us-east-1");
        record.put("eventTime", "2026-01-01T00:00:00.000Z").put("eventName", event);
        ObjectNode s3 = record.putObject("s3");
        s3.putObject("bucket").put("name", bucket);
        s3.putObject("object")
                .put("key", URLEncoder.encode(key, StandardCharsets.UTF_8))
                .put("size", 1)
                .put("sequencer", "01");
    }

    private static String upload(String key, byte[] content, Map<String, String> metadata) {
        return CLIENT.putObject(
                        request -> request.bucket(UPLOADS).key(key).metadata(metadata), RequestBody.fromBytes(content))
                .eTag()
                .replace("\"", "");
    }

    private static byte[] sample() throws IOException {
        return Files.readAllBytes(Path.of("samples", "case9.m"));
    }

    private static byte[] fetch(String key) {
        return CLIENT.getObjectAsBytes(request -> request.bucket(RESULTS).key(key))
                .asByteArray();
    }

    private static JsonNode json(String key) throws IOException {
        return JSON.readTree(fetch(key));
    }

    @Test
    void anUploadIsSolvedAndItsResultsLieInTheResultsBucket() throws Exception {
        String key = folder + "/a+b ü.m";
        String eTag = upload(key, sample(), Map.of("opflow-tolerance", "1e-8"));

        assertTaken(post(UPLOADS, key));

        JsonNode result = json(key + "/" + eTag + "/result.json");
        assertThat(result.path("schema").asText()).isEqualTo("opflow-result/1");
        assertThat(result.path("status").asText()).isEqualTo("Solved");
        assertThat(result.path("objective").asDouble()).isBetween(5296.686, 5296.687);
        assertThat(result.at("/verification/passed").asBoolean()).isTrue();
        assertThat(result.at("/options/tolerance").asDouble()).isEqualTo(1e-8);
        byte[] solved = fetch(key + "/" + eTag + "/solved.m");
        assertThat(MatpowerReader.read(solved, "solved.m", ReaderLimits.DEFAULT)
                        .network()
                        .buses())
                .hasSize(9);
        assertThat(json(key + "/latest.json").path("version").asText()).isEqualTo(eTag);
    }

    @Test
    void anInvalidCaseHasAResultToo() throws Exception {
        String key = folder + "/bad.m";
        String eTag = upload(key, "mpc.bus(1, 2) = 3;\n".getBytes(StandardCharsets.UTF_8), Map.of());

        assertTaken(post(UPLOADS, key));

        JsonNode result = json(key + "/" + eTag + "/result.json");
        assertThat(result.path("status").asText()).isEqualTo("InvalidCase");
        assertThat(result.at("/findings/0/line").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsNoUploadIsPassedOver() throws Exception {
        String key = folder + "/case9.m";
        upload(key, sample(), Map.of());

        assertTaken(
                post(event(notification("ObjectRemoved:Delete", UPLOADS, key)).toString()));
        assertTaken(post(UPLOADS, folder + "/notes.txt"));
        assertTaken(post(UPLOADS, folder + "/gone.m"));

        assertThat(CLIENT.listObjectsV2(request -> request.bucket(RESULTS).prefix(folder))
                        .contents())
                .isEmpty();
    }

    @Test
    void aFailureOfTheStoreIsWantedAgain() {
        assertWantedAgain(post("no-such-bucket", folder + "/case9.m"));
    }

    @Test
    void aFailureHurtsNoNeighbour() throws IOException {
        String key = folder + "/neighbour.m";
        String eTag = upload(key, sample(), Map.of());
        ObjectNode both = notification("ObjectCreated:Put", "no-such-bucket", folder + "/case9.m");
        addRecord((ArrayNode) both.get("Records"), "ObjectCreated:Put", UPLOADS, key);

        assertWantedAgain(post(event(both).toString()));

        assertThat(json(key + "/" + eTag + "/result.json").path("status").asText())
                .isEqualTo("Solved");
    }

    @Test
    void aRepeatedEventLeavesTheResultAsItIs() throws IOException {
        String key = folder + "/twice.m";
        String eTag = upload(key, sample(), Map.of());
        assertTaken(post(UPLOADS, key));
        byte[] first = fetch(key + "/" + eTag + "/result.json");

        assertTaken(post(UPLOADS, key, key));

        assertThat(fetch(key + "/" + eTag + "/result.json")).isEqualTo(first);
    }

    @Test
    void aRecordThatNamesNoObjectIsPassedOver() throws IOException {
        ObjectNode odd = JSON.createObjectNode();
        odd.putArray("Records").addObject().put("eventName", "ObjectCreated:Put");

        assertTaken(post(event(odd).toString()));
    }

    @Test
    void theTestEventOfS3IsPassedOver() throws IOException {
        assertTaken(post(event((ObjectNode)
                        JSON.readTree("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"uploads\"}"))
                .toString()));
    }

    /** The sample events of the repository name the sample case. */
    final void assertSampleEventSolves(String sampleEvent) throws IOException {
        String eTag = upload("case9.m", sample(), Map.of());

        assertTaken(post(sampleEvent));

        assertThat(json("case9.m/" + eTag + "/result.json").path("status").asText())
                .isEqualTo("Solved");
    }
}
