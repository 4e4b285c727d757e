package dev.opflow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time is what the test says it is. */
class StandingFilesTest {
    private static final long HALF_SECOND = Duration.ofMillis(500).toNanos();

    @TempDir
    private Path folder;

    private StandingFiles files = new StandingFiles(Path.of("unset"), Duration.ZERO);

    @BeforeEach
    void watchTheFolder() {
        files = new StandingFiles(folder, Duration.ofMillis(500));
    }

    private Path write(String name, String text, long millis) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
        return file;
    }

    @Test
    void reportsAFileOnceItHasStoodStill() throws IOException {
        Path file = write("a/case9.m", "x", 1);

        assertThat(files.look(0)).isEmpty();
        assertThat(files.look(HALF_SECOND - 1)).isEmpty();
        assertThat(files.look(HALF_SECOND)).containsExactly(file);
        assertThat(files.look(10 * HALF_SECOND)).isEmpty();
    }

    @Test
    void waitsAsLongAsAFileGrows() throws IOException {
        Path file = write("case9.m", "x", 1);
        files.look(0);
        write("case9.m", "xy", 1);

        assertThat(files.look(HALF_SECOND)).isEmpty();
        assertThat(files.look(2 * HALF_SECOND)).containsExactly(file);
    }

    @Test
    void reportsAFileAgainWhenItWasWrittenAgain() throws IOException {
        Path file = write("case9.m", "x", 1);
        files.look(0);
        files.look(HALF_SECOND);
        write("case9.m", "x", 2);

        assertThat(files.look(2 * HALF_SECOND)).isEmpty();
        assertThat(files.look(3 * HALF_SECOND)).containsExactly(file);
    }

    @Test
    void forgetsAFileThatIsGone() throws IOException {
        Path file = write("case9.m", "x", 1);
        files.look(0);
        files.look(HALF_SECOND);
        Files.delete(file);
        files.look(2 * HALF_SECOND);
        write("case9.m", "x", 1);

        assertThat(files.look(3 * HALF_SECOND)).isEmpty();
        assertThat(files.look(4 * HALF_SECOND)).containsExactly(file);
    }
}
