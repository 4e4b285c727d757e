package dev.opflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class S3NotificationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As Amazon S3's user guide prints it, less what is not needed. */
    private static String record(String event, String object) {
        return """
            {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-west-2",
             "eventTime":"1970-01-01T00:00:00.000Z","eventName":"%s",
             "s3":{"s3SchemaVersion":"1.0","configurationId":"x",
                   "bucket":{"name":"uploads","arn":"arn:aws:s3:::uploads"},"object":%s}}\
            """.formatted(event, object);
    }

    private static List<S3Notification> read(String... records) {
        return S3Notification.read(JSON, "{\"Records\":[" + String.join(",", records) + "]}");
    }

    private static String reason(List<S3Notification> notifications) {
        assertThat(notifications).hasSize(1);
        return ((S3Notification.Other) notifications.getFirst()).reason();
    }

    @Test
    void readsAnUpload() {
        assertThat(
                        read(
                                record(
                                        "ObjectCreated:Put",
                                        "{\"key\":\"a%2Fb+c%C3%BC%2B.m\",\"size\":1024,\"eTag\":\"d41d\","
                                            + "\"versionId\":\"096fKKXTRTtl3on89fVO.nfljtsv6qko\",\"sequencer\":\"0055AED6DCD90281E5\"}")))
                .containsExactly(new S3Notification.Written(new Upload(
                        "uploads", "a/b cü+.m", "096fKKXTRTtl3on89fVO.nfljtsv6qko", "d41d", "0055AED6DCD90281E5")));
    }

    @Test
    void readsAnUploadToABucketWithoutVersions() {
        assertThat(read(record("ObjectCreated:CompleteMultipartUpload", "{\"key\":\"case9.m\"}")))
                .containsExactly(new S3Notification.Written(new Upload("uploads", "case9.m", "", "", "")));
    }

    @Test
    void readsAllRecords() {
        String record = record("ObjectCreated:Put", "{\"key\":\"case9.m\"}");
        assertThat(read(record, record("ObjectRemoved:Delete", "{\"key\":\"case9.m\"}"), record))
                .hasSize(3);
    }

    @Test
    void passesOverWhatIsNoUpload() {
        assertThat(reason(read(record("ObjectRemoved:Delete", "{\"key\":\"case9.m\"}"))))
                .isEqualTo("the event \"ObjectRemoved:Delete\" is no upload");
        assertThat(reason(S3Notification.read(
                        JSON,
                        "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"uploads\","
                                + "\"RequestId\":\"5582815E1AEA5ADF\"}")))
                .isEqualTo("s3:TestEvent only says that the notification is set up");
    }

    @Test
    void passesOverWhatCanNotBeRead() {
        assertThat(reason(S3Notification.read(JSON, "hello"))).startsWith("the message is no JSON (Unrecognized token");
        assertThat(reason(S3Notification.read(JSON, "")))
                .isEqualTo("the message is no notification of S3: it has no array \"Records\"");
        assertThat(reason(S3Notification.read(JSON, "{\"Records\":{}}")))
                .isEqualTo("the message is no notification of S3: it has no array \"Records\"");
        assertThat(reason(S3Notification.read(JSON, null))).isEqualTo("the message has no body");
        assertThat(reason(read(record("Bad\\nEvent", "{}")))).isEqualTo("the event \"Bad\\u000aEvent\" is no upload");
        assertThat(reason(S3Notification.read(JSON, "[".repeat(100_000)))).startsWith("the message is no JSON (");
        assertThat(reason(read("7"))).isEqualTo("the event \"\" is no upload");
        assertThat(reason(read("{\"eventName\":\"ObjectCreated:Put\"}")))
                .isEqualTo("the event \"ObjectCreated:Put\" names no bucket or no key");
        assertThat(reason(read(record("ObjectCreated:Put", "{\"key\":\"100%.m\"}"))))
                .startsWith("the key \"100%.m\" is not URL-encoded: ");
    }
}
