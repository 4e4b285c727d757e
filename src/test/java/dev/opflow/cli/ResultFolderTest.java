package dev.opflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opflow.run.ResultFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {

    @TempDir
    private Path root;

    private static ResultFile file(String name, String content) {
        return new ResultFile(name, "text/plain", content.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private void write(String... cases) throws IOException {
        ResultFolder folder = new ResultFolder(root);
        for (String name : cases) {
            folder.write(Path.of(name), List.of(file("result.json", name)));
        }
    }

    @Test
    void givesEachCaseAFolderOfItsName() throws IOException {
        new ResultFolder(root)
                .write(Path.of("in/case9.m"), List.of(file("solved.m", "solved"), file("result.json", "{}")));

        assertThat(written()).containsExactly("case9/result.json", "case9/solved.m");
        assertThat(root.resolve("case9/solved.m")).hasContent("solved");
    }

    @Test
    void makesTheFolderAndThoseAbove() throws IOException {
        new ResultFolder(root.resolve("x/y")).write(Path.of("c.m.gz"), List.of(file("result.json", "{}")));

        assertThat(written()).containsExactly("x/y/c/result.json");
    }

    @Test
    void keepsCasesOfOneNameApart() throws IOException {
        write("a/c.m", "b/c.m", "c-2.m", "C.m", "c.m.gz");

        assertThat(written())
                .containsExactly(
                        "C-3/result.json", "c-2-2/result.json", "c-2/result.json", "c-4/result.json", "c/result.json");
        assertThat(root.resolve("c-2/result.json")).hasContent("b/c.m");
    }

    @Test
    void leavesTheFolderForNoName() throws IOException {
        write("..m", "...m", ".m", "/", "x.m/..");

        assertThat(written())
                .allSatisfy(file -> assertThat(file).matches("case_*(-\\d)?/result.json"))
                .hasSize(5);
    }

    @Test
    void leavesNothingOfAnEarlierResult() throws IOException {
        new ResultFolder(root).write(Path.of("c.m"), List.of(file("solved.m", "old"), file("result.json", "old")));
        new ResultFolder(root).write(Path.of("c.m"), List.of(file("result.json", "new")));

        assertThat(written()).containsExactly("c/result.json");
        assertThat(root.resolve("c/result.json")).hasContent("new");
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.createFile(root.resolve("file"));

        assertThatThrownBy(() -> new ResultFolder(file)).isInstanceOf(FileAlreadyExistsException.class);
    }
}
