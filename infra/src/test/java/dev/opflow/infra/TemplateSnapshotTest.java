package dev.opflow.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/**
 * The templates as they are to be, so that every change of a deployment shows in a review. To take what is there now:
 * {@code ./mvnw -f infra/pom.xml test -Dtest=TemplateSnapshotTest -Dsnapshots=write}, and read the difference.
 */
class TemplateSnapshotTest {
    private static final Path FOLDER = Path.of("src", "test", "snapshots");
    private static final ObjectWriter SORTED = new ObjectMapper()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .writerWithDefaultPrettyPrinter();
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeAll
    static void requireNode() {
        Tools.requireNode();
    }

    @Test
    void deploysAsItDid() throws IOException {
        App app = Apps.with(Map.of("image", Apps.TAGGED));

        compare(OpflowApp.assemble(app, Apps.buildContext()), "opflow.json");
    }

    /** All that can be said, and the image built. */
    @Test
    void deploysAnImageThatItBuildsAndAllThatCanBeSaidAsItDid() throws IOException {
        Map<String, Object> context = new HashMap<>(Map.of("name", "grid", "architecture", "arm64", "memory", 4096));
        context.putAll(Map.of("timeout", 900, "concurrency", 2, "uploadsPrefix", "cases/", "resultsPrefix", "out/"));
        context.putAll(Map.of("logDays", 365, "versionDays", 7, "alarmEmail", "ops@example.org"));
        context.putAll(Map.of("buildArguments", "EXAGO_HOME=/opt/spack", "environment", "OPFLOW_MARGIN=20s"));

        compare(OpflowApp.assemble(Apps.with(context), Apps.buildContext()), "grid-built.json");
    }

    @Test
    void keepsImagesAsItDid() throws IOException {
        compare(new ImageRepository(Apps.with(Map.of()), "opflow", List.of()), "opflow-images.json");
    }

    private static void compare(Stack stack, String name) throws IOException {
        Path snapshot = FOLDER.resolve(name);
        JsonNode now = withoutHashes(Template.fromStack(stack).toJSON());
        if ("write".equals(System.getProperty("snapshots"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(snapshot, SORTED.writeValueAsString(JSON.treeToValue(now, Map.class)) + "\n");
        }
        assertThat(now)
                .as("the template of %s, as in %s", stack.getStackName(), snapshot)
                .isEqualTo(JSON.readTree(snapshot.toFile()));
    }

    /** That of an image that is built is another with every way to hash. */
    private static JsonNode withoutHashes(Map<String, Object> template) throws IOException {
        return JSON.readTree(JSON.writeValueAsString(template).replaceAll(":[0-9a-f]{64}", ":HASH"));
    }
}
