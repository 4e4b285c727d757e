package dev.opflow.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Tells the function of uploads as the cloud does: a message of a queue that carries S3's notification. */
final class UploadEvents implements AutoCloseable {
    /** As long as a function may run at most. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final int OK = 200;

    private final URI function;
    private final String bucket;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    UploadEvents(URI function, String bucket) {
        this.function = function;
        this.bucket = bucket;
    }

    /**
     * Sends an event and waits for its end.
     *
     * @return empty where it was taken; else what the function answered
     */
    String send(String key, String eTag, long size) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(function)
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        json.writeValueAsBytes(message(notification(key, eTag, size)))))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        boolean taken = response.statusCode() == OK
                && json.readTree(response.body()).path("batchItemFailures").isEmpty();
        return taken ? "" : "status " + response.statusCode() + ": " + response.body();
    }

    private ObjectNode notification(String key, String eTag, long size) {
        ObjectNode root = json.createObjectNode();
        ObjectNode record = root.putArray("Records").addObject();
        record.put("eventVersion", "2.1").put("eventSource", "aws:s3").put("awsRegion", "us-east-1");
        record.put("eventTime", Instant.now().toString()).put("eventName", "ObjectCreated:Put");
        ObjectNode s3 = record.putObject("s3");
        s3.put("s3SchemaVersion", "1.0").put("configurationId", "local");
        s3.putObject("bucket").put("name", bucket).put("arn", "arn:aws:s3:::" + bucket);
        s3.putObject("object")
                .put("key", URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/"))
                .put("size", size)
                .put("eTag", eTag)
                .put("sequencer", "%016X".formatted(System.currentTimeMillis()));
        return root;
    }

    private ObjectNode message(ObjectNode body) {
        ObjectNode root = json.createObjectNode();
        root.putArray("Records")
                .addObject()
                .put("messageId", UUID.randomUUID().toString())
                .put("body", body.toString())
                .put("eventSource", "aws:sqs")
                .put("awsRegion", "us-east-1");
        return root;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
