package dev.opflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.local.TestBuckets;
import dev.opflow.run.OpflowRunner;
import dev.opflow.storage.S3ObjectStore;
import dev.opflow.storage.StoredObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Versions of objects, against a server that has them (S3Mock, in a JVM of its own). */
class VersionedBucketIT {
    private static final Path JAR = Path.of("target", "local-cloud-server", "s3mock.jar");
    private static final Path LOG = Path.of("target", "s3mock.log");
    private static final Duration START = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Process server;
    private static S3Client client;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toString(),
                        "--com.adobe.testing.s3mock.httpPort=" + port,
                        "--server.port=0")
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        client = TestBuckets.client(URI.create("http://localhost:" + port));
        long end = System.nanoTime() + START.toNanos();
        while (!answers()) {
            assertThat(server.isAlive() && System.nanoTime() < end)
                    .as("S3Mock does not answer; its log is:%n%s", Files.readString(LOG))
                    .isTrue();
            Thread.sleep(200);
        }
        client.createBucket(request -> request.bucket("uploads"));
        client.createBucket(request -> request.bucket("results"));
        client.putBucketVersioning(request -> request.bucket("uploads")
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    private static boolean answers() {
        try {
            client.listBuckets();
            return true;
        } catch (SdkClientException e) {
            return false;
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        client.close();
        server.destroyForcibly();
        server.waitFor(20, TimeUnit.SECONDS);
    }

    private static String upload(String text) {
        return client.putObject(request -> request.bucket("uploads").key("case9.m"), RequestBody.fromString(text))
                .versionId();
    }

    private static String result(String version) {
        return client.getObjectAsBytes(request -> request.bucket("results").key("case9.m/" + version + "/result.json"))
                .asUtf8String();
    }

    @Test
    void eachVersionHasAResultOfItsOwnAndThePointerOnlyMovesForward() throws IOException {
        S3ObjectStore store = new S3ObjectStore(client);
        ResultPlace place = new ResultPlace("results", "");
        UploadSolver solver = new UploadSolver(
                store,
                place,
                new ResultShelf(store, place, JSON),
                new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT),
                new Tariff(OptionalInt.empty(), 0),
                run -> {});
        String first = upload("not a case");
        String second = upload(Files.readString(Path.of("samples", "case9.m")));
        assertThat(first).isNotEqualTo(second);

        // the events may come in any order, and more than once
        for (String[] event : new String[][] {{second, "0B"}, {first, "0A"}, {second, "0B"}}) {
            solver.takeAll(
                    List.of(new S3Notification.Written(new Upload("uploads", "case9.m", event[0], "", event[1]))),
                    Deadline.never());
        }

        assertThat(JSON.readTree(result(first)).path("status").asText()).isEqualTo("InvalidCase");
        assertThat(JSON.readTree(result(second)).path("status").asText()).isEqualTo("Solved");
        String latest = client.getObjectAsBytes(
                        request -> request.bucket("results").key("case9.m/latest.json"))
                .asUtf8String();
        assertThat(JSON.readTree(latest).path("version").asText()).isEqualTo(second);
    }

    @Test
    void opensTheVersionThatIsAskedFor() {
        S3ObjectStore store = new S3ObjectStore(client);
        String first = upload("first");
        upload("second");

        try (StoredObject object = store.open("uploads", "case9.m", first).orElseThrow()) {
            assertThat(object.bytes(START)).asString().isEqualTo("first");
        }
        assertThat(store.open("uploads", "case9.m", "00000000-0000-0000-0000-000000000000"))
                .isEmpty();
    }
}
