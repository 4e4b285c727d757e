package dev.opflow.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmOptionsTest {
    private static final Path HERE = Path.of("src", "main", "docker");

    @TempDir
    private Path folder;

    @Test
    void theHeapTakesMostOfTheMemory() throws Exception {
        assertThat(flags("-Dany=thing")).containsPattern("MaxRAMPercentage += 70\\.0");
    }

    @Test
    void theEnvironmentCanLowerTheHeap() throws Exception {
        assertThat(flags("-XX:MaxRAMPercentage=50")).containsPattern("MaxRAMPercentage += 50\\.0");
    }

    /** What a JVM with the image's options makes of them. */
    private String flags(String environment) throws Exception {
        String options = Files.readString(HERE.resolve("jvm.options")).replace("/var/task/heap", HERE + "/heap");
        Path file = Files.writeString(folder.resolve("jvm.options"), options);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + file,
                        "-XX:+PrintFlagsFinal",
                        "-version")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("JAVA_TOOL_OPTIONS", environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
