package dev.opflow.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/**
 * A deployment to moto, a server that takes AWS's calls: the template becomes a stack, and a case uploaded to its bucket
 * goes through queue and function to the bucket of results. Moto ignores the notifications that the template says of the
 * bucket of uploads: they are set through the API, as the template has them. Its notifications name no version. It runs
 * functions by Docker only: so the packaged function runs here, with the environment that the stack gave it.
 */
class MotoServerIT {
    private static final Path PACKAGE = Path.of("..", "target");
    private static final Path CASE = Path.of("..", "samples", "case9.m");
    private static final String KEY = "cases/case 9.m";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Process server;
    private static String endpoint;
    private static JsonNode template;
    private static final Map<String, String> outputs = new HashMap<>();

    @BeforeAll
    static void deploy() throws IOException, InterruptedException {
        Tools.requireNode();
        Tools.require("moto_server", "--help");
        Tools.require("aws", "--version");
        if (!Files.isRegularFile(PACKAGE.resolve("opflow-runner.jar"))) {
            Tools.skip("There is no target/opflow-runner.jar; ./mvnw package makes it.");
        }
        start();
        template = template();
        // as `cdk bootstrap` leaves an account
        aws("ssm", "put-parameter", "--name", "/cdk-bootstrap/hnb659fds/version", "--value", "30", "--type", "String");
        aws(
                "cloudformation",
                "create-stack",
                "--stack-name",
                "opflow",
                "--capabilities",
                "CAPABILITY_IAM",
                "--template-body",
                file("template.json", template));
        JsonNode stack = aws("cloudformation", "describe-stacks", "--stack-name", "opflow")
                .at("/Stacks/0");
        assertThat(stack.path("StackStatus").asText()).isEqualTo("CREATE_COMPLETE");
        stack.path("Outputs")
                .forEach(output -> outputs.put(
                        output.path("OutputKey").asText(),
                        output.path("OutputValue").asText()));
        stopMotosOwnPolling();
        setNotifications();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.destroy();
        }
    }

    private static void start() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        endpoint = "http://127.0.0.1:" + port;
        server = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("moto.log").toFile())
                .start();
        for (int tries = 0; tries < 60; tries++) {
            if (Files.readString(folder.resolve("moto.log")).contains("Running on")) {
                return;
            }
            Thread.sleep(500);
        }
        throw new AssertionError("moto_server does not start: " + Files.readString(folder.resolve("moto.log")));
    }

    private static JsonNode template() throws IOException {
        App app = Apps.with(Map.of("image", Apps.TAGGED, "uploadsPrefix", "cases/", "resultsPrefix", "out/"));
        OpflowApp.assemble(app, Apps.buildContext());
        return JSON.readTree(
                Path.of(app.synth().getDirectory(), "Opflow.template.json").toFile());
    }

    private static JsonNode aws(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "AWS_ACCESS_KEY_ID=local",
                "AWS_SECRET_ACCESS_KEY=local",
                "AWS_EC2_METADATA_DISABLED=true",
                "aws",
                "--endpoint-url",
                endpoint,
                "--region",
                "eu-central-1",
                "--output",
                "json"));
        command.addAll(List.of(arguments));
        Tools.Printed printed = Tools.run(Path.of("."), command.toArray(String[]::new));
        assertThat(printed.code())
                .as("%s: %s", List.of(arguments), printed.output())
                .isZero();
        return JSON.readTree(printed.output());
    }

    private static String file(String name, JsonNode content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, JSON.writeValueAsString(content));
        return "file://" + file;
    }

    /** The mapping of the queue to the function is what this test does in its place. */
    private static void stopMotosOwnPolling() throws IOException {
        JsonNode mappings = aws("lambda", "list-event-source-mappings").path("EventSourceMappings");
        assertThat(mappings).hasSize(1);
        assertThat(mappings.at("/0/FunctionArn").asText()).endsWith(":function:" + outputs.get("FunctionName"));
        assertThat(mappings.at("/0/EventSourceArn").asText()).isEqualTo(queueArn());
        aws(
                "lambda",
                "update-event-source-mapping",
                "--no-enabled",
                "--uuid",
                mappings.at("/0/UUID").asText());
    }

    private static String queueArn() throws IOException {
        return arnOf(outputs.get("QueueUrl"));
    }

    private static String arnOf(String queueUrl) throws IOException {
        return aws("sqs", "get-queue-attributes", "--queue-url", queueUrl, "--attribute-names", "QueueArn")
                .at("/Attributes/QueueArn")
                .asText();
    }

    private static void setNotifications() throws IOException {
        JsonNode bucket = template.path("Resources").properties().stream()
                .filter(resource -> resource.getKey().startsWith("Uploads"))
                .map(resource -> resource.getValue().path("Properties"))
                .filter(properties -> properties
                        .at("/NotificationConfiguration/QueueConfigurations")
                        .isArray())
                .findFirst()
                .orElseThrow();
        ObjectNode notifications = JSON.createObjectNode();
        ArrayNode toQueue = notifications.putArray("QueueConfigurations");
        for (JsonNode said : bucket.at("/NotificationConfiguration/QueueConfigurations")) {
            ObjectNode configuration = toQueue.addObject().put("QueueArn", queueArn());
            configuration.putArray("Events").add(said.path("Event"));
            configuration.putObject("Filter").putObject("Key").set("FilterRules", said.at("/Filter/S3Key/Rules"));
        }
        aws(
                "s3api",
                "put-bucket-notification-configuration",
                "--bucket",
                outputs.get("UploadsBucket"),
                "--notification-configuration",
                file("notifications.json", notifications));
    }

    /** Answers the ETag. */
    private static String upload(String key) throws IOException {
        return aws(
                        "s3api",
                        "put-object",
                        "--bucket",
                        outputs.get("UploadsBucket"),
                        "--key",
                        key,
                        "--body",
                        CASE.toString())
                .path("ETag")
                .asText()
                .replace("\"", "");
    }

    /** Messages of uploads; the one that says that notifications were set up is left out. */
    private static List<JsonNode> messages(String queueUrl) throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        aws("sqs", "receive-message", "--queue-url", queueUrl, "--max-number-of-messages", "10")
                .path("Messages")
                .forEach(messages::add);
        messages.removeIf(message -> message.path("Body").asText().contains("s3:TestEvent"));
        return messages;
    }

    private static ObjectNode event(JsonNode message) {
        ObjectNode event = JSON.createObjectNode();
        event.putArray("Records")
                .addObject()
                .put("messageId", message.path("MessageId").asText())
                .put("receiptHandle", message.path("ReceiptHandle").asText())
                .put("body", message.path("Body").asText())
                .put("eventSource", "aws:sqs");
        return event;
    }

    /** The packaged function, called once by a JVM of its own. */
    private static Tools.Printed invoke(ObjectNode event, Path response) throws IOException {
        JsonNode environment = aws(
                        "lambda", "get-function-configuration", "--function-name", outputs.get("FunctionName"))
                .at("/Environment/Variables");
        List<String> command = new ArrayList<>(List.of(
                "env",
                "AWS_REGION=eu-central-1",
                "AWS_ACCESS_KEY_ID=local",
                "AWS_SECRET_ACCESS_KEY=local",
                "QUARKUS_S3_ENDPOINT_OVERRIDE=" + endpoint,
                "QUARKUS_S3_PATH_STYLE_ACCESS=true"));
        environment
                .properties()
                .forEach(variable -> command.add(
                        variable.getKey() + "=" + variable.getValue().asText()));
        Path request = folder.resolve("event.json");
        Files.writeString(request, JSON.writeValueAsString(event));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-classpath",
                PACKAGE.resolve("opflow-runner.jar") + ":" + PACKAGE.resolve("lib") + "/*:target/test-classes",
                Invocation.class.getName(),
                request.toString(),
                response.toString()));
        return Tools.run(Path.of("."), command.toArray(String[]::new));
    }

    /** A queue that the rule of docs/operate.md for finished results sends to; answers its URL. */
    private static String subscribe() throws IOException {
        String results = outputs.get("ResultsBucket");
        String queue = aws("sqs", "create-queue", "--queue-name", "finished")
                .path("QueueUrl")
                .asText();
        Matcher pattern = Pattern.compile("--event-pattern '(\\{.+?})'", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "operate.md")));
        assertThat(pattern.find()).isTrue();
        JsonNode rule = JSON.readTree(pattern.group(1).replace("RESULTS_BUCKET", results));
        aws("events", "put-rule", "--name", "finished", "--event-pattern", JSON.writeValueAsString(rule));
        aws("events", "put-targets", "--rule", "finished", "--targets", "Id=1,Arn=" + arnOf(queue));
        aws(
                "s3api",
                "put-bucket-notification-configuration",
                "--bucket",
                results,
                "--notification-configuration",
                "{\"EventBridgeConfiguration\":{}}");
        return queue;
    }

    @Test
    void solvesACaseThatIsUploaded() throws IOException {
        String finished = subscribe();
        upload("other/case9.m");
        upload("cases/notes.txt");
        String eTag = upload(KEY);

        List<JsonNode> messages = messages(outputs.get("QueueUrl"));
        assertThat(messages).as("of what is a case below the prefix").hasSize(1);
        Path response = folder.resolve("response.json");
        Tools.Printed printed = invoke(event(messages.getFirst()), response);

        assertThat(printed.code()).as(printed.output()).isZero();
        assertThat(JSON.readTree(response.toFile()))
                .as(printed.output())
                .isEqualTo(JSON.readTree("{\"batchItemFailures\":[]}"));
        Path result = folder.resolve("result.json");
        aws(
                "s3api",
                "get-object",
                "--bucket",
                outputs.get("ResultsBucket"),
                "--key",
                "out/" + KEY + "/" + eTag + "/result.json",
                result.toString());
        assertThat(JSON.readTree(result.toFile()).path("status").asText()).isEqualTo("Solved");
        JsonNode metrics = metrics(printed);
        assertThat(metrics.at("/_aws/CloudWatchMetrics/0/Namespace").asText()).isEqualTo("opflow");
        assertThat(metrics.path("Buses").asInt()).isEqualTo(9);
        assertThat(messages(finished))
                .as("of result.json, and of no other file")
                .singleElement()
                .satisfies(
                        message -> assertThat(JSON.readTree(message.path("Body").asText())
                                        .at("/detail/object/key")
                                        .asText())
                                .isEqualTo("out/" + KEY + "/" + eTag + "/result.json"));
    }

    private static JsonNode metrics(Tools.Printed printed) throws IOException {
        List<String> lines = printed.output()
                .lines()
                .filter(line -> line.startsWith("{\"_aws\""))
                .toList();
        assertThat(lines).as(printed.output()).hasSize(1);
        return JSON.readTree(lines.getFirst());
    }
}
