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
        if (root.path("Event").asText().equals("s3:TestEvent")) {
            return List.of(new Other("s3:TestEvent only says that the notification is set up"));
        }
        JsonNode records = root.path("Records");
        if (!records.isArray()) {
            return List.of(new Other("the message is no notification of S3: it has no array \"Records\""));
        }
        List<S3Notification> all = new ArrayList<>();
        records.forEach(record -> all.add(of(record)));
        return all;
    }

    private static S3Notification of(JsonNode record) {
        JsonNode s3 = record.path("s3");
        JsonNode object = s3.path("object");
        return of(
                record.path("eventName").asText(),
                s3.path("bucket").path("name").asText(),
                object.path("key").asText(),
                object.path("versionId").asText(""),
                object.path("eTag").asText(""),
                object.path("sequencer").asText(""));
    }

    /**
     * One record of a notification.
     *
     * @param event name of the event, as "ObjectCreated:Put"
     * @param encodedKey the key as events have it, URL-encoded
     */
    static S3Notification of(
            String event, String bucket, String encodedKey, String versionId, String eTag, String sequencer) {
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
        String version = versionId.equals("null") ? "" : versionId;
        return new Written(new Upload(bucket, key, version, eTag, sequencer));
    }
}
