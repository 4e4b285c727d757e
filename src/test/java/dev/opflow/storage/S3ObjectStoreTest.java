package dev.opflow.storage;

import static dev.opflow.local.TestBuckets.RESULTS;
import static dev.opflow.local.TestBuckets.UPLOADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.opflow.local.BucketServer;
import dev.opflow.local.TestBuckets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Against the bucket server of dev mode. */
class S3ObjectStoreTest {
    private static final S3Client CLIENT = TestBuckets.client(TestBuckets.endpoint());

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final S3ObjectStore store = new S3ObjectStore(CLIENT);
    private final String key = "a folder/ü+" + UUID.randomUUID() + ".m";

    private static ObjectStore.Content text(String text) {
        return new ObjectStore.Content("text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private String read() {
        try (StoredObject object = store.open(UPLOADS, key, "").orElseThrow()) {
            return new String(object.bytes(LIMIT), StandardCharsets.UTF_8);
        }
    }

    private String eTag() {
        try (StoredObject object = store.open(UPLOADS, key, "").orElseThrow()) {
            return object.eTag();
        }
    }

    @Test
    void readsWhatWasWritten() {
        store.put(UPLOADS, key, text("first"));
        store.put(UPLOADS, key, text("second"));

        assertThat(read()).isEqualTo("second");
        assertThat(store.exists(UPLOADS, key)).isTrue();
    }

    @Test
    void tellsSizeAndMetadataBeforeAnyByteIsRead() {
        CLIENT.putObject(
                request -> request.bucket(UPLOADS).key(key).metadata(Map.of("opflow-tolerance", "1e-8")),
                RequestBody.fromString("hello"));

        try (StoredObject object = store.open(UPLOADS, key, "").orElseThrow()) {
            assertThat(object.size()).isEqualTo(5);
            assertThat(object.metadata()).containsEntry("opflow-tolerance", "1e-8");
            assertThat(object.eTag()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        }
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(store.open(UPLOADS, key, "")).isEmpty();
        assertThat(store.exists(UPLOADS, key)).isFalse();
    }

    @Test
    void writesOnlyWhereNothingIs() {
        assertThat(store.putIfAbsent(UPLOADS, key, text("first"))).isTrue();
        assertThat(store.putIfAbsent(UPLOADS, key, text("second"))).isFalse();

        assertThat(read()).isEqualTo("first");
    }

    @Test
    void replacesOnlyWhatItKnows() {
        store.put(UPLOADS, key, text("first"));
        String first = eTag();

        assertThat(store.replace(UPLOADS, key, first, text("second"))).isTrue();
        assertThat(store.replace(UPLOADS, key, first, text("third"))).isFalse();

        assertThat(read()).isEqualTo("second");
    }

    @Test
    void replacesNothingThatIsGone() {
        assertThat(store.replace(RESULTS, key, "5d41402abc4b2a76b9719d911017c592", text("x")))
                .isFalse();
    }

    @Test
    void aBucketThatIsNotThereIsAFailure() {
        assertThatThrownBy(() -> store.put("no-such-bucket", key, text("x")))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("Could not write s3://no-such-bucket/" + key + ": ")
                .hasMessageContaining("The specified bucket does not exist");
        assertThatThrownBy(() -> store.open("no-such-bucket", key, ""))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("Could not read s3://no-such-bucket/" + key + ": ");
    }

    @Test
    void aServerThatIsGoneIsAFailureByName(@TempDir Path folder) throws IOException {
        URI endpoint;
        try (BucketServer server = BucketServer.start(TestBuckets.jar(), TestBuckets.classes(), folder, 0)) {
            BucketServer.bucket(folder, UPLOADS);
            endpoint = server.endpoint();
            try (S3Client client = TestBuckets.client(endpoint)) {
                new S3ObjectStore(client).put(UPLOADS, "case9.m", text("alive"));
            }
        }

        try (S3Client client = TestBuckets.client(endpoint)) {
            S3ObjectStore dead = new S3ObjectStore(client);
            assertThatThrownBy(() -> dead.put(UPLOADS, "case9.m", text("x")))
                    .isInstanceOf(StorageException.class)
                    .hasMessageStartingWith("Could not write s3://uploads/case9.m: ")
                    .hasMessageContaining("Connection refused");
            assertThatThrownBy(() -> dead.exists(UPLOADS, "case9.m"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageStartingWith("Could not look for s3://uploads/case9.m: ");
            assertThatThrownBy(() -> dead.open(UPLOADS, "case9.m", "v1"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageStartingWith("Could not read s3://uploads/case9.m, version v1: ");
        }
    }

    /** A server that sends the head of an object, and its bytes one at a time or never. */
    @Test
    void aBodyThatTricklesIsAFailureInTime() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"e\"");
            exchange.sendResponseHeaders(200, 1000);
            try (OutputStream body = exchange.getResponseBody()) {
                while (over.getCount() > 0) {
                    body.write('x');
                    body.flush();
                    over.await(20, TimeUnit.MILLISECONDS);
                }
            } catch (IOException | InterruptedException e) {
                // the client has had enough
                exchange.close();
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        try (S3Client client = TestBuckets.client(
                URI.create("http://localhost:" + server.getAddress().getPort()))) {
            StoredObject object =
                    new S3ObjectStore(client).open(UPLOADS, "case9.m", "").orElseThrow();
            assertThatThrownBy(() -> object.bytes(Duration.ofMillis(200)))
                    .isInstanceOf(StorageException.class)
                    .hasMessageMatching("Could not read s3://uploads/case9.m: only \\d+ of 1000 bytes came in 200 ms");
            object.close();
        } finally {
            over.countDown();
            server.stop(0);
        }
    }

    /** Somebody else writes the same object, and S3 does not know yet who wins. */
    @Test
    void triesAgainWhereTwoWriteAtOnce() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger asked = new AtomicInteger();
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean free = asked.incrementAndGet() > 2;
            exchange.sendResponseHeaders(free ? 200 : 409, -1);
            exchange.close();
        });
        server.start();
        try (S3Client client = TestBuckets.client(
                URI.create("http://localhost:" + server.getAddress().getPort()))) {
            assertThat(new S3ObjectStore(client).putIfAbsent(UPLOADS, "case9.m", text("x")))
                    .isTrue();
            assertThat(asked).hasValueGreaterThan(2);
        } finally {
            server.stop(0);
        }
    }

    /** A server that answers to HEAD when it is told to, and tells what it has answered. */
    private static final class SlowToConnect implements AutoCloseable {
        final List<String> answered = new CopyOnWriteArrayList<>();
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch told = new CountDownLatch(1);
        final int status;
        final HttpServer server;

        SlowToConnect(int status) throws IOException {
            this.status = status;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::answer);
            server.start();
        }

        private void answer(HttpExchange exchange) throws IOException {
            exchange.getRequestBody().readAllBytes();
            boolean connects = exchange.getRequestMethod().equals("HEAD");
            if (connects) {
                asked.countDown();
                try {
                    told.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            answered.add(exchange.getRequestMethod());
            exchange.sendResponseHeaders(connects ? status : 200, -1);
            exchange.close();
        }

        S3Client client() {
            return TestBuckets.client(
                    URI.create("http://localhost:" + server.getAddress().getPort()));
        }

        @Override
        public void close() {
            told.countDown();
            server.stop(0);
        }
    }

    @Test
    @Timeout(60)
    void aRequestWaitsForTheConnectionThatIsBeingMade() throws Exception {
        try (SlowToConnect server = new SlowToConnect(404);
                S3Client client = server.client()) {
            S3ObjectStore waiting = new S3ObjectStore(client, LIMIT);
            waiting.connect(RESULTS, "nothing");
            server.asked.await();
            waiting.put(UPLOADS, "elsewhere", text("x"));
            Thread request = Thread.ofPlatform().start(() -> waiting.put(RESULTS, "case9.m", text("x")));
            while (request.isAlive() && request.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            server.told.countDown();
            request.join();

            assertThat(server.answered).containsExactly("PUT", "HEAD", "PUT");
        }
    }

    @Test
    @Timeout(60)
    void aConnectionThatHangsIsNotWaitedForWithoutEnd() throws Exception {
        try (SlowToConnect server = new SlowToConnect(404);
                S3Client client = server.client()) {
            S3ObjectStore going = new S3ObjectStore(client, Duration.ofMillis(20));
            going.connect(RESULTS, "nothing");
            server.asked.await();

            going.put(RESULTS, "case9.m", text("x"));

            assertThat(server.answered).containsExactly("PUT");
            assertThat(Thread.getAllStackTraces().keySet())
                    .as("what still waits for the first answer")
                    .anyMatch(thread -> thread.getName().equals("connect"));
        }
    }

    @Test
    @Timeout(60)
    void aConnectionThatIsRefusedIsLeftToTheNextRequestToTell() throws Exception {
        try (SlowToConnect server = new SlowToConnect(403);
                S3Client client = server.client()) {
            server.told.countDown();
            S3ObjectStore refused = new S3ObjectStore(client, LIMIT);
            refused.connect(RESULTS, "nothing");

            refused.put(RESULTS, "case9.m", text("x"));

            assertThat(server.answered).containsExactly("HEAD", "PUT");
        }
    }

    /** As a server does to connections that were idle for long, and one that is busy to any: the client learns it when it writes. */
    @Test
    void aConnectionThatTheServerClosedIsNoFailure() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                S3Client client = TestBuckets.client(URI.create("http://localhost:" + server.getLocalPort()))) {
            AtomicInteger written = new AtomicInteger();
            Thread.ofVirtual().start(() -> answerOnceEach(server, written));
            S3ObjectStore closing = new S3ObjectStore(client);

            for (int k = 0; k < 5; k++) {
                closing.put(UPLOADS, "case9.m", text("x".repeat(100_000)));
            }

            assertThat(written).hasValueGreaterThanOrEqualTo(5);
        }
    }

    /** Answers one request on each connection as though there could be others, and closes it. */
    private static void answerOnceEach(ServerSocket server, AtomicInteger written) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) in.read());
                }
                Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
                assertThat(length.find()).isTrue();
                in.readNBytes(Integer.parseInt(length.group(1)));
                written.incrementAndGet();
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // the test is over, or the client has gone
                assertThat(e).isNotNull();
            }
        }
    }
}
