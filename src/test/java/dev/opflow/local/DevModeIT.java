package dev.opflow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Dev mode as its user has it: {@code ./mvnw quarkus:dev}, in a process of its own, with an S3 client beside it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DevModeIT {
    private static final Path FOLDER = Path.of("target", "dev-mode-it").toAbsolutePath();
    private static final Path LOG = FOLDER.resolve("dev-mode.log");
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static int bucketPort;
    private static int functionPort;
    private static Process maven;
    private static S3Client client;

    @BeforeAll
    static void start() throws IOException {
        bucketPort = freePort();
        functionPort = freePort();
        deleteResultsOfEarlierRuns();
        Files.createDirectories(FOLDER);
        maven = new ProcessBuilder(List.of(
                        "./mvnw",
                        "-B",
                        "-ntp",
                        "quarkus:dev",
                        "-Ddebug=false",
                        // classes of its own: those of the build that runs this test are in use
                        "-Dbuild.folder=target/dev-mode-it/build",
                        "-Dlocal-cloud.port=" + bucketPort,
                        "-Dlocal-cloud.folder=" + FOLDER.resolve("cloud"),
                        "-Dquarkus.lambda.mock-event-server.dev-port=" + functionPort))
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        client = TestBuckets.client(URI.create("http://localhost:" + bucketPort));
    }

    private static void deleteResultsOfEarlierRuns() throws IOException {
        Path cloud = FOLDER.resolve("cloud");
        if (Files.exists(cloud)) {
            try (Stream<Path> all = Files.walk(cloud)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        List<ProcessHandle> all = maven.descendants().toList();
        maven.destroy();
        all.forEach(ProcessHandle::destroy);
        if (!maven.waitFor(20, TimeUnit.SECONDS)) {
            maven.destroyForcibly();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        client.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String log() {
        try {
            return Files.readString(LOG);
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("%s did not come; the log is:%n%s", what, log())
                    .isLessThan(end);
            assertThat(maven.isAlive())
                    .as("dev mode ended; the log is:%n%s", log())
                    .isTrue();
            Thread.sleep(200);
        }
    }

    private static boolean exists(String key) {
        try {
            client.headObject(request -> request.bucket("results").key(key));
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        }
    }

    private static JsonNode result(String key, String eTag) throws InterruptedException, IOException {
        String place = key + "/" + eTag.replace("\"", "") + "/result.json";
        await(place, () -> exists(place));
        return JSON.readTree(
                client.getObjectAsBytes(request -> request.bucket("results").key(place))
                        .asByteArray());
    }

    private static String sample() throws IOException {
        return Files.readString(Path.of("samples", "case9.m"));
    }

    @Test
    @Order(1)
    void solvesTheSampleAndSaysWhereItsResultsAre() throws InterruptedException {
        await("the solved sample", () -> log().contains("case9.m: Solved, 5296.69 $/h in "));

        assertThat(log()).contains("Results: " + FOLDER.resolve("cloud/buckets/results/case9.m"));
    }

    @Test
    @Order(2)
    void solvesWhatAnS3ClientUploads() throws IOException, InterruptedException {
        String eTag = client.putObject(
                        request -> request.bucket("uploads")
                                .key("grids/nine buses+1.m")
                                .metadata(Map.of("opflow-tolerance", "1e-8")),
                        RequestBody.fromString(sample() + "% by a client\n"))
                .eTag();

        JsonNode result = result("grids/nine buses+1.m", eTag);
        assertThat(result.path("status").asText()).isEqualTo("Solved");
        assertThat(result.at("/options/tolerance").asDouble()).isEqualTo(1e-8);
    }

    @Test
    @Order(3)
    void solvesAFileThatWasCopiedIn() throws InterruptedException, IOException {
        Path copied = FOLDER.resolve("cloud/buckets/uploads/copied.m");
        Files.writeString(copied, sample() + "% copied\n");

        await("the copied case", () -> log().contains("copied.m: Solved, 5296.69 $/h in "));

        // and again when other content is copied over it
        Files.writeString(copied, sample().replace("125\t50", "126\t50"));
        await("the case copied over it", () -> log().contains("copied.m: Solved, 5321.72 $/h in "));
    }

    @Test
    @Order(3)
    void keepsTheOptionsOfAnUploadInParts() throws IOException, InterruptedException {
        byte[] large = (sample() + "% in parts\n" + "% filling\n".repeat(600_000)).getBytes(StandardCharsets.UTF_8);
        String key = "parts.m";
        String upload = client.createMultipartUpload(
                        request -> request.bucket("uploads").key(key).metadata(Map.of("opflow-tolerance", "1e-8")))
                .uploadId();
        int first = 5 << 20;
        List<CompletedPart> parts = new ArrayList<>();
        for (byte[] part : List.of(Arrays.copyOf(large, first), Arrays.copyOfRange(large, first, large.length))) {
            int number = parts.size() + 1;
            String eTag = client.uploadPart(
                            request -> request.bucket("uploads")
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number),
                            RequestBody.fromBytes(part))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
        }
        String eTag = client.completeMultipartUpload(request ->
                        request.bucket("uploads").key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)))
                .eTag();

        assertThat(result(key, eTag).at("/options/tolerance").asDouble()).isEqualTo(1e-8);
    }

    @Test
    @Order(4)
    void takesSampleEventsByHand() throws IOException {
        RestAssured.given()
                .port(functionPort)
                .contentType("application/json")
                .body(Files.readString(Path.of("samples", "events", "uploads.json")))
                .when()
                .post("/")
                .then()
                .statusCode(200)
                .body("batchItemFailures", hasSize(0));
        assertThat(log()).contains("Passed over s3://uploads/case9.m: its result is there already.");
    }

    @Test
    @Order(5)
    void runsAllUnitTestsWhenAskedTo() throws IOException, InterruptedException {
        maven.getOutputStream().write('r');
        maven.getOutputStream().flush();

        await("the end of the tests", () -> log().contains("Tests completed at"));

        assertThat(log()).containsPattern("All \\d+ tests are passing");
    }

    @Test
    @Order(6)
    void anUploadFailsByNameOnceTheServerIsKilled() throws InterruptedException {
        ProcessHandle server = maven.descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(BucketServerMain.class.getName()))
                .findFirst()
                .orElseThrow();
        server.destroyForcibly();
        await("the end of the bucket server", () -> !server.isAlive());

        assertThatThrownBy(() -> client.putObject(
                        request -> request.bucket("uploads").key("late.m"), RequestBody.fromString("x")))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("Connection refused");
        RestAssured.given()
                .port(functionPort)
                .contentType("application/json")
                .body("""
                    {"Records":[{"messageId":"m","body":"{\\"Records\\":[{\\"eventName\\":\\"ObjectCreated:Put\\",\
                    \\"s3\\":{\\"bucket\\":{\\"name\\":\\"uploads\\"},\\"object\\":{\\"key\\":\\"case9.m\\"}}}]}"}]}\
                    """)
                .when()
                .post("/")
                .then()
                .statusCode(200)
                .body("batchItemFailures.itemIdentifier", equalTo(List.of("m")));
        assertThat(log()).contains("Could not read s3://uploads/case9.m: ").contains("Connection refused");
    }
}
