package dev.opflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CasePathsTest {

    @TempDir
    private Path root;

    @BeforeEach
    void makeFolders() throws IOException {
        for (String file : List.of("a/b.m", "a/a.m.gz", "a/deep/c.m", "a/readme.md", "a/x.mat", "empty/x.txt")) {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.createFile(path);
        }
    }

    @Test
    void takesFilesAsTheyAreWhetherThereOrNot() throws IOException {
        List<Path> files = List.of(root.resolve("a/x.mat"), root.resolve("missing.m"), root.resolve("a/b.m"));

        assertThat(CasePaths.of(files)).isEqualTo(files);
    }

    @Test
    void takesAFolderForTheCasesBelowItInOrder() throws IOException {
        assertThat(CasePaths.of(List.of(root.resolve("a"))))
                .containsExactly(root.resolve("a/a.m.gz"), root.resolve("a/b.m"), root.resolve("a/deep/c.m"));
    }

    @Test
    void followsALinkToAFolder() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("a"));

        assertThat(CasePaths.of(List.of(link)))
                .containsExactly(link.resolve("a.m.gz"), link.resolve("b.m"), link.resolve("deep/c.m"));
    }

    @Test
    void refusesAFolderWithoutCases() {
        assertThatThrownBy(() -> CasePaths.of(List.of(root.resolve("a"), root.resolve("empty"))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("case (.m or .m.gz) below " + root.resolve("empty"));
    }
}
