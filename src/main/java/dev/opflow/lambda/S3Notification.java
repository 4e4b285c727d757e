package dev.opflow.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.report.Printable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bucket's notification says happened: uploads, and what is none. Its shape is that of Amazon S3's user guide, "Event
 * message structure"; fields that are not needed are not looked at.
 */
sealed interface S3Notification {
    /** An object was written. */
    record Written(Upload upload) implements S3Notification {}

    /** Something that is no upload. */
    record Other(String reason) implements S3Notification {
        public Other {
            reason = Printable.of(reason);
        }
    }

    /** The text of a notification. It never fails: what can't be read is no upload. */
    static List<S3Notification> read(ObjectMapper json, @Nullable String text) {
        if (text == null) {
            return List.of(new Other("the message has no body"));
        }
        JsonNode root;
        try {
            root = json.readTree(text);
        } catch (JsonProcessingException e) {
            return List.of(new Other("the message is no JSON (" + e.getOriginalMessage() + ")"));
        }
        if (!isTest(root) && !root.path("Records").isArray()) {
            return List.of(new Other("the message is no notification of S3: it has no array \"Records\""));
        }
        return all(root);
    }

    /**
     * What an event of Lambda has under "Records": messages of a queue, or notifications of S3.
     *
     * @throws IllegalArgumentException when it can be no such event
     */
    static JsonNode records(JsonNode event) {
        JsonNode records = event.path("Records");
        if (!records.isArray()) {
            throw new IllegalArgumentException("The event is neither of SQS nor of S3: it has no array \"Records\".");
        }
        return records;
    }

    /**
     * One for each record, or the one that S3 sends when a notification is set up.
     *
     * @throws IllegalArgumentException when it can be neither
     */
    static List<S3Notification> all(JsonNode event) {
        if (isTest(event)) {
            return List.of(new Other("s3:TestEvent only says that the notification is set up"));
        }
        List<S3Notification> all = new ArrayList<>();
        records(event).forEach(record -> all.add(of(record)));
        return all;
    }

    private static boolean isTest(JsonNode event) {
        return event.path("Event").asText().equals("s3:TestEvent");
    }

    private static S3Notification of(JsonNode record) {
        String event = record.path("eventName").asText();
        JsonNode object = record.path("s3").path("object");
        String bucket = record.path("s3").path("bucket").path("name").asText();
        String encodedKey = object.path("key").asText();
        if (!event.startsWith("ObjectCreated:")) {
            return new Other("the event \"" + event + "\" is no upload");
        }
        if (bucket.isEmpty() || encodedKey.isEmpty()) {
            return new Other("the event \"" + event + "\" names no bucket or no key");
        }
        String key;
        try {
            key = URLDecoder.decode(encodedKey, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return new Other("the key \"" + encodedKey + "\" is not URL-encoded: " + e.getMessage());
        }
        // "null" names the one version of a bucket whose versioning is off
        String versionId = object.path("versionId").asText("");
        String version = versionId.equals("null") ? "" : versionId;
        String eTag = object.path("eTag").asText("");
        return new Written(
                new Upload(bucket, key, version, eTag, object.path("sequencer").asText("")));
    }
}
