package dev.opflow.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.image.RuntimeApi.Answer;
import dev.opflow.local.TestBuckets;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The built image as Lambda runs it: read-only but for /tmp, its own user, 1,769 MB, events from a runtime API. {@code bin/image-test}
 * builds the image and says which it is by {@code -Dopflow.image}.
 */
class ImageIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final File LOG = new File("target/image-test.log");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "993:990";
    private static final String ROOT = "0";
    private static final String IMAGE = System.getProperty("opflow.image", "");

    private final String container = "opflow-" + UUID.randomUUID();
    private RuntimeApi runtime;
    private S3Client s3;
    private boolean began;

    @TempDir
    private Path folder;

    /** Why a test failed is in what the function said. */
    @RegisterExtension
    final AfterTestExecutionCallback log = context -> {
        if (context.getExecutionException().isPresent() && began) {
            System.err.println(context.getDisplayName() + " failed. The container's log:");
            System.err.println(output("logs", container));
        }
    };

    @BeforeEach
    void start() throws IOException {
        assumeTrue(!IMAGE.isEmpty(), "no image is named by -Dopflow.image: bin/image-test builds and tests one");
        runtime = new RuntimeApi();
        s3 = TestBuckets.client(TestBuckets.endpoint());
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        if (runtime != null) {
            podman("rm", "--force", "--ignore", container);
            runtime.close();
            s3.close();
        }
    }

    static List<String> engines() {
        return List.of(System.getProperty("opflow.image.engines", "embedded").split(","));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void solvesAnUpload(String engine) throws Exception {
        run(Map.of());
        String key = upload(engine, Path.of("samples/case9.m"));

        assertThat(runtime.answer(LIMIT)).isEqualTo(done(1));
        assertThat(result(key)).contains("\"Solved\"").contains("\"" + engine + "\"");
        assertThat(results(key)).anyMatch(name -> name.endsWith("/solved.m"));
    }

    @Test
    void saysWhatItIsAndHoldsNothingThatBuilds() throws Exception {
        JsonNode config = JSON.readTree(output("image", "inspect", IMAGE)).at("/0/Config");
        JsonNode labels = config.path("Labels");
        String user = output("run", "--rm", "--network", "host", "--entrypoint", "id", IMAGE, "-u");
        String tools = inside(
                ROOT, "find", "/usr", "/opt", "(", "-name", "javac", "-o", "-name", "gcc*", "-o", "-name", "cc", "-o",
                "-name", "make", ")", "-perm", "/111", "-type", "f,l");
        JsonNode materials = JSON.readTree(inside(USER, "cat", "/var/task/bom.json"));
        String packages = inside(USER, "cat", "/var/task/packages.txt");
        String trusted = inside(
                ROOT,
                "find",
                "/opt",
                "(",
                "-path",
                "/opt/java/lib/security/cacerts",
                "-type",
                "f",
                "-size",
                "+20k",
                ")",
                "-o",
                "-path",
                "/opt/check");

        assertThat(trusted.strip())
                .as("certificates that are trusted, and nothing that the image was tried with")
                .isEqualTo("/opt/java/lib/security/cacerts");
        assertThat(user.strip()).as("who runs it where nobody is named").isEqualTo("993");
        assertThat(config.path("User").asText()).isEqualTo("993:990");
        assertThat(labels.path("org.opencontainers.image.title").asText()).isEqualTo("opflow-lambda");
        assertThat(labels.path("org.opencontainers.image.licenses").asText()).isEqualTo("Apache-2.0");
        assertThat(tools).as("compilers").isBlank();
        assertThat(materials.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(materials.findValuesAsText("name")).contains("aws-lambda-java-runtime-interface-client", "s3");
        assertThat(packages).as("of the base").containsPattern("(?m)^(libc6|glibc)");
    }

    @Test
    void listsTheLibrariesOfExaGo() throws Exception {
        assumeTrue(engines().contains("exago"), "the image is built without ExaGO");

        JsonNode components =
                JSON.readTree(inside(USER, "cat", "/var/task/exago.json")).path("components");

        assertThat(components.path(0).path("name").asText()).isEqualTo("exago");
        assertThat(components.path(0).path("version").asText()).matches("\\d+\\.\\d+.*");
        assertThat(components.findValuesAsText("name"))
                .anyMatch(name -> name.contains("/lib/libexago_opflow.so"))
                .doesNotHaveDuplicates();
        assertThat(components.findValuesAsText("content")).isNotEmpty().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }

    @Test
    void startsFromWhatTheJvmLearnedWhileItWasBuilt() throws Exception {
        // where the JVM can't use it, it ends
        run(Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on"));
        upload("embedded", Path.of("samples/case9.m"));

        assertThat(runtime.answer(LIMIT)).isEqualTo(done(1));
    }

    @Test
    void goesOnAfterACaseAndAnEventThatMakeNoSense() throws Exception {
        run(Map.of());
        Path broken = Files.writeString(folder.resolve("broken.m"), "mpc.bus = [1 2");
        String key = upload("embedded", broken);
        assertThat(runtime.answer(LIMIT)).isEqualTo(done(1));
        assertThat(result(key)).contains("\"InvalidCase\"");

        runtime.send("[\"no event\"]");
        Answer error = runtime.answer(LIMIT);
        assertThat(error.path()).isEqualTo("invocation/request-2/error");
        assertThat(error.body()).contains("errorMessage");

        upload("embedded", Path.of("samples/case9.m"));
        assertThat(runtime.answer(LIMIT)).isEqualTo(done(3));
    }

    @Test
    void handsBackAMessageWhoseResultCanNotBeWritten() throws Exception {
        run(Map.of("OPFLOW_RESULTS_BUCKET", "no-such-bucket"));
        upload("embedded", Path.of("samples/case9.m"));

        Answer answer = runtime.answer(LIMIT);
        assertThat(answer.path()).isEqualTo("invocation/request-1/response");
        assertThat(answer.body()).contains("\"itemIdentifier\":\"message\"");
    }

    @Test
    void saysWhatIsMissingAndEndsWhenItCanNotStart() throws Exception {
        Process process = run(Map.of("OPFLOW_RESULTS_BUCKET", ""));

        assertThat(runtime.answer(LIMIT).path()).isEqualTo("init/error");
        assertThat(process.waitFor(LIMIT)).isTrue();
        assertThat(process.exitValue()).isNotZero();
    }

    @Test
    void losesNothingWhenItsProcessIsKilled() throws Exception {
        run(Map.of());
        String key = upload("embedded", Path.of("samples/case9.m"));
        assertThat(runtime.asked(LIMIT)).isEqualTo("invocation/next");
        podman("kill", container);
        podman("rm", "--force", container);

        run(Map.of());
        runtime.send(event(key));
        Answer answer = runtime.answer(LIMIT);
        // that of the first process, where it was fast enough
        assertThat(answer.path().equals("invocation/request-1/response") ? runtime.answer(LIMIT) : answer)
                .isEqualTo(done(2));
        assertThat(result(key)).contains("\"Solved\"");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void isWarmBeforeASnapshotAndStartsTheRestAfterIt(String engine) throws Exception {
        runtime.holdRestoration();
        run(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
        String key = upload(engine, Path.of("samples/case9.m"));

        assertThat(runtime.asked(LIMIT)).isEqualTo("restore/next");
        assertThat(output("logs", container)).contains("Ready for a snapshot");
        assertThat(output("exec", container, "ls", "-A", "/tmp"))
                .as("what ExaGO would leave")
                .doesNotContain("exago")
                .doesNotContain("ompi");
        runtime.restore();
        assertThat(runtime.answer(LIMIT)).isEqualTo(done(1));
        assertThat(result(key)).contains("\"Solved\"").contains("\"" + engine + "\"");
    }

    private static Answer done(int request) {
        return new Answer("invocation/request-" + request + "/response", "{\"batchItemFailures\":[]}");
    }

    private Process run(Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of("podman", "run", "--name", container, "--network", "host"));
        command.addAll(List.of("--read-only", "--tmpfs", "/tmp:rw,exec", "--cap-drop", "all"));
        command.addAll(List.of("--memory", "1769m", "--pids-limit", "1024"));
        Map<String, String> variables = new TreeMap<>(Map.of(
                "AWS_LAMBDA_RUNTIME_API", runtime.address(),
                "AWS_LAMBDA_FUNCTION_NAME", "opflow",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769",
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "OPFLOW_RESULTS_BUCKET", TestBuckets.RESULTS,
                "QUARKUS_S3_ENDPOINT_OVERRIDE", TestBuckets.endpoint().toString(),
                "QUARKUS_S3_PATH_STYLE_ACCESS", "true"));
        variables.putAll(environment);
        variables.forEach((name, value) -> command.addAll(List.of("--env", name + "=" + value)));
        command.add(IMAGE);
        began = true;
        return start(command);
    }

    /** What a command prints that a user runs in the image. */
    private String inside(String user, String command, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(
                List.of("run", "--rm", "--network", "host", "--user", user, "--entrypoint", command, IMAGE));
        words.addAll(List.of(arguments));
        return output(words.toArray(String[]::new));
    }

    /** What a command of Podman prints. */
    private String output(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("podman"));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(LIMIT)).isTrue();
        assertThat(process.exitValue()).as("podman %s", List.of(arguments)).isZero();
        return Files.readString(output);
    }

    private static void podman(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("podman"));
        command.addAll(List.of(arguments));
        assertThat(start(command).waitFor(LIMIT)).isTrue();
    }

    /** What Podman and the function print is in {@code target/image-test.log}. */
    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG))
                .start();
    }

    private String upload(String engine, Path file) {
        String key = UUID.randomUUID() + ".m";
        s3.putObject(
                request -> request.bucket(TestBuckets.UPLOADS).key(key).metadata(Map.of("opflow-engine", engine)),
                RequestBody.fromFile(file));
        runtime.send(event(key));
        return key;
    }

    private static String event(String key) {
        String body = """
            {"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"uploads"},\
            "object":{"key":"%s","size":1,"eTag":"0","sequencer":"00"}}}]}\
            """.formatted(key);
        return """
            {"Records":[{"messageId":"message","receiptHandle":"1","body":"%s","attributes":{},\
            "messageAttributes":{},"eventSource":"aws:sqs","awsRegion":"us-east-1"}]}\
            """.formatted(body.replace("\"", "\\\""));
    }

    private List<String> results(String key) {
        return s3.listObjectsV2(request -> request.bucket(TestBuckets.RESULTS).prefix(key + "/")).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private String result(String key) {
        String name = results(key).stream()
                .filter(object -> object.endsWith("/result.json"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no result of " + key + " among " + results(key)));
        return s3.getObjectAsBytes(
                        request -> request.bucket(TestBuckets.RESULTS).key(name))
                .asUtf8String();
    }
}
