package dev.opflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the package holds, and what it must not. */
class PackagedApplicationIT {
    private static final Path TARGET = Path.of("target");

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(entry -> entry.getName()).toList();
        }
    }

    private static List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>(List.of(TARGET.resolve("opflow.jar"), TARGET.resolve("opflow-runner.jar")));
        try (Stream<Path> lib = Files.list(TARGET.resolve("lib"))) {
            lib.sorted().forEach(jars::add);
        }
        return jars;
    }

    @Test
    void holdsTheFunctionAndTheCommandLine() throws IOException {
        assertThat(entries(TARGET.resolve("opflow-runner.jar"))).contains("dev/opflow/lambda/UploadsHandler.class");
        assertThat(entries(TARGET.resolve("opflow.jar"))).contains("dev/opflow/cli/Solve.class");
    }

    @Test
    void holdsNothingOfTheLocalCloudTheTestsOrTheBucketServer() throws IOException {
        assertThat(jars()).hasSizeGreaterThan(20);
        for (Path jar : jars()) {
            assertThat(entries(jar))
                    .as(jar.toString())
                    .noneMatch(entry -> entry.startsWith("dev/opflow/local/"))
                    .noneMatch(
                            entry -> entry.startsWith("dev/opflow/") && entry.matches(".*(Test|IT|Contract)\\.class"))
                    .noneMatch(entry -> entry.startsWith("org/gaul/") || entry.startsWith("org/jclouds/"))
                    .noneMatch(entry -> entry.startsWith("com/adobe/testing/"))
                    .noneMatch(entry -> entry.startsWith("org/junit/") || entry.startsWith("io/restassured/"));
        }
    }

    @Test
    void holdsNothingThatListensOrMocks() throws IOException {
        // the mock event server and its Vert.x are for dev mode and tests
        assertThat(jars()).noneMatch(jar -> jar.getFileName().toString().contains("vertx"));
    }
}
