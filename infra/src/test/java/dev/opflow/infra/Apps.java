package dev.opflow.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** Apps as {@code cdk} would have them: with the context of cdk.json. */
final class Apps {
    static final String TAGGED = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/opflow:1.2.0";
    private static final Path CDK_JSON = Path.of("..", "cdk.json");

    private Apps() {}

    /** An app with the flags of cdk.json, and more context. */
    static App with(Map<String, ?> context) {
        Map<String, Object> all = flags();
        all.putAll(context);
        return new App(AppProps.builder()
                .context(all)
                .outdir(temporary("cdk.out").toString())
                .analyticsReporting(false)
                .build());
    }

    private static Map<String, Object> flags() {
        ObjectMapper json = new ObjectMapper();
        try {
            JsonNode context = json.readTree(CDK_JSON.toFile()).path("context");
            return json.convertValue(context, new TypeReference<HashMap<String, Object>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder such as {@code ./mvnw package} makes, as far as an app looks into it. */
    static Path buildContext() {
        Path folder = temporary("image");
        try {
            Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY app.jar /\n");
            Files.writeString(folder.resolve("app.jar"), "classes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static Path temporary(String name) {
        try {
            return Files.createTempDirectory("opflow-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
