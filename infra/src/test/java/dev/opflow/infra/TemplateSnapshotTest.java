package dev.opflow.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void keepsImagesAsItDid() throws IOException {
        compare(new ImageRepository(Apps.with(Map.of()), "opflow"), "opflow-images.json");
    }

    private static void compare(Stack stack, String name) throws IOException {
        Path snapshot = FOLDER.resolve(name);
        Map<String, Object> template = Template.fromStack(stack).toJSON();
        if ("write".equals(System.getProperty("snapshots"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(snapshot, SORTED.writeValueAsString(template) + "\n");
        }
        JsonNode now = JSON.valueToTree(template);
        assertThat(now)
                .as("the template of %s, as in %s", stack.getStackName(), snapshot)
                .isEqualTo(JSON.readTree(snapshot.toFile()));
    }
}
