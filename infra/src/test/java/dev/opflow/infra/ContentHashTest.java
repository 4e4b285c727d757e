package dev.opflow.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentHashTest {
    private static final String RECORDED = "io/quarkus/runner/recorded/Step.class";

    @TempDir
    private Path folder;

    private static String hash(Path folder) {
        return new ContentHash().addFolder(folder).hex();
    }

    /** A jar in a folder of its own. */
    private Path jar(String name, long time, String... entries) throws IOException {
        Path jar = Files.createTempDirectory(folder, "build").resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String entry : entries) {
                ZipEntry header = new ZipEntry(entry.substring(0, entry.indexOf('=')));
                header.setTime(time);
                zip.putNextEntry(header);
                zip.write(entry.substring(entry.indexOf('=') + 1).getBytes(StandardCharsets.ISO_8859_1));
                zip.closeEntry();
            }
        }
        return jar.getParent();
    }

    @Test
    void isTheSameForTwoBuildsOfAnApplication() throws IOException {
        Path one = jar("app-runner.jar", 1_600_000_000_000L, RECORDED + "=ldc \0\nproxykey28;", "A.class=a");
        Path two = jar("app-runner.jar", 1_700_000_000_000L, "A.class=a", RECORDED + "=ldc \0\tproxykey9;");

        assertThat(hash(one)).isEqualTo(hash(two)).hasSize(64);
    }

    @Test
    void isAnotherForAnotherApplication() throws IOException {
        String first = hash(jar("app-runner.jar", 0, RECORDED + "=ldc \0\nproxykey28;", "A.class=a"));

        assertThat(hash(jar("app-runner.jar", 0, RECORDED + "=ldc \0\nproxykey28;", "A.class=b")))
                .as("another class")
                .isNotEqualTo(first);
        assertThat(hash(jar("app-runner.jar", 0, RECORDED + "=ldc \0\nproxykey28!", "A.class=a")))
                .as("another record")
                .isNotEqualTo(first);
        assertThat(hash(jar("lib.jar", 0, RECORDED + "=ldc \0\nproxykey28;", "A.class=a")))
                .as("another name")
                .isNotEqualTo(first);
    }

    @Test
    void takesFilesWithTheirNamesAndLinksForWhereTheyLead() throws IOException {
        Path one = Files.createDirectories(folder.resolve("one/lib"));
        Files.writeString(one.resolve("a"), "content");
        String plain = hash(one.getParent());
        Files.createSymbolicLink(one.resolve("b"), Path.of("a"));
        String linked = hash(one.getParent());
        Files.move(one.resolve("a"), one.resolve("c"));

        assertThat(linked).isNotEqualTo(plain);
        assertThat(hash(one.getParent())).isNotEqualTo(linked);
    }

    @Test
    void looksIntoAFolderThatIsALink() throws IOException {
        Path real = Files.createDirectories(folder.resolve("exago-1.6"));
        Files.writeString(real.resolve("a"), "one");
        Path link = Files.createSymbolicLink(folder.resolve("exago"), real);
        String first = hash(link);
        Files.writeString(real.resolve("a"), "two");

        assertThat(first).hasSize(64);
        assertThat(hash(link)).isNotEqualTo(first).isEqualTo(hash(real));
    }

    @Test
    void takesALinkToAFolderForWhereItLeads() throws IOException {
        Path root = Files.createDirectories(folder.resolve("root"));
        Files.createDirectories(root.resolve("lib-1"));
        Files.createDirectories(root.resolve("lib-2"));
        Path lib = Files.createSymbolicLink(root.resolve("lib"), Path.of("lib-1"));
        String first = hash(root);
        Files.delete(lib);
        Files.createSymbolicLink(lib, Path.of("lib-2"));
        String second = hash(root);
        Files.delete(lib);
        Files.createSymbolicLink(lib, Path.of("nowhere"));

        assertThat(hash(root)).isNotEqualTo(second);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void takesNoFileForAnArgument() throws IOException {
        Path context = Files.createDirectories(folder.resolve("context"));
        Path exago = Files.createDirectories(folder.resolve("exago"));
        Files.writeString(exago.resolve("NAME"), "value");

        assertThat(new ImageSource.BuiltFrom(context, Optional.of(exago), Map.of()).hash("linux/amd64"))
                .isNotEqualTo(new ImageSource.BuiltFrom(context, Optional.empty(), Map.of("NAME", "value"))
                        .hash("linux/amd64"));
    }
}
