package dev.opflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
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

    private static List<Path> archives() throws IOException {
        List<Path> archives = new ArrayList<>(List.of(
                TARGET.resolve("opflow.jar"), TARGET.resolve("opflow-runner.jar"), TARGET.resolve("function.zip")));
        try (Stream<Path> lib = Files.list(TARGET.resolve("lib"))) {
            lib.sorted().forEach(archives::add);
        }
        return archives;
    }

    private static Set<String> testClasses() throws IOException {
        Path folder = TARGET.resolve("test-classes");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void holdsTheFunctionAndTheCommandLine() throws IOException {
        assertThat(entries(TARGET.resolve("opflow-runner.jar"))).contains("dev/opflow/lambda/UploadsHandler.class");
        assertThat(entries(TARGET.resolve("function.zip"))).contains("dev/opflow/lambda/UploadsHandler.class");
        assertThat(entries(TARGET.resolve("opflow.jar"))).contains("dev/opflow/cli/Solve.class");
    }

    @Test
    void holdsNothingOfTheLocalCloudTheTestsOrTheBucketServer() throws IOException {
        Set<String> testClasses = testClasses();
        assertThat(testClasses).contains("dev/opflow/PackagedApplicationIT.class");
        assertThat(archives()).hasSizeGreaterThan(20);
        for (Path archive : archives()) {
            assertThat(entries(archive))
                    .as(archive.toString())
                    .noneMatch(entry -> entry.startsWith("dev/opflow/local/"))
                    .noneMatch(testClasses::contains)
                    .noneMatch(entry -> entry.startsWith("org/gaul/") || entry.startsWith("org/jclouds/"))
                    .noneMatch(entry -> entry.startsWith("com/adobe/testing/"))
                    .noneMatch(entry -> entry.startsWith("org/junit/") || entry.startsWith("io/restassured/"))
                    .noneMatch(entry -> entry.matches("lib/.*(s3proxy|s3mock|junit|rest-assured|vertx).*"));
        }
    }
}
